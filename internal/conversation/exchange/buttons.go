package exchange

import (
	"slices"
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/button"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// Buttons make the buttons under what is asked.
type Buttons struct{ *Facts }

// Buttons returns what makes them.
func (t *Facts) Buttons() Buttons { return Buttons{t} }

// Question are the answers that can be tapped, then the ways about.
func (t Buttons) Question(q *form.Question, row int, c *answers.Cell) [][]chat.Choice {
	var given []chat.Choice
	if put := t.Put(q, row); !put.LookedFor() {
		numbered := t.IsNumbered(put)
		for i, tap := range put.Taps(t.Speech()) {
			if numbered {
				tap.Label = strconv.Itoa(i + 1)
			}
			given = append(given, t.tap(q, row, tap))
		}
	}
	if q.NamesUnit() {
		given = t.units(q, row)
	}
	switch q.Way() {
	case form.ByTicks:
		given = append(given, t.Button(q, row, button.Done, t.Say.Say("button_done")))
	case form.ByFigures:
		given = t.figures(q)
	case form.AtLength:
		if t.Focus.Text.Pieces > 0 {
			return t.Text(q, row)
		}
		if c.State == answers.Answered && !c.Value.Text.None && !t.Focus.Text.Anew {
			given = t.reopened(q, row)
		}
	case form.ByFiles:
		if c.State == answers.Answered {
			given = []chat.Choice{t.Button(q, row, button.Done, t.Say.Say("button_done"))}
		}
	}
	if q.Default != "" && c.State != answers.Answered {
		given = append([]chat.Choice{t.Button(q, row, button.Initial, t.Say.Say("button_right"))}, given...)
	}
	given = append(t.carry(q, row, c), given...)
	if group := q.ReasonFor; group != nil {
		given = append(given, t.Button(group, 0, button.Add, t.Say.Say("button_add_row")))
	}
	for _, o := range q.Special {
		given = append(given, t.Button(q, row, button.Choose, t.Fill(o.Label, 0), form.NameHash(o.Name)))
	}
	for _, s := range q.Suggest {
		given = append(given, t.Button(q, row, button.Suggest, t.Say.StoredDay(s), s))
	}
	for _, p := range t.Picks(q, row) {
		given = append(given, t.Button(q, row, button.Pick, p.Name, strconv.Itoa(p.ID)))
	}
	rows := button.Rows(given...)
	if q.Excerpts != "" && t.Looks {
		look := command.Command{Name: command.Summary, Code: t.Unit, Part: q.Excerpts}
		rows = append(rows, []chat.Choice{look.Choice(t.Say.Say("button_excerpts"))})
	}
	return append(rows, t.Ways(q, row, c)...)
}

// Put is the question with the choices that are put as buttons: those that fit and, of a long
// list, those that were ticked or looked for.
func (t *Facts) Put(q *form.Question, row int) *form.Question {
	offering := t.Offering(q, row)
	if !offering.LookedFor() {
		return offering
	}
	return offering.Only(func(o form.Option) bool {
		return q.Way() == form.ByTicks && slices.Contains(t.Focus.Asked.Picked, o.Name) || slices.Contains(t.Focus.Asked.Near, o.Name)
	})
}

// IsNumbered reports whether the choices stand in the message by number: a button would cut
// one of them.
func (t *Facts) IsNumbered(q *form.Question) bool {
	return !q.LookedFor() && slices.ContainsFunc(q.Choices, func(o form.Option) bool { return !button.FitsWhole(t.Fill(o.Label, 0)) })
}

// tap is one choice. That of a box says what it is to become, not that it changes:
// a press that a client sends twice does the same.
func (t Buttons) tap(q *form.Question, row int, tap form.Tap) chat.Choice {
	hash := form.NameHash(tap.Name)
	switch {
	case q.Way() != form.ByTicks:
		return t.Button(q, row, button.Choose, tap.Label, hash)
	case slices.Contains(t.Focus.Asked.Picked, tap.Name):
		return t.Button(q, row, button.Choose, t.Say.Say("choice_ticked", "label", tap.Label), hash, TickOff)
	}
	return t.Button(q, row, button.Choose, tap.Label, hash, tickOn)
}

// What a box becomes when it is pressed.
const (
	tickOn  = "1"
	TickOff = "0"
)

// Text ends a text under way, or begins it anew.
func (t Buttons) Text(q *form.Question, row int) [][]chat.Choice {
	return button.Rows(t.Button(q, row, button.Done, t.Say.Say("button_done")), t.Button(q, row, button.Rewrite, t.Say.Say("button_rewrite")))
}

// Ways lead to help, back, past the question and away from it.
func (t Buttons) Ways(q *form.Question, row int, c *answers.Cell) [][]chat.Choice {
	var ways []chat.Choice
	if q.Hint != "" || q.Example != "" {
		ways = append(ways, t.Button(q, row, button.Hint, t.Say.Say("button_hint")))
	}
	switch {
	case c.State == answers.Answered || t.mayKeep(q, row):
		ways = append(ways, t.Button(q, row, button.Keep, t.Say.Say("button_keep")))
	case c.Must(q):
		ways = append(ways, t.Button(q, row, button.Later, t.Say.Say("button_later")))
	default:
		ways = append(ways, t.Button(q, row, button.Skip, t.Say.Say("button_skip")))
	}
	ways = append(ways, t.Button(q, row, button.Back, t.Say.Say("button_back")), t.Button(q, row, button.Rest, t.Say.Say("button_rest")))
	if q.Parent != nil && c.State != answers.Answered && c.Must(q) {
		ways = append(ways, t.Button(q, row, button.RowLater, t.Say.Say("button_row_later")))
	}
	return button.Rows(ways...)
}

// Offer takes the optional questions that are offered, or goes on.
func (t Buttons) Offer() [][]chat.Choice {
	p := t.Focus.Place
	next := t.Say.Say("button_next_section")
	switch q := t.Asked(); {
	case p.Row != 0:
		next = t.Say.Say("button_skip_these")
	case q != nil && q.Section == len(t.Outline.Sections)-1:
		next = t.Say.Say("button_to_review")
	}
	return button.Rows(t.ButtonAt(p, button.Offer, t.Say.Say("button_answer")), t.ButtonAt(p, button.Next, next))
}

// Grow adds a row, or ends the list.
func (t Buttons) Grow() [][]chat.Choice {
	p := t.Focus.Place
	q := t.Asked()
	more, stop := "button_add_row", "button_no_more_rows"
	if q != nil && len(t.Draft.Cells[q.Pos].Rows) == 0 && t.Draft.Floor(t.Outline, q) == 0 {
		more, stop = "button_row_any", "button_row_none"
	}
	out := []chat.Choice{t.ButtonAt(p, button.Add, t.Say.Say(more)), t.ButtonAt(p, button.Stop, t.Say.Say(stop))}
	if q != nil {
		if n := len(t.LastRows(q)); n > 0 {
			out = append(out, t.Button(q, 0, button.LastAll, t.Say.Count("button_last_rows", n, "noun", q.Rows.Noun)))
		}
		out = append(out, t.ButtonAt(p, button.Later, t.Say.Say("button_later")))
		if t.Listing(q) {
			out = append(out, t.rowList(q)...)
		}
	}
	return button.Rows(out...)
}

// None stores «Không có» as the whole text, or goes back to it.
func (t Buttons) None() [][]chat.Choice {
	p := t.Focus.Place
	return button.Rows(t.ButtonAt(p, button.None, t.Say.Say("button_right")), t.ButtonAt(p, button.Rewrite, t.Say.Say("button_rewrite")))
}

// Readings are what the words could mean, to be picked from.
func (t Buttons) Readings() [][]chat.Choice {
	var out []chat.Choice
	readings := t.Focus.Asked.Readings
	for i, v := range readings {
		label := t.readingNamed(v)
		if len(readings) == 1 {
			label = t.Say.Say("button_store_value", "value", t.readingShown(v))
		}
		out = append(out, t.ButtonAt(t.Focus.Place, button.Read, label, strconv.Itoa(i)))
	}
	if len(readings) == 1 {
		out = append(out, t.ButtonAt(t.Focus.Place, button.Later, t.Say.Say("button_later")))
	}
	return button.Rows(out...)
}

// units are the units that were offered, or the own one.
func (t Buttons) units(q *form.Question, row int) []chat.Choice {
	if !q.Searched() {
		return []chat.Choice{t.Button(q, row, button.Own, t.Say.Say("button_right"))}
	}
	if len(t.Focus.Asked.Picked) == 0 {
		return []chat.Choice{t.Button(q, row, button.Own, t.UnitLabel)}
	}
	var out []chat.Choice
	for _, code := range t.Focus.Asked.Picked {
		out = append(out, t.Button(q, row, button.Unit, t.UnitName(code), code))
	}
	return out
}

// reopened are the ways with a text that is there already.
func (t Buttons) reopened(q *form.Question, row int) []chat.Choice {
	return []chat.Choice{
		t.Button(q, row, button.More, t.Say.Say("button_more")),
		t.Button(q, row, button.Rewrite, t.Say.Say("button_rewrite")),
		t.Button(q, row, button.Full, t.Say.Say("button_full")),
	}
}

// figures confirm the figures, or lead to the one that is not right.
func (t Buttons) figures(q *form.Question) []chat.Choice {
	if len(t.Draft.WaitsFor(t.Outline, q)) > 0 {
		return nil
	}
	var out []chat.Choice
	if t.Draft.Computable(t.Outline, q) {
		out = append(out, t.Button(q, 0, button.Own, t.Say.Say("button_right")))
	} else {
		out = append(out, t.Button(q, 0, button.Own, t.Say.Say("button_leave_empty")))
	}
	if list := q.Correctables(); len(list) > 1 {
		for _, i := range list {
			out = append(out, t.Button(q, 0, button.Part, t.Say.Say("button_part", "label", t.Fill(q.Figures[i].Label, 0)), strconv.Itoa(i)))
		}
	}
	return out
}

// Listing reports whether the rows are named above «Kê tiếp»: when the list was
// asked for, and when one of them was left half done.
func (t Buttons) Listing(group *form.Question) bool {
	list := t.Draft.Cells[group.Pos].Rows
	if t.Focus.Rows.Listed {
		return len(list) > 0
	}
	for i := range list {
		if _, half := answers.HalfRow(group, &list[i]); half {
			return true
		}
	}
	return false
}

// rowList leads to the rows of the page that is shown.
func (t Buttons) rowList(group *form.Question) []chat.Choice {
	list := t.Draft.Cells[group.Pos].Rows
	page, pages := paper.ClampPage(t.Focus.Rows.Page, len(list), paper.RowsOnPage)
	var out []chat.Choice
	for i := page * paper.RowsOnPage; i < min(len(list), (page+1)*paper.RowsOnPage); i++ {
		out = append(out, t.ButtonAt(group.At(list[i].ID), button.Fix, t.Say.Say("button_row", "n", i+1)))
	}
	return append(out, t.PageButtons(form.Place{Code: group.Code}, button.Page, page, pages)...)
}

// Move are «Lên» and «Xuống», as far as the row can go.
func (t Buttons) Move(group *form.Question, id int) []chat.Choice {
	var out []chat.Choice
	p, n := group.At(id), t.RowNumber(group, id)
	if n > 1 {
		out = append(out, t.ButtonAt(p, button.Up, t.Say.Say("button_up")))
	}
	if n < len(t.Draft.Cells[group.Pos].Rows) {
		out = append(out, t.ButtonAt(p, button.Down, t.Say.Say("button_down")))
	}
	return out
}

// Drop takes the row out, or keeps it.
func (t Buttons) Drop() [][]chat.Choice {
	p := t.Focus.Place
	return button.Rows(t.ButtonAt(p, button.Drop, t.Say.Say("button_drop")), t.ButtonAt(p, button.Fix, t.Say.Say("button_keep")))
}
