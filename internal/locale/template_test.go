package locale

import (
	"strings"
	"testing"
)

func TestParser(t *testing.T) {
	for _, c := range []struct {
		src, want string
		given     values
	}{
		{"", "", nil},
		{"Đã lưu.", "Đã lưu.", nil},
		{"{{.a}}", "1", values{{"a", "1"}}},
		{"{{.a}}{{.b}}{{.a}}", "121", values{{"a", "1"}, {"b", "2"}}},
		{"từ {{.min}} đến {{.max}}.", "từ 1 đến 1.234.", values{{"max", "1.234"}, {"min", "1"}}},
		{"một {dấu} ngoặc }}", "một {dấu} ngoặc }}", nil},
		{"{{.a}} hết", "{{.a}} hết", values{{"a", "{{.a}}"}}},
		{"{{.a}}", "", values{{"a", ""}}},
		{"{{{.a}}}", "{1}", values{{"a", "1"}}},
		{"{{.a|part|parts}} and {{.b|text has|texts have}} it", "1 part and 2 texts have it", values{{"a", "1"}, {"b", "2"}}},
	} {
		tmpl, err := parser{}.Parse(c.src, "", "")
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		got, err := tmpl.Execute(c.given)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v, want %q", c.src, got, err, c.want)
		}
	}
}

// TestParserRefuses: what text/template would take, a phrase may not have.
func TestParserRefuses(t *testing.T) {
	for _, src := range []string{
		"{{ .a }}", "{{a}}", "{{.A}}", "{{.a1}}", "{{.a", "{{", "{{.a}} {{if .b}}x{{end}}", "{{.a.b}}", "{{.}}", "{{.a|b}}", "{{.a||}}",
	} {
		if _, err := (parser{}).Parse(src, "", ""); err == nil || !strings.Contains(err.Error(), "only {{.name}}") {
			t.Errorf("%q: error %v, want it refused", src, err)
		}
	}
}

func TestExecuteNeedsValues(t *testing.T) {
	tmpl, err := parser{}.Parse("Đã ghi: {{.value}}.", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []any{nil, values{}, values{{"other", "1"}}, map[string]any{"value": 1}} {
		if got, err := tmpl.Execute(data); err == nil || got != "" || !strings.Contains(err.Error(), "{{.value}}") {
			t.Errorf("filled with %v: %q, %v, want an error that names the placeholder", data, got, err)
		}
	}
}
