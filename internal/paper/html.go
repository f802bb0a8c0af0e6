package paper

import (
	"bytes"
	"html/template"

	"giaoban/internal/chat"
)

// Printed is a file to read or to print.
type Printed struct {
	Lang, Title string
	Sections    []PrintedSection
}

// A PrintedSection holds what was answered, or a list of what to gather.
type PrintedSection struct {
	Title   string
	Answers []PrintedAnswer
	Lines   []string
}

// A PrintedAnswer without a value is a heading.
type PrintedAnswer struct{ Label, Value string }

// printout writes every Printed. It is readable without colours, a heading never left
// alone at the foot.
var printout = template.Must(template.New("printed").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title>` +
	`<style>body{font:12pt/1.5 serif;max-width:42em;margin:1em auto;padding:0 1em}h2{margin-top:1.5em}` +
	`h2,h3{page-break-after:avoid}p{margin:.2em 0 .8em;white-space:pre-wrap}.q{font-weight:bold;margin-bottom:0}li{margin:.3em 0}</style></head><body>
<h1>{{.Title}}</h1>
{{range .Sections}}<h2>{{.Title}}</h2>
{{range .Answers}}{{if .Value}}<p class="q">{{.Label}}</p><p>{{.Value}}</p>{{else}}<h3>{{.Label}}</h3>{{end}}
{{end}}{{with .Lines}}<ul>
{{range .}}<li>{{.}}</li>
{{end}}</ul>
{{end}}{{end}}</body></html>
`))

// File returns the file under a name.
func (p Printed) File(name string) *chat.File {
	var b bytes.Buffer
	if err := printout.Execute(&b, p); err != nil {
		panic(err) // a buffer takes everything, and the fields are those of the template
	}
	return &chat.File{Name: name, Type: "text/html", Size: int64(b.Len()), Data: b.Bytes()}
}

// File returns the whole report as a file to read or to print; every text is in it
// whole.
func (v View) File() *chat.File {
	paper := Printed{Lang: v.Say.Tag(), Title: v.Say.Say("view_title", "unit", v.UnitLabel)}
	section := -1
	for _, p := range v.passages() {
		if p.part > 0 {
			continue
		}
		if p.section != section {
			section = p.section
			paper.Sections = append(paper.Sections, PrintedSection{Title: v.SectionTitle(section)})
		}
		p.parts = 0 // whole
		label, value := v.words(p)
		last := &paper.Sections[len(paper.Sections)-1]
		last.Answers = append(last.Answers, PrintedAnswer{label, value})
	}
	return paper.File(v.Say.Say("name_report") + "-" + v.Unit + ".html")
}
