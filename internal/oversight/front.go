package oversight

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
)

// A front is the page before a report's sections. A head decides by it: how the report
// stands, its figures, what changed since it was returned, what to ask about, what was
// kept, what is missing, which files came.
type front struct {
	*reader
	unit  roster.Unit
	paper Paper
	view  paper.View
}

// A block is some lines of a front page under a title. Where the page is full, the last
// of them are only counted.
type block struct {
	title string
	lines []string
	more  string // the phrase that counts what is left out
}

// Limits of a front page.
const (
	maxKept     = 5
	maxCodes    = 8
	keptLetters = 220
)

// content is the page, with what may be done about the report and its sections as buttons.
func (f front) content() (chat.Content, error) {
	head, err := f.head()
	if err != nil {
		return chat.Content{}, err
	}
	files, err := f.paper.Files()
	if err != nil {
		return chat.Content{}, err
	}
	blocks, err := f.blocks(files)
	if err != nil {
		return chat.Content{}, err
	}
	c := chat.Content{Choices: f.reviewing(f.unit, "")}
	for most := maxKept; most > 0; most-- {
		lines := slices.Clone(head)
		for _, b := range blocks {
			lines = append(lines, f.shown(b, most)...)
		}
		c.Text = strings.Join(append(lines, f.say.Say("read_sections")), "\n")
		if len(lines) <= pageLines && len([]rune(c.Text)) <= pageLetters {
			break
		}
	}
	file := command.Command{Name: command.Document, Code: f.unit.Code, Part: command.OfReport}
	get := []chat.Choice{file.Choice(f.say.Say("read_button_file"))}
	if n := len(f.open(files)); n > 0 {
		get = append(get, f.at(f.unit, command.FilesPart, 0).Choice(f.say.Say("attached_button", "n", n)))
	}
	c.Choices = append(c.Choices, get)
	c.Choices = append(c.Choices, f.sections()...)
	return c, nil
}

// shown are the lines of a block, at most so many of them.
func (f front) shown(b block, most int) []string {
	if len(b.lines) == 0 {
		return nil
	}
	lines := []string{b.title}
	for _, line := range b.lines[:min(len(b.lines), most)] {
		lines = append(lines, "- "+line)
	}
	if more := len(b.lines) - most; more > 0 {
		lines = append(lines, f.say.Count(b.more, more))
	}
	return lines
}

// head tells how the report stands and its figures, which are never left out.
func (f front) head() ([]string, error) {
	status := f.Status[f.unit.Code]
	lines := []string{f.state(f.unit)}
	say := func(line string) { lines = append(lines, line) }
	if status.State.Waits() {
		say(f.say.Say("read_not_in"))
	}
	if status.Behalf {
		say(f.say.Say("read_behalf"))
	}
	if status.Signed != "" {
		say(f.say.Say("read_signed", "signed", status.Signed))
	}
	if status.Scan {
		say(f.say.Say("read_scan"))
	}
	if figures := f.view.Figures(); len(figures) > 0 {
		say(f.say.Say("read_figures"))
		for _, line := range figures {
			say("- " + line)
		}
	}
	mended, err := f.mended()
	return append(lines, mended...), err
}

// mended tells how often the report was returned, and what was answered anew since the
// last time: first of the questions that were named then.
func (f front) mended() (lines []string, err error) {
	status := f.Status[f.unit.Code]
	if status.Round == 0 {
		return nil, nil
	}
	lines = append(lines, f.say.Say("read_rounds", "n", status.Round))
	var m Mended
	if f.paper.Mended != nil {
		if m, err = f.paper.Mended(); err != nil {
			return nil, err
		}
	}
	remark := status.Note
	if remark == "" {
		remark = m.Remark
	}
	if remark != "" {
		lines = append(lines, f.say.Say("read_remark", "remark", label(remark, keptLetters)))
	}
	if m.At.IsZero() {
		return lines, nil
	}
	return append(lines, f.answeredAnew(m)...), nil
}

// answeredAnew tells which questions were answered anew since the report was returned.
func (f front) answeredAnew(m Mended) (lines []string) {
	var changed []string
	for _, name := range m.Changed {
		if q := f.paper.Outline.ByName[name]; q != nil && !f.barred(q) && !slices.Contains(changed, q.Code) {
			changed = append(changed, q.Code)
		}
	}
	var named, same []string
	for _, code := range m.Codes {
		within := func(other string) bool { return other == code || strings.HasPrefix(other, code+".") }
		if slices.ContainsFunc(changed, within) {
			named = append(named, code)
		} else {
			same = append(same, code)
		}
		changed = slices.DeleteFunc(changed, within)
	}
	for _, one := range []struct {
		key   string
		codes []string
	}{{"read_mended", named}, {"read_same", same}, {"read_changed", changed}} {
		if len(one.codes) > 0 {
			lines = append(lines, f.say.Say(one.key, "codes", f.codes(one.codes)))
		}
	}
	if len(named)+len(changed) == 0 {
		lines = append(lines, f.say.Say("read_unchanged"))
	}
	return lines
}

// codes lists questions, as many as fit.
func (f front) codes(all []string) string {
	if len(all) <= maxCodes {
		return f.say.Join(all...)
	}
	return f.say.Count("read_codes_more", len(all)-maxCodes, "codes", f.say.Join(all[:maxCodes]...))
}

// barred reports whether the person may not see the question.
func (f front) barred(q *form.Question) bool {
	return q.Bars(true, func(right string) bool { return f.sees(f.unit.Code, right) })
}

// blocks are what is to be looked at, the most urgent first.
func (f front) blocks(files []Attached) ([]block, error) {
	doubts, err := f.doubts()
	if err != nil {
		return nil, err
	}
	return []block{
		{f.say.Say("read_doubts"), doubts, "read_kept_more"},
		f.keptBlock(),
		{f.say.Say("read_gaps"), f.gaps(), "read_kept_more"},
		{f.say.Count("read_files", len(files)), f.fileNames(files), "read_files_more"},
	}, nil
}

// doubts are what to ask about in a report that is in.
func (f front) doubts() ([]string, error) {
	if !f.Status[f.unit.Code].State.In() {
		return nil, nil
	}
	return f.doubting().all(f.unit)
}

// keptBlock are the warnings that the officers kept, with their reasons.
func (f front) keptBlock() block {
	kept := f.view.Kept()
	b := block{title: f.say.Count("read_kept", len(kept)), more: "read_kept_more"}
	for _, k := range kept {
		line := label(k.Says, keptLetters)
		if k.Reason != "" {
			line += " " + f.say.Say("read_reason", "reason", label(k.Reason, keptLetters))
		}
		b.lines = append(b.lines, line)
	}
	return b
}

// gaps are the questions without an answer: those that must have one, and those that were
// left empty.
func (f front) gaps() (lines []string) {
	var missing, empty []string
	for _, p := range f.view.Missing() {
		if q := f.paper.Outline.ByCode[p.Code]; !f.barred(q) && !slices.Contains(missing, q.Code) {
			missing = append(missing, q.Code)
		}
	}
	for _, q := range f.paper.Outline.Top {
		c := &f.paper.Draft.Cells[q.Pos]
		if c.Hidden || c.Must(q) || q.Submits() || f.barred(q) || len(c.Rows) > 0 || c.State == answers.Answered || c.State == answers.Closed {
			continue
		}
		if !slices.Contains(missing, q.Code) {
			empty = append(empty, q.Code)
		}
	}
	if len(missing) > 0 {
		lines = append(lines, f.say.Count("read_missing", len(missing), "codes", f.codes(missing)))
	}
	if len(empty) > 0 && f.Status[f.unit.Code].State.In() {
		lines = append(lines, f.say.Count("read_empty", len(empty), "codes", f.codes(empty)))
	}
	return lines
}

// fileNames name the files. A file of what the person may not see has no name.
func (f front) fileNames(files []Attached) (lines []string) {
	for _, file := range files {
		name := f.say.Say("view_barred")
		if f.view.MayName(file.Filed) {
			name = label(paper.FileLabel(f.say, file.Filed), 60)
			if file.State == answers.FileLost {
				name += " (" + f.say.Say("file_lost_state") + ")"
			}
		}
		lines = append(lines, name)
	}
	return lines
}

// sections are buttons to the sections of which something is shown.
func (f front) sections() [][]chat.Choice {
	var choices []chat.Choice
	for _, s := range f.paper.Outline.Sections {
		if _, ok := f.view.PageOf(s.Code); ok {
			choices = append(choices, f.at(f.unit, s.Code, 0).Choice(f.sectionLabel(f.paper.Outline, s)))
		}
	}
	return pairs(choices)
}
