package campaigns

import (
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"

	"giaoban/internal/campaign"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// definition is of a campaign with one level and one question.
func definition(t *testing.T, name string) *Definition {
	t.Helper()
	plan, err := campaign.Parse("campaign.yaml", []byte("name: "+name+"\ntitle: T\nunits: units.csv\nlevels:\n- {level: 1, outline: o.yaml}\n"))
	if err != nil {
		t.Fatal(err)
	}
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n1,,1,xã,Một\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	o, err := form.Parse("o.yaml", []byte("title: "+name+"\nsections:\n- {code: A, title: A, questions: [{code: A1.01, name: a, type: integer, label: A}]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return &Definition{Campaign: plan, Units: units, Outlines: map[int]*form.Outline{1: o}}
}

func openSet(t *testing.T, all ...*Definition) *Set {
	t.Helper()
	catalog, err := locale.Load(os.DirFS("../../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	return Open(Options{Campaigns: all, Catalog: catalog, Log: slog.New(slog.DiscardHandler)})
}

func names(all []*Campaign) string {
	var out []string
	for _, c := range all {
		out = append(out, c.Name())
	}
	return strings.Join(out, " ")
}

// TestLiveList: campaigns come and go while the program runs. Who has a list keeps it, one that stays keeps what it knows, and
// drafts of one that went are still read.
func TestLiveList(t *testing.T) {
	a, b, c := definition(t, "a"), definition(t, "b"), definition(t, "c")
	s := openSet(t, a, b)
	before := s.All()
	s.Add(c)
	if got := names(s.All()); got != "a b c" {
		t.Fatalf("open: %s", got)
	}
	s.Replace(b, c)
	if got, kept := names(s.All()), names(before); got != "b c" || kept != "a b" {
		t.Errorf("open: %s, a list taken before: %s", got, kept)
	}
	if s.All()[0] != before[1] {
		t.Error("the campaign that stayed was made anew")
	}
	if s.Find("a") != nil || s.Named(report.ID{Campaign: "a", Unit: "1"}) != nil {
		t.Error("the campaign that went is found")
	}
	if o := a.Outlines[1]; s.Version(o.Hash) != o {
		t.Error("the outline of the campaign that went is not known any more")
	}
	if o := c.Outlines[1]; s.Version(o.Hash) != o {
		t.Error("the outline of the campaign that came is not known")
	}
}

// TestLiveListTogether: no change is lost where several come at once, and who reads meanwhile sees whole lists.
func TestLiveListTogether(t *testing.T) {
	s := openSet(t, definition(t, "first"))
	const many = 16
	var changes sync.WaitGroup
	for i := range many {
		one := definition(t, "c"+string(rune('a'+i)))
		changes.Go(func() { s.Add(one) })
	}
	changes.Go(func() {
		for n := 0; n <= many; n = len(s.All()) {
			if s.All()[0].Name() != "first" {
				t.Error("the first is not first")
				return
			}
		}
	})
	changes.Wait()
	if n := len(s.All()); n != many+1 {
		t.Errorf("%d are open, want %d", n, many+1)
	}
}
