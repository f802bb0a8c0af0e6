package paper

import (
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// RowLabel is how many letters of its name a row keeps for lists.
const RowLabel = 60

// Progress returns the line that says where the question stands; without its section or
// row near another one of them.
func (w *Writer) Progress(q *form.Question, row int, near bool) string {
	n, of := answers.QuestionNumber(&w.Outline.Sections[q.Section], q)
	line := w.Say.Say("progress_question", "n", n, "total", of)
	switch {
	case near:
		line = viet.UpperFirst(line)
	case q.Parent != nil:
		line = w.RowLine(q.Parent, w.RowNumber(q.Parent, row)) + w.rowNamed(q, row) + ", " + line
	default:
		if section := w.SectionLine(q.Section); section != "" {
			line = section + ", " + line
		}
		line = viet.UpperFirst(line)
	}
	c := w.Draft.Cell(q, row)
	if optional := w.Say.Say("progress_optional"); !q.Required && (c == nil || !c.Needed) && !strings.Contains(strings.ToLower(q.Label), strings.Trim(optional, "()")) {
		line += " " + optional
	}
	return line
}

// rowNamed says which row that is where it has a name: one that came out of a report was
// never typed.
func (w *Writer) rowNamed(q *form.Question, row int) string {
	r := w.Draft.Row(q.Parent, row)
	if r == nil || r.Label == "" || q.Name == q.Parent.Rows.Name {
		return ""
	}
	return " (" + w.QuotedName(r) + ")"
}

// RowLine returns «Mục 2/5» of the rows that are wanted, or «Mục 6» beyond them.
func (w *Writer) RowLine(group *form.Question, n int) string {
	if floor := w.Draft.Floor(w.Outline, group); n <= floor && floor > 1 {
		return w.Say.Say("progress_row", "n", n, "floor", floor)
	}
	return w.Say.Say("progress_row_more", "n", n)
}

// SectionLine returns «Phần 5/10» or «Phần mở đầu»; "" where sections are not spoken of.
func (w *Writer) SectionLine(section int) string {
	n, last := w.Outline.Number(section)
	switch {
	case !w.Outline.HasParts():
		return ""
	case n == 0:
		return w.Say.Say("progress_opening")
	}
	return w.Say.Say("progress_section", "n", n, "total", last)
}

// SectionTitle returns the section as it stands over its questions, «Phần 5/10. Số liệu».
func (w *Writer) SectionTitle(section int) string {
	title := w.Outline.Sections[section].Title
	if line := w.SectionLine(section); line != "" {
		return line + ". " + title
	}
	return title
}

// Numbered lists the choices, so that a number answers.
func (w *Writer) Numbered(q *form.Question) string {
	var b strings.Builder
	for i, o := range q.Choices {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(w.Say.Say("choice_line", "n", i+1, "label", w.Fill(o.Label, 0)))
	}
	return b.String()
}

// Shown writes a value as it is read back, with its remark.
func (w *Writer) Shown(q *form.Question, v form.Value) string {
	return w.remarked(w.worded(q, v), v.Remark)
}

func (w *Writer) remarked(shown, remark string) string {
	if remark == "" {
		return shown
	}
	return w.Say.Say("value_remark", "value", shown, "remark", remark)
}

// echoedRemark is how many letters of a remark are read back to who wrote it.
const echoedRemark = 60

// Echoed is Shown to who just gave the answer, in the question's own words: the
// beginning of the remark is enough.
func (w *Writer) Echoed(q *form.Question, v form.Value) string {
	shown := w.worded(q, v)
	if !q.IsCalculated() {
		shown = q.Echo(v, w.Speech())
	}
	return w.remarked(shown, viet.Shorten(v.Remark, echoedRemark))
}

// worded writes a value inside a sentence.
func (w *Writer) worded(q *form.Question, v form.Value) string {
	if q.IsCalculated() {
		return w.ShownFigures(q, v)
	}
	return q.Show(v, w.Speech())
}

// FileNoun names files together: «ảnh» if all are photos, else «tệp».
func (w Contents) FileNoun(list []answers.Filed) string {
	for _, f := range list {
		if f.Kind != chat.Photo {
			return w.Say.Say("file_is_file")
		}
	}
	return w.Say.Say("file_is_photo")
}

// Mark returns one of the three signs of lists.
func Mark(done, total int) string {
	switch {
	case done >= total:
		return "[x]"
	case done > 0:
		return "[~]"
	}
	return "[ ]"
}

// DeadlineText writes the last day on time, or that there is none.
func (w *Writer) DeadlineText() string {
	if w.Deadline != nil {
		switch at := w.Deadline(); {
		case at.IsZero():
		case w.Say.EndsDay(at):
			return w.Say.Say("deadline_day", "day", w.Say.Day(at))
		default:
			return w.Say.Moment(at)
		}
	}
	return w.Say.Say("no_deadline")
}

// ChangedValues writes the figures of a question that have changed.
func (w *Writer) ChangedValues(q *form.Question) string {
	var parts []string
	before := w.Draft.Cells[q.Pos].Value
	for i, figure := range w.Draft.Work(w.Outline, q) {
		if q.Figures[i].List && len(q.Figures) > 1 || i >= len(before.Figures) || figure.Known && !before.Figures[i].Unknown && before.Figures[i].Worked == figure.Same() {
			continue
		}
		f := before.Figures[i]
		now := "…"
		if figure.Known {
			now = w.FigureValue(q, i, figure)
		}
		s := w.Say.Say("changed_from_to", "before", w.Say.Amount(f.Worked), "now", now)
		if f.Corrected() {
			s = w.Say.Say("changed_corrected", "value", w.Amount(q, f.Value), "before", w.Say.Amount(f.Worked), "now", now)
		}
		if q.Figures[i].Label != "" {
			s = w.Say.Say("calculated_short", "label", viet.LowerFirst(w.Fill(q.Figures[i].Label, 0)), "value", s)
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return w.Say.Say("changed_list")
	}
	return strings.Join(parts, "; ")
}

// Post returns the post of the officer who fills in the report, as the report has it. It
// is empty before, and where the outline does not ask for it.
func (w *Writer) Post() string {
	q := w.Outline.PostQuestion()
	if q == nil || w.Draft.Cells[q.Pos].State != answers.Answered {
		return ""
	}
	return w.worded(q, w.Draft.Cells[q.Pos].Value)
}

// FigureLines writes what the system worked out, from what, what changed since it
// was confirmed, and how to answer.
func (w *Writer) FigureLines(q *form.Question) string {
	if waits := w.Draft.WaitsFor(w.Outline, q); len(waits) > 0 {
		codes := make([]string, len(waits))
		for i, q := range waits {
			codes[i] = q.Code
		}
		return w.Say.Say("calculated_waits", "codes", strings.Join(codes, ", "))
	}
	now := w.Draft.Work(w.Outline, q)
	if !w.Draft.Computable(w.Outline, q) && !now[0].Known {
		if len(q.Correctables()) == 0 {
			return w.Say.Say("calculated_unknown_only")
		}
		return w.Say.Say("calculated_unknown")
	}
	lines := make([]string, 0, len(now)+2)
	common := ""
	if q.Calculation == "" {
		common = w.basis(q.Figures[0].Value)
		lines = append(lines, strings.TrimSpace(w.Say.Say("calculated_parts", "basis", common)))
	}
	for i := range now {
		lines = append(lines, w.figureLine(q, i, now[i], common))
	}
	return strings.Join(append(lines, w.FigureHow(q)), "\n")
}

// AllFiles returns the report's files, as they were when the turn began.
func (w *Writer) AllFiles() []answers.Filed {
	if w.Files == nil {
		return nil
	}
	return w.Files()
}

// FileLabel names a file: its own name, or its kind.
func (w *Writer) FileLabel(f answers.Filed) string { return FileLabel(w.Say, f) }

// FileLabel names a file: its own name, or its kind.
func FileLabel(say locale.Phrases, f answers.Filed) string {
	switch {
	case f.Kind == chat.Voice:
		return say.Say("file_is_voice", "n", f.Seconds)
	case f.Name != "":
		return say.Quote(f.Name)
	case f.Kind == chat.Photo:
		return say.Say("file_is_photo")
	case f.Kind == chat.Video:
		return say.Say("file_is_video")
	}
	return say.Say("file_is_file")
}

// Size says how long the report is: how many parts it has, or how many questions where
// it has no parts.
func Size(o *form.Outline, say locale.Phrases) string {
	if _, last := o.Number(0); o.HasParts() {
		return say.Count("size_parts", last)
	}
	n := 0
	for _, q := range o.Top {
		if !q.Submits() {
			n++
		}
	}
	return say.Count("size_questions", n)
}

// Labels returns the labels of a question's choices, filled.
func (w *Writer) Labels(q *form.Question) []string {
	labels := make([]string, len(q.Choices))
	for i, o := range q.Choices {
		labels[i] = w.Fill(o.Label, 0)
	}
	return labels
}

// QuotedName returns a row's name as a sentence quotes it, or that it has none.
func (w *Writer) QuotedName(r *answers.Row) string {
	if r == nil {
		return QuotedName(w.Say, "")
	}
	return QuotedName(w.Say, r.Label)
}

// QuotedName returns a row's name as a sentence quotes it.
func QuotedName(say locale.Phrases, name string) string {
	if name == "" {
		return say.Say("row_no_name")
	}
	return say.Say("row_name", "name", name)
}

// Pieces returns the messages of the text as they are kept; none if they are not at
// hand.
func (w *Writer) Pieces(q *form.Question, row int) []string {
	c := w.Draft.Cell(q, row)
	if c.State != answers.Answered || w.Texts == nil {
		return nil
	}
	have := w.Texts(q.At(row))
	if len(have) != c.Value.Text.Pieces {
		return nil
	}
	return have
}

// Top returns the unit at and below which the question's units are looked for;
// empty is everywhere.
func (w *Writer) Top(q *form.Question) string {
	if q.Within == form.WithinAll {
		return ""
	}
	return w.Unit
}

// UnitLabels returns the names of units, each with what lies above it.
func (w *Writer) UnitLabels(codes []string) []string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = w.UnitName(code)
	}
	return out
}

// UnitName returns a unit with what lies above it: «xã Nga An, huyện Nga Sơn».
func (w *Writer) UnitName(code string) string {
	if code == w.Unit {
		return w.UnitLabel
	}
	if w.Units != nil {
		if path := w.Units.Path(code); path != "" {
			return path
		}
	}
	return code
}
