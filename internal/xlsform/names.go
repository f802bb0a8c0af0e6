package xlsform

import (
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/viet"
)

var (
	goodName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	badRun   = regexp.MustCompile(`[^a-z0-9]+`)
)

// reserved are words that a name cannot be, since an expression would read them otherwise: those of the language, and the functions
// that Import writes.
var reserved = map[string]bool{
	"today": true, "below": true, "stt": true, "last": true, "and": true, "or": true, "not": true, "in": true, "let": true, "if": true, "else": true,
	"true": true, "false": true, "nil": true, "matches": true, "contains": true, "answered": true, "days": true, "years": true, "year": true, "month": true, "add_days": true,
	"sum": true, "count": true, "len": true, "min": true, "max": true, "map": true, "int": true, "abs": true, "floor": true, "ceil": true, "round": true,
}

// outlineName makes a name of an outline out of one of a form; first stands before what would begin with a digit.
func outlineName(name, first string) string {
	out := name
	if !goodName.MatchString(out) {
		out = strings.Trim(badRun.ReplaceAllString(viet.Fold(name), "_"), "_")
	}
	switch {
	case out == "":
		out = first
	case out[0] >= '0' && out[0] <= '9':
		out = first + out
	}
	return out
}

// unused returns the name, with a number if it is taken, and takes it.
func unused(name string, taken map[string]bool) string {
	out := name
	for n := 2; taken[out]; n++ {
		out = name + "_" + strconv.Itoa(n)
	}
	taken[out] = true
	return out
}
