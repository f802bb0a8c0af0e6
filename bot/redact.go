package main

import (
	"io"
	"regexp"
)

// redacting takes bot tokens out of everything that passes: logs and errors of
// libraries may quote an address with the token in it. Whoever writes to it
// writes whole lines.
type redacting struct{ w io.Writer }

// botToken is what a bot token looks like, plain or inside an address.
var botToken = regexp.MustCompile(`\d+(:|%3[Aa])[\w-]{30,}`)

func (r redacting) Write(b []byte) (int, error) {
	if _, err := r.w.Write(botToken.ReplaceAll(b, []byte("[token]"))); err != nil {
		return 0, err
	}
	return len(b), nil
}
