package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/locales"
)

// TestCheckAgainst: before an edited outline goes live, check tells how many
// reports it concerns and how, and changes nothing in the database.
func TestCheckAgainst(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	begun(t, filepath.Join(data, databaseFile))
	environ := map[string]string{"GIAOBAN_CONFIG": filepath.Join(folder, "giaoban.yaml")}
	command := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		var env []string
		for k, v := range environ {
			env = append(env, k+"="+v)
		}
		if code := run(context.Background(), args, env, strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("%v: exit %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String()
	}
	command("init", folder)
	if out := command("check", "--against", data); !strings.Contains(out, "no report is on another version") {
		t.Errorf("nothing was edited, and check says:\n%s", out)
	}
	path := filepath.Join(folder, "thanhhoa-2016", "xa.yaml")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(source), "unit: hộ\n", "unit: gia đình\n", 1)
	edited = strings.Replace(edited, "label: Năm gần nhất", "label: Năm vừa qua", 1)
	if err := os.WriteFile(path, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same again: the first has not moved anything
		out := command("check", "--against", data)
		for _, want := range []string{`3 open reports move to it, 2 of them have answers to look at again; questions that mean something else: 1,`,
			`(?m)stay on their version: 1$`, `(?m)^  X0.06 so_ho \(unit\): 2 reports$`} {
			if !regexp.MustCompile(want).MatchString(out) {
				t.Errorf("nothing of %q in:\n%s", want, out)
			}
		}
	}
}

// begun fills a database with four reports of the shipped campaign: one that has
// only begun, two beyond the number of households, one that counts as handed in.
// It returns what the shipped campaign is made of.
func begun(t *testing.T, path string) []*bundle {
	t.Helper()
	db := founded(t, path)
	defer db.Close()
	bundles, err := Config{}.bundles()
	if err != nil {
		t.Fatal(err)
	}
	known, err := versions(t.Context(), db, bundles)
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	b := bundles[0]
	d := dispatch.New(campaigns.Options{KV: db, Campaigns: collections([]*bundle{b}), Versions: known, Catalog: catalog,
		Deliver: func(...chat.Message) {}})
	at := time.Date(2016, 7, 1, 8, 0, 0, 0, b.campaign.Zone)
	words := []string{"bắt đầu", "đúng", "1", "1", "1", "12", "1.750", "6.800"}
	for i, turns := range []int{4, len(words), len(words), len(words)} {
		from := chat.Address{Channel: "test", ID: string(rune('a' + i))}
		unit := b.units.AtLevel(3)[i].Code
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			store.Chat{}.PutPerson(tx, from, store.Person{Memberships: []roster.Membership{{List: b.campaign.UnitList, Unit: unit, Role: roster.Officer}}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for n, text := range words[:turns] {
			at = at.Add(time.Second)
			u := chat.Update{Key: from.ID + string(rune('0'+n)), From: from, At: at, Input: chat.Input{Kind: chat.Text, Text: text, Message: "1"}}
			if err := d.Updates(t.Context(), []chat.Update{u}); err != nil {
				t.Fatal(err)
			}
		}
		if i == 3 {
			handedIn(t, db, report.ID{Campaign: b.campaign.Name, Unit: unit})
		}
	}
	return bundles
}

func handedIn(t *testing.T, db store.KV, r report.ID) {
	t.Helper()
	err := store.One(t.Context(), db, func(tx store.Tx) error {
		s, err := store.Statuses.Get(tx, r)
		s.State = report.Submitted
		store.Statuses.Put(tx, r, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
