package conversation

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/viet"
)

// heard takes a whole yes or no, and a yes with the numbers of lines that are wrong.
func (t found) heard() bool {
	f, p := t.onPage()
	if f == nil {
		return false
	}
	if n := t.state.Item; n > 0 && n <= len(f.List) {
		return t.heardOne(f, &f.List[n-1])
	}
	if t.matchesLabel(t.pageButtons(p.list)) || t.corrected(f, p) {
		return true
	}
	switch consent := t.Consents(command.Deed{Name: "table", Count: len(p.list), Undoable: true}); {
	case consent == command.Yes && len(p.list) > 0:
		t.storePage(p.list)
	case t.saysDrop():
		t.leaveOut(p.list)
	case consent == command.No: // what is left out does not come back, so a bare no only stops
		t.leave()
	default:
		return false
	}
	return true
}

// saysDrop reports whether the words leave out what is shown.
func (t found) saysDrop() bool { return t.Among(t.Say.Say("typed_drop"), t.Input.Text) }

// typed takes words that are no yes and no no: a line to be corrected, or new words for
// what is asked about.
func (t found) typed() {
	f, p := t.onPage()
	if f == nil {
		t.Focus.Begin(exchange.Idle)
		t.next()
		return
	}
	if n := t.state.Item; n > 0 && n <= len(f.List) {
		t.retyped(f, &f.List[n-1])
		return
	}
	n, verb, words := t.NumberedLine(t.Input.Text)
	switch {
	case n < 1 || n > len(p.list) || words != "" || verb != "" && !t.Among(t.Say.Say("typed_fix"), verb):
		t.how(p)
	default:
		t.toItem(p.list[n-1])
	}
}

// how says what may be typed at a page, which stands right above.
func (t found) how(p page) {
	if len(p.list) == 0 {
		t.again(t.Say.Say("found_how"))
		return
	}
	t.Tell(t.Say.Say("found_how"))
	t.Bubble(t.Say.Count("found_ask", len(p.list)), t.pageButtons(p.list))
}

// A correction is what one message says of the lines of a page.
type correction struct {
	all   bool // what is not named is right
	wrong []int
	lines []int // that have new words, with these
	words []string
}

// corrected takes a message that says of each line it names that it is wrong or what is
// right: «đúng hết trừ 3, 5», «2: 25», «bỏ 4», several in as many lines.
func (t found) corrected(f *answers.Found, p page) bool {
	c, ok := t.correction(len(p.list))
	if !ok || t.Input.Forwarded {
		return false
	}
	for i, n := range c.lines {
		if !t.mended(f, &p.list[n-1], c.words[i]) {
			return true
		}
	}
	switch {
	case c.all:
		t.storePage(p.list, c.wrong...)
	case len(c.wrong) > 0:
		for _, n := range c.wrong {
			p.list[n-1].item.Fate = answers.LeftOut
		}
		t.changes()
		t.put()
	default:
		t.showMended(f, c.lines)
	}
	return true
}

// correction reads what a message says of lines, all of whose words must be understood.
func (t found) correction(lines int) (c correction, ok bool) {
	text := strings.TrimRight(viet.Clean(t.Input.Text), ".! ")
	for _, between := range []string{"\n;", ","} {
		parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(between, r) })
		if between == "," && len(parts) > 1 {
			parts = strings.Split(text, ", ")
		}
		if len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !t.part(&c, strings.TrimSpace(part), lines) }) && c.any() {
			return c, true
		}
		c = correction{}
	}
	ok = t.part(&c, text, lines)
	return c, ok && c.any()
}

func (c correction) any() bool { return len(c.wrong)+len(c.lines) > 0 }

// part reads one part of a correction.
func (t found) part(c *correction, part string, lines int) bool {
	if n, verb, words := t.newWords(part); words != "" {
		if n < 1 || n > lines || slices.Contains(c.lines, n) || verb != "" && !t.Among(t.Say.Say("typed_fix"), verb) {
			return false
		}
		c.lines, c.words = append(c.lines, n), append(c.words, words)
		return true
	}
	part = t.plainly(part)
	if t.Among(t.Say.Say("typed_all"), part) {
		c.all = true
		return true
	}
	head, tail, except := t.parted(part)
	known := "typed_drop"
	if except {
		known = "typed_all"
	}
	numbers, ok := t.numbersOf(tail, lines)
	if !ok || !t.Among(t.Say.Say(known), head) {
		return false
	}
	c.all, c.wrong = c.all || except, append(c.wrong, numbers...)
	return true
}

// newWords takes «2: 25», «2) 25» and «sửa mục 2 thành 25» apart.
func (t found) newWords(part string) (n int, verb, words string) {
	if n, verb, words = t.NumberedLine(part); words != "" {
		return n, verb, words
	}
	if m := listed.FindStringSubmatch(part); m != nil {
		return t.NumberedLine(m[1] + ": " + m[2])
	}
	for into := range strings.SplitSeq(t.Say.Say("typed_into"), ",") {
		if head, tail, ok := strings.Cut(part, " "+strings.TrimSpace(into)+" "); ok {
			return t.NumberedLine(head + ": " + tail)
		}
	}
	return -1, "", ""
}

// listed is a line with its number as a list has it.
var listed = regexp.MustCompile(`^(\d{1,2})[.)]\s+(.+)$`)

// plainly is a part without the politeness around it.
func (t found) plainly(part string) string {
	polite := func(w string) bool { return t.Among(t.Say.Say("typed_polite"), strings.Trim(w, ",.!")) }
	words := strings.Fields(part)
	for len(words) > 1 && polite(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && polite(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), ",.! ")
}

// parted cuts a part before its numbers: at a word of exception, else at the first digit.
func (t found) parted(part string) (head, tail string, except bool) {
	words := strings.Fields(part)
	at := slices.IndexFunc(words, func(w string) bool { return t.Among(t.Say.Say("typed_except"), w) })
	if at > 0 {
		return strings.TrimRight(strings.Join(words[:at], " "), ","), strings.Join(words[at+1:], " "), true
	}
	if at = slices.IndexFunc(words, func(w string) bool { return strings.ContainsAny(w, "0123456789") }); at < 0 {
		return "", "", false
	}
	n := at
	for n > 0 && t.Among(t.Say.Say("typed_between"), words[n-1]) {
		n--
	}
	return strings.Join(words[:n], " "), strings.Join(words[at:], " "), false
}

// numbersOf reads the numbers of lines; nothing else may stand among them.
func (t found) numbersOf(text string, most int) (list []int, ok bool) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(w)
		switch {
		case err == nil && n >= 1 && n <= most:
			list = append(list, n)
		case err == nil || !t.Among(t.Say.Say("typed_between")+","+t.Say.Say("typed_except"), w):
			return nil, false
		}
	}
	return list, len(list) > 0
}

// mended puts new words in the place of a line's; false if they are asked about.
func (t found) mended(f *answers.Found, e *entry, words string) bool {
	if e.q.IsGroup() {
		t.again(t.Say.Say("found_how"))
		return false
	}
	trial := t.numbers().trial()
	now := trial.found().read(e.i, &answers.FoundItem{Name: e.item.Name, Text: words}, e.q)
	if !now.plain() {
		t.state.Item, t.state.Fixing = e.i+1, true
		t.retyped(f, e.item, words)
		return false
	}
	e.item.Text, e.item.From, e.value = words, "", now.value
	t.changes()
	return true
}

// showMended shows the lines that were just corrected. The others stand above.
func (t found) showMended(f *answers.Found, lines []int) {
	p := t.page(f)
	if len(p.list) < slices.Max(lines) {
		t.put()
		return
	}
	try := t.numbers().trial()
	shown := []string{t.Say.Say("found_mended")}
	for n, e := range p.list {
		if slices.Contains(lines, n+1) {
			shown = append(shown, try.found().line(n+1, e))
		}
		try.found().tryItem(e)
	}
	t.Tell(strings.Join(shown, "\n"))
	t.askPage(p, try)
}

// showItem shows an item that was just corrected, if it is on the page.
func (t found) showItem(f *answers.Found, at int) {
	if n := slices.IndexFunc(t.page(f).list, func(e entry) bool { return e.i == at }); n >= 0 {
		t.showMended(f, []int{n + 1})
		return
	}
	t.put()
}
