package pattern

import (
	"slices"
	"strings"
	"testing"
)

const small = `
spell không = ko k
let when = mai | chiều (nay|mai)
fill = ạ | nhé | em | anh ơi
fill said = vâng
with submit: verb = nộp; own = báo cáo
with delete: verb = xóa; own = mục <number>
[said later]
để <when> [tôi] (làm|trả lời)
hỏi … đã
sau
[said stop]
!dừng
nghỉ (đã)+
[yes act]
(ok|vâng)+
<verb> [<own>]
`

func digits(name string, words []string) []int {
	if name == "number" && strings.Trim(words[0], "0123456789") == "" {
		return []int{1}
	}
	return nil
}

func TestWhole(t *testing.T) {
	table, err := Read(small, "number")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ root, sentence, kinds string }{
		{"said", "để mai làm", "later"},
		{"said", "Để chiều mai, tôi trả lời nhé!", "later"},
		{"said", "de mai lam", "later"},
		{"said", "để mái làm", ""}, // marks count
		{"said", "để mai lam", ""}, // in all of it
		{"said", "để mai ạ tôi anh ơi làm em", "later"},
		{"said", "vâng, để mai làm", "later"},
		{"yes/submit", "vâng, nộp", "act"}, // «vâng» is assent here
		{"said", "để mai", ""},
		{"said", "để mai làm ngay", ""},
		{"said", "hỏi chị Bảy văn phòng đã", "later"},
		{"said", "hỏi chị Bảy ở văn phòng ủy ban đã", ""}, // six words are too many
		{"said", "sau", "later"},
		{"said", "sau nghỉ đã", ""}, // one word by itself needs a mark behind it
		{"said", "sau, nghỉ đã", "later stop"},
		{"said", "để mai làm nghỉ đã đã", "later stop"},
		{"said", "dừng", "stop"},
		{"said", "dung", ""},
		{"said", "", ""},
		{"said", "?!", ""},
		{"said", "sauuuu", "later"},
		{"said", "saau", ""},
		{"yes/submit", "nộp báo cáo", "act"},
		{"yes/submit", "xóa", ""},
		{"yes/delete", "xóa mục 2", "act"},
		{"yes/delete", "xóa mục hai", ""},
		{"none", "sau", ""},
	} {
		s := Listen(c.sentence)
		roots := []string{c.root}
		if root, _, variant := strings.Cut(c.root, "/"); variant {
			roots = append(roots, root)
		}
		m, ok := table.Whole(&s, digits, roots...)
		if got := strings.Join(m.Kinds, " "); got != c.kinds || ok != (c.kinds != "") {
			t.Errorf("«%s» is %q, %v; want %q", c.sentence, got, ok, c.kinds)
		}
	}
}

func TestSlots(t *testing.T) {
	table, err := Read(small, "number")
	if err != nil {
		t.Fatal(err)
	}
	s := Listen("xóa mục 12 nhé")
	if m, ok := table.Whole(&s, digits, Root("yes", "delete")); !ok || m.Slots["number"] != "12" || !m.Has("act") {
		t.Errorf("%+v, %v", m, ok)
	}
}

func TestListen(t *testing.T) {
	for sentence, want := range map[string]string{
		"Đ/c ơi, câu 2.08 (8/7) là sao???": "đ/c ơi câu 2.08 8/7 là sao",
		"vânggg ạ 👍🏻😀 :))":                 "vâng ạ 👍",
		"hộ,người/khẩu - 1.725":            "hộ người khẩu 1.725",
		"sau.Mai làm":                      "sau mai làm",
	} {
		s := Listen(sentence)
		var words []string
		for _, w := range s.words {
			words = append(words, w.text)
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("«%s» has the words «%s», want «%s»", sentence, got, want)
		}
	}
	if s := Listen("Không?"); !s.Marked || !s.Asks {
		t.Errorf("%+v", s)
	}
	if s := Listen(strings.Repeat("a ", MaxWords+1)); !s.Long() {
		t.Error("a long sentence is not long")
	}
	if s := Listen(strings.Repeat("Công an xã tham mưu. ", 200)); !s.Long() || s.Words() != 0 {
		t.Errorf("%d words of a text are looked at", s.Words())
	}
}

func TestFaults(t *testing.T) {
	for _, text := range []string{
		"a", "[said x]\n(a", "[said x]\na)", "[said x]\n[a", "[said x]\n+a", "[said x]\n<b>", "[said x]\n[a]", "[said x]\n(a|)",
		"let a = <a>\n[said x]\n<a>", "let a = [b]\n[said x]\nc <a>",
	} {
		if _, err := Read(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// Work grows with the sentence and ends, whatever the table.
func TestSteps(t *testing.T) {
	table, err := Read("fill = a | a a\nlet x = a | <y> a\nlet y = a | a a\n[said x]\n(a|<x>|<y>|…)+ b\n")
	if err != nil {
		t.Fatal(err)
	}
	before := 0
	for _, n := range []int{10, 20, 40} {
		s := Listen(strings.Repeat("a ", n-1) + "b")
		_, ok := table.Whole(&s, nil, "said")
		steps := s.Effort().Steps()
		if !ok {
			t.Errorf("%d words: %d steps", n, steps)
		}
		if before > 0 && steps > 10*before {
			t.Errorf("%d words take %d steps, half of them %d", n, steps, before)
		}
		before = steps
	}
}

func FuzzWhole(f *testing.F) {
	table, err := Read(small, "number")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"để mai làm", "xóa mục 2", "hỏi a b c đã", "ạ ạ ạ", "👍🏻", "1.2.3", "đ/c/đ", "\u0301a", "nhéé"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := Listen(text)
		m, ok := table.Whole(&s, digits, "said", "yes/submit", "yes/delete", "yes")
		if ok != (len(m.Kinds) > 0) || s.Effort().Steps() > s.Effort().most+1000 || !slices.IsSorted(m.Kinds) && len(m.Kinds) > 3 {
			t.Errorf("%q: %+v, %v", text, m, ok)
		}
	})
}

// TestLongSlot: a long slot goes on past commas, to the end of the sentence if it must.
func TestLongSlot(t *testing.T) {
	table, err := Read("[order remind]\nnhắc <names>\nnhắc <name>, <name>\n", "names…", "name")
	if err != nil {
		t.Fatal(err)
	}
	s := Listen("Nhắc Nga An, Nga Hải (Nga Sơn)!")
	var seen []string
	m, ok := table.Whole(&s, func(name string, words []string) []int {
		if name != "names" {
			return nil
		}
		seen = words
		return []int{len(words)}
	}, "order")
	if !ok || m.Slots["names"] != "Nga An, Nga Hải (Nga Sơn" || !slices.Equal(seen, []string{"Nga", "An,", "Nga", "Hải", "Nga", "Sơn)!"}) {
		t.Errorf("%v %q, offered %q", ok, m.Slots, seen)
	}
}
