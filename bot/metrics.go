package main

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// handler has /healthz and /readyz, and /metrics.
func (a *app) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", a.signs.healthz)
	mux.HandleFunc("GET /readyz", a.signs.readyz)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.registry(), promhttp.HandlerOpts{Timeout: 5 * time.Second}))
	return mux
}
