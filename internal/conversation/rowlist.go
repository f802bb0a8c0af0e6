package conversation

import (
	"cmp"
	"strings"

	"giaoban/internal/chat"
)

// rowsOnPage is how many rows of a list stand in one bubble.
const rowsOnPage = 10

// listing tells whether the rows are named above «Kê tiếp»: when the list was
// asked for, and when one of them was left half done.
func (t *Turn) listing(group *Question) bool {
	list := t.Draft.Cells[group.pos].Rows
	if t.Focus.Fixing {
		return len(list) > 0
	}
	for i := range list {
		if _, half := halfRow(group, &list[i]); half {
			return true
		}
	}
	return false
}

// rowLines names the rows of a page, each with its mark.
func (w *Writer) rowLines(group *Question, page int) string {
	list := w.Draft.Cells[group.pos].Rows
	page, pages := clampPage(page, len(list), rowsOnPage)
	var lines []string
	if pages > 1 {
		lines = append(lines, w.Say.Say("page_of", "n", page+1, "total", pages))
	}
	for i := page * rowsOnPage; i < min(len(list), (page+1)*rowsOnPage); i++ {
		r := &list[i]
		lines = append(lines, w.Say.Say("row_line", "n", i+1, "mark", rowMark(group, r), "name", cmp.Or(r.Label, w.Say.Say("row_no_name"))))
	}
	return strings.Join(lines, "\n")
}

// rowMark is one of the three signs of lists.
func rowMark(group *Question, r *Row) string {
	done, total := rowProgress(group, r)
	return mark(done, total)
}

// clampPage keeps a page's number, from 0, within the pages that n things fill.
func clampPage(page, n, size int) (int, int) {
	pages := max(1, (n+size-1)/size)
	return min(max(page, 0), pages-1), pages
}

// pageButtons turn the pages of something long, which the act shows.
func (t *Turn) pageButtons(p Place, act string, page, pages int) []chat.Choice {
	var out []chat.Choice
	if page > 0 {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_before"), itoa(page-1)))
	}
	if page+1 < pages {
		out = append(out, t.buttonAt(p, act, t.Say.Say("button_page_next"), itoa(page+1)))
	}
	return out
}

// rowListButtons lead to the rows of the page that is shown.
func (t *Turn) rowListButtons(group *Question) []chat.Choice {
	list := t.Draft.Cells[group.pos].Rows
	page, pages := clampPage(t.Focus.Page, len(list), rowsOnPage)
	var out []chat.Choice
	for i := page * rowsOnPage; i < min(len(list), (page+1)*rowsOnPage); i++ {
		out = append(out, t.buttonAt(group.At(list[i].ID), actFix, t.Say.Say("button_row", "n", i+1)))
	}
	return append(out, t.pageButtons(Place{Code: group.Code}, actPage, page, pages)...)
}

// turnRows shows another page of the list of rows.
func (t *Turn) turnRows(group *Question, page int) {
	t.Focus.Page = page
	t.Focus.Fixing = true
	t.grow(group)
	t.replace()
}
