package dispatch_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A step is what an officer types, and the question that it answers; "" if it
// answers none.
type step struct{ typed, question string }

// walkOutline types its way through the real outline once, from the first
// question to the summary, and gives what was typed. Every commune of the same
// kind can be walked by the same steps.
func walkOutline(t testing.TB) []step {
	t.Helper()
	w := newWorld(t)
	unit := communes(w)[0]
	w.joins("scout", unit, roster.Officer)
	examples := questions(w)
	steps := []step{{typed: "bắt đầu"}}
	for w.types("scout", steps[0].typed); ; {
		at := focus(w, "scout", unit)
		s := reply(at, examples[at.Code])
		if s.typed == "" {
			return steps
		}
		if len(steps) > 400 {
			t.Fatalf("no end to the outline: at %+v", at)
		}
		w.types("scout", s.typed)
		steps = append(steps, s)
	}
}

// questions are those of the communes' outline by their codes.
func questions(w *world) map[string]form.Question {
	examples := map[string]form.Question{}
	for _, section := range w.d.Campaigns[0].Outlines[3].Sections {
		for _, q := range section.Questions {
			examples[q.Code] = q
			for _, field := range q.Questions {
				examples[field.Code] = field
			}
		}
	}
	return examples
}

// fillIn answers everything that is open up to the summary, as the first unit
// of the demonstration does.
func fillIn(w *world, who, unit string) {
	w.t.Helper()
	profile := profiles(w.t)[0]
	examples := questions(w)
	said := w.types(who, "tiếp tục")
	for range 1000 {
		at := focus(w, who, unit)
		s := reply(at, examples[at.Code])
		given := profile[examples[at.Code].Name]
		switch {
		case s.typed == "":
			return
		case at.Mode == exchange.Offering:
			s.typed = "2"
		case at.Mode == exchange.Growing && strings.Contains(said[0].Text, "cần có"):
			s.typed = "1"
		case at.Mode == exchange.Checking:
			s.typed = "giữ nguyên"
		case at.Mode == exchange.Asking && !at.Writing() && len(given) > 0:
			s.typed = given[max(0, at.Row-1)%len(given)]
		}
		said = w.types(who, s.typed)
	}
	w.t.Fatalf("no end to the report of %s", unit)
}

// reply is what to type where an officer stands; nothing at the summary.
func reply(at exchange.Focus, q form.Question) step {
	switch at.Mode {
	case exchange.Review:
		return step{}
	case exchange.Offering:
		return step{typed: "1"}
	case exchange.Growing:
		return step{typed: "2"}
	case exchange.Checking:
		return step{typed: "để sau"}
	}
	switch {
	case at.Writing():
		return step{typed: "xong"}
	case q.Type == form.UnitName:
		return step{"đúng", q.Code}
	case q.Type == form.FileUpload:
		return step{typed: "bỏ qua"}
	case q.Type == form.SelectOne, q.Type == form.SelectMultiple:
		return step{"1", q.Code}
	}
	return step{q.Example, q.Code}
}

// focus is where somebody stands.
func focus(w *world, name, unit string) exchange.Focus {
	w.t.Helper()
	var c store.Chat
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		c, err = store.Chats.Get(r, person(name))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	f, err := session.FocusIn(c, report.ID{Campaign: w.c.Name, Unit: unit})
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

// communes are the codes of all communes of the one kind.
func communes(w *world) []string {
	var codes []string
	for _, u := range w.units.AtLevel(3) {
		if u.Type == "xã" {
			codes = append(codes, u.Code)
		}
	}
	return codes
}

// crowd has one officer join for each of the first n communes, from the one at
// first on, and gives their names.
func crowd(w *world, first, n int) []string {
	w.t.Helper()
	var names []string
	for i, unit := range communes(w)[first : first+n] {
		names = append(names, "o"+strconv.Itoa(first+i))
		w.joins(names[i], unit, roster.Officer)
	}
	return names
}

// typing is the update of somebody who types; n numbers it among all.
func typing(name, text string, n int, start time.Time) chat.Update {
	return chat.Update{
		Key: "crowd/" + strconv.Itoa(n), From: person(name), Name: name, At: start.Add(time.Duration(n) * time.Second),
		Input: chat.Input{Kind: chat.Text, Text: text, Message: "m" + strconv.Itoa(n)},
	}
}

// everybody types: for each step all of them, one after the other.
func everybody(names []string, steps []step, start time.Time) []chat.Update {
	updates := make([]chat.Update, 0, len(names)*len(steps))
	for _, s := range steps {
		for _, name := range names {
			updates = append(updates, typing(name, s.typed, len(updates), start))
		}
	}
	return updates
}

// take gives updates to the dispatcher in batches as a platform does.
func take(t testing.TB, d *dispatch.Dispatcher, updates []chat.Update) {
	t.Helper()
	for len(updates) > 0 {
		n := min(100, len(updates))
		if err := d.Updates(context.Background(), updates[:n]); err != nil {
			t.Fatal(err)
		}
		updates = updates[n:]
	}
}
