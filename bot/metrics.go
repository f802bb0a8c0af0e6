package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"giaoban/internal/store"
)

// handler has /healthz, which tries the store, and /metrics.
func (a *app) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		err := a.kv.View(r.Context(), func(s store.Reader) error {
			s.Get("meta/bot")
			return nil
		})
		if err != nil {
			http.Error(w, "store does not answer", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	registry := prometheus.NewRegistry()
	a.register(registry)
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{Timeout: 5 * time.Second}))
	return mux
}

// register names what is counted. No label holds a person, a unit or a word
// that somebody typed.
func (a *app) register(registry *prometheus.Registry) {
	stats := a.dispatcher.Stats()
	counter := func(name, help string, value func() float64) {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "giaoban", Name: name, Help: help}, value))
	}
	counter("updates_total", "Updates answered.", func() float64 { return float64(stats.Updates.Load()) })
	counter("updates_repeated_total", "Updates that the platform delivered again.", func() float64 { return float64(stats.Repeated.Load()) })
	counter("updates_set_aside_total", "Updates that could not be dealt with.", func() float64 { return float64(stats.SetAside.Load()) })
	counter("sentences_not_understood_total", "Sentences of coordinators that were answered with what they may have meant.", func() float64 { return float64(stats.Unread.Load()) })
	counter("answers_total", "Answers stored.", func() float64 { return float64(stats.Answers.Load()) })
	counter("reports_submitted_total", "Reports handed in.", func() float64 { return float64(stats.Submitted.Load()) })
	counter("messages_sent_total", "Messages delivered.", func() float64 { return float64(a.outbox.Stats().Sent) })
	counter("messages_failed_total", "Tries to deliver that will be repeated.", func() float64 { return float64(a.outbox.Stats().Failed) })
	counter("messages_dropped_total", "Messages given up.", func() float64 { return float64(a.outbox.Stats().Dropped) })
	counter("store_commits_total", "Commits of the store.", func() float64 { return float64(a.kv.Stats().Commits) })
	counter("store_transactions_total", "Transactions of the store.", func() float64 { return float64(a.kv.Stats().Functions) })
	counter("files_stored_total", "Files of reports fetched and stored.", func() float64 { return float64(a.files.Stats().Stored) })
	counter("files_retried_total", "Tries to fetch a file that will be repeated.", func() float64 { return float64(a.files.Stats().Retried) })
	counter("files_lost_total", "Files given up; their senders were told.", func() float64 { return float64(a.files.Stats().Lost) })
	gauge := func(name, help string, value func() int) {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "giaoban", Name: name, Help: help},
			func() float64 { return float64(value()) }))
	}
	gauge("messages_waiting", "Messages in the outbox.", func() int { return a.outbox.Stats().Waiting })
	counter("files_trashed_total", "Files that reports gave up, put into the trash.", func() float64 { return float64(a.files.Stats().Trashed) })
	gauge("files_missing", "Files that reports have and the disk lacks.", func() int { return int(a.files.Stats().Missing) })
	gauge("files_waiting", "Files of reports that are still to be fetched.", func() int { return a.files.Stats().Waiting })
}
