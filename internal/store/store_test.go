package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

func open(t *testing.T) store.KV {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	return kv
}

func update(t *testing.T, kv store.KV, f func(store.Tx) error) {
	t.Helper()
	if err := store.One(context.Background(), kv, f); err != nil {
		t.Fatal(err)
	}
}

var (
	writer = chat.Address{Channel: "telegram", ID: "42"}
	rep    = report.ID{Campaign: "c", Unit: "16144"}
	at     = time.Date(2016, 7, 4, 9, 0, 0, 0, time.UTC)
)

func TestRecordsReadBack(t *testing.T) {
	kv := open(t)
	person := store.Person{Name: "An", Memberships: []roster.Membership{{Unit: "16144", Role: roster.Officer, Since: at}}}
	talks := store.Chat{Person: "telegram:7", Last: 7, Blocked: true, Current: rep.Whole(),
		Reports: map[report.ID]*store.AtReport{
			rep:         {Focus: json.RawMessage(`{"Code":"X5.01"}`), Seen: 5, Noticed: 6},
			rep.Whole(): {Seen: 8},
		},
		Dialog: &store.Dialog{Kind: "post", Report: rep, Aside: true, State: json.RawMessage(`7`)},
		Album:  &store.Album{Group: "g", Messages: []string{"a", "b"}},
		Proxy:  &store.Proxy{Report: rep, Since: at},
	}
	members := roster.Members{{Address: writer, Role: roster.Officer, Since: at}}
	told := store.Digests{Last: at, Silent: true}
	said := store.Said{Report: rep, Place: form.Place{Code: "X1.01"}, Piece: 2,
		Places: []form.Place{{Code: "X1.01"}, {Code: "X1.02", Row: 3}}}
	update(t, kv, func(tx store.Tx) error {
		store.Texts.Put(tx, store.Piece{Report: rep, Place: said.Place, N: 1}, "một")
		store.Texts.Put(tx, store.Piece{Report: rep, Place: said.Place, N: 2}, "hai")
		talks.PutPerson(tx, writer, person)
		store.Chats.Put(tx, writer, talks)
		store.Members.Put(tx, store.OnList{List: "2016", Unit: "16144"}, members)
		store.SaidBy.Put(tx, store.SentMessage{From: writer, ID: "7"}, said)
		store.DigestsOf.Put(tx, store.Coordinator{At: report.ID{Campaign: "ten-years", Unit: "401"}, Address: writer}, told)
		return nil
	})
	update(t, kv, func(tx store.Tx) error {
		gotPerson, err1 := store.GetPerson(tx, writer)
		gotChat, err5 := store.Chats.Get(tx, writer)
		gotMembers, err2 := store.Members.Get(tx, store.OnList{List: "2016", Unit: "16144"})
		gotTold, err3 := store.DigestsOf.Get(tx, store.Coordinator{At: report.ID{Campaign: "ten-years", Unit: "401"}, Address: writer})
		gotSaid, ok, err4 := store.SaidBy.Find(tx, store.SentMessage{From: writer, ID: "7"})
		of := form.TextInfo{Pieces: 2, Sum: form.SumWith(form.SumWith(0, "một"), "hai")}
		gotText, err6 := store.Text(tx, rep, said.Place, of)
		got := []any{gotPerson, gotChat, gotMembers, gotTold, gotSaid, gotText, ok, err1, err2, err3, err4, err5, err6}
		want := []any{person, talks, members, told, said, []string{"một", "hai"}, true, nil, nil, nil, nil, nil, nil}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		for name, of := range map[string]form.TextInfo{
			"a piece is gone":        {Pieces: 3, Sum: form.SumWith(of.Sum, "ba")},
			"a piece is another one": {Pieces: 2, Sum: form.SumWith(form.SumWith(0, "một"), "hái")},
			"a piece is too many":    {Pieces: 1, Sum: of.Sum},
		} {
			if text, err := store.Text(tx, rep, said.Place, of); text != nil || !errors.Is(err, store.ErrDamaged) {
				t.Errorf("a text of which %s is read as %q, %v", name, text, err)
			}
		}
		return nil
	})
}

func TestHistoryKeepsOrder(t *testing.T) {
	kv := open(t)
	var want []store.Entry
	for i := range 12 {
		text := string(rune('a' + i))
		update(t, kv, func(tx store.Tx) error {
			e := store.Entry{Place: form.Place{Code: "X5.01", Row: 2}, Name: "so_mo_hinh", Text: text, Piece: 1, Removed: true, By: writer.String(),
				Post: "Phó Trưởng Công an xã", Called: "An", At: at.Add(time.Duration(i) * time.Second), Check: "c", Receipt: "r"}
			want = append(want, e)
			store.History.Put(tx, store.EntryKey{Report: rep, At: e.At, Update: "u" + text, N: 0}, e)
			return nil
		})
	}
	err := kv.View(context.Background(), func(r store.Reader) error {
		got, err := store.HistoryOf(r, rep)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOnceAndOldOnce(t *testing.T) {
	kv := open(t)
	first, second := false, true
	update(t, kv, func(tx store.Tx) error { first = store.Once(tx, "update/1", at); return nil })
	update(t, kv, func(tx store.Tx) error { second = store.Once(tx, "update/1", at); return nil })
	update(t, kv, func(tx store.Tx) error { store.Once(tx, "update/2", at.Add(time.Hour)); return nil })
	update(t, kv, func(tx store.Tx) error { store.Once(tx, "digest/1", at); return nil })
	if !first || second {
		t.Errorf("once said %t and then %t", first, second)
	}
	err := kv.View(context.Background(), func(r store.Reader) error {
		if got := store.OldOnce(r, at.Add(time.Minute), 10); !cmp.Equal(got, []string{"once/update/1"}) {
			t.Errorf("old keys %q", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Notices come in the order in which they may be told, each campaign's apart; one
// that was folded is found again by its instant.
func TestNotices(t *testing.T) {
	kv := open(t)
	notice := func(campaign, id string, hours int) store.Notice {
		return store.Notice{Campaign: report.ID{Campaign: campaign}, ID: id, Kind: "said", To: store.Receiver{Address: writer},
			At: at, NotBefore: at.Add(time.Duration(hours) * time.Hour), What: []json.RawMessage{json.RawMessage(`"x"`)}}
	}
	update(t, kv, func(tx store.Tx) error {
		for _, n := range []store.Notice{notice("review", "c", 3), notice("review", "a", 1), notice("flood", "x", 0), notice("review", "b", 2)} {
			store.Notices.Put(tx, n, n)
		}
		return nil
	})
	update(t, kv, func(tx store.Tx) error {
		a := notice("review", "a", 1)
		if got, ok, err := store.Notices.Find(tx, a); !ok || err != nil || !cmp.Equal(a, got) {
			t.Errorf("read back %+v %v %v", got, ok, err)
		}
		store.Notices.Delete(tx, a)
		return nil
	})
	err := kv.View(context.Background(), func(r store.Reader) error {
		for most, want := range map[int]string{1: "b", 9: "bc"} {
			got := ""
			list, faults := store.FirstNotices(r, report.ID{Campaign: "review"}, most)
			for _, n := range list {
				got += n.ID
			}
			if got != want || len(faults) > 0 {
				t.Errorf("the first %d: %q %v, want %q", most, got, faults, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMessagesOfAChatGrow: the ids of one chat's messages grow whatever the clock
// does and whoever writes them, and no two chats share one.
func TestMessagesOfAChatGrow(t *testing.T) {
	kv := open(t)
	other := chat.Address{Channel: "telegram", ID: "7"}
	last := map[chat.Address]string{}
	seen := map[string]bool{}
	queue := func(to chat.Address, at time.Time) {
		t.Helper()
		update(t, kv, func(tx store.Tx) error {
			messages := []chat.Message{{To: to, Content: chat.Content{Text: "a"}}, {To: to, Content: chat.Content{Text: "b"}}}
			store.Queue(tx, at, messages...)
			for _, m := range messages {
				if m.ID <= last[to] || seen[m.ID] {
					t.Errorf("%s comes after %s", m.ID, last[to])
				}
				last[to], seen[m.ID] = m.ID, true
			}
			return nil
		})
	}
	for _, at := range []time.Time{at, at, at.Add(time.Hour), at.Add(-time.Hour), {}, at.Add(2 * time.Hour)} {
		queue(writer, at)
		queue(other, at)
		queue(writer, at)
	}
}

// TestADamagedChatIsToldToo, and its record is left as it is.
func TestADamagedChatIsToldToo(t *testing.T) {
	kv := open(t)
	key := "chat/" + writer.String()
	update(t, kv, func(tx store.Tx) error { tx.Put(key, []byte("broken")); return nil })
	update(t, kv, func(tx store.Tx) error {
		messages := []chat.Message{{To: writer}}
		store.Queue(tx, at, messages...)
		if messages[0].ID == "" || string(tx.Get(key)) != "broken" {
			t.Errorf("queued as %q beside %s", messages[0].ID, tx.Get(key))
		}
		return nil
	})
}
