package locale

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// TestNoPhraseSaysComrade: how people are addressed is the campaign's, so that no phrase
// has the word itself.
func TestNoPhraseSaysComrade(t *testing.T) {
	addressing := 0
	for tag, byKey := range shipped(t) {
		for key, m := range byKey {
			for _, word := range []string{"đồng chí", "đ/c"} {
				if strings.Contains(strings.ToLower(m.One+m.Other), word) {
					t.Errorf("%s: %q says «%s» where {xung_ho}, {danh_xung} or {thua} belongs", tag, key, word)
				}
			}
			if addressed.MatchString(m.Other) {
				addressing++
			}
		}
	}
	if addressing < 300 {
		t.Errorf("%d phrases speak to people, some 390 did: the test does not see them", addressing)
	}
}

// TestNoPhraseSaysReport: what a report is called is the campaign's too, so that in a poll nobody reads of reports. What is typed keeps its
// words, and who runs the program is told of reports whatever they are called.
func TestNoPhraseSaysReport(t *testing.T) {
	kept := regexp.MustCompile(`^(spelled|said|whom|period_asked|slash|typed|name|called|todo|finding|health|trace|plan)_|^figure_(common|not)$`)
	word := map[string]*regexp.Regexp{"vi": regexp.MustCompile(`(?i)báo cáo`), "en": regexp.MustCompile(`(?i)(^|[^./\w])report(s|ing)?\b`)}
	for tag, said := range word {
		byKey, calling := map[string]phrase{}, 0
		if _, err := toml.DecodeFile(folder+"/active."+tag+".toml", &byKey); err != nil {
			t.Fatal(err)
		}
		for key, m := range byKey {
			if found := said.FindString(m.One + m.Other); found != "" && !kept.MatchString(key) {
				t.Errorf("%s: %q says «%s» where {bao_cao} belongs: %s", tag, key, found, m.Other)
			}
			if strings.Contains(strings.ToLower(m.Other), "bao_cao}") {
				calling++
			}
		}
		if calling < 200 {
			t.Errorf("%s: %d phrases call a report by its name, more than 250 did: the test does not see them", tag, calling)
		}
	}
}

// TestNoOutlineSaysComrade: nor have the shipped outlines, whose texts are said in the same messages.
func TestNoOutlineSaysComrade(t *testing.T) {
	paths, err := filepath.Glob("../../conversations/*/*.yaml")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d files of campaigns: %v", len(paths), err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			told, _, _ := strings.Cut(line, "#")
			if strings.Contains(strings.ToLower(told), "đồng chí") && !strings.HasPrefix(told, "form_of_address:") {
				t.Errorf("%s:%d says «đồng chí» where {xung_ho} belongs", path, n)
			}
		}
	}
}

// TestAddressing says the shipped phrases in several forms.
func TestAddressing(t *testing.T) {
	catalog, err := Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	vi, _ := catalog.Language("vi")
	en, _ := catalog.Language("en")
	plural := FormOfAddress{You: "bà con", Title: "ông/bà", Vocative: "kính thưa bà con"}
	brother := FormOfAddress{You: "anh/chị"}
	for _, c := range []struct{ got, want string }{
		{vi.Say("welcome_begin"), "Mời đồng chí bấm «Bắt đầu»."},
		{vi.Addressing(FormOfAddress{}).Say("welcome_begin"), "Mời đồng chí bấm «Bắt đầu»."},
		{vi.Addressing(plural).Say("welcome_begin"), "Mời bà con bấm «Bắt đầu»."},
		{vi.Addressing(plural).Say("not_known"), strings.Replace(vi.Say("not_known"), "đồng chí", "bà con", 1)},
		{vi.Addressing(plural).Say("calculated_confirm"), "Bà con xem rồi bấm «Đúng»."},
		{vi.Addressing(plural).Say("contact_person", "name", "Nguyễn Văn A", "office", "Công an huyện"), "ông/bà Nguyễn Văn A, Công an huyện"},
		{vi.Addressing(plural).Say("courtesy_thanks", "kind", "xã"), "Không có gì, kính thưa bà con. Cần gì bà con cứ hỏi, ví dụ «xã nào chưa nộp»."},
		{vi.Addressing(plural).Addressing(brother).Say("welcome_begin"), "Mời anh/chị bấm «Bắt đầu»."},
		{vi.Addressing(plural).Addressing(Comrade).Say("welcome_begin"), "Mời đồng chí bấm «Bắt đầu»."},
		{vi.Addressing(brother).Count("health_wrong", 2), "Có 2 việc cần anh/chị xử lý:"},
		{vi.Addressing(brother).Say("calculated_corrected", "value", "{xung_ho} {{.n}}"), "(anh/chị đã sửa thành {xung_ho} {{.n}})"},
		{vi.Addressing(brother).Word(Later("reply_thanks")), "Cảm ơn anh/chị."},
		{en.Addressing(brother).Say("reply_thanks"), en.Say("reply_thanks")},
		{Phrases{}.Addressing(brother).Say("reply_thanks"), "[reply_thanks]"},
	} {
		if c.got != c.want {
			t.Errorf("said %q, want %q", c.got, c.want)
		}
	}
	for _, say := range []Phrases{vi.Addressing(plural), en.Addressing(plural)} {
		byKey := shipped(t)[say.Tag()]
		if len(say.Keys()) != len(byKey) {
			t.Errorf("%s: %d of %d phrases are left", say.Tag(), len(say.Keys()), len(byKey))
		}
		for key, m := range byKey {
			checkPhrase(t, say, key, m)
		}
	}
}

// BenchmarkAddressing is what opening a campaign costs for one language.
func BenchmarkAddressing(b *testing.B) {
	catalog, err := Load(os.DirFS(folder))
	if err != nil {
		b.Fatal(err)
	}
	vi, _ := catalog.Language("vi")
	for b.Loop() {
		vi.Addressing(FormOfAddress{You: "anh/chị"})
	}
}
