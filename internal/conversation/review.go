package conversation

import (
	"slices"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// summary is the mode of the summary, from which the report is handed in.
type summary struct{ resting }

func (t *Turn) summary() summary { return summary{resting{t}} }

// review shows the summary and what still stands in the way of submitting.
func (t summary) review() {
	if t.figures().askChanged() {
		return
	}
	t.Focus.Begin(exchange.Review)
	t.Lead = append(t.Lead, paper.Between{Writer: &t.Writer}.End()...)
	t.Tell(t.Summary())
	if t.Frozen {
		t.SayFrozen()
		return
	}
	t.ready("")
}

// ready says something, then what stands in the way of handing in, or asks for it:
// what stands under the summary.
func (t summary) ready(said string) {
	t.Tell(said)
	missing := t.Missing()
	errors, warnings := t.Faults()
	if again := t.Returned(); len(again) > 0 {
		t.Tell(t.Say.Count("returned_left", len(again)) + "\n" + t.PlaceLines(again))
		t.Bubble("", append([][]chat.Choice{{button.Start(t.Report, t.Say.Say("button_resume"))}}, t.fixRows(again, nil)...))
		return
	}
	if len(missing) == 0 && len(errors) == 0 {
		t.readyToSubmit(warnings)
		return
	}
	t.obstacles(missing, errors)
}

// readyToSubmit asks for the act of submitting in the outline's own words.
func (t summary) readyToSubmit(warnings []answers.Failure) {
	if len(warnings) > 0 {
		t.Tell(t.Say.Count("review_warnings", len(warnings)) + "\n" + t.FailureLines(warnings))
	}
	text := t.Say.Say("submit_question")
	for _, q := range t.Outline.Top {
		if q.Submits() {
			text = t.Fill(q.Label, 0)
		}
	}
	buttons := [][]chat.Choice{{t.ButtonAt(form.Place{}, button.Submit, t.Say.Say("button_submit")), t.WholeButton()}}
	t.Bubble(text, append(buttons, t.fixRows(nil, warnings)...))
}

// obstacles lists what is missing and what does not agree, each with a way to
// it.
func (t summary) obstacles(missing []form.Place, errors []answers.Failure) {
	t.notReady(len(missing), len(errors))
	outside := slices.DeleteFunc(slices.Clone(missing), func(p form.Place) bool { return p.Row != 0 })
	half := t.HalfRows()
	if len(outside) > 0 {
		t.Tell(t.Say.Say("missing_title") + "\n" + t.PlaceLines(outside))
	}
	if len(half) > 0 {
		t.Tell(t.Say.Say("half_title") + "\n" + t.HalfLines(half))
	}
	if len(errors) > 0 {
		t.Tell(t.Say.Say("errors_title") + "\n" + t.FailureLines(errors))
	}
	buttons := [][]chat.Choice{{t.WholeButton()}}
	if len(missing) > 0 {
		buttons[0] = []chat.Choice{button.Start(t.Report, t.Say.Say("button_resume")), t.WholeButton()}
	}
	buttons = append(buttons, button.Rows(t.halfButtons(half)...)...)
	t.Bubble("", append(buttons, t.fixRows(outside, errors)...))
}

// notReady says what stands in the way, and nothing of what does not.
func (t summary) notReady(missing, errors int) {
	switch {
	case errors == 0:
		t.Refuse(t.Say.Count("not_ready_missing", missing))
	case missing == 0:
		t.Refuse(t.Say.Count("not_ready_errors", errors))
	default:
		t.Refuse(t.Say.Say("not_ready", "missing", missing, "errors", errors))
	}
}

// halfButtons go on with the first few of them.
func (t summary) halfButtons(places []form.Place) []chat.Choice {
	var out []chat.Choice
	for _, p := range places[:min(paper.Listed/2, len(places))] {
		n := t.RowNumber(t.Outline.ByCode[p.Code], p.Row)
		label := t.Say.Say("button_row_go", "n", n)
		if p.Code != places[0].Code {
			label += " (" + p.Code + ")"
		}
		out = append(out, t.ButtonAt(p, button.RowGo, label))
	}
	return out
}

// fixRows are buttons to the first few places and checks.
func (t summary) fixRows(places []form.Place, faults []answers.Failure) [][]chat.Choice {
	var out []chat.Choice
	seen := map[form.Place]bool{}
	add := func(p form.Place) {
		if seen[p] || len(out) >= paper.Listed || t.Outline.ByCode[p.Code] == nil {
			return
		}
		seen[p] = true
		label := t.Say.Say("button_fix", "code", p.Code)
		if c := t.Draft.Cell(t.Outline.ByCode[p.Code], p.Row); c != nil && (c.State == answers.Open || c.State == answers.Later) {
			label = t.Say.Say("button_answer_code", "code", p.Code)
		}
		out = append(out, t.ButtonAt(p, button.Fix, label))
	}
	for i, p := range places {
		if i < paper.Listed/2 { // the other half leads to what does not agree
			add(p)
		}
	}
	for _, f := range faults {
		for _, q := range f.Check.Fixes {
			if p := (q.At(f.Row)); q.Parent == nil {
				add(form.Place{Code: q.Code})
			} else if f.Row != 0 {
				add(p)
			}
		}
	}
	return button.Rows(out...)
}

// heard takes a whole yes or no to handing in.
func (t summary) heard() bool {
	missing := append(t.Missing(), t.Returned()...)
	errors, _ := t.Faults()
	switch t.Consents(command.Deed{Name: "submit"}) {
	case command.Yes:
		switch {
		case len(missing) == 0 && len(errors) > 0:
			t.Focus.Mode, t.Focus.Failed.Check, t.Focus.Place = exchange.Checking, answers.FailureKey(errors[0]), errors[0].Place()
			t.checks().putCheck()
		case len(missing) == 0:
			t.submit()
		default:
			t.resumeReport()
		}
	case command.No:
		t.Tell(t.Say.Say("submit_not"))
		t.ways().rest()
	default:
		return false
	}
	return true
}

// Without a whole yes nothing is handed in, and it is said so.
func (t summary) typed() {
	switch {
	case t.Consents(command.Deed{Name: "submit"}) == command.Hold:
		t.ready(t.Say.Say("submit_held"))
	case !t.foreignTyped():
		t.ready(t.Say.Say("review_words"))
	}
}

// «ok mai nộp» and «hủy» leave it for now.
func (t summary) commanded(c command.Command) bool {
	switch c.Name {
	case command.Later, command.Skip, command.Cancel, command.Keep:
		t.ready(t.Say.Say("submit_held"))
		return true
	}
	return t.resting.commanded(c)
}

func (t summary) put() bool {
	t.review()
	return true
}

// submitOrReview takes the word of the button: under the summary it hands the
// report in, elsewhere it shows the summary first.
func (t summary) submitOrReview() {
	switch {
	case t.Focus.Mode != exchange.Review || t.Frozen:
		t.review()
	case t.Command.Heard.Asks():
		t.ready(t.Say.Say("submit_held"))
	default:
		t.submit()
	}
}

// submit hands the report in, if nothing stands in the way.
func (t summary) submit() {
	errors, warnings := t.Faults()
	if len(t.Missing()) > 0 || len(errors) > 0 || len(t.Returned()) > 0 {
		t.review()
		return
	}
	if f, ok := t.Unreasoned(warnings); ok {
		t.Focus.Begin(exchange.Checking)
		t.Focus.Place, t.Focus.Failed.Check = f.Place(), answers.FailureKey(f)
		t.Tell(t.Say.Say("kept_reason_first"))
		t.checks().putCheck()
		return
	}
	signOff := exchange.NoSignOff
	if t.SignOff != nil {
		signOff = t.SignOff()
	}
	if signOff == exchange.SignOffMissing {
		t.Bubble(strings.TrimSpace(t.Say.Say("sign_missing", "unit", t.UnitLabel, "contact", t.Contact)), nil)
		return
	}
	t.Focus.Begin(exchange.Idle)
	if signOff == exchange.SignOffFirst {
		t.Out.Presented = true
		t.Bubble(t.Say.Say("presented", "unit", t.UnitLabel), nil)
		return
	}
	t.HandIn()
}

// HandIn makes the submission itself, after whoever has to has signed.
func (t *Turn) HandIn() exchange.Outcome {
	t.Draft.Revision++
	t.Out.Submitted = true
	t.Out.Receipt = t.Draft.Receipt(t.Report, t.Unit, t.Now)
	t.Tell(t.Say.Say("submitted", "unit", t.UnitLabel, "time", t.Say.Clock(t.Now),
		"date", t.Say.StoredDay(t.Today()), "receipt", t.Out.Receipt))
	if q := t.Outline.Scan; q != nil && len(t.uploads().live(q.At(0), answers.ForScan)) == 0 {
		t.Tell(t.Say.Say("submitted_scan"))
	}
	t.Lead = append(t.Lead, t.InWords().FilesUnderWay()...)
	t.Bubble("", [][]chat.Choice{{t.WholeButton()}})
	return t.Out
}
