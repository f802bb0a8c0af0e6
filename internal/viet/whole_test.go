package viet

import (
	"bufio"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"giaoban/internal/language"
)

// A sentence of testdata/whole is what was typed and what may come of it: a value, or «?»
// for a question back. Above it stands what was asked: «## kind | unit | label» of numbers (whole ones
// are «whole», those that may be negative «number<0»), «## kind | label | options» of all else.
type sentence struct {
	kind    string
	q       language.Question
	options []string
	typed   string
	may     []string
}

func sentences(t testing.TB, path string) []sentence {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []sentence
	var asked sentence
	for s := bufio.NewScanner(f); s.Scan(); {
		line := s.Text()
		if head, ok := strings.CutPrefix(line, "## "); ok {
			parts := strings.Split(head, "|")
			for i := range parts {
				parts[i] = strings.TrimSpace(parts[i])
			}
			asked = sentence{kind: parts[0]}
			switch kind, below := strings.CutSuffix(parts[0], "<0"); {
			case kind == "number", kind == "whole":
				asked.kind, asked.q.Below, asked.q.Unit, asked.q.Label = kind, below, parts[1], parts[2]
			default:
				asked.q.Label = parts[1]
				if len(parts) > 2 {
					asked.options = strings.Split(parts[2], "; ")
				}
			}
			asked.q.Names = ours
			continue
		}
		if typed, may, ok := strings.Cut(line, " => "); ok {
			one := asked
			one.typed, one.may = typed, strings.Split(may, " | ")
			for i, m := range one.may { // picks come in the order of the options
				if picks := strings.Split(m, "; "); len(picks) > 1 {
					slices.SortFunc(picks, func(a, b string) int { return slices.Index(one.options, a) - slices.Index(one.options, b) })
					one.may[i] = strings.Join(picks, "; ")
				}
			}
			list = append(list, one)
		}
	}
	return list
}

// shorts are some of the abbreviations that ship with the program.
var shorts = NewShorts(map[string][]string{"ubnd": {"ủy ban nhân dân"}, "mttq": {"mặt trận tổ quốc"}, "ccb": {"cựu chiến binh"}, "đtn": {"đoàn thanh niên"},
	"tn": {"thanh niên"}, "hđnd": {"hội đồng nhân dân"}, "pct": {"phó chủ tịch"}, "ct": {"chủ tịch", "chỉ thị"}, "bcđ": {"ban chỉ đạo"}, "cav": {"công an viên"},
	"bt": {"bí thư"}, "ca": {"công an"}, "tt": {"tập thể"}, "cn": {"cá nhân"}})

func (s sentence) read() (value, remark string, u *language.Unclear) {
	v := Reader{shorts}
	switch s.kind {
	case "number", "whole":
		n, u := v.Number(s.typed, s.q)
		if s.kind == "whole" && n.Value.Value != math.Trunc(n.Value.Value) {
			u = &language.Unclear{}
		}
		return strconv.FormatFloat(n.Value.Value, 'f', -1, 64), n.Remark, u
	case "year":
		y, u := v.Year(s.typed, s.q, refDay, 2006, 2016)
		return strconv.Itoa(y.Value), y.Remark, u
	case "date":
		d, u := v.Date(s.typed, s.q, refDay)
		if u == nil && d.Value.Day == 0 {
			return "", "", &language.Unclear{Why: language.VagueDate}
		}
		return d.Value.String(), d.Remark, u
	case "yesno":
		yes, u := v.YesNo(s.typed, s.q)
		return map[bool]string{true: "Có", false: "Không"}[yes.Value], yes.Remark, u
	case "choice":
		i, u := v.Choice(s.typed, s.q, s.options)
		return s.options[i.Value], i.Remark, u
	}
	picks, u := v.Choices(s.typed, s.q, s.options)
	var list []string
	for _, p := range picks.Value {
		list = append(list, s.options[p])
	}
	return strings.Join(list, "; "), "", u
}

// TestWhole: no sentence is taken for another value than it says, and hardly one that is
// plain is refused.
func TestWhole(t *testing.T) {
	for _, path := range sentenceFiles {
		plain, deaf := 0, 0
		for _, s := range sentences(t, path) {
			got, _, u := s.read()
			where := s.kind + " " + s.q.Unit + " " + strconv.Quote(s.typed)
			asks := slices.Contains(s.may, "?")
			if !asks {
				plain++
			}
			switch {
			case u == nil && !slices.Contains(s.may, got):
				t.Errorf("%s: %s was taken as %s, want %q", path, where, got, s.may)
			case u != nil && !asks:
				deaf++
				t.Logf("%s: %s is unclear (%s %q), want %q", path, where, reasonNames[u.Why], u.Left, s.may)
			}
		}
		if deaf > plain/50 {
			t.Errorf("%s: %d of %d plain answers are refused", path, deaf, plain)
		}
	}
}

// sentenceFiles are all sentences: those given, and two sets that were written with their
// outcome before the readers were tried on them.
var sentenceFiles = []string{"testdata/whole/officer.txt", "testdata/whole/own.txt", "testdata/whole/siblings.txt", "testdata/whole/third.txt", "testdata/whole/fourth.txt", "testdata/whole/fifth.txt"}
