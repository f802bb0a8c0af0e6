package whom_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/whom"
)

// nearby is the circle of whoever coordinates a unit of the province of the demo.
func nearby(t testing.TB, root string) whom.Circle {
	t.Helper()
	file, err := os.Open("../../conversations/thanhhoa-2016/units.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	units, err := roster.ParseUnits(file, "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalogue.Language("vi")
	r := units.Find(root, "").Unit
	s := report.Overview{Units: units, Level: 3, Levels: []int{2, 3}, Status: map[string]report.Status{}, Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC),
		Zone: time.UTC, Members: func(unit string) roster.Members {
			if strings.HasSuffix(unit, "7") {
				return nil
			}
			return roster.Members{{Role: roster.Officer}}
		}}
	for i, u := range units.All() {
		switch i % 4 {
		case 1:
			s.Status[u.Code] = report.Status{State: report.Submitted}
		case 2:
			s.Status[u.Code] = report.Status{State: report.InProgress}
		}
	}
	levels := []int{3}
	if r.Level == 1 {
		levels = []int{2, 3}
	}
	return whom.Circle{Scope: report.Scope{Units: units, Roots: []string{r.Code}, Say: say}, Overview: s, Levels: levels}
}

// told puts what was found into words: names, and in brackets what is to be asked.
func told(c whom.Circle, f whom.Found) string {
	var words []string
	switch {
	case f.Whole.Level != 0:
		u, _ := c.Units.Get(f.Whole.Root)
		words = append(words, "all of "+u.Label())
	case len(f.Units) > 12:
		words = append(words, "many")
	default:
		for _, u := range f.Units {
			words = append(words, u.Label())
		}
	}
	for _, p := range f.Unclear {
		words = append(words, "["+p.Text+"]")
	}
	if f.Level {
		words = append(words, "[level]")
	}
	return strings.Join(words, ", ")
}

var lists = []struct{ root, text, means string }{
	{"huyện Nga Sơn", "Nga Yên", "xã Nga Yên"},
	{"huyện Nga Sơn", "Nga Yên, Nga Trường", "xã Nga Yên, xã Nga Trường"},
	{"huyện Nga Sơn", "Nga Yên và Nga Trường", "xã Nga Yên, xã Nga Trường"},
	{"huyện Nga Sơn", "nga yen nga truong", "xã Nga Yên, xã Nga Trường"},
	{"huyện Nga Sơn", "hai xã Nga Yên với Nga Trường", "xã Nga Yên, xã Nga Trường"},
	{"huyện Nga Sơn", "cả Nga Yên lẫn Nga Mỹ", "xã Nga Mỹ, xã Nga Yên"},
	{"huyện Nga Sơn", "ba xã Nga Yên, Nga Trường", "xã Nga Yên, xã Nga Trường, [ba xã]"},
	{"huyện Nga Sơn", "Nga Yên\nNga Trường\nNga Bạch", "xã Nga Bạch, xã Nga Yên, xã Nga Trường"},
	{"huyện Nga Sơn", "Nga Yên, Nga Lan", "xã Nga Yên, [Nga Lan]"},
	{"huyện Nga Sơn", "nga thanh, nga yen", "xã Nga Yên, [nga thanh]"},
	{"huyện Nga Sơn", "Nga Yên và Xuân Lai", "xã Nga Yên, [Xuân Lai]"},
	{"huyện Nga Sơn", "tất cả", "all of huyện Nga Sơn"},
	{"huyện Nga Sơn", "cả huyện", "all of huyện Nga Sơn"},
	{"huyện Nga Sơn", "các xã", "all of huyện Nga Sơn"},
	{"huyện Nga Sơn", "27 xã", "all of huyện Nga Sơn"},
	{"huyện Nga Sơn", "toàn bộ xã trong huyện mình", "all of huyện Nga Sơn"},
	{"huyện Nga Sơn", "tất cả trừ Nga Yên", "many"},
	{"huyện Nga Sơn", "trừ Nga Yên", "[trừ Nga Yên]"},
	{"huyện Nga Sơn", "các xã đang làm", "thị trấn Nga Sơn, xã Nga Thiện, xã Nga Mỹ, xã Nga Thành, xã Nga Tân, xã Nga Thạch"},
	{"huyện Nga Sơn", "mấy xã", "[mấy xã]"},
	{"huyện Nga Sơn", "mấy xã miền núi", "[mấy xã miền núi]"},
	{"huyện Nga Sơn", "vài xã", "[vài xã]"},
	{"huyện Nga Sơn", "mấy xã chậm nhất", "[mấy xã chậm nhất]"},
	{"huyện Nga Sơn", "cả hai xã", "[cả hai xã]"},
	{"huyện Nga Sơn", "Nga Yên chưa nộp", "xã Nga Yên, [chưa nộp]"},
	{"huyện Nga Sơn", "bộ máy", "[bộ máy]"},
	{"huyện Nga Sơn", "Ba Đình, xã Nga An", "xã Ba Đình, xã Nga An"},
	{"tỉnh Thanh Hóa", "các huyện", "all of tỉnh Thanh Hóa"},
	{"tỉnh Thanh Hóa", "tất cả huyện, trừ huyện Thọ Xuân", "many"},
	{"tỉnh Thanh Hóa", "các xã huyện Thọ Xuân", "all of huyện Thọ Xuân"},
	{"tỉnh Thanh Hóa", "các xã của Thọ Xuân", "all of huyện Thọ Xuân"},
	{"tỉnh Thanh Hóa", "tất cả", "[level]"},
	{"tỉnh Thanh Hóa", "hai huyện Thọ Xuân, Nga Sơn", "huyện Thọ Xuân, huyện Nga Sơn"},
	{"tỉnh Thanh Hóa", "xã Xuân Lộc, huyện Hậu Lộc", "xã Xuân Lộc"},
	{"tỉnh Thanh Hóa", "Nga Yên (Nga Sơn)", "xã Nga Yên"},
	{"tỉnh Thanh Hóa", "xã Xuân Lộc", "[xã Xuân Lộc]"},
}

func TestLists(t *testing.T) {
	circles := map[string]whom.Circle{}
	for _, l := range lists {
		c, ok := circles[l.root]
		if !ok {
			c = nearby(t, l.root)
			circles[l.root] = c
		}
		f := c.Find(l.text)
		if got := told(c, f); got != l.means {
			t.Errorf("«%s» of %s: %s, want %s", l.text, l.root, got, l.means)
		}
	}
}

// A group is of exactly the units that stand so.
func TestGroups(t *testing.T) {
	c := nearby(t, "huyện Nga Sơn")
	late := func(u roster.Unit) bool { return !c.Overview.Status[u.Code].State.In() }
	for text, is := range map[string]func(roster.Unit) bool{
		"các xã chưa nộp": late, "xã nào chưa nộp thì": late, "những xã còn nợ báo cáo": late, "ai chưa nộp": late, "chưa nộp": late, "mấy xã chưa gửi": late,
		"tất cả các xã chưa nộp": late, "các xã chưa nộp của huyện": late, "cac xa chua nop": late, "các xã chưa nộp, trừ Nga Yên": func(u roster.Unit) bool { return late(u) && u.Name != "Nga Yên" },
		"các xã đã nộp":          func(u roster.Unit) bool { return !late(u) },
		"các xã chưa đăng ký":    func(u roster.Unit) bool { return late(u) && strings.HasSuffix(u.Code, "7") },
		"Nga Yên, các xã đã nộp": func(u roster.Unit) bool { return !late(u) || u.Name == "Nga Yên" },
	} {
		f := c.Find(text)
		if !settled(f) {
			t.Errorf("«%s»: %s", text, told(c, f))
		}
		for _, u := range c.Units.Below(c.Roots[0]) {
			if slices.Contains(f.Units, u) != is(u) {
				t.Errorf("«%s»: %s: %v", text, u.Label(), !is(u))
			}
		}
	}
	p := nearby(t, "tỉnh Thanh Hóa")
	for _, text := range []string{"những xã Thọ Xuân chưa gửi", "xã chưa nộp của Thọ Xuân", "các xã chưa nộp huyện Thọ Xuân"} {
		f := p.Find(text)
		home := p.Units.Find("huyện Thọ Xuân", "").Unit
		n := 0
		for _, u := range p.Units.Below(home.Code) {
			if !p.Overview.Status[u.Code].State.In() {
				n++
			}
		}
		if !settled(f) || len(f.Units) != n {
			t.Errorf("«%s»: %d units, want %d: %v", text, len(f.Units), n, f.Unclear)
		}
	}
}

// No unit is meant that was not named; one behind «trừ» is not meant; without commas and
// without marks the same are.
func TestNamesAreTakenAsTheyAre(t *testing.T) {
	c := nearby(t, "huyện Nga Sơn")
	units := c.Units.Below(c.Roots[0])
	var plain []roster.Unit
	for _, u := range units {
		if _, one := c.Scope.Find(u.Name, nil).One(); one && len(c.Units.Resolve(u.Name, c.Roots, nil).Units) == 1 {
			plain = append(plain, u)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(plain), 1, 6, func(u roster.Unit) string { return u.Code }).Draw(t, "units")
		minus := rapid.IntRange(0, len(some)-1).Draw(t, "minus")
		var text strings.Builder
		for i, u := range some[minus:] {
			if i > 0 {
				text.WriteString(rapid.SampledFrom([]string{", ", " và ", "\n", " với ", "; "}).Draw(t, "between"))
			}
			text.WriteString(rapid.SampledFrom([]string{u.Name, u.Label()}).Draw(t, "name"))
		}
		for i, u := range some[:minus] {
			text.WriteString(map[bool]string{true: " trừ ", false: ", "}[i == 0] + u.Name)
		}
		f := c.Find(text.String())
		want := slices.Clone(some[minus:])
		slices.SortFunc(want, func(a, b roster.Unit) int { return strings.Compare(a.Code, b.Code) })
		if len(f.Unclear) > 0 || !slices.Equal(f.Units, want) {
			t.Fatalf("«%s»: %s", text.String(), told(c, f))
		}
	})
}

// Whatever is typed: each word is explained or asked about, and «trừ» adds nothing.
func FuzzLists(f *testing.F) {
	for _, l := range lists {
		f.Add(l.text)
	}
	c := nearby(f, "tỉnh Thanh Hóa")
	f.Fuzz(func(t *testing.T, text string) {
		found := c.Find(text)
		less := c.Find("các huyện, trừ " + text)
		for _, u := range less.Units {
			if u.Level != 2 {
				t.Errorf("«trừ %s» adds %s", text, u.Label())
			}
		}
		for _, u := range found.Units {
			if !c.Has(u.Code) {
				t.Errorf("%s lies outside", u.Label())
			}
		}
	})
}

// How much of what stands behind a verb is a list.
func TestListsEndWhereTheDayBegins(t *testing.T) {
	c := nearby(t, "tỉnh Thanh Hóa")
	for text, want := range map[string]int{
		"Nga Yên đến 8/7": 2, "Nga Yên, Nga Trường đến 8/7": 4, "Nga Yên và Nga Trường thêm 3 ngày": 5, "các xã chưa nộp trừ Nga Yên đến 8/7": 7, "tất cả đến 8/7": 2,
		"hai xã Nga Yên, Nga Trường tới 8/7": 6, "tôi chiều nay": 0, "27 huyện": 2, "Nga Lan đến 8/7": 0,
	} {
		ends := whom.NewLists(c.Units, c.Say).In(strings.Fields(text))
		if got := slices.Max(append(ends, 0)); got != want {
			t.Errorf("«%s»: %v, want %d", text, ends, want)
		}
	}
}

// settled reports whether the list means some units, and nothing of it has to be asked.
func settled(f whom.Found) bool { return len(f.Unclear) == 0 && !f.Level && len(f.Units) > 0 }

// TestTypesOfFew: where one unit is a phường and one a xã, neither word stands for both.
func TestTypesOfFew(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\nt,,1,tỉnh,Mẫu\nd,t,2,huyện,Đông\nd1,d,3,phường,Một\nd2,d,3,xã,Hai\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	c := nearby(t, "Thanh Hóa")
	c.Units, c.Roots, c.Levels = units, []string{"d"}, []int{3}
	c.Overview = report.Overview{Units: units, Level: 3, Levels: []int{3}}
	for typed, want := range map[string][]string{"các phường": {"d1"}, "các xã": {"d2"}, "tất cả": {"d1", "d2"}, "cả 2 phường": nil, "2 xã": nil} {
		f := c.Find(typed)
		var got []string
		for _, u := range f.Units {
			got = append(got, u.Code)
		}
		if !slices.Equal(got, want) || (want == nil) != (len(f.Unclear) == 1 && len(f.Unclear[0].Some) == 1) {
			t.Errorf("«%s» is %v, unclear %+v", typed, got, f.Unclear)
		}
	}
}
