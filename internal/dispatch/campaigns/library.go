package campaigns

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"giaoban/internal/answers"
	"giaoban/internal/asked"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/whom"
)

// Library returns the reports of one snapshot. What cannot be read with an outline
// at hand counts as not begun: one broken report must not hide the others. damaged is told
// the unit of each report that is left out, or shown without a text, because a record is
// damaged.
func (c *Campaign) Library(r store.Reader, lang string, damaged func(unit string)) oversight.Library {
	return oversight.Library{
		Poll:     polled(c),
		Outlines: outlinesIn(c.Outlines, lang),
		Asked:    func(level int) *asked.Index { return c.Asked(level, lang) },
		Open:     func(unit string) (oversight.Paper, error) { return c.paper(r, c.Report(unit), lang, damaged) },
		Before:   c.before(r, lang, damaged),
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

// outlinesIn are the outlines in a language.
func outlinesIn(all map[int]*form.Outline, lang string) map[int]*form.Outline {
	said := make(map[int]*form.Outline, len(all))
	for level, o := range all {
		said[level] = o.In(lang)
	}
	return said
}

// ofOneUnit are the words that name one unit and not its type.
var ofOneUnit = []string{"don_vi", "ten", "don_vi_tren"}

// Lists returns what finds lists of the campaign's units in a language's sentences. It is made
// when it is first wanted.
func (c *Campaign) Lists(say locale.Phrases) *whom.Lists {
	if l, ok := c.lists.Load(say.Tag()); ok {
		return l.(*whom.Lists)
	}
	l, _ := c.lists.LoadOrStore(say.Tag(), whom.NewLists(c.Units, say))
	return l.(*whom.Lists)
}

// An askedIn is a level's outline in a language.
type askedIn struct {
	level int
	lang  string
}

// Asked returns what words mean by a level's outline in a language. It is made when it is
// first wanted.
func (c *Campaign) Asked(level int, lang string) *asked.Index {
	say := c.Phrases(lang)
	key := askedIn{level, say.Tag()}
	if x, ok := c.asked.Load(key); ok {
		return x.(*asked.Index)
	}
	var words []form.Words
	types := map[string]bool{}
	for _, u := range c.Units.AtLevel(level) {
		if !types[u.Type] {
			types[u.Type] = true
			about := maps.Clone(c.AboutUnit(u, say).Words)
			maps.DeleteFunc(about, func(name, _ string) bool { return slices.Contains(ofOneUnit, name) })
			words = append(words, about)
		}
	}
	x, _ := c.asked.LoadOrStore(key, asked.New(c.Outlines[level].In(say.Tag()), words, asked.Language{
		Common: strings.Split(say.Say("figure_common"), ","), Not: strings.Split(say.Say("figure_not"), ","), Shorts: say.Shorts()}))
	return x.(*asked.Index)
}

// paper reads a report of this campaign, or of one before it.
func (c *Campaign) paper(r store.Reader, rep report.ID, lang string, damaged func(unit string)) (oversight.Paper, error) {
	u, _ := c.Units.Get(rep.Unit)
	draft, err := store.Drafts.Get(r, rep)
	if errors.Is(err, store.ErrDamaged) {
		c.Set.Log.Error("report left out", "unit", rep.Unit, "error", err)
		damaged(rep.Unit)
		return oversight.Paper{}, nil
	}
	if err != nil || draft == nil {
		return oversight.Paper{}, err
	}
	o := c.Outlines[u.Level]
	if o == nil || draft.Outline != o.Hash {
		o = c.Set.Version(draft.Outline)
	}
	if o == nil {
		c.Set.Log.Error("report left out: its outline is not stored", "unit", rep.Unit, "outline", draft.Outline)
		return oversight.Paper{}, nil
	}
	o = o.In(lang)
	if of := c.Before(rep.Unit); rep == c.Report(rep.Unit) && !of.IsZero() {
		draft.Last = sync.OnceValue(func() *answers.Last {
			last, err := c.LastReport(r, of)
			if err != nil {
				c.Set.Log.Error("the last report is left out", "unit", rep.Unit, "error", err)
			}
			return last
		})
	}
	return oversight.Paper{
		Outline: o, Draft: draft, Words: c.AboutUnit(u, c.Phrases(lang)).Words,
		Texts: func(p form.Place) []string {
			text, err := store.Text(r, rep, o.Filed(p), draft.Text(o, p))
			if err != nil {
				c.Set.Log.Error("text left out", "unit", rep.Unit, "error", err)
				damaged(rep.Unit)
			}
			return text
		},
		Files: func() ([]oversight.Attached, error) {
			files, err := store.FilesOf.Get(r, rep)
			var out []oversight.Attached
			for _, f := range files.List {
				out = append(out, oversight.Attached{Filed: f.Filed, Ref: f.Ref, By: f.By, Got: f.Got,
					Missing: f.State == answers.FileStored && c.Set.Kept != nil && !c.Set.Kept(f.Hash)})
			}
			return out, err
		},
		Mended: func() (oversight.Mended, error) { return c.mended(r, rep, rep.Unit) },
	}, nil
}

// mostSinceReturn is how many lines of the journal are read for when a report was returned.
const mostSinceReturn = 50

// mended reads what was answered otherwise since the unit's report was returned.
func (c *Campaign) mended(r store.Reader, rep report.ID, unit string) (m oversight.Mended, err error) {
	lines, _, err := store.JournalPage(r, c.ID(), "", mostSinceReturn, func(u string) bool { return u == unit })
	if err != nil {
		return m, err
	}
	i := slices.IndexFunc(lines, func(e report.Entry) bool { return e.Move == report.MoveReturn })
	if i < 0 {
		return m, nil
	}
	m = oversight.Mended{At: lines[i].When, Remark: lines[i].Remark, Codes: lines[i].Codes}
	history, err := store.HistoryOf(r, rep)
	type piece struct {
		name     string
		row, nth int
	}
	before := map[piece]string{}
	for _, e := range history {
		p := piece{e.Name, e.Row, e.Piece}
		said, known := before[p]
		switch {
		case e.Name == "" || e.Check != "":
			continue
		case e.At.After(m.At) && (e.Removed || !known || said != e.Text) && !slices.Contains(m.Changed, e.Name):
			m.Changed = append(m.Changed, e.Name)
		}
		before[p] = e.Text
	}
	return m, err
}
