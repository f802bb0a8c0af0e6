package conversation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// command does what was asked; false when it is no command here and now, and
// the words are an answer after all.
func (t *Turn) command(c command) bool {
	q := t.asked()
	asking := t.Focus.Phase == Asking && q != nil
	switch c.name {
	case cmdHelp:
		t.help()
	case cmdProgress:
		t.howFar()
	case cmdReview:
		t.review()
	case cmdSubmit:
		t.submitOrReview()
	case cmdStart:
		t.whereAmI()
		t.resumeReport()
	case cmdContinue:
		t.resumeReport()
	case cmdRest:
		t.rest()
	case cmdWhere:
		t.where()
	case cmdList:
		t.listOf(c.arg)
	case cmdPage:
		return t.pageCommand(c.arg)
	case cmdWhole:
		t.readReport(0)
	case cmdPrepare:
		t.prepare(0)
	case cmdFile:
		return t.typedFile()
	case cmdForeign:
		t.foreign(foreignWords[c.arg])
	case cmdFiles:
		t.openTray()
	case cmdFileList:
		t.listFiles()
	case cmdUnknown:
		t.refuse(t.Say.Say("command_unknown"))
		t.again()
	default:
		if t.Frozen && c.name == cmdSection {
			t.toSection(c.arg)
			return true
		}
		if t.Frozen {
			t.frozen()
			return true
		}
		return t.moving(c, q, asking)
	}
	return true
}

// moving takes the commands that go somewhere or answer what is asked.
func (t *Turn) moving(c command, q *Question, asking bool) bool {
	if t.rowCommand(c) {
		return true
	}
	switch c.name {
	case cmdSection:
		t.toSection(c.arg)
	case cmdFix:
		t.toQuestion(c.arg, c.row)
	case cmdCancel:
		if t.Focus.Phase == Confirming {
			t.voidTable()
			return true
		}
		t.tell(t.Say.Say("cancelled"))
		t.again()
	case cmdDrop:
		return t.dropCurrent(q)
	case cmdKeep:
		return t.typedKeep(q, asking)
	case cmdNext:
		t.skipOptional()
	default:
		return t.onQuestion(c, q, asking)
	}
	return true
}

// onQuestion takes the commands that concern what is in focus.
func (t *Turn) onQuestion(c command, q *Question, asking bool) bool {
	if q != nil && (t.Focus.Phase == NoneSure || t.Focus.Phase == Which || t.Focus.Phase == Why) && c.name != cmdDone {
		t.Focus.Phase, t.Focus.Readings, asking = Asking, nil, true
	}
	if !asking {
		return t.onOffer(c)
	}
	row := t.Focus.Row
	switch c.name {
	case cmdHint:
		t.hint(q, row)
	case cmdBack:
		t.back(t.Focus.Place)
	case cmdSkip:
		t.skip(q, t.Focus.Place, t.Draft.cell(q, row))
	case cmdRewrite, cmdMore, cmdFull:
		return t.onText(c.name, q, row)
	case cmdLater:
		t.later(q, t.Focus.Place, t.Draft.cell(q, row))
	case cmdDone:
		if q.Type != LongText && q.Type != SelectMultiple && q.Type != FileUpload {
			return false
		}
		t.done(q, row)
	default:
		return false
	}
	return true
}

// onOffer takes the commands that answer what is no question of the outline.
func (t *Turn) onOffer(c command) bool {
	switch phase := t.Focus.Phase; {
	case c.name == cmdBack && phase == Reasoning:
		t.backToCheck()
	case (c.name == cmdLater || c.name == cmdSkip) && phase == Reasoning:
		t.putOff()
	case c.name == cmdBack:
		t.back(t.Focus.Place)
	case (c.name == cmdLater || c.name == cmdSkip) && phase == Checking:
		t.putOff()
	case (c.name == cmdSkip || c.name == cmdDone) && phase == Offering:
		t.skipOptional()
	case c.name == cmdLater && phase == Growing:
		t.pressed(Button{Place: t.Focus.Place, act: actLater})
	case (c.name == cmdDone || c.name == cmdSkip) && phase == Growing:
		t.pressed(Button{Place: t.Focus.Place, act: actStop})
	default:
		return false
	}
	return true
}

func (t *Turn) typedKeep(q *Question, asking bool) bool {
	switch {
	case t.Focus.Phase == Checking:
		t.keepWarning()
	case asking && t.mayKeep(q, t.Focus.Row):
		t.keepBefore(q, t.Focus.Row)
	case asking && t.Draft.cell(q, t.Focus.Row).State == Answered:
		t.keep(q, Button{Place: t.Focus.Place})
	default:
		return false
	}
	return true
}

// toSection goes to the first question of a section.
func (t *Turn) toSection(arg string) {
	i := t.section(arg)
	if i < 0 {
		if arg != "" {
			t.refuse(t.Say.Say("no_such_section"))
		}
		t.contents()
		return
	}
	s := &t.Outline.Sections[i]
	if t.Frozen || t.Focus.Phase == Reading {
		if t.readSection(s.Code) {
			return
		}
		t.refuse(t.Say.Say("section_not_now", "title", s.Title))
		t.readReport(0)
		return
	}
	if q := t.entry(s); q != nil {
		t.uncover()
		t.goTo(q)
		return
	}
	t.refuse(t.Say.Say("section_not_now", "title", s.Title))
	t.again()
}

// section finds a section by its number or code as people type it; -1 if there
// is none.
func (t *Turn) section(arg string) int {
	if strings.HasSuffix(arg, "mo dau") {
		arg = "0"
	}
	arg = canonical(arg)
	bare := strings.TrimLeft(arg, "abcdefghijklmnopqrstuvwxyz")
	return slices.IndexFunc(t.Outline.Sections, func(s Section) bool {
		have := canonical(s.Code)
		return arg != "" && (have == arg || bare == arg && strings.TrimLeft(have, "abcdefghijklmnopqrstuvwxyz") == arg)
	})
}

// listOf shows the questions of a section, of the one in focus if none is named.
func (t *Turn) listOf(arg string) {
	i := t.section(arg)
	if q := t.asked(); i < 0 && arg == "" && q != nil {
		i = q.section
	}
	if i < 0 && arg != "" {
		t.refuse(t.Say.Say("no_such_section"))
	}
	t.list(i, 0)
}

// entry is where a jump into a section leads: its first open question, or its
// first one if all are answered.
func (t *Turn) entry(s *Section) (first *Question) {
	for j := range s.Questions {
		q := &s.Questions[j]
		c := &t.Draft.Cells[q.pos]
		if c.Hidden || q.Type == Acknowledge {
			continue
		}
		if c.State == Open && q.Required {
			return q
		}
		if first == nil {
			first = q
		}
	}
	return first
}

// goTo asks a question out of turn; a group is gone into.
func (t *Turn) goTo(q *Question) {
	switch q.Type {
	case Repeat:
	case Acknowledge:
		t.review()
		return
	default:
		t.rewrite(q, 0)
		return
	}
	*t.Focus = Focus{Phase: Growing, Place: Place{Code: q.Code}, Later: t.Focus.Later, Fixing: true}
	if len(t.Draft.Cells[q.pos].Rows) == 0 {
		t.startRow(q)
		return
	}
	t.grow(q)
}

// mark is one of the three signs of lists.
func mark(done, total int) string {
	switch {
	case done >= total:
		return "[x]"
	case done > 0:
		return "[~]"
	}
	return "[ ]"
}

// toQuestion goes to «2.3», «x2.03» or a field of the row in focus.
func (t *Turn) toQuestion(arg string, row int) {
	if q := t.find(arg); q != nil {
		switch top := cmp.Or(q.group, q); {
		case t.Draft.Cells[top.pos].Hidden:
			t.refuse(t.Say.Say("button_not_now", "code", q.Code))
			t.again()
		case q.group != nil && row != 0:
			if _, r := t.meantRow(command{arg: q.group.Code, row: row}); r != nil {
				t.toField(q, r.ID)
			}
		case q.group != nil:
			t.toField(q, t.Focus.Row)
		default:
			t.goTo(q)
		}
		return
	}
	if p := t.Focus.Last; arg == "" && p != nil && t.known(*p) && !t.hidden(t.Outline.byCode[p.Code], p.Row) {
		t.rewrite(t.Outline.byCode[p.Code], p.Row)
		return
	}
	if arg == "" {
		t.back(t.Focus.Place)
		return
	}
	t.refuse(t.Say.Say("no_such_question", "code", strings.ToUpper(arg)))
	t.contents()
}

func (t *Turn) toField(q *Question, row int) {
	rows := t.Draft.Cells[q.group.pos].Rows
	if row == 0 && len(rows) > 0 {
		row = rows[len(rows)-1].ID
	}
	if t.Draft.row(q.group, row) == nil {
		t.goTo(q.group)
		return
	}
	if t.hidden(q, row) {
		t.refuse(t.Say.Say("button_not_now", "code", q.Code))
		t.again()
		return
	}
	t.rewrite(q, row)
}

// find reads a question's code as people type it: 2.3 for X2.03.
func (t *Turn) find(arg string) *Question { return t.Outline.find(arg) }

func (o *Outline) find(arg string) *Question {
	want := canonical(arg)
	if want == "" {
		return nil
	}
	letters := strings.TrimRight(want, "0123456789.")
	var found *Question
	for code, q := range o.byCode {
		have := canonical(code)
		if have == want || letters == "" && strings.TrimLeft(have, "abcdefghijklmnopqrstuvwxyz") == want {
			found = q
		}
	}
	return found
}

// canonical writes a code with plain numbers: x2.3.
func canonical(code string) string {
	parts := strings.Split(strings.ToLower(code), ".")
	for i, p := range parts {
		letters := strings.TrimRight(p, "0123456789")
		digits := strings.TrimLeft(p[len(letters):], "0")
		if digits == "" && p != letters {
			digits = "0"
		}
		parts[i] = letters + digits
	}
	return strings.Join(parts, ".")
}

// skipOptional passes over the optional questions of the section, or of the row
// in focus.
func (t *Turn) skipOptional() {
	q := t.asked()
	switch {
	case q == nil:
		t.again()
		return
	case t.Focus.Row != 0:
		t.skipRowOptional(cmp.Or(q.group, q))
	default:
		for _, x := range t.Outline.top {
			if c := &t.Draft.Cells[x.pos]; x.section == q.section && !x.Required && c.State == Open {
				c.State = Skipped
			}
		}
		t.Draft.Offered |= 1 << q.section
	}
	if q.Required && t.Focus.Phase == Asking {
		if c := t.Draft.cell(q, t.Focus.Row); c != nil && c.State == Open {
			t.refuse(t.Say.Say("section_has_required"))
			t.again()
			return
		}
	}
	t.next()
}

func (t *Turn) skipRowOptional(group *Question) {
	r := t.Draft.row(group, t.Focus.Row)
	if r == nil {
		return
	}
	r.Offered = true
	for i := range group.Questions {
		if c := &r.Cells[i]; !group.Questions[i].Required && c.State == Open {
			c.State = Skipped
		}
	}
}

// howFar says how much is done.
func (t *Turn) howFar() {
	done, total := t.Outline.Progress(t.Draft)
	t.tell(t.Say.Say("how_far", "unit", t.UnitLabel, "done", done, "total", total, "deadline", t.deadline()))
	t.contents()
}

func (t *Turn) deadline() string {
	if t.Deadline.IsZero() {
		return t.Say.Say("no_deadline")
	}
	return dayMonthYear(t.Deadline.Format(time.DateOnly))
}

// help lists what can be typed, and whom to call.
func (t *Turn) help() {
	t.bubble(strings.TrimSpace(t.Say.Say("help_officer", "contact", t.Contact)), [][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_resume"))}})
}
