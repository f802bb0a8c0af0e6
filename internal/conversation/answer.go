package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/viet"
)

// answer takes a typed answer to the question in focus.
func (t *Turn) answer(q *Question, row int, input string) {
	if q == nil {
		t.welcome()
		return
	}
	switch q.Type {
	case LongText:
		t.longText(q, row, input)
	case ShortText:
		t.shortText(q, row, input)
	case FileUpload:
		t.tell(t.Say.Say("file_wanted"))
		t.ask(q, row)
	default:
		v, problem := t.read(q, row, input)
		if problem != "" {
			t.tell(problem)
			t.askAgain(q, row)
			return
		}
		t.accept(q, row, v, input, 0)
	}
}

// correct answers a question that may not be the one in focus: by an old
// button, or by an edited message.
func (t *Turn) correct(q *Question, row int, input string) {
	if q.Type == LongText || q.Type == ShortText {
		input = viet.Clean(input)
		v := Value{Text: describe(input, 1, TextInfo{})}
		t.store(q, row, v, input, 1)
		t.tell(t.Say.Say("corrected", "code", q.Code, "value", t.shown(q, v)))
		t.checkOr(q, row, t.resume)
		return
	}
	v, problem := t.read(q, row, input)
	if problem != "" {
		t.tell(problem)
		t.again()
		return
	}
	t.store(q, row, v, input, 0)
	t.tell(t.Say.Say("corrected", "code", q.Code, "value", t.shown(q, v)))
	t.checkOr(q, row, t.resume)
}

// accept stores the answer of the question in focus and goes on.
func (t *Turn) accept(q *Question, row int, v Value, typed string, piece int) {
	t.store(q, row, v, typed, piece)
	t.tell(t.Say.Say("saved", "value", t.shown(q, v)))
	t.checkOr(q, row, t.next)
}

// store puts the answer into the draft and into the history.
func (t *Turn) store(q *Question, row int, v Value, typed string, piece int) {
	t.Outline.set(t.Draft, q, row, v)
	if q.group != nil && q.group.Rows.Name == q.Name {
		if r := t.Draft.row(q.group, row); r != nil {
			r.Label = shorten(typed, rowLabel)
		}
	}
	t.out.Answers = append(t.out.Answers, Answer{
		Place: Place{q.Code, row}, Value: v, Text: viet.Clean(typed), Piece: piece,
	})
}

// rowLabel is how many letters of its name a row keeps for lists.
const rowLabel = 60

func shorten(s string, letters int) string {
	r := []rune(viet.Line(s))
	if len(r) <= letters {
		return string(r)
	}
	return strings.TrimSpace(string(r[:letters-1])) + "…"
}

// shortText takes one message as the whole answer.
func (t *Turn) shortText(q *Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	info := describe(text, 1, TextInfo{})
	v := Value{Text: info}
	t.store(q, row, v, text, 1)
	t.tell(t.Say.Say("saved", "value", "«"+shorten(text, 80)+"»"))
	t.lengthWarning(q, info)
	t.checkOr(q, row, t.next)
}

// longText takes one more message of a text. Each is stored as it comes;
// «Xong» ends the answer.
func (t *Turn) longText(q *Question, row int, input string) {
	text := viet.Clean(input)
	if text == "" {
		t.again()
		return
	}
	none := t.Focus.Pieces == 0 && isNone(text)
	if none && q.Required {
		t.Focus.Phase = NoneSure
		t.bubble(t.Say.Say("none_sure"), t.noneButtons())
		return
	}
	piece := t.Focus.Pieces + 1
	var before TextInfo
	if c := t.Draft.cell(q, row); piece > 1 && c != nil {
		before = c.Value.Text
	}
	info := describe(text, piece, before)
	info.None = none
	t.store(q, row, Value{Text: info}, text, piece)
	t.Focus.Pieces = piece
	t.Focus.Fixing = false
	if piece == 1 {
		t.tell(t.Say.Count("text_saved", info.Letters))
	} else {
		t.tell(t.Say.Count("text_added", info.Letters, "pieces", piece))
	}
	if info.Letters < q.MinLength && !none {
		t.tell(t.Say.Count("text_short_more", q.MinLength))
	}
	if q.MaxLength > 0 && info.Letters > q.MaxLength {
		t.tell(t.Say.Say("text_long", "letters", viet.FormatNumber(float64(info.Letters)), "max", viet.FormatNumber(float64(q.MaxLength))))
	}
	t.bubble("", rows(t.button(q, row, actDone, t.Say.Say("button_done")), t.button(q, row, actRewrite, t.Say.Say("button_rewrite"))))
}

func (t *Turn) lengthWarning(q *Question, info TextInfo) {
	switch {
	case q.MaxLength > 0 && info.Letters > q.MaxLength:
		t.tell(t.Say.Say("text_long", "letters", viet.FormatNumber(float64(info.Letters)), "max", viet.FormatNumber(float64(q.MaxLength))))
	case info.Letters < q.MinLength:
		t.tell(t.Say.Count("text_short", info.Letters, "code", q.Code))
	}
}

// finishText ends a long text.
func (t *Turn) finishText(q *Question, row int) {
	c := t.Draft.cell(q, row)
	if c == nil || c.State != Answered {
		t.again()
		return
	}
	t.Focus.Pieces = 0
	t.tell(t.Say.Count("text_done", c.Value.Text.Letters))
	t.checkOr(q, row, t.next)
}

// isNone tells whether a whole text says that there is nothing to say.
func isNone(text string) bool {
	if len(text) > 60 {
		return false
	}
	switch viet.Fold(viet.Polite(viet.Line(text))) {
	case "khong co", "khong", "ko co", "ko", "k co", "chua co", "chua", "khong co gi":
		return true
	}
	return false
}

// sayNone stores «Không có» as the whole text.
func (t *Turn) sayNone(q *Question, row int) {
	text := t.Say.Say("none_text")
	info := describe(text, 1, TextInfo{})
	info.None = true
	t.Focus.Phase = Asking
	t.accept(q, row, Value{Text: info}, text, 1)
}

// file takes attachments as the answer of a file question.
func (t *Turn) file(q *Question, row int) {
	c := t.Draft.cell(q, row)
	have := 0
	if c.State == Answered {
		have = c.Value.Files
	}
	most := max(1, q.MaxFiles)
	for _, f := range t.Input.Files {
		switch {
		case have >= most, f.Size > maxFileSize, !accepts(q, f.Name, f.Type):
			t.tell(t.Say.Say("file_refused", "kinds", strings.ToUpper(strings.Join(q.Accept, ", ")), "most", most))
		default:
			have++
			t.store(q, row, Value{Files: have}, f.Name, have)
			t.tell(t.Say.Count("file_saved", have))
		}
	}
	if have >= most {
		t.checkOr(q, row, t.next)
		return
	}
	if have > 0 {
		t.bubble(t.Say.Say("file_more"), rows(t.button(q, row, actDone, t.Say.Say("button_done"))))
		return
	}
	t.askAgain(q, row)
}

// maxFileSize is the most that a bot may download, in bytes.
const maxFileSize = 20 << 20

// accepts tells whether the question takes such a file. A photo has no name.
func accepts(q *Question, name, mime string) bool {
	if len(q.Accept) == 0 {
		return true
	}
	ending := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	if name == "" || !strings.Contains(name, ".") {
		ending = mime[strings.LastIndexByte(mime, '/')+1:]
	}
	if ending == "jpeg" {
		ending = "jpg"
	}
	return slices.Contains(q.Accept, ending)
}
