package conversation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
)

// listed is how many missing questions or failing checks a bubble names; the
// rest is counted.
const listed = 8

// review shows the summary and what still stands in the way of submitting.
func (t *Turn) review() {
	if t.askChanged() {
		return
	}
	*t.Focus = Focus{Phase: Review}
	t.tell(t.Summary())
	if t.Frozen {
		t.frozen()
		return
	}
	missing := t.missing()
	errors, warnings := t.faults()
	if again := t.returned(); len(again) > 0 {
		t.tell(t.Say.Count("returned_left", len(again)) + "\n" + t.placeLines(again))
		t.bubble("", append([][]chat.Choice{{StartButton(t.Report, t.Say.Say("button_resume"))}}, t.fixRows(again, nil)...))
		return
	}
	if len(missing) == 0 && len(errors) == 0 {
		t.readyToSubmit(warnings)
		return
	}
	t.obstacles(missing, errors)
}

// Summary is the report in the few lines that the outline gives for it, and how
// many answers it leaves out.
func (w *Writer) Summary() string {
	var b strings.Builder
	b.WriteString(w.Say.Say("summary_title", "unit", w.UnitLabel))
	for i := range w.Outline.Summary {
		l := &w.Outline.Summary[i]
		if l.relevant != nil {
			if v, known := w.Draft.evalOn(l.relevant, nil, w.today()); !known || v != true {
				continue
			}
		}
		b.WriteString("\n- " + w.fill(l.Text, 0))
	}
	if n := w.setAside(); n > 0 {
		b.WriteString("\n- " + w.Say.Count("answers_aside", n))
	}
	if kept := w.keptLines(); kept != "" {
		b.WriteString("\n\n" + kept)
	}
	return b.String()
}

// Glance is the summary with the way to the whole report.
func (t *Turn) Glance() chat.Content {
	return chat.Content{Text: t.Summary(), Choices: [][]chat.Choice{{t.wholeButton()}}}
}

// readyToSubmit asks for the act of submitting in the outline's own words.
func (t *Turn) readyToSubmit(warnings []failure) {
	if len(warnings) > 0 {
		t.tell(t.Say.Count("review_warnings", len(warnings)) + "\n" + t.failureLines(warnings))
	}
	text := t.Say.Say("submit_question")
	for _, q := range t.Outline.top {
		if q.Type == Acknowledge {
			text = t.fill(q.Label, 0)
		}
	}
	buttons := [][]chat.Choice{{t.buttonAt(Place{}, actSubmit, t.Say.Say("button_submit")), t.wholeButton()}}
	t.bubble(text, append(buttons, t.fixRows(nil, warnings)...))
}

// obstacles lists what is missing and what does not agree, each with a way to
// it.
func (t *Turn) obstacles(missing []Place, errors []failure) {
	t.notReady(len(missing), len(errors))
	outside := slices.DeleteFunc(slices.Clone(missing), func(p Place) bool { return p.Row != 0 })
	half := t.halfRows()
	if len(outside) > 0 {
		t.tell(t.Say.Say("missing_title") + "\n" + t.placeLines(outside))
	}
	if len(half) > 0 {
		t.tell(t.Say.Say("half_title") + "\n" + t.halfLines(half))
	}
	if len(errors) > 0 {
		t.tell(t.Say.Say("errors_title") + "\n" + t.failureLines(errors))
	}
	buttons := [][]chat.Choice{{t.wholeButton()}}
	if len(missing) > 0 {
		buttons[0] = []chat.Choice{StartButton(t.Report, t.Say.Say("button_resume")), t.wholeButton()}
	}
	buttons = append(buttons, rows(t.halfButtons(half)...)...)
	t.bubble("", append(buttons, t.fixRows(outside, errors)...))
}

// notReady says what stands in the way, and nothing of what does not.
func (t *Turn) notReady(missing, errors int) {
	switch {
	case errors == 0:
		t.refuse(t.Say.Count("not_ready_missing", missing))
	case missing == 0:
		t.refuse(t.Say.Count("not_ready_errors", errors))
	default:
		t.refuse(t.Say.Say("not_ready", "missing", missing, "errors", errors))
	}
}

func (w *Writer) placeLines(places []Place) string {
	var lines []string
	for _, p := range places[:min(listed, len(places))] {
		lines = append(lines, w.placeLine(p))
	}
	return w.andMore(lines, len(places))
}

// halfLines names the rows that were left half done, with what they lack.
func (w *Writer) halfLines(places []Place) string {
	var lines []string
	for _, p := range places[:min(listed, len(places))] {
		group := w.Outline.byCode[p.Code]
		r := w.Draft.row(group, p.Row)
		left, _ := halfRow(group, r)
		lines = append(lines, w.Say.Count("half_line", left, "code", p.Code, "row", w.rowNumber(group, p.Row), "name", w.quotedName(r)))
	}
	return w.andMore(lines, len(places))
}

// halfButtons go on with the first few of them.
func (t *Turn) halfButtons(places []Place) []chat.Choice {
	var out []chat.Choice
	for _, p := range places[:min(listed/2, len(places))] {
		n := t.rowNumber(t.Outline.byCode[p.Code], p.Row)
		label := t.Say.Say("button_row_go", "n", n)
		if p.Code != places[0].Code {
			label += " (" + p.Code + ")"
		}
		out = append(out, t.buttonAt(p, actRowGo, label))
	}
	return out
}

// placeLine names a question in a list.
func (w *Writer) placeLine(p Place) string {
	q := w.Outline.byCode[p.Code]
	if p.Row != 0 {
		return w.Say.Say("moved_row_line", "n", w.rowNumber(q.group, p.Row), "code", p.Code, "label", shorten(w.fillOf(q, q.Label, p.Row), 50))
	}
	return w.Say.Say("missing_line", "code", p.Code, "label", shorten(w.fillOf(q, q.Label, p.Row), 60))
}

func (w *Writer) failureLines(list []failure) string {
	var lines []string
	for _, f := range list[:min(listed, len(list))] {
		if f.row != 0 {
			name := w.quotedName(w.Draft.row(f.check.group, f.row))
			lines = append(lines, w.Say.Say("fault_row_line", "n", w.rowNumber(f.check.group, f.row), "name", name, "text", w.message(f)))
			continue
		}
		lines = append(lines, w.Say.Say("fault_line", "text", w.message(f)))
	}
	return w.andMore(lines, len(list))
}

func (w *Writer) andMore(lines []string, of int) string {
	if of > len(lines) {
		lines = append(lines, w.Say.Count("and_more", of-len(lines)))
	}
	return strings.Join(lines, "\n")
}

// fixRows are buttons to the first few places and checks.
func (t *Turn) fixRows(places []Place, faults []failure) [][]chat.Choice {
	var out []chat.Choice
	seen := map[Place]bool{}
	add := func(p Place) {
		if seen[p] || len(out) >= listed || t.Outline.byCode[p.Code] == nil {
			return
		}
		seen[p] = true
		label := t.Say.Say("button_fix", "code", p.Code)
		if c := t.Draft.cell(t.Outline.byCode[p.Code], p.Row); c != nil && (c.State == Open || c.State == Later) {
			label = t.Say.Say("button_answer_code", "code", p.Code)
		}
		out = append(out, t.buttonAt(p, actFix, label))
	}
	for i, p := range places {
		if i < listed/2 { // the other half leads to what does not agree
			add(p)
		}
	}
	for _, f := range faults {
		for _, q := range f.check.fixes {
			if p := (q.At(f.row)); q.group == nil {
				add(Place{Code: q.Code})
			} else if f.row != 0 {
				add(p)
			}
		}
	}
	return rows(out...)
}

// typedReview takes words while the summary is shown.
func (t *Turn) typedReview() {
	q := &Question{Type: YesNo}
	v, problem := t.read(q, 0, t.Input.Text)
	missing := append(t.missing(), t.returned()...)
	errors, _ := t.faults()
	switch {
	case problem == "" && v.Number == 1 && len(missing) == 0 && len(errors) > 0:
		t.Focus.Phase, t.Focus.Check, t.Focus.Place = Checking, failureKey(errors[0]), errors[0].place()
		t.putCheck()
	case problem == "" && v.Number == 1 && len(missing) == 0:
		t.submit()
	case problem == "" && v.Number == 1:
		t.resumeReport()
	case problem == "":
		t.rest()
	case problem != "" && t.foreignTyped():
	default:
		t.tell(t.Say.Say("review_words"))
		t.review()
	}
}

// submitOrReview takes the word of the button: under the summary it hands the
// report in, elsewhere it shows the summary first.
func (t *Turn) submitOrReview() {
	if t.Focus.Phase == Review && !t.Frozen {
		t.submit()
		return
	}
	t.review()
}

// submit hands the report in, if nothing stands in the way.
func (t *Turn) submit() {
	errors, warnings := t.faults()
	if len(t.missing()) > 0 || len(errors) > 0 || len(t.returned()) > 0 {
		t.review()
		return
	}
	if f, ok := t.unreasoned(warnings); ok {
		*t.Focus = Focus{Phase: Checking, Place: f.place(), Check: failureKey(f)}
		t.tell(t.Say.Say("kept_reason_first"))
		t.putCheck()
		return
	}
	signOff := NoSignOff
	if t.SignOff != nil {
		signOff = t.SignOff()
	}
	if signOff == SignOffMissing {
		t.bubble(strings.TrimSpace(t.Say.Say("sign_missing", "unit", t.UnitLabel, "contact", t.Contact)), nil)
		return
	}
	*t.Focus = Focus{}
	if signOff == SignOffFirst {
		t.out.Presented = true
		t.bubble(t.Say.Say("presented", "unit", t.UnitLabel), nil)
		return
	}
	t.HandIn()
}

// HandIn makes the submission itself, after whoever has to has signed.
func (t *Turn) HandIn() Outcome {
	t.Draft.Revision++
	t.out.Submitted = true
	t.out.Receipt = receipt(t.Report, t.Unit, t.Draft.Revision, t.Now)
	t.tell(t.Say.Say("submitted", "unit", t.UnitLabel, "time", t.Now.Format("15:04"),
		"date", dayMonthYear(t.today()), "receipt", t.out.Receipt))
	t.filesUnderWay()
	t.bubble("", [][]chat.Choice{{t.wholeButton()}})
	return t.out
}

// receipt numbers a submission: the unit's code, which time it is, and four
// letters that tie them to the instant.
func receipt(report, unit string, revision int, at time.Time) string {
	check := strings.ToUpper(NameHash(fmt.Sprint(report, unit, revision, at.Unix())))
	for len(check) < 4 {
		check = "0" + check
	}
	return fmt.Sprintf("%s-%d-%s", unit, revision, check[len(check)-4:])
}

// frozen says that a submitted report stays as it is; it can be read.
func (t *Turn) frozen() {
	ways := [][]chat.Choice{{t.wholeButton()}}
	t.out.Frozen = true
	switch {
	case t.Closed != "":
		t.bubble(t.Closed, ways)
		return
	case t.Unsigned:
		t.bubble(t.Say.Say("frozen_unsigned", "unit", t.UnitLabel), ways)
		return
	case t.Exempt:
		t.bubble(strings.TrimSpace(t.Say.Say("frozen_exempt", "unit", t.UnitLabel, "remark", t.Remark, "contact", t.Contact)), ways)
		return
	case t.Accepted:
		t.bubble(strings.TrimSpace(t.Say.Say("frozen_accepted", "unit", t.UnitLabel, "above", t.Above, "contact", t.Contact)), ways)
		return
	}
	t.bubble(strings.TrimSpace(t.Say.Say("frozen", "unit", t.UnitLabel, "contact", t.Contact)), ways)
}
