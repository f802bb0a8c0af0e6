package english

// The words that may stand in an answer and say nothing about its value.
var (
	// courtesy is politeness, and the one whom it is said to.
	courtesy = lexiconOf(`please, pls, kindly, sir, madam, ma'am, dear, hi, hello, hey, good morning, good afternoon, good evening, thanks, thank you, thanks a lot, thank you very much, thx,
		ok, okay, k, well, so, oh, ah, um, sorry, team, colleague, colleagues, hi all, hello all, dear all, hi everyone, hello everyone, boss, officer, comrade, ma am, my friend`)

	// saying introduces an answer, or ends it.
	saying = lexiconOf(`it is, it's, its, it was, that is, that's, this is, there is, there's, there are, there was, there were, there have been, there has been, we have, we've, we had, we have had, we got, i have, i've, i had,
		we count, we counted, we recorded, we registered, we report, we found, i counted, i count, i report, reporting, reported, recorded, registered, counted, confirmed, have, has, had, was, were, is, are, been, be,
		the answer is, my answer is, the answer, answer, the number is, the number, number, number of, the figure is, figure, put, put down, write, enter, record, set, the total is, total, totals, in total, a total of, total of, the total, altogether, all together, overall, all in all,
		in all, the sum is, sum, so far, to date, up to now, until now, till now, as of now, as of today, at present, at the moment, currently, now, right now, exactly, precisely, only, just, a mere, already, this year, in the year, for the year, for the whole year,
		here, with us, in our area, in the area, of them, we, us, our, ours, i, my, they, the, a, an, of, in, at, for, on, to`)

	// correcting introduces a value that takes another's place.
	correcting = lexiconOf(`change, change it, change to, change it to, correct, correct it, correct to, correct it to, correction, corrected to, corrected, make it, make that, should be, it should be, should have been, must be, replace by, replace with, replace it by, replace it with,
		fix, fix it, fix to, fix it to, to, actually, instead, set it to, set to, update to, update it to, new value, the right number is, the correct number is, rather`)

	// guessing makes an estimate.
	guessing = lexiconOf(`about, around, approximately, approx, approx ., roughly, some, circa, ca, ca ., c., nearly, almost, close to, near, just over, just under, over, more than, in the region of, in the order of, an estimated, estimated, estimated at, we estimate, i estimate, estimate, an estimate of, more or less, or so, give or take, or thereabouts, or more`)

	// vague is a bound, or an amount that nobody counted.
	vague = lexiconOf(`at least, at most, at the most, at the least, up to, less than, fewer than, no more than, no less than, no fewer than, not more than, not less than, under, below, above, minimum, maximum, a minimum of, a maximum of, max, min, several, many, few, a few, quite a few, a couple, a couple of, couple of, couple, pair, a pair,
		dozens, hundreds, thousands, millions, tens, scores, lots, a lot, a lot of, plenty, plenty of, numerous, various, countless, a handful, handful, most, half, quarter, quarters, third, thirds, a bit, a little, everybody, too many`)

	// notKnown says that the value is not known, which is not zero.
	notKnown = lexiconOf(`unknown, not known, not yet known, don't know, dont know, do not know, doesn't know, no idea, no data, no figures, no figure, no number, no numbers, no information, no info, not available, not yet available, unavailable, n/a, n.a., n.a, not yet, not yet counted, not counted, not counted yet, pending, to be confirmed, tbc, tbd, to be determined,
		not sure, unsure, can't say, cannot say, can't tell, cannot tell, hard to say, still counting, waiting for data, no report yet, no reports yet, not reported yet`)

	// none says that there is none.
	none = lexiconOf(`none, nil, no, nothing, nobody, no one, not any, not one, not a single, not a single one, zero, without any, no such, no more`)

	// nothingOf goes on a none.
	nothingOf = lexiconOf(`at all, whatsoever, to report, so far, yet, until now, today, this time, this week, this month, this year, reported, recorded, registered, known, any, one, of them, either, happened, occurred, took place, were, was, been, there, found, had, have, has`)

	// denial turns what follows around.
	denial = lexiconOf(`not, don't, dont, didn't, didnt, doesn't, haven't, havent, hasn't, hadn't, isn't, aren't, wasn't, weren't, won't, can't, cannot, never, nor, neither, no longer, without, except, excluding, minus the, wrong, mistake, incorrect, delete, cancel, forget, ignore, remove, stop, wait`)

	// turning are words that mean more than that the question is repeated.
	turning = lexiconOf(`no, not, none, nil, never, without, except, excluding, before, after, until, till, since, later, tomorrow, next, last, or, if, unless, each, every, per, average, mean, increase, decrease, increased, decreased, added, more, less, fewer, most, least, plus, minus, additional, further, other, another, but, than, from, between, up, down, double, twice, times, half, both, how, what, which, when, why, who, where, maybe, perhaps, probably, possibly, might, could, would, will, may, only if, wrong, yes, pending, unknown`)
)

// What a remark must not hold. It may say why, where and by whom; it may not take the
// value back, set a condition, put the answer off or be unsure.
var unsettling = lexiconOf(`but, however, although, though, yet, except, excluding, apart from, other than, if, unless, provided, maybe, perhaps, probably, possibly, likely, might, may, could, would, should, seems, seem, guess, think, unsure, uncertain, not sure, doubt, hear, heard, said to be, reportedly, or, either, rather, instead, actually, more, less, fewer, plus, minus, another, also, about, around, approximately, estimate, estimated, roughly,
	tomorrow, later, soon, tonight, then, next, wait, waiting, ask, check, checking, verify, confirm, will, shall, going to, gonna, update, updated, pending, still, again, after, until, till, remind, call, busy, sorry, wrong, mistake, mistaken, incorrect, oops, change, changed, correct, correction, delete, remove, cancel, ignore, forget, undo, back, stop, skip, pass, submit, send, enough, done, provisional, preliminary, temporary, how, what, which, when, who, why, where, missing, incomplete, lacking, short`)

// because begins a remark that says why.
var because = lexiconOf(`because, because of, due to, owing to, caused by, the reason is, since, thanks to, as a result of`)
