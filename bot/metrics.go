package main

import (
	"fmt"
	"net/http"
	"time"

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
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.registry(), promhttp.HandlerOpts{Timeout: 5 * time.Second}))
	return mux
}
