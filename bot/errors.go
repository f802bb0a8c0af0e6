package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A hintError says what the person probably meant or can do.
type hintError struct {
	err   error
	hint  string
	label string // what stands before the hint; "" is «hint»
}

func (e *hintError) Error() string { return e.err.Error() }
func (e *hintError) Unwrap() error { return e.err }

// hinted adds a hint to an error.
func hinted(err error, format string, args ...any) error {
	return &hintError{err: err, hint: fmt.Sprintf(format, args...)}
}

// fail prints an error with its hints and gives the exit code back.
func (p *program) fail(err error, code int) int {
	for _, e := range parts(p.advised(err)) {
		if !p.tell(p.stderr, e) {
			fmt.Fprintf(p.stderr, "giaoban: %v\n", e)
		}
		var h *hintError
		if errors.As(e, &h) {
			fmt.Fprintf(p.stderr, "%s: %s\n", cmp.Or(h.label, "hint"), strings.ReplaceAll(h.hint, callMark, p.called))
		}
	}
	return code
}

// parts are the errors that a join holds, each with its own hint.
func parts(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || !strings.Contains(err.Error(), "\n") {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, parts(e)...)
	}
	return all
}

func hintOf(err error) string {
	var h *hintError
	if errors.As(err, &h) {
		return h.hint
	}
	return ""
}

// redacting takes bot tokens out of everything that passes: logs and errors of
// libraries may quote an address with the token in it. Whoever writes to it
// writes whole lines.
type redacting struct{ w io.Writer }

// token is what a bot token looks like, plain or inside an address.
var token = regexp.MustCompile(`\d+(:|%3[Aa])[\w-]{30,}`)

func (r redacting) Write(b []byte) (int, error) {
	if _, err := r.w.Write(token.ReplaceAll(b, []byte("[token]"))); err != nil {
		return 0, err
	}
	return len(b), nil
}
