package oversight

import (
	"slices"
	"strings"

	"giaoban/internal/asked"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A figured is a question about one thing of an outline, being answered.
type figured struct {
	*reader
	unit  roster.Unit
	thing asked.Thing
	// level is whose reports say it, group the level that they are added up to; 0 for none.
	level, group int
	// beside are the same question to units beside the tree, whose figures are told apart.
	beside []*figured
	values
}

// wanted is what each command asks of a thing.
var wanted = map[command.Name]asked.Want{command.Having: asked.Who, command.Lacking: asked.Who}

// groupMark stands in a part before the level that figures are added up to.
const groupMark = "@"

// figure answers a question about a figure, a choice or a list by its own words.
func (r *reader) figure(u roster.Unit) ([]chat.Content, error) {
	levels := r.levels(u)
	if len(levels) == 0 {
		return one(r.say.Say("digest_none_expected", "unit", u.Full())), nil
	}
	r.asWho(report.Noun(r.reporters(u, levels[0])))
	asks := levels
	if l := r.levelOf(r.cmd.Level); l == levels[0] || slices.Contains(levels, l) && r.Units.Beside(l) {
		asks = []int{l} // «xã nào», «sở nào»: what they were asked, and nobody else
	}
	level, found := r.thing(asks)
	switch {
	case len(found.Things) == 0:
		return r.noThing(u, r.lib.Asked(levels[0]).Example()), nil
	case !found.Sure:
		return r.whichThing(u, level, found.Things), nil
	}
	called := r.called()
	f := newFigured(r, u, level, found.Things[0])
	f.group = f.groupLevel()
	r.cmd.Part = f.key(f.group)
	in := f.reports
	if len(in) == 0 {
		return f.noneIn(), nil
	}
	if err := r.learnWords(in); err != nil {
		return nil, err
	}
	if err := f.read(); err != nil {
		return nil, err
	}
	if !r.Units.Beside(level) && r.levelOf(r.cmd.Level) == 0 {
		if err := f.besides(levels, called); err != nil {
			return nil, err
		}
	}
	return f.answer()
}

// asWho turns the name of a figure that begins like «xã có …» into the question who has it.
func (r *reader) asWho(noun string) {
	if r.cmd.Name != command.Figure {
		return
	}
	words := strings.Fields(r.called())
	for verb := range strings.SplitSeq(r.say.Say("figure_having_verbs"), ",") {
		begin := strings.Fields(noun + " " + verb)
		if n := len(begin); len(words) > n && viet.Fold(strings.Join(words[:n], " ")) == viet.Fold(strings.Join(begin, " ")) {
			r.cmd.Name, r.cmd.Part, r.cmd.Words = command.Having, "", strings.Join(words[n:], " ")
			return
		}
	}
}

// newFigured is a question about a thing, with who was to report it and whose report is in.
func newFigured(r *reader, u roster.Unit, level int, thing asked.Thing) *figured {
	units := slices.DeleteFunc(r.reporters(u, level), func(b roster.Unit) bool { return !r.Status[b.Code].State.Counts() })
	return &figured{reader: r, unit: u, thing: thing, level: level, values: values{expected: units, reports: handedIn(r, u, level)}}
}

// thing finds what is asked about among the outlines of the levels, the lowest first.
func (r *reader) thing(levels []int) (level int, found asked.Found) {
	words, _, _ := strings.Cut(r.cmd.Part, groupMark)
	if words == "" {
		words = r.cmd.Words
	}
	for _, l := range levels {
		x := r.lib.Asked(l)
		if t, ok := x.Keyed(words); ok {
			return l, asked.Found{Things: []asked.Thing{t}, Sure: true}
		}
		f := x.Find(words, wanted[r.cmd.Name])
		if len(found.Things) == 0 || f.Sure && f.Exact && !found.Exact && (counts(f) || !counts(found)) {
			level, found = l, f
		}
	}
	return level, found
}

// counts reports whether what was found comes to a number, or to who has it.
func counts(f asked.Found) bool { return f.Things[0].Kind() != asked.Told }

// groupLevel is the level that figures are added up to: of a button, or of the units that
// were asked for by what they are called, «huyện nào»; 0 if none lies between the unit
// and those that report.
func (f *figured) groupLevel() int {
	_, typed, _ := strings.Cut(f.cmd.Part, groupMark)
	for _, level := range f.between() {
		if count(level) == typed || f.cmd.Level != "" && slices.ContainsFunc(f.reporters(f.unit, level), func(u roster.Unit) bool {
			return viet.Fold(u.Type) == viet.Fold(f.cmd.Level)
		}) {
			return level
		}
	}
	return 0
}

// between are the levels of the units between the unit and those that report.
func (f *figured) between() (levels []int) {
	for _, u := range f.Units.Below(f.unit.Code) {
		if u.Level < f.level && !slices.Contains(levels, u.Level) {
			levels = append(levels, u.Level)
		}
	}
	slices.Sort(levels)
	return levels
}

// key names the thing in a button, with the level that it is added up to.
func (f *figured) key(group int) string {
	if group == 0 {
		return f.thing.Key()
	}
	return f.thing.Key() + groupMark + count(group)
}

// besides reads what units beside the tree, such as departments, say of what goes by the
// same words; a button carries none, so there the thing's own name is taken.
func (f *figured) besides(levels []int, called string) error {
	if _, keyed := f.lib.Asked(f.level).Keyed(called); keyed {
		called = form.Fill(f.thing.Title, f.words)
	}
	for _, level := range levels {
		if level == f.level || !f.Units.Beside(level) {
			continue
		}
		found := f.lib.Asked(level).Find(called, wanted[f.cmd.Name])
		if !found.Sure {
			continue
		}
		other := newFigured(f.reader, f.unit, level, found.Things[0])
		if err := other.read(); err != nil {
			return err
		}
		if other.adds() && other.numbers() && !other.barred && len(other.given) > 0 {
			f.beside = append(f.beside, other)
		}
	}
	return nil
}

// noThing says that the words name nothing that was asked of the units.
func (r *reader) noThing(u roster.Unit, example string) []chat.Content {
	c := chat.Content{Text: r.say.Say("figure_unknown", "input", report.Echo(r.called()), "example", example)}
	c.Choices = [][]chat.Choice{{button(command.Summary, u, r.say.Say("menu_summary"))}}
	return []chat.Content{c}
}

// called is what was typed for the thing.
func (r *reader) called() string {
	if r.cmd.Words != "" {
		return r.cmd.Words
	}
	words, _, _ := strings.Cut(r.cmd.Part, groupMark)
	return words
}

// whichThing offers the likeliest of what the words can mean.
func (r *reader) whichThing(u roster.Unit, level int, things []asked.Thing) []chat.Content {
	if units := r.reporters(u, level); len(units) > 0 {
		r.words = asOne(r.lib.Open(units[0].Code))
	}
	c := chat.Content{Text: r.say.Say("figure_which", "input", report.Echo(r.called()))}
	for _, t := range things[:min(len(things), asked.MostOffered)] {
		title := label(form.Fill(t.Title, r.words), 60)
		if t.Q != nil {
			title = t.Q.Code + ". " + title
		}
		c.Text += "\n- " + title
		c.Choices = append(c.Choices, []chat.Choice{r.at(u, t.Key(), 0).Choice(label(title, 40))})
	}
	return []chat.Content{c}
}

// asOne are the words of a report that could be read.
func asOne(p Paper, err error) form.Words {
	if err != nil {
		return nil
	}
	return p.Words
}

// title is what the thing is called inside a sentence.
func (f *figured) title() string { return label(form.Fill(f.thing.Title, f.words), 90) }

// noun is what the reporting units are called together.
func (f *figured) noun() string { return report.Noun(f.expected) }

// head is the first line of an answer.
func (f *figured) head(key string, pairs ...any) string {
	return viet.UpperFirst(f.say.Say(key, append(pairs, "title", f.title(), "unit", f.unit.Label(), "noun", f.noun())...))
}

// of names the question behind the thing; "" for what the outline works out.
func (f *figured) of() string {
	if f.thing.Q == nil {
		return ""
	}
	return f.say.Say("figure_question", "code", f.thing.Q.Code, "label", label(form.Fill(f.thing.Q.Label, f.words), 140))
}

// noneIn says that no report is in that could say it.
func (f *figured) noneIn() []chat.Content {
	if f.level == f.unit.Level {
		c := chat.Content{Text: f.head("figure_not_in")}
		c.Choices = [][]chat.Choice{{button(command.Progress, f.unit, f.say.Say("menu_progress"))}}
		return []chat.Content{c}
	}
	return one(f.say.Say("sums_none", "unit", f.unit.Label(), "total", len(f.expected)))
}
