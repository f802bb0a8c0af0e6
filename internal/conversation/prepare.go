package conversation

// prepare shows a page of what to gather.
func (t browse) prepare(page int) {
	p := t.Preparation()
	pages := p.Pages()
	if len(pages) == 0 {
		pages = []string{t.Say.Say("prepare_nothing")}
	}
	page = min(max(page, 0), len(pages)-1)
	t.cover(Preparing, 0, page)
	text := t.Say.Say("page_of", "n", page+1, "total", len(pages)) + "\n\n" + pages[page]
	if page == 0 {
		text = p.Title() + "\n" + text
	}
	t.bubble(text, t.readingWays(actPrepare, page, len(pages)))
}
