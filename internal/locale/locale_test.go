package locale

import (
	"strings"
	"testing"
	"testing/fstest"
)

// files is a folder with the given active.<language>.toml.
func files(vi, en string) fstest.MapFS {
	return fstest.MapFS{
		"active.vi.toml": {Data: []byte(vi)},
		"active.en.toml": {Data: []byte(en)},
		"readme.txt":     {Data: []byte("no phrases")},
	}
}

const (
	goodVi = `
hello = "Kính chào {xung_ho}."
saved = "Đã ghi: {{.value}}."
left = {one = "còn {{.n}} câu của {{.unit}}", other = "còn {{.n}} câu của {{.unit}}"}
`
	goodEn = `
hello = "Welcome."
saved = "Saved: {{.value}}."
left = {one = "one question of {{.unit}} is left ({{.n}})", other = "{{.n}} questions of {{.unit}} are left"}
`
)

func TestLoadFaults(t *testing.T) {
	for _, c := range []struct{ name, vi, en, want string }{
		{"missing key", goodVi + `more = "thêm"`, goodEn, `en lacks "more"`},
		{"key too many", goodVi, goodEn + `more = "more"`, `en has "more", which vi lacks`},
		{"other placeholder", goodVi + `more = "{{.a}}"`, goodEn + `more = "{{.b}}"`, `en: "more" fills [b] where vi fills [a]`},
		{"placeholder left out", goodVi + `more = "{{.a}}"`, goodEn + `more = "more"`, `en: "more" fills [] where vi fills [a]`},
		{"empty", goodVi + `more = "thêm"`, goodEn + `more = ""`, `"more"`},
		{"counted without other", goodVi + `more = {one = "{{.n}}", other = "{{.n}}"}`, goodEn + `more = {one = "{{.n}}"}`, `en: "more" is empty`},
		{"counted in one only", goodVi + `more = {one = "{{.n}}", other = "{{.n}}"}`, goodEn + `more = "{{.n}}"`, `en: "more" is counted in one language only`},
		{"no form of address", goodVi + `more = "{Xung_ho} {xungho}"`, goodEn + `more = "you"`, `vi: "more" has [{xungho}], which is no form of address`},
		{"no toml", goodVi, goodEn + `more = `, "active.en.toml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(files(c.vi, c.en))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

// TestLoadTellsAll: every fault is named at once, not only the first.
func TestLoadTellsAll(t *testing.T) {
	_, err := Load(files(goodVi+`a = "a"`+"\n"+`b = "b"`, goodEn))
	if err == nil || !strings.Contains(err.Error(), `"a"`) || !strings.Contains(err.Error(), `"b"`) {
		t.Errorf("error %v, want both faults", err)
	}
}

func TestLoadNeedsDefault(t *testing.T) {
	_, err := Load(fstest.MapFS{"active.en.toml": {Data: []byte(goodEn)}})
	if err == nil || !strings.Contains(err.Error(), "active.vi.toml") {
		t.Errorf("error %v, want that the default language is missing", err)
	}
}

func TestSay(t *testing.T) {
	catalog, err := Load(files(goodVi, goodEn))
	if err != nil {
		t.Fatal(err)
	}
	vi, ok := catalog.Language("vi")
	if !ok {
		t.Fatal("no Vietnamese")
	}
	en, _ := catalog.Language("en")
	for _, c := range []struct{ got, want string }{
		{vi.Say("hello"), "Kính chào đồng chí."},
		{vi.Say("saved", "value", 320), "Đã ghi: 320."},
		{vi.Say("saved", "value", "{{.value}}"), "Đã ghi: {{.value}}."},
		{vi.Say("saved", "value", "<b>&amp;</b>"), "Đã ghi: <b>&amp;</b>."},
		{vi.Say("saved", "more", 1, "value", 2), "Đã ghi: 2."},
		{vi.Say("saved"), "[saved]"},
		{vi.Say("saved", "value"), "[saved]"},
		{vi.Say("lost"), "[lost]"},
		{vi.Count("left", 1, "unit", "xã A"), "còn 1 câu của xã A"},
		{en.Count("left", 0, "unit", "xã A"), "0 questions of xã A are left"},
		{en.Count("left", 1, "unit", "xã A"), "one question of xã A is left (1)"},
		{en.Count("left", 10, "unit", "xã A"), "10 questions of xã A are left"},
		{en.Say("lost"), "[lost]"},
		{Phrases{}.Say("saved"), "[saved]"},
	} {
		if c.got != c.want {
			t.Errorf("said %q, want %q", c.got, c.want)
		}
	}
}

// TestLanguage: an unknown language speaks the default one and says so.
func TestLanguage(t *testing.T) {
	catalog, err := Load(files(goodVi, goodEn))
	if err != nil {
		t.Fatal(err)
	}
	say, ok := catalog.Language("lo")
	if ok || say.Tag() != Default || say.Say("hello") != "Kính chào đồng chí." {
		t.Errorf("language lo: ok %v, tag %q, %q", ok, say.Tag(), say.Say("hello"))
	}
}
