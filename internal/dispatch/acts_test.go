package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestActs plays what heads of districts really type about units: the order that waits then
// is about exactly the units that were named, or something is asked, or nothing waits.
func TestActs(t *testing.T) {
	inLine(t)
	t.Parallel()
	w := newWorld(t)
	home := w.units.Find("Nga Yên", "").Unit.Parent
	w.joins("huyen", home, roster.Coordinator)
	for i, name := range []string{"Nga Yên", "Nga Trường", "Nga Bạch", "Nga Văn", "Nga Lĩnh"} {
		w.joins(fmt.Sprint("xa", i), w.units.Find(name, home).Unit.Code, roster.Officer)
	}
	stands(w, home, report.Submitted, "Nga Văn", "Nga Lĩnh")
	stands(w, home, report.InProgress, "Nga Yên", "Nga Trường")
	for line := range strings.Lines(string(read(t, "testdata/acts.txt"))) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		if f[0] != "" {
			w.types("huyen", f[0])
		}
		told := w.types("huyen", strings.ReplaceAll(f[1], `\n`, "\n"))
		s := orderOf(w)
		if !slices.ContainsFunc(strings.Split(f[2], " | "), func(wish string) bool { return waits(w, s, wish) }) {
			t.Errorf("«%s» behind «%s»: want %s, waits %+v: %s", f[1], f[0], f[2], s, strings.ReplaceAll(told[0].Text, "\n", " / "))
		}
		w.types("huyen", "/huy")
	}
}

// stands writes how some units stand.
func stands(w *world, home string, state report.State, names ...string) {
	w.t.Helper()
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		for _, name := range names {
			id := report.ID{Campaign: w.c.Name, Unit: w.units.Find(name, home).Unit.Code}
			store.Statuses.Put(tx, id, report.Status{State: state, Started: w.now, Changed: w.now, First: w.now, Submitted: w.now})
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// orderOf is the operation of the head, nil if none waits.
func orderOf(w *world) (s *operation.State) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		c, err := store.Chats.Get(r, person("huyen"))
		if err == nil {
			s, err = session.OperationOf(c)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// waits reports whether what waits is as it was wished.
func waits(w *world, s *operation.State, wish string) bool {
	switch {
	case wish == "none":
		return s == nil
	case wish == "ask":
		return !s.Previewed()
	case s == nil:
		return false
	}
	name, rest, _ := strings.Cut(wish, ": ")
	day := ""
	if at := strings.LastIndex(rest, " 2016-"); at >= 0 {
		rest, day = rest[:at], rest[at+1:]
	}
	var names []string
	for _, code := range s.Units {
		u, _ := w.units.Get(code)
		names = append(names, u.Name)
	}
	slices.Sort(names)
	same := strings.Join(names, ", ") == rest || rest == "several" && (len(names) != 1 || s.Level != 0)
	return same && s.Name == command.Name(name) && (day == "" || s.Due.Format(time.DateOnly) == day)
}
