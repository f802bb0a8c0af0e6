package conversation

import (
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/paper"
)

// listing tells whether the rows are named above «Kê tiếp»: when the list was
// asked for, and when one of them was left half done.
func (t rows) listing(group *form.Question) bool {
	list := t.Draft.Cells[group.Pos].Rows
	if t.state.Listed {
		return len(list) > 0
	}
	for i := range list {
		if _, half := answers.HalfRow(group, &list[i]); half {
			return true
		}
	}
	return false
}

// pageButtons turn the pages of something long, which the act shows.
func (t *Turn) pageButtons(p form.Place, act string, page, pages int) []chat.Choice {
	var out []chat.Choice
	if page > 0 {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_before"), strconv.Itoa(page-1)))
	}
	if page+1 < pages {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_next"), strconv.Itoa(page+1)))
	}
	return out
}

// rowListButtons lead to the rows of the page that is shown.
func (t rows) rowListButtons(group *form.Question) []chat.Choice {
	list := t.Draft.Cells[group.Pos].Rows
	page, pages := paper.ClampPage(t.state.Page, len(list), paper.RowsOnPage)
	var out []chat.Choice
	for i := page * paper.RowsOnPage; i < min(len(list), (page+1)*paper.RowsOnPage); i++ {
		out = append(out, t.buttonAt(group.At(list[i].ID), actFix, t.Say.Say("button_row", "n", i+1)))
	}
	return append(out, t.pageButtons(form.Place{Code: group.Code}, actPage, page, pages)...)
}

// turnRows shows another page of the list of rows.
func (t rows) turnRows(group *form.Question, page int) {
	t.state.Page, t.state.Listed = page, true
	t.grow(group)
	t.replace()
}
