package paper

import (
	"html"
	"strings"

	"giaoban/internal/chat"
)

// printStyle is how files look when printed: readable without colours, a heading never
// left alone at the foot.
const printStyle = `<style>body{font:12pt/1.5 serif;max-width:42em;margin:1em auto;padding:0 1em}h2{margin-top:1.5em}` +
	`h2,h3{page-break-after:avoid}p{margin:.2em 0 .8em;white-space:pre-wrap}.q{font-weight:bold;margin-bottom:0}li{margin:.3em 0}</style>`

// document returns an HTML file around a body that is already escaped.
func document(lang, title, body string) []byte {
	return []byte("<!doctype html>\n<html lang=\"" + lang + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
		html.EscapeString(title) + "</title>" + printStyle + "</head><body>\n<h1>" + html.EscapeString(title) + "</h1>\n" + body + "</body></html>\n")
}

// File returns the whole report as a file to read or to print; every text is in it
// whole.
func (v View) File() *chat.File {
	var b strings.Builder
	section := -1
	for _, p := range v.passages() {
		if p.part > 0 {
			continue
		}
		if p.section != section {
			section = p.section
			b.WriteString("<h2>" + html.EscapeString(v.SectionLine(section)+". "+v.Outline.Sections[section].Title) + "</h2>\n")
		}
		p.parts = 0 // whole
		label, value := v.words(p)
		if value == "" {
			b.WriteString("<h3>" + html.EscapeString(label) + "</h3>\n")
			continue
		}
		b.WriteString("<p class=\"q\">" + html.EscapeString(label) + "</p><p>" + html.EscapeString(value) + "</p>\n")
	}
	data := document(v.Say.Tag(), v.Say.Say("view_title", "unit", v.UnitLabel), b.String())
	return &chat.File{Name: "bao-cao-" + v.Unit + ".html", Type: "text/html", Size: int64(len(data)), Data: data}
}
