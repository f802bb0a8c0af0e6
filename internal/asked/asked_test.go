package asked_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"giaoban/internal/asked"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
	"giaoban/locales"
)

// vietnamese is what an index knows of the language.
func vietnamese(t testing.TB) asked.Language {
	t.Helper()
	c, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	say, _ := c.Language("vi")
	return asked.Language{Common: strings.Split(say.Say("figure_common"), ","), Not: strings.Split(say.Say("figure_not"), ","), Shorts: say.Shorts()}
}

func shipped(t testing.TB) (*form.Outline, *asked.Index) {
	t.Helper()
	content, err := os.ReadFile("../../conversations/thanhhoa-2016/xa.yaml")
	if err != nil {
		t.Fatal(err)
	}
	o, err := form.Parse("xa.yaml", content)
	if err != nil {
		t.Fatal(err)
	}
	words := []form.Words{
		{"loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố", "cap_tren": "huyện", "xung_ho": "đồng chí"},
		{"loai": "phường", "thon": "khu phố", "khu_dan_cu": "tổ dân phố, khu phố", "cap_tren": "thành phố", "xung_ho": "đồng chí"},
	}
	return o, asked.New(o, words, vietnamese(t))
}

// TestFind holds what words mean in the shipped outline: «?» asks who has it, «…» that
// several are offered, of which the first is named, «-» that nothing is.
func TestFind(t *testing.T) {
	_, x := shipped(t)
	for line := range strings.Lines(`mô hình cấp xã: X5.04
mo hinh cap xa: X5.04
mô hình: X5.01
mo hinh: X5.01
?mô hình: X4.01
?mô hình đã ngừng hoạt động: X5.08
người tham gia: X5.10
người tham gia mô hình: X5.10
hộ: X0.06
so ho: X0.06
hộ dân: X0.06
dân số: X0.07
số khẩu: X0.07
tổ an ninh: X2.04
to hoa giai: X2.04
?tổ tự quản: X2.04
kinh phí: X4.09
kinh phí xã hội hóa: X4.10
mô hình ngừng hoạt động: X5.08
mô hình hoạt động tốt: X5.06
tập thể cá nhân đề nghị khen: X7.12
?BCĐ 138: X1.04
?an toàn về an ninh trật tự: X2.09
?đạt an toàn về ANTT: X2.09
?miền núi: X0.04 mien_nui
?vung dong bao co dao: X0.04 co_dao
?mô hình phòng cháy chữa cháy: X6.01.03 phong_chay
mô hình dự kiến xây mới: X9.02
khó khăn: X8.06
bài học kinh nghiệm: X8.08
doanh nghiệp: …
cấp tỉnh khen: …
mô hình nuôi gà: -
tổng số: -
bao nhiêu: -
chưa có ban chỉ đạo 138: -
?không có tổ tự quản: -
?ban chỉ đạo 138: X1.04
xã chưa nộp: -
`) {
		words, want, _ := strings.Cut(strings.TrimSpace(line), ": ")
		how := asked.HowMuch
		if rest, who := strings.CutPrefix(words, "?"); who {
			words, how = rest, asked.Who
		}
		found := x.Find(words, how)
		got := "-"
		if len(found.Things) > 0 {
			got = "…"
		}
		if found.Sure {
			got = found.Things[0].Q.Code
			if c := found.Things[0].Choice; c != "" {
				got += " " + c
			}
		}
		if got != want {
			t.Errorf("«%s» is %s, want %s: %v", words, got, want, titles(found))
		}
	}
}

func titles(f asked.Found) (list []string) {
	for _, t := range f.Things {
		list = append(list, t.Key()+" «"+t.Title+"»")
	}
	return list
}

// TestKeyed: what a button names is the thing that it was made for.
func TestKeyed(t *testing.T) {
	o, x := shipped(t)
	keys := map[string]bool{}
	for _, q := range o.ByCode {
		for _, words := range append(q.Called, q.Label) {
			for _, thing := range x.Find(form.Fill(words, form.Words{"loai": "xã"}), asked.HowMuch).Things {
				back, ok := x.Keyed(thing.Key())
				if !ok || back.Key() != thing.Key() || back.Q != thing.Q || back.Choice != thing.Choice {
					t.Errorf("%s leads to %s", thing.Key(), back.Key())
				}
				keys[thing.Key()] = true
			}
		}
	}
	if len(keys) < 100 {
		t.Errorf("only %d things were found by their own names", len(keys))
	}
	for typed, want := range map[string]string{"5.4": "X5.04", "x5.04": "X5.04", "X99.1": "", "": ""} {
		if thing, ok := x.Keyed(typed); ok != (want != "") || ok && thing.Key() != want {
			t.Errorf("%q leads to %s", typed, thing.Key())
		}
	}
}

// vocabulary are words of which outlines are drawn: some are parts of others.
var vocabulary = strings.Fields("mô hình tổ tự quản hộ dân kinh phí điểm vụ tin buổi lượt người thôn bản cấp tỉnh huyện xã nước rừng trâu bò")

// drawOutline makes an outline of numbers, yes or no and choices.
func drawOutline(t *rapid.T) *form.Outline {
	var b strings.Builder
	b.WriteString("title: Báo cáo\nsections:\n  - code: S1\n    title: Số liệu\n    questions:\n")
	for i := range rapid.IntRange(1, 12).Draw(t, "questions") {
		label := strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 5).Draw(t, "label"), " ")
		kind := rapid.SampledFrom([]string{"integer", "decimal", "yes_no"}).Draw(t, "type")
		fmt.Fprintf(&b, "      - {code: S1.%02d, name: q%d, type: %s, label: \"%s\"}\n", i+1, i, kind, label)
	}
	o, err := form.Parse("drawn.yaml", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestFindAccountsForAll: what is found has every word that was said, in its own words, and
// who says exactly a question's words is led to it or offered it; without marks too. The
// order of words, and common words among them, change nothing.
func TestFindAccountsForAll(t *testing.T) {
	l := vietnamese(t)
	rapid.Check(t, func(t *rapid.T) {
		o := drawOutline(t)
		x := asked.New(o, nil, l)
		said := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 5).Draw(t, "said")
		words := strings.Join(said, " ")
		found := x.Find(words, asked.HowMuch)
		if found.Sure && len(found.Things) == 0 {
			t.Fatalf("sure of nothing: «%s»", words)
		}
		for _, thing := range found.Things {
			for _, w := range said {
				if !strings.Contains(" "+viet.Fold(thing.Q.Label)+" ", " "+viet.Fold(w)+" ") {
					t.Fatalf("«%s» is found as «%s», without %s", words, thing.Q.Label, w)
				}
			}
		}
		again := x.Find("tổng số "+strings.Join(rapid.Permutation(said).Draw(t, "order"), " các ")+" là bao nhiêu", asked.HowMuch)
		if fmt.Sprint(titles(again), again.Sure) != fmt.Sprint(titles(found), found.Sure) {
			t.Fatalf("«%s» is %v, in another order %v", words, titles(found), titles(again))
		}
		for _, q := range o.Top {
			for _, label := range []string{q.Label, viet.Fold(q.Label), strings.ToUpper(q.Label)} {
				named := x.Find(label, asked.HowMuch)
				if !slices.ContainsFunc(named.Things, func(thing asked.Thing) bool { return thing.Q == q }) {
					t.Fatalf("«%s» of %s is found as %v", label, q.Code, titles(named))
				}
			}
		}
	})
}

func BenchmarkNamed(b *testing.B) {
	_, x := shipped(b)
	for b.Loop() {
		x.Named("mô hình cấp xã")
	}
}

func BenchmarkNew(b *testing.B) {
	o, _ := shipped(b)
	l := vietnamese(b)
	for b.Loop() {
		asked.New(o, []form.Words{{"loai": "xã"}}, l)
	}
}
