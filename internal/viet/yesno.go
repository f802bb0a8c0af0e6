package viet

import (
	"giaoban/internal/language"
)

// YesNo reads a plain yes or a plain no: words that say so, the question's own words
// beside them, and nothing else. Both together are neither.
func (v Reader) YesNo(input string, q language.Question) (language.Reading[bool], *language.Unclear) {
	return retyped(input, func(line string) (language.Reading[bool], *language.Unclear) {
		a := v.understand(q)
		return withRemark(scan(line), func(r *reader) (bool, *language.Unclear) { return r.yesNo(a) }, a.mayFollowYes)
	})
}

var (
	// yesSaid says yes, saidNo no, each by itself or with what is said around it.
	yesSaid = lexiconOf(`có, có rồi, c, vâng, ừ, ừm, um, u, uh, uk, ok, oke, okie, okay, đồng ý, nhất trí, đúng, đúng rồi, đúng vậy, đúng thế, đúng hết, đúng hết rồi, có hết, xong hết, chuẩn, chuẩn rồi, chính xác, rồi, r, đã, đã có, xong, xong rồi,
		được, đc, dc, đạt, đạt rồi, yes, y, hoàn thành, 👍, ✅, 👌`)
	saidNo = lexiconOf(`không, ko, k, kh, khg, kg, hông, hổng, hong, hok, chưa, chả, chẳng, no, n, sai, 👎, ❌`)
	// deniedToo is what a no may be said of: «không có», «chưa được», «không phải».
	deniedToo = lexiconOf(`có, phải, đúng, được, đạt, đồng ý, nhất trí, chính xác, xong, rồi, hoàn thành, còn, phát sinh, xảy ra, để xảy ra, diễn ra, lắm, đâu, nào, nào cả, cả, hết, vẫn, hiện, hiện nay, đến nay, hiện tại`)
	// mustBe is only a yes by itself: «phải», and not «phải làm».
	mustBe = lexiconOf(`phải, phải rồi, phải đấy`)
	// complete says yes behind the question's own words.
	complete = lexiconOf(`đủ, đầy đủ, đủ cả, đủ hết, đủ rồi, đầy đủ cả`)
	// softened ends a yes.
	softened = lexiconOf(`chứ, đầy đủ, xảy ra, để xảy ra, phát sinh, diễn ra, vẫn, cả, đã, hiện, hiện nay, hiện tại, đến nay`)
	// done are what is done by offices; «đã ký» says yes though the question has other words.
	doneSaid = lexiconOf(`ký, ban hành, làm, lập, thành lập, xây dựng, triển khai, tổ chức, thực hiện, họp, duyệt, phê duyệt, thông qua, công nhận, ra mắt, kiện toàn, bàn giao, nghiệm thu`)
	// notDone are those of them that a no may stand before. «không làm» says that he will not.
	notDone = lexiconOf(`ký, ban hành, lập, thành lập, triển khai, họp, duyệt, phê duyệt, thông qua, công nhận, ra mắt, kiện toàn, được công nhận`)
	// true and false answer a question that says no itself.
	plainlySo  = lexiconOf(`đúng, đúng rồi, đúng vậy, đúng thế, vâng, phải, phải rồi, chính xác, chuẩn, ừ`)
	plainlyNot = lexiconOf(`sai, sai rồi, không đúng, không phải, không phải vậy, ko phải, ko đúng`)
	// takenBack is said of an answer that was wrong, and is a no only to a question whether
	// something is right.
	takenBack = lexiconOf(`sai rồi, sai mất rồi, sai bét rồi`)
	rightness = lexiconOf(`đúng, phải, chính xác, sai, chuẩn, khớp`)
	// onTelephone is said to who calls, «rồi, tôi nghe».
	onTelephone = lexiconOf(`tôi nghe, em nghe, anh nghe, chị nghe, bác nghe, nghe đây, nghe máy, tôi đây, em đây, anh đây, chị đây, bác đây, nói đi`)
	gestures    = map[string]bool{"1": true, "2": false, "0": false}
)

func (r *reader) yesNo(q *asked) (bool, *language.Unclear) {
	switch {
	case r.hasSign("?"):
		return false, &language.Unclear{Why: language.AsksBack}
	case len(r.ts) == 0 || notKnown.in(r, 0, len(r.ts)) || onTelephone.in(r, 0, len(r.ts)):
		return false, &language.Unclear{Why: language.YesNoUnclear}
	case q.isNegative() && q.words.hasSign("?"):
		return r.trueOrFalse()
	case len(q.words.ts) > 0 && takenBack.in(r, 0, len(r.ts)) && !q.says(rightness):
		return false, &language.Unclear{Why: language.YesNoUnclear, Left: []string{r.words(0, len(r.ts))}}
	case len(r.ts) == 1 && r.ts[0].kind == digitsToken:
		if yes, ok := gestures[r.ts[0].text]; ok {
			return yes, nil
		}
	}
	yes := r.saysYes(q)
	no := r.saysNo(q)
	switch {
	case yes == nil:
		return true, nil
	case r.firstNo() >= 0 && r.affirms(q):
		return false, &language.Unclear{Why: language.Contradicted, Left: no}
	case no == nil:
		return false, nil
	}
	u := &language.Unclear{Why: language.YesNoUnclear, Left: yes}
	switch opens := yesSaid.from(r, 0); {
	case r.firstNo() >= 0:
		u.Left = no
	case opens > 0 && opens < len(r.ts) && !doubting.in(r, 0, len(r.ts)) && !later.in(r, 0, len(r.ts)) && !future.in(r, 0, len(r.ts)):
		u.Values = []float64{1} // «có 200 lít»
	}
	return false, u
}

// trueOrFalse answers «Xã không có … phải không?»: «không» might mean either.
func (r *reader) trueOrFalse() (bool, *language.Unclear) {
	for _, way := range []struct {
		words lexicon
		yes   bool
	}{{plainlyNot, false}, {plainlySo, true}} {
		c := r.cover()
		c.fill(nobody, way.words, courtesy)
		if len(c.left()) == 0 && way.words.in(r, 0, len(r.ts)) {
			return way.yes, nil
		}
	}
	return false, &language.Unclear{Why: language.NegativeQuestion, Left: []string{r.words(0, len(r.ts))}}
}

// saysYes returns the words that keep the message from being a yes; nil if it is one.
func (r *reader) saysYes(q *asked) []string {
	c := r.cover()
	said, ends, counted := false, softened.rows(r), 0
	for i := 0; i < len(r.ts); {
		n := yesSaid.from(r, i)
		if n == 0 && i > 0 && q.covers(r, i-1, -1) > 0 {
			n = complete.from(r, i) // «niêm yết đủ»
		}
		switch must := mustBe.from(r, i); {
		case must > n && q.covers(r, i+must, -1) == 0 && doneSaid.from(r, i+must) == 0:
			n = must
		case n == 1 && r.ts[i].bare && r.ts[i].text == "dung" && (doneSaid.from(r, i+1) > 0 || q.covers(r, i+1, -1) > 0):
			n = 0 // «dung lam» is «đừng làm» as well
		}
		if n == 0 {
			i++
			continue
		}
		said = true
		c.take(i, i+n)
		i += n
		if at := ends[i]; at > counted {
			r.howMany(c, q, at)
			counted = at
		}
	}
	c.from = -1
	c.fill(q, courtesy, softened, doneSaid)
	left := c.left()
	switch {
	case len(left) > 0:
		return left
	case !said && !r.isCourtesyOnly():
		return []string{r.words(0, len(r.ts))}
	}
	return nil
}

// howMany accounts for the number of «có 2 vụ».
func (r *reader) howMany(c *cover, q *asked, i int) {
	r.i = i
	a, ok := r.amount()
	if !ok || a.bad || a.values[0] == 0 {
		return
	}
	if q.repeats(r, a.to) > 0 {
		c.take(a.from, a.to)
	}
}

// isCourtesyOnly: «dạ», «vâng ạ» are a yes by themselves.
func (r *reader) isCourtesyOnly() bool {
	return assent.in(r, 0, len(r.ts))
}

var assent = lexiconOf(`dạ, vâng, ừ`)

// saysNo returns the words that keep the message from being a no; nil if it is one. What
// says no comes first, and once.
func (r *reader) saysNo(q *asked) []string {
	c := r.cover()
	first := -1
	for i := 0; i < len(r.ts); i++ {
		n := saidNo.from(r, i)
		if n == 0 {
			continue
		}
		if first >= 0 {
			return []string{r.words(first, i+1)} // «không sai», «không phải không»
		}
		first = i
		c.take(i, i+n)
		i += n - 1
	}
	if first < 0 {
		return []string{r.words(0, len(r.ts))}
	}
	if yesSaid.in(r, 0, first) { // «vâng, chưa có», «có không»
		return []string{r.words(0, len(r.ts))}
	}
	c.from = -1
	c.fillPart(0, first, q, courtesy, soFarSaid)
	c.fillPart(first, len(r.ts), q, courtesy, deniedToo, notDone)
	return c.left()
}

// mayFollowYes: neither the other answer nor what turns this one around.
func (a *asked) mayFollowYes(yes bool, remark *reader) bool {
	if n := waiting.from(remark, 0); !yes && n > 0 && n < len(remark.ts) && waiter.from(remark, n) == 0 {
		return remark.piece(n, len(remark.ts)).isHarmless(true)
	}
	if !remark.isHarmless(!yes) || onTelephone.in(remark, 0, len(remark.ts)) {
		return false
	}
	if yes {
		return saidNo.from(remark, 0) == 0
	}
	first := yesSaid.from(remark, 0)
	return first == 0 || remark.ts[0].is(passive) && !remark.isAll(first)
}

// waiting says why something is not yet, «chưa, chờ huyện hướng dẫn»; who speaks of his own
// waiting says that he answers later.
var (
	waiting = lexiconOf(`chờ, đợi, đang chờ, đang đợi, còn chờ, còn đợi, phải chờ, phải đợi`)
	waiter  = lexiconOf(`tôi, em, anh, chị, bác, chú, mình, tớ, chút, đã, với, nhé, một chút, hỏi, xem`)
)

// passive begins a remark without saying yes: «được huyện đầu tư».
var passive = phrases("được", "đã")

func (r *reader) isAll(n int) bool { return n == len(r.ts) }
