package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"

	"giaoban/internal/store"
)

// measured runs the bot for one question and its answer, and gives what is measured then.
func measured(t *testing.T) (*limitsRun, map[string]*dto.MetricFamily) {
	t.Helper()
	r := newLimitsRun(t, 3, 30, 1)
	if _, err := r.people[0].Type(r.bot, "/trogiup"); err != nil {
		t.Fatal(err)
	}
	soon(t, func() bool {
		return r.app.outbox.Stats().Answering.Seen().Count > 0 && r.app.bot.Stats().Polls["answered"] > 0 && sampled(r.app)
	})
	families, err := r.app.registry().Gather()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*dto.MetricFamily{}
	for _, f := range families {
		all[f.GetName()] = f
	}
	return r, all
}

// soon waits for what comes about a moment after the simulator has seen its cause.
func soon(t *testing.T, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it does not come about")
		}
	}
}

// sampled reports whether signs has looked at the disk.
func sampled(a *app) bool {
	f, _ := a.signs.look()
	return f.DataSize > 0
}

// one gives the value of the metric with that label, or of the only one.
func one(t *testing.T, all map[string]*dto.MetricFamily, name string, labels ...string) float64 {
	t.Helper()
	for _, m := range all[name].GetMetric() {
		fits := true
		for i := 0; i < len(labels); i += 2 {
			fits = fits && slices.ContainsFunc(m.GetLabel(), func(l *dto.LabelPair) bool { return l.GetName() == labels[i] && l.GetValue() == labels[i+1] })
		}
		if !fits {
			continue
		}
		return m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
	}
	t.Errorf("%s%v is not exported", name, labels)
	return 0
}

func TestMeasuredWithoutNames(t *testing.T) {
	r, all := measured(t)
	for _, want := range []struct {
		name   string
		labels []string
	}{
		{"giaoban_answer_duration_seconds", nil},
		{"giaoban_polls_total", []string{"outcome", "answered"}},
		{"giaoban_poll_updates", nil},
		{"giaoban_sends_total", []string{"kind", "reply", "outcome", "delivered"}},
		{"giaoban_send_duration_seconds", []string{"kind", "reply"}},
		{"giaoban_store_commits_total", nil},
		{"giaoban_store_commit_duration_seconds", nil},
		{"giaoban_store_commit_transactions", nil},
		{"giaoban_database_bytes", nil},
		{"giaoban_updates_total", nil},
		{"process_start_time_seconds", nil},
		{"go_goroutines", nil},
	} {
		if one(t, all, want.name, want.labels...) == 0 {
			t.Errorf("%s%v is 0 after a question and its answer", want.name, want.labels)
		}
	}
	if n := one(t, all, "giaoban_backup_last_success_timestamp_seconds"); n != 0 {
		t.Errorf("a backup was made at %v", n)
	}
	// What labels may say is known beforehand: no person, no unit, no words.
	may := []string{"kind", "reply", "notice", "bulk", "outcome", "answered", "failed", "conflict", "not_stored", "token_refused", "delivered",
		"throttled", "unknown", "gone", "refused", "maybe_sent", "given_up", "disk", "data", "backups"}
	for name, f := range all {
		if !strings.HasPrefix(name, "giaoban_") || name == "giaoban_finding" {
			continue
		}
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				if !slices.Contains(may, l.GetName()) || !slices.Contains(may, l.GetValue()) {
					t.Errorf("%s has the label %s=%q", name, l.GetName(), l.GetValue())
				}
			}
		}
		if strings.Contains(fmt.Sprint(f), fmt.Sprint(r.people[0].ID)) {
			t.Errorf("%s names a person: %v", name, f)
		}
	}
}

var ours = regexp.MustCompile(`giaoban_[a-z_]+`)

// The list for operators is what is exported, each with its help.
func TestListOfMetrics(t *testing.T) {
	_, all := measured(t)
	text, err := os.ReadFile("../monitoring/README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !ours.MatchString(cells[1]) {
			continue
		}
		if name := ours.FindString(cells[1]); listed[name] != "" {
			t.Errorf("monitoring/README.md lists %s twice", name)
		}
		listed[ours.FindString(cells[1])] = strings.TrimSpace(cells[2]) + "|" + strings.TrimSpace(cells[3])
	}
	exported := map[string]string{}
	for name, f := range all {
		if strings.HasPrefix(name, "giaoban_") {
			kind := strings.ToLower(f.GetType().String())
			if l := f.GetMetric()[0].GetLabel(); len(l) > 0 {
				var names []string
				for _, pair := range l {
					names = append(names, pair.GetName())
				}
				kind += " by " + strings.Join(names, ", ")
			}
			exported[name] = kind + "|" + f.GetHelp()
		}
	}
	for name, is := range exported {
		if listed[name] != is {
			t.Errorf("monitoring/README.md lists %s as %q, want\n| `%s` | %s |", name, listed[name], name, strings.ReplaceAll(is, "|", " | "))
		}
	}
	for name := range listed {
		if exported[name] == "" {
			t.Errorf("monitoring/README.md lists %s, which is not exported", name)
		}
	}
}

// Who asks for the metrics waits for nobody who holds the store.
func TestMeasuredWhileTheStoreIsHeld(t *testing.T) {
	r := newLimitsRun(t, 1, 30, 1)
	soon(t, func() bool { return sampled(r.app) })
	held, release := make(chan bool), make(chan bool)
	go r.app.kv.Update(t.Context(), func(store.Tx) error {
		close(held)
		<-release
		return nil
	})
	<-held
	defer close(release)
	gathered := make(chan error, 1)
	go func() { _, err := r.app.registry().Gather(); gathered <- err }()
	select {
	case err := <-gathered:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the metrics wait for the store")
	}
}

func BenchmarkScrape(b *testing.B) {
	r := newLimitsRun(b, 3, 30, 1)
	registry := r.app.registry()
	for b.Loop() {
		if _, err := registry.Gather(); err != nil {
			b.Fatal(err)
		}
	}
}
