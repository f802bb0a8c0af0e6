package fault

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// mistyped are what an editor or a word processor makes of a line, by a form of the line whose first group is told and whose second, if there
// is one, too.
var mistyped = []struct {
	form *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*)\s*(：)`), "yaml_colon_wide"},
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*)\s*(=)`), "yaml_equals"},
	{regexp.MustCompile("^[ \\-]*([a-z][a-z_0-9]*)?:?[ ]*(\u00a0)"), "yaml_blank"},
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*):([^\s:/\]},].*)$`), "yaml_colon_space"},
	{regexp.MustCompile(`^ *(–|—|•|·|\*|\+)\s+(\S.*)$`), "yaml_dash"},
	{regexp.MustCompile(`^ *(-)([a-z{].*)$`), "yaml_dash_space"},
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*):\s+((?:\[[^\]]*\]|\{[^}]*\}|'[^']*'|"[^"]*")\s*[^\s#,\]})].*)$`), "yaml_first"},
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*):\s+(- .*)$`), "yaml_first"},
	{regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*):\s+([>!|?]=?\s*[^\s\d+-].*)$`), "yaml_first"},
}

// noColon is a key without its colon, and what stands behind it.
var noColon = regexp.MustCompile(`^ *([a-z][a-z_0-9]*) +([^:]+)$`)

// colonless is the line with a key without a colon, where that is what the library misses.
func (f *File) colonless(line int) (found Fault, ok bool) {
	lines := strings.Split(string(f.content), "\n")
	for n := min(line, len(lines)); n >= max(1, line-1); n-- {
		if m := noColon.FindStringSubmatch(strings.TrimRight(lines[n-1], "\r ")); m != nil {
			return New("yaml_colon_missing", "key", m[1], "value", m[2]).At(f.name, n, strings.Index(lines[n-1], m[1])+1), true
		}
	}
	return found, false
}

// beginnings are values that begin with what YAML has another meaning for.
var beginnings = regexp.MustCompile(`^[ \-]*([a-z][a-z_0-9]*):\s+([*&!%@>|].*)$`)

// beginning is the value of a line that the library cannot make anything of.
func (f *File) beginning(line int) (found Fault, ok bool) {
	lines := strings.Split(string(f.content), "\n")
	if line < 1 || line > len(lines) {
		return found, false
	}
	text := strings.TrimRight(lines[line-1], "\r ")
	m := beginnings.FindStringSubmatchIndex(text)
	if m == nil {
		return found, false
	}
	return New("yaml_first", "key", text[m[2]:m[3]], "value", text[m[4]:m[5]]).At(f.name, line, utf8.RuneCountInString(text[:m[4]])+1), true
}

// typed is what a line, or one shortly before it, has that is no YAML and was meant for some. The library notices it there or later.
func (f *File) typed(line int) (found Fault, ok bool) {
	lines := strings.Split(string(f.content), "\n")
	for n := min(line, len(lines)); n >= max(1, line-2); n-- {
		text := strings.TrimRight(lines[n-1], "\r ")
		for _, form := range mistyped {
			m := form.form.FindStringSubmatchIndex(text)
			if m == nil {
				continue
			}
			part := func(i int) string {
				if m[2*i] < 0 {
					return ""
				}
				return text[m[2*i]:m[2*i+1]]
			}
			at := max(m[2], 0)
			if form.key == "yaml_blank" || form.key == "yaml_first" {
				at = m[4]
			}
			return New(form.key, "key", part(1), "value", part(2)).At(f.name, n, utf8.RuneCountInString(text[:at])+1), true
		}
	}
	return found, false
}
