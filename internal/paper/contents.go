package paper

import (
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// Contents words what lies in a report: its sections and questions, where somebody
// stands in it, a row, its files, and what became of it in another version of the outline.
type Contents struct{ *Writer }

// Where says in which section and at which question of a report somebody
// stands, how many are left, and what waits since when. The question is nil
// where nothing was asked.
func (w Contents) Where(q *form.Question, row int) string {
	done, total := w.Draft.Progress(w.Outline)
	lines := []string{w.Say.Say("where_unit", "unit", w.UnitLabel, "done", done, "total", total, "left", total-done)}
	if q != nil {
		s := &w.Outline.Sections[q.Section]
		n, of := answers.QuestionNumber(s, q)
		at := w.Say.Say("where_question", "n", n, "total", of)
		if section := w.SectionLine(q.Section); section != "" {
			at = w.Say.Say("where_section", "section", section, "title", s.Title, "n", n, "total", of)
		}
		if group := answers.RowGroup(q); group != nil && row != 0 {
			at += " " + w.Say.Say("where_row", "n", w.RowNumber(group, row))
		}
		lines = append(lines, at)
	}
	if later, first := w.PutOffs(); later > 0 {
		lines = append(lines, w.Say.Count("where_later", later, "moment", w.Say.Stamp(w.Instant(first))))
	}
	return strings.Join(lines, "\n")
}

// examples are a part and a question of it, as people type them: the fifth, or the last of fewer.
func (w Contents) examples() (part, code string) {
	for n := min(5, len(w.Outline.Sections)); n > 0; n-- {
		part = strconv.Itoa(n)
		if i := w.Outline.SectionNumbered(part); i >= 0 && len(w.Outline.Sections[i].Questions) > 0 {
			q := &w.Outline.Sections[i].Questions[0]
			if short := part + q.Code[max(0, strings.IndexByte(q.Code, '.')):]; w.Outline.QuestionTyped(short) == q {
				return part, short
			}
			return part, q.Code
		}
	}
	return part, ""
}

// SectionLines is the table of contents: of each section what is done, what is open and
// what waits.
func (w Contents) SectionLines() string {
	lines := []string{w.Say.Say("contents_title")}
	for i := range w.Outline.Sections {
		s := &w.Outline.Sections[i]
		done, total, later := w.SectionProgress(s)
		line := w.Say.Say("contents_line", "mark", Mark(done, total), "code", s.Code, "title", s.Title, "done", done, "total", total)
		if w.Entry(s) == nil {
			line = w.Say.Say("contents_nothing", "code", s.Code, "title", s.Title)
		}
		if later > 0 {
			line += w.Say.Count("contents_later", later)
		}
		lines = append(lines, line)
	}
	if n := w.SetAside(); n > 0 {
		lines = append(lines, w.Say.Count("answers_aside", n))
	}
	part, code := w.examples()
	return strings.Join(append(lines, "", w.Say.Say("contents_how", "part", part, "code", code)), "\n")
}

// Questions lists a page of a section's questions, each with its state and its answer
// in short; shown are those on the page, none if none of the section applies.
func (w Contents) Questions(s *form.Section, n int) (words string, shown []*form.Question, page, pages int) {
	var list []*form.Question
	for i := range s.Questions {
		if q := &s.Questions[i]; !w.Draft.Cells[q.Pos].Hidden && !q.Submits() {
			list = append(list, q)
		}
	}
	if len(list) == 0 {
		return "", nil, 0, 0
	}
	page, pages = ClampPage(n, len(list), QuestionsOnPage)
	lines := []string{w.Say.Say("list_title", "code", s.Code, "title", s.Title)}
	if pages > 1 {
		lines[0] += " " + w.Say.Say("page_of", "n", page+1, "total", pages)
	}
	shown = list[page*QuestionsOnPage : min(len(list), (page+1)*QuestionsOnPage)]
	var block *form.Block
	for _, q := range shown {
		if q.Block != block {
			block, lines = q.Block, append(lines, w.BlockLines(q)...)
		}
		lines = append(lines, w.listLine(q))
	}
	return strings.Join(append(lines, "", w.Say.Say("list_how", "code", list[0].Code)), "\n"), shown, page, pages
}

// BlockLines names the blocks in which the question stands, in a line; none where it
// stands in none.
func (w Contents) BlockLines(q *form.Question) []string {
	titles := q.Titles()
	if len(titles) == 0 {
		return nil
	}
	for i, title := range titles {
		titles[i] = w.Fill(title, 0)
	}
	return []string{w.Say.Say("block_line", "titles", strings.Join(titles, " › "))}
}

// Row lists what a row says, field by field, its answers in the words that are
// given for them.
func (w Contents) Row(group *form.Question, r *answers.Row, words func(q *form.Question, row int, v form.Value) string) string {
	lines := []string{w.Say.Say("row_title", "n", w.RowNumber(group, r.ID), "name", w.QuotedName(r))}
	for i := range group.Questions {
		q, c := &group.Questions[i], &r.Cells[i]
		lines = append(lines, w.written(q.Leads, r.ID)...)
		if c.Hidden {
			continue
		}
		value := "…"
		if c.State == answers.Answered {
			value = viet.Shorten(words(q, r.ID, c.Value), 60)
		}
		lines = append(lines, w.Say.Say("row_field", "code", q.Code, "label", viet.Shorten(w.Fill(q.Label, r.ID), 50), "value", value))
	}
	return strings.Join(append(lines, w.written(group.Tail, r.ID)...), "\n")
}

// written are the calculated texts of a row, a line each.
func (w Contents) written(texts []*form.Question, row int) (lines []string) {
	b := Between(w)
	for _, q := range b.Written(texts, row) {
		lines = append(lines, w.Say.Say("calculated_part", "label", w.Fill(q.Label, row), "value", b.word(q, row)))
	}
	return lines
}

// Changed lists figures that are others now than were confirmed.
func (w Contents) Changed(stale []*form.Question) string {
	lines := []string{w.Say.Say("changed_several")}
	if b := w.Draft.Below; b != nil && b.Expected > 0 {
		former := ""
		if b.Former > 0 {
			former = " " + w.Say.Count("figure_former", b.Former)
		}
		lines[0] = w.Say.Say("changed_below", "in", b.Submitted, "of", b.Expected, "noun", b.Noun, "former", former)
	}
	for _, q := range stale {
		lines = append(lines, w.Say.Say("changed_line", "code", q.Code, "label", viet.Shorten(w.Fill(q.Label, 0), 60), "value", w.ChangedValues(q)))
	}
	return strings.Join(lines, "\n")
}

// listedFiles is how many files a list shows; the rest is counted.
const listedFiles = 20

// FileList lists what was sent, the newest last, each with how far it is.
func (w Contents) FileList(all []answers.Filed) string {
	if len(all) == 0 {
		return w.Say.Say("files_none")
	}
	lines := []string{w.Say.Say("files_title", "n", len(all))}
	shown := all[max(0, len(all)-listedFiles):]
	if n := len(all) - len(shown); n > 0 {
		lines = append(lines, w.Say.Count("files_earlier", n))
	}
	for _, f := range shown {
		size := w.Say.Say("file_size_unknown")
		if f.Size > 0 {
			size = w.Say.Size(f.Size)
		}
		lines = append(lines, w.Say.Say("files_line", "id", f.ID, "label", w.FileLabel(f), "size", size, "place", w.FilePlace(f), "state", w.stateOf(f)))
	}
	return strings.Join(lines, "\n")
}

// FilePlace tells what a file was sent for.
func (w Contents) FilePlace(f answers.Filed) string {
	switch f.Purpose {
	case answers.ForScan:
		return w.Say.Say("files_scan")
	case answers.ForOther:
		return w.Say.Say("files_other")
	}
	if q := w.Outline.ByCode[f.At.Code]; q != nil && q.Parent != nil {
		return w.Say.Say("files_at_row", "code", f.At.Code, "noun", q.Parent.Rows.Noun, "n", w.RowNumber(q.Parent, f.At.Row))
	}
	return w.Say.Say("files_at", "code", f.At.Code)
}

func (w Contents) stateOf(f answers.Filed) string {
	switch f.State {
	case answers.FileStored:
		return w.Say.Say("file_stored")
	case answers.FileLost:
		return w.Say.Say("file_lost_state")
	}
	return w.Say.Say("file_waiting")
}

// FilesUnderWay says which files still come, and which never will.
func (w Contents) FilesUnderWay() (said []string) {
	waiting, lost := 0, 0
	for _, f := range w.AllFiles() {
		switch f.State {
		case answers.FileWaiting:
			waiting++
		case answers.FileLost:
			lost++
		}
	}
	if waiting > 0 {
		said = append(said, w.Say.Count("submitted_files_waiting", waiting))
	}
	if lost > 0 {
		said = append(said, w.Say.Count("submitted_files_lost", lost))
	}
	return said
}

// Moved says what of the answers is to be looked at again in another version of
// the outline, and what is asked no more; "" if that is nothing. The places are
// those that it names.
func (w Contents) Moved(changes map[string]form.Change) (text string, named []form.Place) {
	places := w.Draft.Recheck(w.Outline)
	named = places[:min(Listed, len(places))]
	var lines, parts []string
	for _, p := range named {
		line := w.PlaceLine(p)
		if why := w.why(changes[w.Outline.ByCode[p.Code].Name].What); why != "" {
			line = w.Say.Say("moved_line", "line", line, "why", why)
		}
		lines = append(lines, line)
	}
	if len(places) > 0 {
		parts = append(parts, w.Say.Count("moved_title", len(places))+"\n"+w.AndMore(lines, len(places)), w.Say.Say("moved_how"))
	}
	if gone := w.gone(changes); len(gone) > 0 {
		parts = append(parts, w.Say.Say("moved_gone")+"\n"+w.AndMore(gone[:min(Listed, len(gone))], len(gone)))
	}
	return strings.Join(parts, "\n\n"), named
}

// gone names the answered questions that are not asked any more.
func (w Contents) gone(changes map[string]form.Change) (lines []string) {
	seen := map[string]bool{}
	for _, b := range w.Draft.Before {
		c, ok := changes[b.Name]
		if !ok || c.What != form.Gone || seen[b.Name] || c.Old.IsGroup() {
			continue
		}
		seen[b.Name] = true
		lines = append(lines, w.Say.Say("missing_line", "code", c.Old.Code, "label", viet.Shorten(w.Fill(c.Old.Label, 0), 60)))
	}
	return lines
}

// why says what of a question is other than before.
func (w Contents) why(changed form.What) string {
	var parts []string
	for _, x := range []struct {
		what form.What
		say  string
	}{
		{form.Retyped, w.Say.Say("moved_type")}, {form.Choices, w.Say.Say("moved_choices")}, {form.Unit, w.Say.Say("moved_unit")},
		{form.Limits | form.Ranges, w.Say.Say("moved_limits")}, {form.Condition, w.Say.Say("moved_condition")}, {form.Computed, w.Say.Say("moved_computed")},
		{form.Grouped, w.Say.Say("moved_group")}, {form.Floor, w.Say.Say("moved_floor")},
	} {
		if changed&x.what != 0 {
			parts = append(parts, x.say)
		}
	}
	return strings.Join(parts, ", ")
}

// Length says that a text is too short or too long for its question; "" if it is
// neither. With more, the rest of it may still come.
func (w Contents) Length(q *form.Question, text form.TextInfo, more bool) string {
	switch {
	case q.MaxLength > 0 && text.Letters > q.MaxLength:
		return w.Say.Say("text_long", "letters", w.Say.Whole(text.Letters), "max", w.Say.Whole(q.MaxLength))
	case text.Letters >= q.MinLength:
		return ""
	case more:
		return w.Say.Count("text_short_more", q.MinLength)
	}
	return w.Say.Count("text_short", text.Letters, "code", q.Code)
}
