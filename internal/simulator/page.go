package simulator

import (
	"embed"
	"net/http"
)

//go:embed page
var pageFiles embed.FS

// policy lets the page run its own script and style and talk to its own server, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (s *Server) addPage(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", s.servePage)
	for _, name := range []string{"page.css", "page.js", "words.js"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { servePart(w, r, name) })
	}
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /sim/stream", s.serveStream)
}

func servePart(w http.ResponseWriter, r *http.Request, name string) {
	strictly(w.Header())
	http.ServeFileFS(w, r, pageFiles, "page/"+name)
}

// strictly sets what the page may do.
func strictly(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
}
