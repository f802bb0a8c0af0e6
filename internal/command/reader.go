package command

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/pattern"
	"giaoban/internal/viet"
)

// A Reader reads typed lines by the spellings of one language. It never changes,
// so any number of goroutines may use it.
type Reader struct {
	// forms are the written forms by their first word, the longest first, then in
	// the order of the table.
	forms map[string][]form
	say   locale.Phrases
	// speech is the table of what people say, oversight that of what coordinators say,
	// each read when it is first needed.
	speech, oversight func() *pattern.Table
}

// A form is one way to write a command: folded, as words and as one word.
type form struct {
	row   int
	words []string
	run   string
	// inText marks a command inside a text too, slashed one only behind a slash.
	inText, slashed bool
}

// Units are looked names up in: whether a name is one, or only like one. Which units it can
// mean is for whoever takes the command.
type Units interface {
	Named(name string) bool
	Near(name string) bool
	// Types are the kinds of units that there are.
	Types() []string
}

// Figures are looked up by what they are called.
type Figures interface {
	// Named tells how well the words name something that units are asked: 0 not at all, 1
	// one of several, 2 one, 3 one by exactly its name.
	Named(words string) int
	// Lists reports whether the words are what the rows of a list that everybody may see
	// are called.
	Lists(words string) bool
}

// A Sender is who typed the line.
type Sender struct {
	May   Audience
	Units Units
	// Figures are those of the outlines; nil if none are known.
	Figures Figures
	// Periods are the kinds of periods in which campaigns of theirs recur, «week»; none if no campaign does.
	Periods []string
	// Lists are how many of the words may be a list of units, in each way; nil: none are.
	Lists func(words []string) []int
	// Here is the code of the unit whose report a coordinator is reading, so that «báo cáo
	// này» means it; "" if there is none.
	Here string
	Now  time.Time // in the zone of the campaign
	// Previews marks that an order of theirs waits under its preview.
	Previews bool
	// Waits marks that an order of theirs waits for words, or for its yes.
	Waits bool
	// Bare reports whether words that were typed without a slash may be that command
	// where their sender stands; nil: they may.
	Bare func(Command) bool
}

// New makes a reader of the language's spellings. A phrase lists forms between
// commas: up to a first semicolon those that are a command inside a text too, up
// to a second those that are one elsewhere, then those that need a slash.
func New(say locale.Phrases) *Reader {
	r := &Reader{forms: map[string][]form{}, say: say}
	r.oversight = sync.OnceValue(func() *pattern.Table { return oversight(say) })
	r.speech = sync.OnceValue(func() *pattern.Table { return speech(say) })
	for i, row := range table {
		if row.spelled == "" {
			continue
		}
		parts := strings.Split(say.Say(row.spelled), ";")
		if len(parts) == 1 {
			parts = []string{"", parts[0]}
		}
		r.add(form{row: i, slashed: true}, string(row.name))
		r.add(form{row: i, slashed: true}, string(shown(row.name, say)))
		for n, list := range parts {
			for spelled := range strings.SplitSeq(list, ",") {
				r.add(form{row: i, inText: n == 0, slashed: n == 2}, spelled)
			}
		}
	}
	for key, forms := range r.forms {
		slices.SortStableFunc(forms, func(a, b form) int {
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(a.row, b.row))
		})
		r.forms[key] = forms
	}
	return r
}

// A written form is one of those that a phrase lists, and the same without marks.
type written struct{ form, fold string }

// writtenForms are the forms of phrases, by the phrase: a message is compared with the same
// few again and again.
var writtenForms sync.Map

// formsOf are the forms that a phrase lists between commas.
func formsOf(phrase string) []written {
	if known, ok := writtenForms.Load(phrase); ok {
		return known.([]written)
	}
	var forms []written
	for form := range strings.SplitSeq(phrase, ",") {
		form = strings.TrimSpace(form)
		forms = append(forms, written{form, viet.Fold(form)})
	}
	writtenForms.Store(phrase, forms)
	return forms
}

// Listed are the forms that a phrase lists between commas, folded.
func Listed(phrase string) (forms []string) {
	for form := range strings.SplitSeq(phrase, ",") {
		if form = viet.Fold(strings.TrimSpace(form)); form != "" {
			forms = append(forms, form)
		}
	}
	return forms
}

func (r *Reader) add(f form, spelled string) {
	f.words = strings.Fields(viet.Fold(spelled))
	if len(f.words) == 0 {
		return
	}
	f.run = strings.Join(f.words, "")
	r.forms[f.words[0]] = append(r.forms[f.words[0]], f)
	if len(f.words) > 1 {
		r.forms[f.run] = append(r.forms[f.run], f)
	}
}

// Parse reads a line; ok is false for words that are no command. What they say
// else is in the command without a name that is returned then. What is not its
// sender's to ask is told apart only by name: as the whole message, or as the
// first word behind a slash.
func (r *Reader) Parse(text string, who Sender) (c Command, ok bool) {
	c, ok = r.parsed(text, who)
	if len(who.Periods) == 0 {
		return c, ok
	}
	c, ok = r.ofPeriod(text, who, c, ok)
	return r.ofOwnPeriod(text, who, c, ok)
}

func (r *Reader) parsed(text string, who Sender) (c Command, ok bool) {
	h := r.hear(text, who)
	if !h.figure {
		if c, ok = r.parse(text, who, h); !ok {
			c, ok = r.retyped(h, text, who)
		}
		if !ok {
			c, ok = r.put(h, who, asWritten)
		}
		if !ok {
			c, ok = r.lifted(h, text, who)
		}
		if !ok {
			c, ok = r.unknown(h, who)
		}
		for how := carelessly; how <= withOdd && !ok; how++ {
			c, ok = r.put(h, who, how)
		}
	}
	c.Heard = h
	return c, ok
}

func (r *Reader) parse(text string, who Sender, h *Heard) (c Command, ok bool) {
	line := strings.Join(strings.Fields(h.say.Text()), " ")
	if above := who.May & (Coordinators | Viewers | Asked); above != 0 {
		polite := r.say.Tongue().Polite(line)
		if c, ok := r.given(newLine(text, polite), who, who.May&Admins); ok { // before words about reports
			return c, true
		}
		if c, ok := r.asked(h, text, who); ok {
			return c, true
		}
		if c, ok := r.given(newLine(text, polite), who, above); ok {
			return c, true
		}
	}
	l := newLine(text, strings.TrimRight(line, " .!?"))
	if c, ok := r.given(l, who, who.May&(Anybody|Officers|Reporters|Proxies)); ok {
		return c, true
	}
	if len(text) > longest {
		return h.spoken(who)
	}
	if who.May&Officers != 0 && !l.slash && len(l.fields) == 1 && fullCode.MatchString(l.words[0]) {
		return Command{Name: Fix, Part: l.words[0]}, true
	}
	if c, ok := r.others(l, who); ok {
		return c, true
	}
	return h.spoken(who)
}

// longest is more bytes than any command of the interview takes; what is longer
// is an answer.
const longest = 100

// given finds the first row for some of these people that the line fits.
func (r *Reader) given(l line, who Sender, whom Audience) (Command, bool) {
	for _, f := range r.forms[l.key] {
		row := &table[f.row]
		n := f.fits(l)
		if row.whom&whom == 0 || n == 0 {
			continue
		}
		if row.to == chat.Interview && len(l.text) > longest || row.to != chat.Interview && n < l.joined {
			continue
		}
		c := Command{Name: row.name, Slash: l.slash, InText: f.inText && n == len(f.words)}
		if !l.slash && (f.slashed || row.bare == never) || row.bare == named && n == len(l.fields) || !row.read(&c, l, n, who, r.say) {
			continue
		}
		if !l.slash && who.Bare != nil && !who.Bare(c) {
			continue
		}
		return c, true
	}
	return Command{}, false
}

// others tells whose command it is that the sender may not give. Without the
// slash an operation is told by its name alone: «chấp nhận» is said of much.
func (r *Reader) others(l line, who Sender) (Command, bool) {
	for _, f := range r.forms[l.key] {
		row := &table[f.row]
		n := f.fits(l)
		if n < max(1, l.joined) || row.whom&who.May != 0 {
			continue
		}
		whole := !f.slashed && n == len(l.fields) && (row.to != chat.Operation || f.run == string(row.name))
		if l.slash || whole {
			return Command{Name: row.name, Slash: l.slash, Others: row.whom}, true
		}
	}
	if l.slash && l.key != "" && l.key[0] >= 'a' && l.key[0] <= 'z' {
		return Command{Name: Unknown, Slash: true}, true
	}
	return Command{}, false
}

// fits is how many words of the line are the form; 0 if it begins otherwise.
func (f form) fits(l line) int {
	if l.key == f.run {
		return 1
	}
	if len(f.words) > len(l.words) || !slices.Equal(f.words, l.words[:len(f.words)]) {
		return 0
	}
	return len(f.words)
}

// A line is a message as commands are looked for in it.
type line struct {
	// text is the message as typed, said the same on one line, without the slash
	// and the name of the bot behind the command.
	text, said string
	slash      bool
	fields     []string
	// words are the first of the fields, folded and without marks behind; key is
	// the first of them without underscores.
	words []string
	key   string
	// joined is how many of them underscores join behind the slash: only where an
	// officer wants to go may stand there («/sua_2.3»).
	joined int
}

// longestForm is how many words the longest form has.
const longestForm = 6

func newLine(text, said string) line {
	l := line{text: text}
	l.said, l.slash = unslash(said)
	l.fields = strings.Fields(l.said)
	if l.slash {
		name, _, _ := strings.Cut(strings.Fields(said)[0], "@")
		l.joined = 1 + strings.Count(name, "_")
	}
	for _, w := range l.fields[:min(len(l.fields), longestForm)] {
		l.words = append(l.words, strings.TrimRight(viet.Fold(w), ".?!,;:"))
	}
	if len(l.words) > 0 {
		l.key = strings.ReplaceAll(l.words[0], "_", "")
	}
	return l
}

// unslash takes off the slash, and the name of the bot behind the command, whose
// underscores are spaces.
func unslash(s string) (string, bool) {
	rest, slash := strings.CutPrefix(s, "/")
	if !slash {
		return s, false
	}
	end := strings.IndexAny(rest, " \n")
	if end < 0 {
		end = len(rest)
	}
	name, _, _ := strings.Cut(rest[:end], "@")
	return strings.ReplaceAll(name, "_", " ") + rest[end:], true
}

// behind is what stands behind the first n words, with the marks at their end.
func behind(s string, n int) string {
	at := 0
	for range n {
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \n"))
		if end := strings.IndexAny(s[at:], " \n"); end >= 0 {
			at += end
		} else {
			at = len(s)
		}
	}
	return s[len(strings.TrimRight(s[:at], ".?!,;:")):]
}

// rest are the words behind the first n, with spaces between.
func (l line) rest(n int) string { return strings.Join(l.fields[n:], " ") }
