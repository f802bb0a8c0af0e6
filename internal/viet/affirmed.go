package viet

// A question «Có cần xăng dầu không?» asks whether something is done, and names it behind its
// «có» or «đã». Whoever says no and names it again behind a comma, «không có, cần lắm», may
// mean either.

// asksWhether begins what is done in a question.
var asksWhether = phrases("có", "đã", "được")

// stressed may stand behind what is done, and says no more than that it is.
var stressed = lexiconOf(`lắm, gấp, ngay, quá, nhiều, rồi, thêm, lại, chứ, đấy, ạ, nhé, thật, vẫn, khá, rất`)

// done is the word of the question that says what is done; the zero token where none does.
func (a *asked) done() token {
	ts := a.words.ts
	for i := 0; i+1 < len(ts); i++ {
		if next := ts[i+1]; ts[i].is(asksWhether) && next.kind == wordToken && !next.is(asksWhether) {
			return next
		}
	}
	return token{kind: signToken}
}

// affirms tells whether behind a no, in a clause of its own, it is said that what is asked
// about is done.
func (r *reader) affirms(q *asked) bool {
	done := q.done()
	if done.kind != wordToken {
		return false
	}
	clause, denied := -1, false
	for i := max(r.firstNo(), 0); i < len(r.ts); i++ {
		t := r.ts[i]
		switch {
		case t.sign(",.;:-("):
			clause, denied = i, false
		case saidNo.from(r, i) > 0 || noneAtAll.from(r, i) > 0:
			denied = true
		case clause >= 0 && !denied && t.same(done) && r.isStressed(q, i+1):
			return true
		}
	}
	return false
}

// noneAtAll says no behind what is done: «cần gì đâu».
var noneAtAll = lexiconOf(`gì, đâu, chi`)

// isStressed tells whether from a token on nothing stands to the end of the clause but what stresses
// it and words of the question.
func (r *reader) isStressed(q *asked, i int) bool {
	for i < len(r.ts) && !r.ts[i].sign(",.;:-)!") {
		n := max(stressed.from(r, i), q.covers(r, i, -1))
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}
