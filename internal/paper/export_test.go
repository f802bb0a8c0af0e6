package paper

import (
	"html"
	"strings"
)

// ByHand is the body of the printed file, escaped piece by piece.
func (v View) ByHand() string {
	var b strings.Builder
	section := -1
	for _, p := range v.passages() {
		if p.part > 0 {
			continue
		}
		if p.section != section {
			section = p.section
			b.WriteString("<h2>" + html.EscapeString(strings.TrimPrefix(v.SectionLine(section)+". ", ". ")+v.Outline.Sections[section].Title) + "</h2>\n")
		}
		p.parts = 0
		label, value := v.words(p)
		if value == "" {
			b.WriteString("<h3>" + html.EscapeString(label) + "</h3>\n")
			continue
		}
		b.WriteString("<p class=\"q\">" + html.EscapeString(label) + "</p><p>" + html.EscapeString(value) + "</p>\n")
	}
	return b.String()
}
