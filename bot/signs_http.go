package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// healthz says in a word how the bot does, and in a line each what is wrong, since when, and what to do. Only what keeps people from being
// served, or what they say from being kept, is no 200.
//
// Machines read it in English, and who asks for ?language=vi in Vietnamese.
func (s *signs) healthz(w http.ResponseWriter, r *http.Request) {
	say, ok := s.app.catalog.Language(r.URL.Query().Get("language"))
	if !ok {
		say = s.english(time.Local)
	}
	f, found := s.look()
	worst := health.Worst(found)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if worst == health.Down {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if worst < health.Degraded {
		fmt.Fprintln(w, "ok")
	} else {
		fmt.Fprintln(w, say.Say(worstKeys[worst]))
	}
	for _, finding := range found {
		fmt.Fprintln(w, s.line(finding, say.In(f.Now.Location())))
	}
}

// worstKeys and weightKeys are the phrases for how much a finding weighs, of the whole and of one.
var (
	worstKeys  = map[health.Weight]string{health.Degraded: "health_degraded", health.Down: "health_down"}
	weightKeys = map[health.Weight]string{health.Note: "health_weight_note", health.Degraded: "health_weight_degraded", health.Down: "health_weight_down"}
)

// line is a finding in the words of operators.
func (s *signs) line(x health.Finding, say locale.Phrases) string {
	x = x.Nameless()
	line := say.Say("health_line", "weight", say.Say(weightKeys[x.Weight]), "code", string(x.Code), "since", x.Since.Format("2006-01-02 15:04"), "wrong", x.Wrong(say), "todo", x.ToDo(say))
	if calming := x.Calming(say); calming != "" {
		line += " " + calming
	}
	if x.Detail != "" {
		line += " (" + x.Detailed(say) + ")"
	}
	return line
}

// english is what operators read.
func (s *signs) english(zone *time.Location) locale.Phrases {
	say, _ := s.app.catalog.Language("en")
	return say.In(zone)
}

// readyz says whether people are being answered: the store is open, the platform has answered, and nobody told the bot to end.
func (s *signs) readyz(w http.ResponseWriter, r *http.Request) {
	f, _ := s.look()
	var not []string
	if f.Stopping {
		not = append(not, "the bot is stopping")
	}
	if f.Start.Waits > 0 {
		not = append(not, "the bot cannot begin: the disk takes nothing, see /healthz")
	}
	if !f.Platform.Polled {
		not = append(not, "the platform has not answered a poll yet")
	}
	if err := s.reads(r.Context()); err != nil {
		not = append(not, "the store cannot be read: "+err.Error())
	}
	if len(not) > 0 {
		http.Error(w, "not ready\n"+strings.Join(not, "\n"), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// storePatience is how long the store may take to be read before it counts as not open.
const storePatience = 2 * time.Second

// reads tries a snapshot of the store, and waits no longer than is reasonable.
func (s *signs) reads(ctx context.Context) error {
	_, err := inTime(ctx, func(ctx context.Context) (none struct{}, err error) {
		return none, s.app.kv.View(ctx, func(r store.Reader) error {
			_, _, err := store.Founded(r)
			return err
		})
	})
	return err
}

// findingGauge has the codes of all checks; 1 is found.
var findingGauge = prometheus.NewDesc("giaoban_finding", "Whether a check finds something wrong: 1 is yes. Of what is only a note it stays 0. /healthz says what it is and what to do.", []string{"code"}, nil)

// Describe implements prometheus.Collector.
func (s *signs) Describe(to chan<- *prometheus.Desc) { to <- findingGauge }

// Collect implements prometheus.Collector.
func (s *signs) Collect(to chan<- prometheus.Metric) {
	_, found := s.look()
	is := map[health.Code]float64{}
	for _, f := range found {
		if f.Weight >= health.Degraded {
			is[f.Code] = 1
		}
	}
	for _, code := range health.Codes() {
		to <- prometheus.MustNewConstMetric(findingGauge, prometheus.GaugeValue, is[code], string(code))
	}
}
