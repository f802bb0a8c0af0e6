package command_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/whom"
)

// province are the units of the shipped campaign.
func province(t testing.TB) *roster.Units {
	t.Helper()
	f, err := os.Open("../../conversations/thanhhoa-2016/units.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	units, err := roster.ParseUnits(f, "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return units
}

// meant is what a coordinator's line was read as, «/chuanop_so@Nga Yên».
func meant(c command.Command, ok bool) string {
	said, _ := c.Heard.Said()
	switch {
	case !ok && (said.Kind == string(command.Thanks) || said.Kind == string(command.Greeting) || said.Kind == string(command.Ack)):
		return said.Kind
	case !ok:
		return "-"
	}
	kind := "/" + string(c.Name)
	if c.Part != "" && strings.Trim(c.Part, "0123456789.") != "" {
		kind += "_" + c.Part
	}
	if c.Denied {
		kind = "never" + kind
	}
	if c.Unit != "" {
		kind += "@" + c.Unit
	}
	return kind
}

// listsOf finds lists of units.
func listsOf(t testing.TB, units *roster.Units, language string) func([]string) []int {
	t.Helper()
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	return whom.NewLists(units, say).In
}

// TestAsked holds what coordinators' sentences are read as against what was expected: the
// given ones, and those that were written before the table of oversight was.
func TestAsked(t *testing.T) {
	units := province(t)
	lists := listsOf(t, units, "vi")
	r := reader(t)
	try := func(want []string, sentence string) {
		who := command.Sender{May: head, Units: units, Lists: lists, Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
		if want[0] == "here" {
			who.Here, want = "16144", want[1:]
		}
		if got := meant(r.Parse(sentence, who)); got != strings.Join(want, " ") {
			t.Errorf("«%s» is %s, want %s", sentence, got, strings.Join(want, " "))
		}
	}
	command.Each(t, "asked_own.txt", try)
	command.Each(t, "asked_second.txt", try)
	command.Each(t, "asked_given.txt", try)
	command.Each(t, "asked_unseen.txt", try)
	command.Each(t, "asked_strangers.txt", try)
	r, lists = readerOf(t, "en"), listsOf(t, units, "en")
	command.Each(t, "asked_english.txt", try)
}

func BenchmarkAsked(b *testing.B) {
	r, units := reader(b), province(b)
	who := command.Sender{May: head, Units: units, Lists: listsOf(b, units, "vi"), Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
	for name, text := range map[string]string{
		"question": "huyện Thọ Xuân còn bao nhiêu xã chưa nộp", "nothing": "hôm nay trời đẹp quá em nhỉ có đi đâu chơi không", "unknown": "tinh hinh nga yeen the nao roi",
		"long": strings.Repeat("Đề nghị các xã khẩn trương rà soát số liệu và nộp báo cáo đúng thời gian quy định. ", 2),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Parse(text, who)
			}
		})
	}
}

// TestNearest: what no sentence is has meanings that are near by its words.
func TestNearest(t *testing.T) {
	r := reader(t)
	who := command.Sender{May: head, Units: province(t), Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
	for sentence, want := range map[string]command.Command{
		"huyện Thọ Xuân ì ạch thế thì phê bình trước hội nghị được không":   {Name: command.Ranking, Part: command.Slowest, Unit: "huyện Thọ Xuân"},
		"hạn cuối cùng theo văn bản mới của tỉnh anh chưa đọc kỹ":           {Name: command.Deadline},
		"nguy cơ thế nào thì phải bảo anh sớm để còn xử lý với bên tổ chức": {Name: command.Forecast, Part: command.AtRisk},
	} {
		c, ok := r.Parse(sentence, who)
		near := c.Heard.Nearest()
		if ok || !slices.Contains(near[:min(len(near), 8)], want) {
			t.Errorf("«%s» is %+v, nearest %+v", sentence, ok, near[:min(len(near), 3)])
		}
	}
}

// TestRemarks: a reason to return a report is told from what is said to the bot.
func TestRemarks(t *testing.T) {
	r := reader(t)
	who := command.Sender{May: head, Units: province(t), Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}
	for text, want := range map[string]bool{
		"Xin nói rõ hơn": true, "đề nghị ghi cụ thể hơn": true, "số liệu chưa khớp": true, "chưa rõ": true, "viết lại cho rõ": true, "nêu rõ nguồn số liệu": true,
		"nói gì bây giờ": false, "không biết ghi gì": false, "là sao": false, "chưa hiểu": false,
	} {
		c, _ := r.Parse(text, who)
		if got := c.Heard.Remarks(); got != want {
			t.Errorf("«%s» is a remark: %v", text, got)
		}
	}
}
