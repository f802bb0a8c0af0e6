package health

import (
	"strings"

	"giaoban/internal/locale"
)

// reasons are what systems and platforms say in English of why something fails, and the phrases that say it to an operator.
var reasons = []struct{ said, key string }{
	{"does not look like a TLS handshake", "health_why_http"},
	{"server gave HTTP response to HTTPS client", "health_why_http"},
	{"terminated by other getUpdates", "health_why_other_bot"},
	{"no such host", "health_why_no_host"},
	{"server misbehaving", "health_why_no_host"},
	{"connection refused", "health_why_refused"},
	{"network is unreachable", "health_why_no_network"},
	{"no route to host", "health_why_no_network"},
	{"certificate", "health_why_certificate"},
	{"x509", "health_why_certificate"},
	{"timeout", "health_why_slow"},
	{"deadline exceeded", "health_why_slow"},
	{"connection reset", "health_why_cut"},
	{"no space left", "health_why_full"},
	{"disk quota", "health_why_full"},
	{"read-only file system", "health_why_read_only"},
	{"permission denied", "health_why_forbidden"},
	{"input/output error", "health_why_disk"},
	{"no such file", "health_why_missing"},
}

// Detailed is the detail of a finding on one line: why it is so in the operator's language, where that is known, and what the
// system said.
func (f Figures) Detailed(say locale.Phrases) string {
	said := strings.ReplaceAll(f.Detail, "\n", " ")
	for _, r := range reasons {
		if strings.Contains(strings.ToLower(said), strings.ToLower(r.said)) {
			return say.Say("health_why", "why", say.Say(r.key), "said", said)
		}
	}
	return said
}
