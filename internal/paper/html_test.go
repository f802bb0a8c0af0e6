package paper_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// TestPrinted: whatever is answered to a shipped outline is printed as it would be if
// every piece were escaped by hand, but for «+», which a template escapes too.
func TestPrinted(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"xa.yaml", "huyen.yaml", "nganh.yaml", "tinh.yaml"} {
		w := writer(t, answerstest.Outline(t, name))
		w.UnitLabel = `<xã> "Nga" & 'An'`
		w.Texts = func(form.Place) []string { return []string{"a <b> & \"c\" 'd' +84\nđ"} }
		rapid.Check(t, func(r *rapid.T) {
			w.Draft = answers.NewDraft(w.Outline)
			fill(r, w.Outline, w.Draft)
			v := paper.View{Writer: *w}
			file := v.File()
			whole := strings.ReplaceAll(string(file.Data), "&#43;", "+")
			_, body, _ := strings.Cut(whole, "</h1>\n")
			if want := v.ByHand() + "</body></html>\n"; body != want || file.Size != int64(len(file.Data)) {
				r.Fatalf("%s is printed\n%s\nwant\n%s", name, body, want)
			}
			if !strings.Contains(whole, "<html lang=\"vi\">") || !strings.Contains(whole, "&lt;xã&gt; &#34;Nga&#34; &amp; &#39;An&#39;") || !strings.Contains(whole, "<style>body{font:12pt/1.5 serif;") {
				r.Fatalf("%s begins %.900s", name, whole)
			}
		})
	}
}
