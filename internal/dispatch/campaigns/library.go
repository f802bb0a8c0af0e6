package campaigns

import (
	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/store"
)

// Library returns the reports of one snapshot. What cannot be read with an outline
// at hand counts as not begun: one broken report must not hide the others.
func (c *Campaign) Library(r store.Reader) oversight.Library {
	return oversight.Library{
		Outlines: c.Outlines,
		Open:     func(unit string) (oversight.Paper, error) { return c.paper(r, unit) },
		Below: func(unit string) *form.Below {
			u, _ := c.Units.Get(unit)
			below, err := c.Below.From(r, u)
			if err != nil {
				c.Set.Log.Error("points left out: what is below cannot be read", "unit", unit, "error", err)
				return &form.Below{}
			}
			return below
		},
	}
}

func (c *Campaign) paper(r store.Reader, unit string) (oversight.Paper, error) {
	u, _ := c.Units.Get(unit)
	rep := c.Report(unit)
	draft, err := store.Drafts.Get(r, rep)
	if err != nil || draft == nil {
		return oversight.Paper{}, err
	}
	o := c.Outlines[u.Level]
	if o == nil || draft.Outline != o.Hash {
		o = c.Set.Versions[draft.Outline]
	}
	if o == nil {
		c.Set.Log.Error("report left out: its outline is not stored", "unit", unit, "outline", draft.Outline)
		return oversight.Paper{}, nil
	}
	return oversight.Paper{
		Outline: o, Draft: draft, Words: c.AboutUnit(u).Words,
		Texts: func(p form.Place) []string {
			return store.Text(r, rep, o.Filed(p), draft.Pieces(o, p))
		},
		Files: func() ([]answers.Filed, error) {
			files, err := store.FilesOf.Get(r, rep)
			var out []answers.Filed
			for _, f := range files.List {
				out = append(out, f.Filed)
			}
			return out, err
		},
	}, nil
}
