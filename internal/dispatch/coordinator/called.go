package coordinator

import (
	"giaoban/internal/asked"
	"giaoban/internal/roster"
)

// called finds a question of a unit's outline by what people call it, or its figure: “crop loss”, «số hộ»; "" where several could be
// meant, or none.
func (h Handler) called(u roster.Unit) func(words string) string {
	outline := h.Campaign.Outlines[u.Level]
	if outline == nil {
		return nil
	}
	index := h.Campaign.Asked(u.Level, h.Say.Tag())
	return func(words string) string {
		for _, want := range []asked.Want{asked.HowMuch, asked.Who, asked.Rows} {
			found := index.Find(words, want)
			if !found.Sure {
				continue
			}
			q := found.Things[0].Q
			if figure := found.Things[0].Figure; figure != nil {
				q = outline.Named(figure.Value)
			}
			if q != nil {
				return q.Code
			}
		}
		return ""
	}
}
