package simulator

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

// Guard lets through only calls that name this machine as their host: an address in
// numbers, localhost, or the name on which the server was told to listen. A page of the
// web can have its own name point here, and would otherwise read and write in everybody's
// name as if it were the simulator's own page.
func Guard(listen string, next http.Handler) http.Handler {
	own := hostOf(listen)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostOf(r.Host)
		if net.ParseIP(host) == nil && host != "localhost" && (host == "" || host != own) {
			http.Error(w, fmt.Sprintf("the simulator does not answer under the name %q; call it by its address, or have it --listen on that name", host),
				http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostOf is the host of host:port, without a zone and the brackets of an address.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	host, _, _ = strings.Cut(host, "%")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
