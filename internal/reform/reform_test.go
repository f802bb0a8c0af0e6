package reform_test

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/invitation"
	"giaoban/internal/reform"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

const older = `code,parent_code,level,type,name
38,,1,tỉnh,Thanh Hóa
401,38,2,huyện,Nga Sơn
402,38,2,huyện,Hà Trung
1,401,3,xã,Nga An
2,401,3,xã,Nga Phú
3,401,3,xã,Nga Điền
4,402,3,xã,Hà Bắc
7,402,3,xã,Hà Giang
8,402,3,xã,Hà Long
9,402,3,xã,Hà Vinh
`

// Two communes become one with the code of the second, a third gets the code of the first, one is split, one ends, one stands
// below the other district, and the second district ends in the province.
const newer = `code,parent_code,level,type,name
38,,1,tỉnh,Thanh Hóa
401,38,2,huyện,Nga Sơn
2,401,3,xã,Nga Sơn
1,401,3,xã,Nga Điền
5,401,3,xã,Hà Bắc
6,401,3,xã,Hà Nam
8,401,3,xã,Hà Long
9,401,3,phường,Hà Vinh
`

const moves = `old_code,old_name,change,new_code,new_name,day,totals
402,,closed,,,2025-07-01,
1,xã Nga An,merged,2,Nga Sơn,01/7/2025,
2,,merged,2,,2025-07-01,apart
3,,renamed,1,,,
4,,split,5,,2025-07-01,
4,,split,6,,2025-07-01,successor
7,,closed,,,2025-07-01,
8,,moved,8,,,
9,,moved,9,,,
`

func parse(t testing.TB, list string) *roster.Units {
	t.Helper()
	us, err := roster.ParseUnits(strings.NewReader(list), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return us
}

func open(t testing.TB) store.KV {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

var at = time.Date(2025, 7, 1, 8, 0, 0, 0, time.UTC)

func address(id string) chat.Address { return chat.Address{Channel: "t", ID: id} }

// peopled fills a store with a report, a text, history, an open question, a journal and people for each unit.
func peopled(t testing.TB, kv store.KV) {
	t.Helper()
	for _, unit := range []string{"38", "401", "402", "1", "2", "3", "4", "7", "8", "9"} {
		err := store.One(context.Background(), kv, func(tx store.Tx) error {
			id, who := report.ID{Campaign: "c", Unit: unit}, address("a"+unit)
			store.Statuses.Put(tx, id, report.Status{State: report.Submitted, Note: "report of " + unit})
			store.Texts.Put(tx, store.Piece{Report: id, Place: form.Place{Code: "q"}, N: 1}, "text of "+unit)
			store.History.Put(tx, store.EntryKey{Report: id, At: at, Update: "u"}, store.Entry{Text: "said by " + unit})
			store.SaidBy.Put(tx, store.SentMessage{From: who, ID: "1"}, store.Said{Report: id})
			store.Journal.Put(tx, store.Line{Campaign: id.Whole(), Update: unit, At: at}, report.Entry{Unit: unit, At: "402", Units: []string{unit, "1"}, Remark: "journal of " + unit})
			store.Members.Put(tx, store.OnList{List: "l", Unit: unit}, roster.Members{{Address: who, Role: roster.Officer}, {Address: address("both"), Role: roster.Officer}})
			c := store.Chat{Current: id, Reports: map[report.ID]*store.AtReport{id: {Seen: 1}}}
			store.Chats.Put(tx, who, c)
			c.PutPerson(tx, who, store.Person{Memberships: []roster.Membership{{List: "l", Unit: unit, Role: roster.Officer, Since: at}, {List: "other", Unit: "1", Role: roster.Admin}}})
			p, err := store.People.Get(tx, address("both").String())
			p.Memberships = append(p.Memberships, roster.Membership{List: "l", Unit: unit, Role: roster.Officer, Since: at})
			store.People.Put(tx, address("both").String(), p)
			inv := roster.Invitation{List: "l", Unit: unit, Role: roster.Officer, By: roster.Giver{Address: who, List: "l", Unit: unit, Role: roster.Officer, Since: at}}
			return errors.Join(err, invitation.Put(tx, "hash"+unit, inv),
				store.PutIssue(tx, report.Issue{Number: len(unit)*100 + int(unit[0]), Report: id, Holder: "402", Open: true}))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	err := store.One(context.Background(), kv, func(tx store.Tx) error {
		store.UnitLists.Put(tx, "l", store.UnitList{Units: parse(t, older).All(), Campaigns: []string{"c"}})
		store.Statuses.Put(tx, report.ID{Campaign: "other", Unit: "1"}, report.Status{State: report.Submitted, Note: "report of another campaign's 1"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// drawn is the reform of the lists above.
func drawn(t testing.TB, kv store.KV) reform.Plan {
	t.Helper()
	now := parse(t, newer)
	rows, err := roster.ParseMoves(strings.NewReader(moves), "moves.csv", parse(t, older).All(), now)
	if err != nil {
		t.Fatal(err)
	}
	var p reform.Plan
	err = kv.View(context.Background(), func(r store.Reader) (err error) {
		p, err = reform.Ground{List: "l", Campaigns: []string{"c"}}.Draw(r, parse(t, older).All(), now, rows, 1, at)
		return err
	})
	if err != nil || len(p.Missing) > 0 {
		t.Fatal(err, p.Missing)
	}
	return p
}

func dump(t testing.TB, kv store.KV) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := kv.View(context.Background(), func(r store.Reader) error {
		clear(all)
		r.Range("", "", func(key string, value []byte) bool {
			if !store.Sound(key, value) {
				t.Errorf("%s is damaged", key)
			}
			all[key] = string(value)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestReform: what a unit wrote lies under a code of its own where it ended, and under the new one where it goes on; its
// people go along, or stay where they are asked or told; what is another list's or campaign's stays; no record is lost.
func TestReform(t *testing.T) {
	kv := open(t)
	peopled(t, kv)
	before := dump(t, kv)
	if err := reform.Begin(t.Context(), kv, drawn(t, kv).Reform); err != nil {
		t.Fatal(err)
	}
	if err := reform.Finish(t.Context(), kv, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	where := map[string]string{"1": "1.1", "2": "2.1", "3": "1", "4": "4.1", "7": "7.1", "8": "8", "9": "9", "402": "402.1", "401": "401", "38": "38"}
	people := map[string]string{"1": "2", "2": "2", "3": "1", "4": "4.1", "7": "7.1", "8": "8", "9": "9", "402": "402.1", "401": "401", "38": "38"}
	err := kv.View(t.Context(), func(r store.Reader) error {
		for unit, now := range where {
			id := report.ID{Campaign: "c", Unit: now}
			status, err1 := store.Statuses.Get(r, id)
			text, err2 := store.Texts.Get(r, store.Piece{Report: id, Place: form.Place{Code: "q"}, N: 1})
			history, err3 := store.HistoryOf(r, id)
			said, err4 := store.SaidBy.Get(r, store.SentMessage{From: address("a" + unit), ID: "1"})
			if err := errors.Join(err1, err2, err3, err4); err != nil {
				return err
			}
			if status.Note != "report of "+unit || text != "text of "+unit || len(history) != 1 || history[0].Text != "said by "+unit || said.Report != id {
				t.Errorf("what %s wrote is not at %s: %q, %q, %v, %v", unit, now, status.Note, text, history, said)
			}
			p, err := store.GetPerson(r, address("a"+unit))
			if err != nil {
				return err
			}
			want := []roster.Membership{{List: "l", Unit: people[unit], Role: roster.Officer, Since: at}, {List: "other", Unit: "1", Role: roster.Admin}}
			if diff := cmp.Diff(want, p.Memberships); diff != "" {
				t.Errorf("the officer of %s: %s", unit, diff)
			}
			inv, err := store.Invitations.Get(r, "hash"+unit)
			if stands, _ := store.Stands(r, inv.By); err != nil || inv.Unit != people[unit] || !stands {
				t.Errorf("the code of %s is for %s, %v, and stands: %t", unit, inv.Unit, err, stands)
			}
			if n, _ := invitation.Waiting(r, store.OnList{List: "l", Unit: people[unit]}, roster.Officer); n == 0 {
				t.Errorf("the code of %s does not wait at %s", unit, people[unit])
			}
		}
		for row, err := range store.Journal.All(r, "") {
			unit := strings.TrimPrefix(row.Value.Remark, "journal of ")
			if err != nil || row.Value.Unit != where[unit] || row.Value.At != "402.1" || row.Value.Units[1] != "1.1" {
				t.Errorf("the journal's line of %s: %+v, %v", unit, row.Value, err)
			}
		}
		both, err := store.GetPerson(r, address("both"))
		var at []string
		for _, m := range both.Memberships {
			at = append(at, m.Unit)
		}
		slices.Sort(at)
		if want := []string{"1", "2", "38", "4.1", "401", "402.1", "7.1", "8", "9"}; err != nil || !slices.Equal(at, want) {
			t.Errorf("who was everywhere is at %v, want %v", at, want)
		}
		members, err := store.Members.Get(r, store.OnList{List: "l", Unit: "2"})
		if err != nil || len(members) != 3 {
			t.Errorf("the members of the merged unit: %v, %v", members, err)
		}
		other, err := store.Statuses.Get(r, report.ID{Campaign: "other", Unit: "1"})
		if err != nil || other.Note != "report of another campaign's 1" {
			t.Errorf("another campaign's report: %v, %v", other, err)
		}
		list, err := store.UnitLists.Get(r, "l")
		if diff := cmp.Diff(parse(t, newer).All(), list.Units); err != nil || diff != "" {
			t.Errorf("the list: %v %s", err, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	after := dump(t, kv)
	for _, kind := range []string{"status/", "report/", "said/", "journal/", "person/", "chat/", "invite/", "issue/", "waiting/"} {
		if b, a := count(before, kind), count(after, kind); a != b {
			t.Errorf("there were %d records of %s, and are %d", b, kind, a)
		}
	}
}

func count(all map[string]string, begin string) (n int) {
	for key := range all {
		if strings.HasPrefix(key, begin) {
			n++
		}
	}
	return n
}

// dying is a store that takes so many functions and no more.
type dying struct {
	store.KV
	left int
}

var errKilled = errors.New("killed")

func (d *dying) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	var errs []error
	for _, f := range fs {
		if d.left == 0 {
			errs = append(errs, errKilled)
			continue
		}
		d.left--
		errs = append(errs, d.KV.Update(ctx, f)...)
	}
	return errs
}

// TestReformKilled: wherever a reform is cut off, and also if each start is, what comes of it is the same.
func TestReformKilled(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	kv := open(t)
	peopled(t, kv)
	plan := drawn(t, kv).Reform
	whole := &dying{KV: kv, left: 1 << 30}
	if err := errors.Join(reform.Begin(t.Context(), whole, plan), reform.Finish(t.Context(), whole, log)); err != nil {
		t.Fatal(err)
	}
	want, steps := dump(t, kv), 1<<30-whole.left
	for kill := 1; kill < steps; kill++ {
		kv := open(t)
		peopled(t, kv)
		if err := reform.Begin(t.Context(), kv, plan); err != nil {
			t.Fatal(err)
		}
		starts := 0
		for {
			starts++
			err := reform.Finish(t.Context(), &dying{KV: kv, left: kill * starts}, log) // a start goes a little further than the one before
			if err == nil {
				break
			}
			if !errors.Is(err, errKilled) || starts > steps {
				t.Fatalf("killed after %d steps, start %d: %v", kill, starts, err)
			}
		}
		if got := dump(t, kv); !maps.Equal(want, got) {
			t.Fatalf("killed after every %d of %d steps, %d starts (-want +got):\n%s", kill, steps, starts, cmp.Diff(want, got))
		}
	}
	t.Logf("cut off at each of %d steps", steps)
}
