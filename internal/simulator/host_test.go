package simulator

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// A name of the web that was made to point at this machine is refused, for the page and
// for the Bot API alike.
func TestGuardChecksTheHost(t *testing.T) {
	for host, want := range map[string]int{
		"127.0.0.1:8081": 200, "127.0.0.1": 200, "[::1]:8081": 200, "[fe80::1%25eth0]:8081": 200, "192.168.1.7:8081": 200,
		"localhost:8081": 200, "LOCALHOST.": 200, "phones.lan:8081": 200, "Phones.LAN": 200,
		"evil.example:8081": 421, "evil.example": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example:8081": 421,
		"evil-localhost": 421, "": 421, ":8081": 421,
	} {
		for _, path := range []string{"/", "/sim/state", "/bot" + token + "/getMe"} {
			guarded := Guard("phones.lan:8081", http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Host = host
			w := httptest.NewRecorder()
			guarded.ServeHTTP(w, r)
			if w.Code != want {
				t.Errorf("host %q, %s: %d, want %d", host, path, w.Code, want)
			}
		}
	}
	// To listen on all addresses names no host.
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = ""
	Guard(":8081", http.NotFoundHandler()).ServeHTTP(w, r)
	if w.Code != 421 {
		t.Errorf("no host: %d", w.Code)
	}
}
