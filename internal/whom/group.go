package whom

import (
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// A description is what was said of a group: units of a level and a type, below a unit, that
// stand in one way.
type description struct {
	number int      // how many there are, 0: it was not said
	level  int      // 0: it was not said
	kind   string   // the only type that is meant, "" for all of the level
	called string   // the type whose word was said
	below  []string // the units over them; nil: those of the person
	state  int      // place in states plus one, 0 for any
	vague  bool     // it does not tell which: «mấy xã», «vài xã»
}

// A grouping is one way to read some words as a group, up to a word.
type grouping struct {
	description
	to int
	// whole marks one that can be meant by itself, names one that can stand before names.
	whole, names bool
}

// A stated is words for how units stand.
type stated struct {
	words terms
	is    func(report.Overview, roster.Unit) bool
}

// states are the phrases that list how people say how units stand, each with the units that
// are meant by it.
var states = []struct {
	phrase string
	is     func(report.Overview, roster.Unit) bool
}{
	{"whom_missing", missing},
	{"whom_in", func(s report.Overview, u roster.Unit) bool { return s.Status[u.Code].State.In() }},
	{"whom_in_time", func(s report.Overview, u roster.Unit) bool { return report.InTime(s, u.Code) }},
	{"whom_submitted", func(s report.Overview, u roster.Unit) bool { return s.Status[u.Code].State == report.Submitted }},
	{"whom_accepted", func(s report.Overview, u roster.Unit) bool { return s.Status[u.Code].State == report.Accepted }},
	{"whom_unregistered", because(report.CauseUnregistered)},
	{"whom_unreachable", because(report.CauseUnreachable)},
	{"whom_not_started", because(report.CauseNotStarted)},
	{"whom_in_progress", because(report.CauseInProgress, report.CauseStuck)},
	{"whom_stuck", because(report.CauseStuck)},
	{"whom_returned", because(report.CauseReturned)},
	{"whom_awaiting_signature", because(report.CauseAwaitingSignature)},
	{"whom_overdue", func(s report.Overview, u roster.Unit) bool {
		return missing(s, u) && s.Deadline != nil && !s.Deadline(u.Code).IsZero() && s.Now.After(s.Deadline(u.Code))
	}},
}

func missing(s report.Overview, u roster.Unit) bool {
	state := s.Status[u.Code].State
	return !state.In() && state.Counts()
}

func because(causes ...report.Cause) func(report.Overview, roster.Unit) bool {
	return func(s report.Overview, u roster.Unit) bool {
		return missing(s, u) && slices.Contains(causes, s.Cause(u.Code))
	}
}

func lexiconOf(say locale.Phrases) lexicon {
	read := func(phrase string) terms { return termsOf(say.Say(phrase)) }
	l := lexicon{joining: read("whom_joining"), except: read("whom_except"), all: read("whom_all"), some: read("whom_some"), weak: read("whom_weak"),
		vague: read("whom_vague"), which: read("whom_which"), anybody: read("whom_anybody"), levels: read("whom_level"), of: read("whom_of"),
		ours: read("whom_ours"), any: read("whom_any"), while: read("whom_while"), behind: read("whom_behind")}
	for _, number := range read("whom_numbers") {
		l.numbers = append(l.numbers, number[0])
	}
	for _, s := range states {
		l.states = append(l.states, stated{read(s.phrase), s.is})
	}
	return l
}

// termsOf reads the words that a phrase lists between commas. «!» marks one that is another
// word without its marks.
func termsOf(phrase string) (out terms) {
	for listed := range strings.SplitSeq(phrase, ",") {
		var term []token
		for word := range strings.FieldsSeq(strings.ToLower(listed)) {
			word, marked := strings.CutSuffix(word, "!")
			term = append(term, token{tone: viet.ToneKey(word), fold: viet.Fold(word), marked: marked})
		}
		if len(term) > 0 {
			out = append(out, term)
		}
	}
	slices.SortStableFunc(out, func(a, b []token) int { return len(b) - len(a) })
	return out
}

// groups are the ways to read the words from one on as a group.
func (r *reader) groups(from, n int) (out []grouping) {
	g, at := description{}, from
	step := func(t terms) bool {
		k := t.at(r.tokens[at:n])
		at += k
		return k > 0
	}
	all := step(r.words.all)
	some := step(r.words.some)
	weak := !some && step(r.words.weak)
	g.vague = step(r.words.vague)
	if k, number := r.number(at, n); k > 0 {
		at, g.number = at+k, number
	}
	step(r.words.levels)
	before := r.statedBefore(&g, at, n)
	at += before
	to := r.kinds(&g, at, n)
	kind := to > at
	at = to
	kind = kind || step(r.words.any)
	which := step(r.words.which)
	anybody := !kind && !all && !some && step(r.words.anybody)
	quantity := all || some || g.number > 0
	add := func(to int, g description, stated, placed bool) {
		out = append(out, grouping{g, to,
			all || g.vague || quantity && kind || stated && (kind || anybody || some || weak || from == 0 && to == n),
			!stated && !placed && (kind || quantity)})
	}
	if before > 0 {
		add(at, g, true, false)
		r.placed(at, n, g, func(to int, g description) { add(to, g, true, true) })
		return out
	}
	if weak && !which {
		g.vague = true // until a state tells which
	}
	if at > from {
		add(at, g, false, false)
	}
	r.described(from, at, n, g, add)
	return out
}

// statedBefore reads how units stand before their kind, «the missing wards», in languages that
// say so: how many words it is.
func (r *reader) statedBefore(g *description, at, n int) int {
	if !r.Say.Tongue().TypeBehind() {
		return 0
	}
	for i, s := range r.words.states {
		k := s.words.at(r.tokens[at:n])
		if k == 0 || at+k >= n {
			continue
		}
		if _, kind := r.typeAt(at+k, n); kind > 0 || r.words.any.at(r.tokens[at+k:n]) > 0 {
			g.state, g.vague = i+1, false
			return k
		}
	}
	return 0
}

// described reads how the units of a group stand and where they lie, in any order.
func (r *reader) described(from, at, n int, g description, add func(to int, g description, stated, placed bool)) {
	try := func(at int, g description, stated, placed bool, on func(at int, g description)) {
		add(at, g, stated, placed)
		on(at, g)
	}
	state := func(at int, g description, on func(to int, g description)) {
		if k := r.words.while.at(r.tokens[at:n]); k > 0 && at+k < n {
			at += k
		}
		for i, s := range r.words.states {
			if k := s.words.at(r.tokens[at:n]); k > 0 {
				to := at + k
				to += r.words.behind.at(r.tokens[to:n])
				g.state, g.vague = i+1, false
				on(to, g)
			}
		}
	}
	nothing := func(int, description) {}
	if at < n {
		state(at, g, func(to int, g description) {
			try(to, g, true, false, func(at int, g description) {
				r.placed(at, n, g, func(to int, g description) { try(to, g, true, true, nothing) })
			})
		})
	}
	if at > from {
		r.placed(at, n, g, func(to int, g description) {
			try(to, g, false, true, func(at int, g description) {
				if at < n {
					state(at, g, func(to int, g description) { try(to, g, true, true, nothing) })
				}
			})
		})
	}
}

// placed reads the unit below which a group lies: «của huyện Thọ Xuân», «trong huyện mình».
func (r *reader) placed(at, n int, g description, on func(to int, g description)) {
	if at >= n || r.tokens[at].separated {
		return
	}
	at += r.words.of.at(r.tokens[at:n])
	if at >= n {
		return
	}
	if k := r.ours(at, n); k > 0 {
		g.below = r.Roots
		on(at+k, g)
	}
	for to := min(at+longestName, n); to > at; to-- {
		if !r.isKnown(at, to) || slices.ContainsFunc(r.tokens[at+1:to], func(t token) bool { return t.separated }) {
			continue
		}
		over := slices.DeleteFunc(r.Scope.Find(r.text(part{from: at, to: to}), nil).Units, func(u roster.Unit) bool {
			return !slices.ContainsFunc(r.Units.Below(u.Code), func(b roster.Unit) bool {
				return slices.Contains(r.Levels, b.Level) && (g.level == 0 || b.Level == g.level)
			})
		})
		if len(over) == 1 {
			g := g
			g.below = []string{over[0].Code}
			on(to, g)
		}
	}
}

// ours reads the person's own unit: «huyện», «huyện mình», «mình».
func (r *reader) ours(at, n int) int {
	for _, called := range r.roots {
		if k := called.at(r.tokens[at:n]); k > 0 {
			return k + r.words.ours.at(r.tokens[at+k:n])
		}
	}
	for _, t := range r.types { // «huyện mình», whoever says it
		if k := t.words.at(r.tokens[at:n]); k > 0 && len(r.Roots) > 0 {
			if mine := r.words.ours.at(r.tokens[at+k : n]); mine > 0 && t.level < r.Levels[len(r.Levels)-1] {
				return k + mine
			}
		}
	}
	return r.words.ours.at(r.tokens[at:n])
}

// number reads «hai», «27».
func (r *reader) number(at, n int) (words, number int) {
	if at >= n {
		return 0, 0
	}
	if figure, err := strconv.Atoi(r.tokens[at].fold); err == nil && !r.isKnown(at, at+1) && figure > 0 && figure < 100_000 {
		return 1, figure
	}
	for i, word := range r.words.numbers {
		if means(word, r.tokens[at]) {
			return 1, i + 2
		}
	}
	return 0, 0
}

// A unitType is a type of unit among the levels that can be meant.
type unitType struct {
	level  int
	name   string
	common bool // stands for all of its level: a town is one of «27 xã»
	words  terms
}

// typesOf are the types of units at the levels, the longest first.
func typesOf(c Circle) (out []unitType) {
	for _, level := range c.Levels {
		units := c.Units.AtLevel(level)
		common := report.Noun(units)
		for _, u := range units {
			if !slices.ContainsFunc(out, func(t unitType) bool { return t.level == level && t.name == u.Type }) {
				out = append(out, unitType{level, u.Type, u.Type == common, termsOf(u.Type + "," + c.Say.Tongue().Plural(u.Type))})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b unitType) int { return len(b.name) - len(a.name) })
	return out
}

// kinds reads types of units: «xã», «xã, phường, thị trấn», «huyện». Several together are
// all of their level.
func (r *reader) kinds(g *description, at, n int) int {
	first := true
	for at < n {
		t, k := r.typeAt(at, n)
		if k == 0 || !first && t.level != g.level {
			break
		}
		if g.level, g.kind = t.level, ""; first {
			g.called = t.name
		} else {
			g.called = ""
		}
		if first && !t.common {
			g.kind = t.name
		}
		first, at = false, at+k
	}
	return at
}

// typeAt is the type of unit that the words begin with, and how many words it is.
func (r *reader) typeAt(at, n int) (unitType, int) {
	for _, t := range r.types {
		if k := t.words.at(r.tokens[at:n]); k > 0 {
			return t, k
		}
	}
	return unitType{}, 0
}

// mostly reports whether more than half of the units of a level below some are of a type, so
// that its word stands for all of them.
func (r *reader) mostly(roots []string, level int, kind string) bool {
	of, all := 0, 0
	for _, root := range roots {
		for _, u := range r.Units.Below(root) {
			if u.Level != level {
				continue
			}
			if all++; u.Type == kind {
				of++
			}
		}
	}
	return 2*of > all
}

// members are the units of a group; whole tells if they are all of a level below a unit.
func (r *reader) members(g description) (units []roster.Unit, whole Whole) {
	level := g.level
	if level == 0 && len(r.Levels) == 1 {
		level = r.Levels[0]
	}
	roots := g.below
	if roots == nil {
		roots = r.Roots
	}
	if g.kind == "" && g.called != "" && !r.mostly(roots, level, g.called) {
		g.kind = g.called // «2 phường» where one is a phường and one a xã
	}
	for _, root := range roots {
		for _, u := range r.Units.Below(root) {
			if u.Level == level && (g.kind == "" || u.Type == g.kind) && (g.state == 0 || r.words.states[g.state-1].is(r.Overview, u)) {
				units = append(units, u)
			}
		}
	}
	if g.state == 0 && g.kind == "" && len(roots) == 1 {
		whole = Whole{roots[0], level}
	}
	if g.number == 0 || g.number == len(units) {
		return units, whole
	}
	late := slices.DeleteFunc(units, func(u roster.Unit) bool { return !missing(r.Overview, u) })
	return late, Whole{} // «cả 17 xã» where 17 are left
}
