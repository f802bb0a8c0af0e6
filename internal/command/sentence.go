package command

import (
	"regexp"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// How coordinators build the sentences of a closed list. What is not among them
// gets the menu, never a guess. Patterns are of folded words; u is a unit's name
// and must be known.
const (
	within = `(?: (?:cua|o|thuoc|trong|tai|ben) (?P<u>.+?))?`
	filler = `(?: con| van| da| hien| dang| hien dang| bi)*`
	tails  = `(?: bao cao)?(?: roi)?(?: vay| the| nhi)?`

	missing = `chua[ _]?nop`
)

// slashed is how a sentence begins behind a slash.
var slashed = regexp.MustCompile(`^/` + missing)

// states are what is said of units, each with what is meant by it. The phrases list
// the words.
var states = []struct {
	said string
	cmd  Command
}{
	{"said_unregistered", Command{Name: Causes, Part: "dangky"}},
	{"said_not_started", Command{Name: Causes, Part: "batdau"}},
	{"said_in_progress", Command{Name: Causes, Part: "lam"}},
	{"said_stuck", Command{Name: Causes, Part: "dung"}},
	{"said_returned", Command{Name: Causes, Part: "tralai"}},
	{"said_awaiting_signature", Command{Name: Causes, Part: "ky"}},
	{"said_unreachable", Command{Name: Causes, Part: "chan"}},
	{"said_late", Command{Name: Attention, Part: "muon"}},
	{"said_not_in", Command{Name: Missing}},
	{"said_in", Command{Name: Progress}},
}

type sentence struct {
	form *regexp.Regexp
	cmd  Command
	// named sentences need a unit.
	named bool
}

// anyOf is a pattern of one of the forms that a phrase lists.
func anyOf(phrase string) string {
	forms := Listed(phrase)
	for i, f := range forms {
		forms[i] = regexp.QuoteMeta(f)
	}
	return `(?:` + strings.Join(forms, "|") + `)`
}

// sentencesOf makes the closed list from the words of a language.
func sentencesOf(say locale.Phrases) (list []sentence) {
	add := func(pattern string, cmd Command, named bool) {
		list = append(list, sentence{regexp.MustCompile(`^` + pattern + `$`), cmd, named})
	}
	kinds := `(?:xa,? phuong,? thi tran|` + anyOf(say.Say("said_units"))[3:]
	subject := `(?:(?:nhung |cac |co |con )*` + kinds + ` nao|nhung ai|ai|(?:con |da |hien |co )*(?:bao nhieu|may) ` + kinds +
		`|cac ` + kinds + `|danh sach(?: ` + kinds + `)?)`
	for _, s := range states {
		words := anyOf(say.Say(s.said))
		add(subject+within+filler+` `+words+tails, s.cmd, false)
		if s.cmd.Name == Causes || s.cmd.Name == Attention {
			add(`/?`+missing+`(?:@\S+)?(?: (?P<u>.+?))?\s*[:,-]?\s+`+words, s.cmd, false)
		}
	}
	ask := anyOf(say.Say("said_when"))
	add(ask+`(?: thi)?(?: la)? (?:het han|den han|han nop|han|phai nop|nop)(?: nop)?(?: bao cao)?`, Command{Name: Deadline}, false)
	add(`(?:het han|han nop|han)(?: bao cao)?`+within+`(?: la)?(?: den)? `+ask, Command{Name: Deadline}, false)
	add(`(?:han nop|han nop bao cao)`, Command{Name: Deadline}, false)
	add(`con (?:bao nhieu|may) ngay(?: nua)?(?: thi)?(?: (?:het|den) han)?`, Command{Name: Deadline}, false)
	add(`tinh hinh(?: chung)?(?: nop)?(?: bao cao)?(?: cua| o| tai)?(?: (?P<u>.+?))? (?:the nao|ra sao|sao|den dau)(?: roi)?`, Command{Name: Progress}, false)
	add(`tinh hinh(?: nop)?(?: bao cao)?(?: cua| o| tai) (?P<u>.+?)`, Command{Name: Progress}, true)
	add(`tinh hinh(?: chung| nop| nop bao cao| bao cao)`, Command{Name: Progress}, false)
	add(`(?:bao cao (?:cua )?)?(?P<u>.+?)(?: da)? (?:nop|gui)(?: bao cao)? chua`, Command{Name: Progress}, true)
	add(`(?:bao cao (?:cua )?)?(?P<u>.+?)(?: da)? (?:lam|nhap) (?:den dau|toi dau|xong chua|the nao)(?: roi)?`, Command{Name: Progress}, true)
	who := `ai(?: la nguoi)?(?: dang| da| se)? (?:tra loi|nhap|lam|phu trach|dien|gui|nop)`
	add(who+`(?: bao cao)?(?: cua| cho| o)? (?P<u>.+)`, Command{Name: People}, true)
	add(`bao cao(?: cua)? (?P<u>.+?)(?: do)? ai (?:tra loi|nhap|lam|phu trach|dien|nop)`, Command{Name: People}, true)
	add(`(?:noi dung )?bao cao cua (?P<u>.+)`, Command{Name: View}, true)
	return list
}

// maxSentence is more letters than any sentence takes.
const maxSentence = 120

// asked reads a sentence of the closed list, said on one line.
func (r *Reader) asked(said string, who Sender) (Command, bool) {
	said = strings.TrimRight(said, " .?!")
	if who.May&Coordinators == 0 || !strings.Contains(said, " ") {
		return Command{}, false // a word is no sentence
	}
	line, folded := []rune(said), viet.Fold(said)
	slash := strings.HasPrefix(folded, "/")
	if len(line) > maxSentence || len([]rune(folded)) != len(line) || slash && !slashed.MatchString(folded) {
		return Command{}, false
	}
	for _, s := range r.sentences() {
		m := s.form.FindStringSubmatchIndex(folded)
		if m == nil {
			continue
		}
		c := s.cmd
		c.Slash = slash
		if i := s.form.SubexpIndex("u"); i > 0 && m[2*i] >= 0 {
			from, to := len([]rune(folded[:m[2*i]])), len([]rune(folded[:m[2*i+1]]))
			c.Unit = strings.TrimSpace(string(line[from:to]))
			if !who.Units.Named(c.Unit) {
				continue
			}
		}
		if s.named && c.Unit == "" || !c.Slash && who.Bare != nil && !who.Bare(c) {
			continue
		}
		return c, true
	}
	return Command{}, false
}
