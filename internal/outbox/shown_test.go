package outbox

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/store"
)

// numbering is a channel that numbers what it shows and notes what is replaced.
type numbering struct {
	n        int
	replaced []string
}

func (c *numbering) Send(_ context.Context, m chat.Message) (string, error) {
	c.replaced = append(c.replaced, m.Content.Replace)
	if m.Content.Replace != "" {
		return m.Content.Replace, nil
	}
	c.n++
	return strconv.Itoa(c.n), nil
}

// TestReplace: a message that names an earlier one of ours replaces it under
// the channel's id, also while that one still waits, and one after the other;
// the channel's own ids and those from before the start go through as they are.
func TestReplace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &numbering{}
		r := newRig(t, openKV(t), net, Options{})
		first, second, third := message("1", 1, chat.Reply), message("1", 2, chat.Reply), message("1", 3, chat.Reply)
		second.Content.Replace, third.Content.Replace = first.ID, second.ID
		own, old := message("1", 4, chat.Reply), message("1", 5, chat.Reply)
		own.Content.Replace, old.Content.Replace = "77", "telegram:1/000000"
		r.run()
		r.give(first, second, third, own, old)
		pass(1e9)
		if diff := cmp.Diff([]string{"", "1", "1", "77", "telegram:1/000000"}, net.replaced); diff != "" {
			t.Errorf("replaced (-want +got):\n%s", diff)
		}
	})
}

// TestLastReplacement: a message that is kept is replaced under the channel's id after a
// restart too, and forgotten with the last that takes its place.
func TestLastReplacement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kv, net := openKV(t), &numbering{}
		first := newRig(t, kv, net, Options{})
		first.run()
		made, answer := message("1", 1, chat.Reply), message("1", 2, chat.Reply)
		made.Keep = true
		first.give(made)
		pass(1e9)
		first.stop()
		second := newRig(t, kv, net, Options{})
		second.run()
		answer.Content.Replace, answer.Content.Last = made.ID, true
		second.give(answer)
		pass(1e9)
		if diff := cmp.Diff([]string{"", "1"}, net.replaced); diff != "" {
			t.Errorf("replaced (-want +got):\n%s", diff)
		}
		err := kv.View(t.Context(), func(r store.Reader) error {
			left, err := store.Shown.Map(r, "")
			if len(left) > 0 || second.shown.resolve(made.ID) != made.ID {
				t.Errorf("remembered are %v", left)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// TestShownIsBounded: the oldest are forgotten, the newest are not.
func TestShownIsBounded(t *testing.T) {
	s := newShown()
	for i := range maxShown + 10 {
		s.note("m"+strconv.Itoa(i), strconv.Itoa(i))
		s.note("m"+strconv.Itoa(i), strconv.Itoa(i)) // a second try
	}
	last := "m" + strconv.Itoa(maxShown+9)
	if len(s.ids) != maxShown || s.resolve("m9") != "m9" || s.resolve("m10") != "10" || s.resolve(last) != strconv.Itoa(maxShown+9) {
		t.Errorf("%d are remembered; m9 is %s, m10 is %s", len(s.ids), s.resolve("m9"), s.resolve("m10"))
	}
}
