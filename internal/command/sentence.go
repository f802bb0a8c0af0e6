package command

import (
	"regexp"
	"strings"

	"giaoban/internal/viet"
)

// Sentences that coordinators type: a closed list. What is not among them gets
// the menu, never a guess. Patterns are of folded words; u is a unit's name and
// must be known.
const (
	kinds   = `(?:xa,? phuong,? thi tran|xa|phuong|thi tran|huyen|don vi|co so|dia phuong|noi|cho|so nganh|nganh|bao cao)`
	subject = `(?:(?:nhung |cac |co |con )*` + kinds + ` nao|nhung ai|ai|(?:con |da |hien |co )*(?:bao nhieu|may) ` + kinds + `|cac ` + kinds + `|danh sach(?: ` + kinds + `)?)`
	within  = `(?: (?:cua|o|thuoc|trong|tai|ben) (?P<u>.+?))?`
	filler  = `(?: con| van| da| hien| dang| hien dang| bi)*`
	tails   = `(?: bao cao)?(?: roi)?(?: vay| the| nhi)?`
)

// states are what is said of units, each with what is meant by it.
var states = []struct {
	words string
	cmd   Command
}{
	{`(?:chua (?:co (?:ai|nguoi) )?(?:dang ky|kich hoat)|khong co ai dang ky)`, Command{Name: Causes, Part: "dangky"}},
	{`(?:chua bat dau|chua lam(?: gi)?|chua dong den)`, Command{Name: Causes, Part: "batdau"}},
	{`(?:lam do(?: dang)?|dang lam(?: do)?|lam|nhap|dang nhap)`, Command{Name: Causes, Part: "lam"}},
	{`(?:dung lau|dung lai|bi ket|ket)`, Command{Name: Causes, Part: "dung"}},
	{`(?:tra lai|tra ve|chua nop lai)`, Command{Name: Causes, Part: "tralai"}},
	{`(?:cho (?:lanh dao )?(?:ky|duyet|ky duyet))`, Command{Name: Causes, Part: "ky"}},
	{`(?:chan(?: tin| tro ly| bot)?|khong nhan (?:duoc )?tin)`, Command{Name: Causes, Part: "chan"}},
	{`(?:nop (?:muon|tre|cham)|muon|tre han|qua han)`, Command{Name: Attention, Part: "muon"}},
	{`chua nop`, Command{Name: Missing}},
	{`nop`, Command{Name: Progress}},
}

type sentence struct {
	form *regexp.Regexp
	cmd  Command
	// named sentences need a unit.
	named bool
}

// sentences are made from the closed list once.
var sentences = makeSentences()

func makeSentences() (list []sentence) {
	add := func(pattern string, cmd Command, named bool) {
		list = append(list, sentence{regexp.MustCompile(`^` + pattern + `$`), cmd, named})
	}
	for _, s := range states {
		add(subject+within+filler+` `+s.words+tails, s.cmd, false)
		if s.cmd.Name == Causes || s.cmd.Name == Attention {
			add(`/?chua[ _]?nop(?:@\S+)?(?: (?P<u>.+?))?\s*[:,-]?\s+`+s.words, s.cmd, false)
		}
	}
	ask := `(?:khi nao|bao gio|luc nao|hom nao|ngay nao|den bao gio|den khi nao)`
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
func (who Sender) asked(said string) (Command, bool) {
	line := []rune(strings.TrimRight(said, " .?!"))
	folded := viet.Fold(string(line))
	if who.May&Coordinators == 0 || len(line) > maxSentence || len([]rune(folded)) != len(line) {
		return Command{}, false
	}
	for _, s := range sentences {
		m := s.form.FindStringSubmatchIndex(folded)
		if m == nil {
			continue
		}
		c := s.cmd
		c.Slash = strings.HasPrefix(folded, "/")
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
