package command

import (
	"slices"
	"strings"

	"giaoban/internal/pattern"
)

// A question may be put in more ways than anybody can list. So what no sentence of the
// table of oversight covers is taken apart into pieces, in whatever order: who, how many,
// not submitted, since yesterday. The words of a piece are the language's (locales,
// pieces.*); which pieces make up which question is the same in all languages, and stands
// here. As everywhere, no word may be left over.
//
// Pieces never make an order: they say nothing of whom, when and why.

// rootPiece is the root of pieces.
const rootPiece = "piece"

// A sense is a question as the pieces that make it up.
type sense struct {
	kind string
	// needs are pieces that must be there, may those that can be beside them; between
	// words are spaces, between needs any of which will do strokes.
	needs, may string
}

// beside are the pieces that say nothing of what is asked: how it is asked, of whom, since
// when.
const beside = "beside correction odd show list report unit ours here level yet"

// asks are the pieces that make a question of what else would be told.
const asks = "journal phone show list which many what when why how state yet in_yet figures_asked person compare ranking top slow fast much little total mean will make_file compile read"

// softly are those of them that are also said where nothing is asked.
const softly = "state journal phone show list yet in_yet total much little compile read mean"

// senses are all questions of which pieces are known, in the order in which they are
// tried.
var senses = []sense{
	{"/thanhvien", "members unit", "which what person"},
	{"/nguoi", "phone unit", "person call task many which what figures_asked"},
	{"/nguoi", "person unit", "call task which what phone in"},
	{"/nguoi", "call unit", "person phone which how"},
	{"/nguoi", "task|working unit which", "many working in person task"},

	{"/xuattep_chuanop", "make_file|file not_in", "which many file make_file"},
	{"/xuattep_mohinh", "make_file|file list_of", "which file make_file"},
	{"/tonghop_tep", "file make_file|total|compile|numbers", "total compile numbers state file make_file above"},

	{"/vichua_dangky", "not_registered which|many|list|level", "which many remain not_in"},
	{"/vichua_batdau", "not_started which|many|list|level", "which many remain not_in read"},
	{"/vichua_dung", "stuck which|many|list|level", "which many remain not_in"},
	{"/vichua_tralai", "returned which|many|list|level|report", "which many remain not_in"},
	{"/vichua_ky", "to_sign which|many|list|level|report", "which many remain not_in"},
	{"/vichua_chan", "unreachable which|many|list|level", "which many remain"},
	{"/vichua_lam", "working which|many|list|level", "which many remain in"},
	{"/canxem_muon", "late which|many|list", "which many in"},

	{"/dukien_nguyco", "risk which|list|level", "which many will in"},
	{"/dukien", "will finish|all_in|in_time|in", "when how finish all_in in in_time to_full due many"},
	{"/dukien", "finish when|yet", "all_in in in_time to_full"},

	{"/visao", "why unit", "not_in late stuck not_started slow in working to_sign remain issue"},
	{"/vichua", "why not_in|late|slow|not_started", "which many in"},
	{"/visao", "issue unit not_in", "why what"},

	{"/sovoi_nay", "since_today more|in|many|which|how|state|compare|what", "more in many which how state compare what"},
	{"/sovoi_tuan", "since_week more|in|many|which|how|state|compare|what", "more in many which how state compare what"},
	{"/sovoi", "since more|in|many|which|how|state|compare|what", "more in many which how state compare what since_today"},

	{"/xephang_xong", "all_in which", "many in"},
	{"/xephang_xong", "all_in level yet", "in"},
	{"/xephang_cham", "slow which|top|list|level|most", "which many top most in state ranking"},
	{"/xephang_nhanh", "fast which|top|list|level|most", "which many top most in state ranking"},
	{"/xephang_nhanh", "top in much", "which most much"},
	{"/xephang_cham", "ranking", "which top state level in many"},

	{"/lich", "bulletin when", "make_file in"},
	{"/denhan", "days_left", "due when"},
	{"/denhan", "due when|yet|what|show|figures_asked|level|unit|ours", "when what which above in figures_asked many"},
	{"/denhan", "due", "when above"},

	{"/vuongmac_xong", "issue answered", "which many what clear"},
	{"/vuongmac", "issue", "which many what clear above telling in remain"},
	{"/canxem", "off which|what|numbers|show|list", "which many what numbers in has far"},

	{"/nhatky", "journal", "which what when in read"},

	{"/chuanop_so", "not_in many", "which remain to_full total in above"},
	{"/chuanop_so", "remain many", "which to_full total not_in above"},
	{"/chuanop_so", "remain level|report", "to_full total above"},
	{"/chuanop", "not_in which|list|level", "which remain to_full above what call"},
	{"/chuanop", "not_in ours|report", "remain to_full above what"},
	{"/chuanop", "remain which", "to_full above"},

	{"/tonghop_kho-khan", "hard", "what telling compile which read numbers"},
	{"/tonghop_kien-nghi", "want", "what telling compile which read above"},
	{"/tonghop_bai-hoc", "lesson", "what telling compile which read"},
	{"/tonghop_phuong-huong", "ahead", "what telling compile which read how"},
	{"/tonghop_uu-diem", "merit", "what telling compile which read"},
	{"/tonghop_hieu-qua", "effect what|how|compile", "what telling compile which read how"},

	{"/nhieunhat", "figure much which|top|list|level", "which top has total many"},
	{"/itnhat", "figure little which|top|list|level", "which top has total many"},
	{"/chuaco", "figure lacking which|list|level|many", "which many has what"},
	{"/chuaco", "list_of lacking which|list|level|many", "which many has what"},
	{"/trungbinh", "figure mean", "many has total figures_asked how"},
	{"/batthuong", "figure far which|what", "which many has total what numbers"},
	{"/solieu", "figure many|total|figures_asked", "many total has figures_asked how what"},
	{"/solieu", "counted", "total has figures_asked"},
	{"/daco", "figure which has", "which has many total"},
	{"/mohinh", "list_of unit|what|which|list|show", "which what has telling read effect"},
	{"/mohinh", "row which", "has which"},

	{"/xem", "read unit section", "what"},
	{"/xem", "read unit", "what how telling"},

	{"/danop_nhan", "accepted which|list|many|level", "which many in"},
	{"/tinhhinh", "unit in when", "not_in"},
	{"/tinhhinh", "unit in|in_yet|working|all_in yet|in_yet|how", "how when all_in in working"},
	{"/danop", "in which|list|what", "which many what above in_time"},
	{"/danop", "in_yet which", "above in many"},
	{"/tinhhinh", "in|in_yet|working|state|all_in many|how", "in in_yet state how many which total working all_in above figures_asked"},
	{"/tinhhinh", "state", "how many in what more total above not_in"},
	{"/tinhhinh", "unit how", "in state working"},
	{"/tinhhinh", "unit|ours|level how|state|many", "in state how many total"},
	{"/tinhhinh", "in not_in many|state|show", "many state total"},
	{"/tinhhinh", "all_in yet", "in"},
	{"/sosanh", "units compare|how|state", "compare how state which in more fast slow"},
	{"/tinhhinh", "units how|state", "in state how"},
}

// pieced reads a question by its pieces.
func (a asking) pieced(say *pattern.Sentence) (c Command, ok bool) {
	if a.who.Waits {
		return Command{}, false // what they say is about that, unless a whole sentence asks
	}
	if !prepared().may(a.table.Possible(say, rootPiece)) {
		return Command{}, false // there is no question whose pieces it has
	}
	a.figures.met = true
	for a.figures.least = surely; !ok && a.figures.least > 0 && a.figures.met; a.figures.least-- {
		a.figures.met = false
		c, ok = a.sensible(a.table.Covers(say, a.slot, rootPiece), say)
	}
	c.Sentence, c.Asks = ok, ok && say.Asks
	return c, ok
}

// How a question by pieces is read: as it is written; where marks were left out of some
// words, or are wrong; and with some words that mean nothing to us, which are said back. The
// later come after all else: a name that no unit has is not to be taken for words.
const (
	asWritten = iota
	carelessly
	withOdd
)

// put reads a question that is no sentence and no command, by its pieces.
func (r *Reader) put(h *Heard, who Sender, how int) (c Command, ok bool) {
	t, say := r.oversight(), *h.say
	own := who.May&Officers != 0
	if who.May&Coordinators == 0 || t == nil || h.names == nil || Said(h.said.Kind) == WhomCall || say.Words() > mostAround || h.said.Kind != "" && own || strings.HasPrefix(say.Text(), "/") {
		return Command{}, false
	}
	h.names.lets(nil)
	a := asking{table: t, names: h.names, figures: &figuring{}, who: who, say: r.say}
	switch {
	case how == asWritten:
		c, ok = a.pieced(&say)
	case a.has(say.Text(), "said_deeds"), a.has(say.Text(), "said_no_question"): // an order, and a question by chance
	case how == withOdd && !own && !a.has(say.Text(), "said_statement"):
		a.odd = true
		c, ok = a.pieced(&say)
	case how == carelessly && say.Marked:
		say.Mixed = true
		if c, ok = a.pieced(&say); !ok {
			say.Marked = false
			c, ok = a.pieced(&say)
		}
	}
	return c, ok && (who.Bare == nil || who.Bare(c))
}

// mostOdd is how many words of a question may mean nothing to us; half of them may not.
const mostOdd = 4

// isOdd reports whether words may mean nothing: they turn nothing around, order nothing,
// and are no name and no number.
func (a asking) isOdd(words string) bool {
	return !hasFigure(words) && !isName(words) && !a.has(words, "said_turning") && !a.has(words, "said_deeds") && !a.has(words, "said_never_odd")
}

// eachWordCounts are the questions in which no word may be odd.
const eachWordCounts = "/solieu /nhieunhat /itnhat /chuaco /daco /trungbinh /batthuong /mohinh /xuattep_baocao "

// alike is how little more a way to take a sentence apart may cost and still count like the
// cheapest one.
const alike = 5

// sensible is the first question that is made by the cheapest way to take a sentence apart
// which makes one, or by one that is about as cheap.
func (a asking) sensible(covers []pattern.Cover, say *pattern.Sentence) (c Command, ok bool) {
	plainly := a.odd || a.who.May&Officers != 0
	here := a.who.Here != "" && a.has(say.Text(), "said_here")
	pieces, first, cost := prepared(), len(senses), 0
	for _, cover := range covers {
		if ok && cover.Cost > cost+alike {
			break
		}
		if len(cover.Stretches["unit"]) > 1 && !slices.Contains(cover.Kinds, "correction") || len(cover.Stretches["figure"]) > 1 {
			continue
		}
		if here && !slices.Contains(cover.Kinds, "here") {
			continue // «xã này» is that one, and no commune at all
		}
		odd := cover.Stretches["odd"]
		if n := len(strings.Fields(strings.Join(odd, " "))); n > mostOdd || 2*n > say.Words() {
			continue
		}
		if a.changesAsked(cover, say.Text()) {
			continue
		}
		said := pieces.set(cover.Kinds)
		i := slices.IndexFunc(pieces.senses[:first], func(s fitting) bool { return s.fits(said) && pieces.ask(said, plainly) })
		if i < 0 || len(odd) > 0 && strings.Contains(eachWordCounts, senses[i].kind+" ") {
			continue // a word more, and it is another figure
		}
		if !ok {
			cost = cover.Cost
		}
		first, ok = i, true
		cover.Match.Kinds = []string{senses[i].kind}
		if c = a.command(cover.Match); len(odd) > 0 {
			c.Aside, c.Odd = Odd, strings.Join(odd, ", ")
		}
	}
	return c, ok
}

// changesAsked reports whether words that mean nothing to us are what is asked for, so that another thing is asked than what would be
// answered: “how many people fled in Ozi” counts no reports, “which villages need boats” lists none.
func (a asking) changesAsked(cover pattern.Cover, text string) bool {
	odd := cover.Stretches["odd"]
	if len(odd) > 0 && slices.Contains(cover.Kinds, "many") {
		return true
	}
	return slices.ContainsFunc(odd, func(words string) bool {
		before, behind, _ := strings.Cut(text, words)
		last, first := strings.Fields(before), strings.Fields(behind)
		return len(last) > 0 && len(a.listed(last[len(last)-1:], 1, "said_before_asked")) > 0 || len(first) > 0 && len(a.listed(first[:1], 1, "said_behind_asked")) > 0
	})
}
