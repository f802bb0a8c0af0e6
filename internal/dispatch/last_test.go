package dispatch_test

import (
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
)

// succeeded starts the program again with a campaign that follows the one there was, a week later.
func (w *world) succeeded() {
	w.t.Helper()
	options := w.d.Options
	next, plan := *options.Campaigns[0], *options.Campaigns[0].Campaign
	plan.Previous, plan.Name = plan.Name, strings.Replace(plan.Name, "47", "48", 1)
	plan.Title = strings.Replace(plan.Title, "47", "48", 1)
	plan.Levels = slices.Clone(plan.Levels)
	for i := range plan.Levels {
		plan.Levels[i].Deadline = plan.Levels[i].Deadline.AddDate(0, 0, 7)
	}
	next.Campaign, options.Campaigns = &plan, []*campaigns.Definition{&next}
	w.now = w.now.AddDate(0, 0, 7)
	w.c, w.d = &plan, dispatch.New(options)
	if err := w.d.Open(context.Background(), w.now); err != nil {
		w.t.Fatal(err)
	}
}

// The table of sums has, behind all other columns, what each figure was last time, how it has
// changed and what it comes to over all periods.
func TestTableAgainstLastTime(t *testing.T) {
	inLine(t)
	archive, err := txtar.ParseFile(shipped + "/so-voi-ky-truoc.txtar")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldWith(t, collectionIn(t, "testdata/tuan"))
	replayIn(t, w, string(archive.Files[0].Data)+"\n> /tonghop\n\n> [Bảng tổng hợp (tệp)]\n")
	var table []byte
	for _, m := range w.said[person("ha")] {
		if f := m.Content.File; f != nil && f.Type == "text/csv" {
			table = f.Data
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	last := map[string][]string{}
	for _, row := range rows {
		last[row[0]] = row[10:]
	}
	want := map[string][]string{
		"Mã câu": {"Kỳ trước", "So với kỳ trước", "Cộng dồn các kỳ"},
		"A1.01":  {"200", "2", ""},
		"A1.04":  {"3", "2", "8"},
	}
	for code, cells := range want {
		if diff := cmp.Diff(cells, last[code]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
}
