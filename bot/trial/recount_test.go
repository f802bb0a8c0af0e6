package trial_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// recount compares what was typed with what is stored, and what was told with both.
type recount struct {
	*wreck
	taken map[string][]simulator.Call // all calls that send, by chat
	away  map[string][]time.Time      // when the platform said that a chat is not to be reached
	wrong map[string][]string         // by what is wrong
	// waiting is what is to be sent once more in some minutes.
	waiting []string

	answers, asked, orders, digests, reminders, doubles, refused int
	// byEnds of the doubles came to a known end of which an end of the program took the
	// knowledge, worstDouble at most before it.
	byEnds      int
	worstDouble time.Duration
}

const campaignName = "thanhhoa-2016"

func newRecount(x *wreck) *recount {
	r := &recount{wreck: x, taken: map[string][]simulator.Call{}, away: map[string][]time.Time{}, wrong: map[string][]string{}}
	for _, c := range x.calls {
		if c.Code == 403 || c.Code == 400 {
			r.away[c.Chat] = append(r.away[c.Chat], c.At)
		}
		if strings.HasPrefix(c.Method, "send") {
			r.taken[c.Chat] = append(r.taken[c.Chat], c)
		}
	}
	return r
}

func (r *recount) fault(kind, format string, args ...any) {
	r.wrong[kind] = append(r.wrong[kind], fmt.Sprintf(format, args...))
}

// open reads the store of the program, which has ended.
func (r *recount) open(each func(store.Reader) error) {
	r.t.Helper()
	kv, err := boltkv.Open(r.program.path("data/giaoban.db"), boltkv.Options{})
	if err != nil {
		r.t.Fatal(err)
	}
	defer kv.Close()
	if err := kv.View(context.Background(), each); err != nil {
		r.t.Fatal(err)
	}
}

// calls are those that sent, or tried to send, words to a person.
func (r *recount) callsOf(p *person, words string) (list []simulator.Call) {
	for _, c := range r.taken[p.chatID()] {
		if strings.Contains(c.Text, words) {
			list = append(list, c)
		}
	}
	return list
}

// once looks whether words that are said once only came once, unless nobody could know.
func (r *recount) once(p *person, words string) (came bool) {
	var before *simulator.Call
	for _, c := range r.callsOf(p, words) {
		if !c.Taken {
			continue
		}
		if before != nil {
			if r.doubled(*before); !r.mayRepeat(*before) {
				r.fault("delivered twice although the first was known", "%s: «%s» at %s and %s", p.name, words,
					before.At.Format("15:04:05.000"), c.At.Format("15:04:05.000"))
			}
		}
		before = &c
	}
	return before != nil
}

// doubled counts what came again, and how long before an end of the program it had come
// where its outcome was known.
func (r *recount) doubled(c simulator.Call) {
	if r.doubles++; c.Spoiled {
		return
	}
	r.byEnds++
	i := slices.IndexFunc(r.ends, c.At.Before)
	if i < 0 {
		return
	}
	if d := r.ends[i].Sub(c.At); d > r.worstDouble {
		r.worstDouble = d
	}
}

// turnedAway reports whether the platform said, at that time or later, that a person is
// not to be reached: what waited for the person then is dropped.
func (r *recount) turnedAway(p *person, since time.Time) bool {
	return slices.ContainsFunc(r.away[p.chatID()], func(at time.Time) bool { return at.After(since) && at.Before(since.Add(time.Minute)) })
}

// officer looks at one officer's report and chat.
func (r *recount) officer(reader store.Reader, o *officer) {
	entries, err := store.HistoryOf(reader, report.ID{Campaign: campaignName, Unit: o.unit})
	if err != nil {
		r.t.Fatal(err)
	}
	stored, last := map[string]int{}, -1
	place := map[string]int{}
	for i, s := range o.said {
		if s.want != "" {
			place[s.want] = i
		}
	}
	for _, e := range entries {
		want := said(e)
		stored[want]++
		i, ok := place[want]
		switch {
		case e.Name != "so_nhan_khau" || e.Text == "7200":
		case !ok:
			r.fault("stored and never typed", "%s: %s %q", o.name, e.Code, e.Text)
		case i < last:
			r.fault("answers out of order", "%s: %q is stored behind %q", o.name, e.Text, o.said[last].text)
		default:
			last = i
		}
	}
	var earlier time.Time
	for _, s := range o.said {
		if s.want == "" {
			continue
		}
		r.answers++
		switch n := stored[s.want]; {
		case n == 0:
			r.fault("answers lost", "%s: %q, typed at %s", o.name, s.text, s.at.Format("15:04:05.000"))
		case n > 1:
			r.fault("answers doubled", "%s: %q is stored %d times", o.name, s.text, n)
		}
		if !r.once(o.person, s.want) {
			if r.turnedAway(o.person, s.at) {
				r.refused++
			} else {
				r.fault("answers without a reply", "%s: %q, typed at %s", o.name, s.text, s.at.Format("15:04:05.000"))
			}
			continue
		}
		earlier = r.inOrder(o, s, earlier)
	}
	r.truth(o, stored)
	r.reminder(o)
}

// reminder looks whether what was due at the campaign's hour came, and once.
func (r *recount) reminder(o *officer) {
	var got []simulator.Call
	for _, c := range r.taken[o.chatID()] {
		if c.Taken && strings.Contains(c.Text, "còn 1 ngày") && (strings.HasPrefix(c.Text, "Báo cáo của") || strings.HasPrefix(c.Text, "Kính đề nghị")) ||
			c.Taken && strings.Contains(c.Text, "Còn 1 ngày đến hạn") {
			got = append(got, c)
		}
	}
	if len(got) == 0 {
		if time.Since(r.due) > time.Minute && len(r.away[o.chatID()]) == 0 {
			r.fault("reminders missing", "%s: none since %s", o.name, r.due.Format("15:04"))
		}
		return
	}
	r.reminders++
	for i, c := range got[1:] {
		if r.doubled(got[i]); c.Text != got[0].Text {
			r.fault("reminders decided twice", "%s: at %s and %s", o.name, got[0].At.Format("15:04:05"), c.At.Format("15:04:05"))
		} else if !r.mayRepeat(got[i]) {
			r.fault("delivered twice although the first was known", "%s: reminder at %s and %s", o.name, got[i].At.Format("15:04:05.000"), c.At.Format("15:04:05.000"))
		}
	}
}

// inOrder looks whether a reply came behind the one before, unless its first two tries
// came to an unknown end: then others step over it.
func (r *recount) inOrder(o *officer, s typed, earlier time.Time) time.Time {
	unknown := 0
	for _, c := range r.callsOf(o.person, s.want) {
		if c.Taken {
			if c.At.Before(earlier) && unknown < 2 {
				r.fault("replies out of order", "%s: «%s» at %s, the one before at %s", o.name, s.want, c.At.Format("15:04:05.000"), earlier.Format("15:04:05.000"))
			}
			if unknown < 2 {
				return c.At
			}
			return earlier
		}
		if r.mayRepeat(c) {
			unknown++
		}
	}
	return earlier
}

// said is in the reply to an answer.
func said(e store.Entry) string {
	var n int
	text := e.Text[strings.LastIndex(e.Text, " ")+1:]
	fmt.Sscan(text, &n)
	return reply(n)
}

// truth looks whether all that the officer was told to be stored is stored.
func (r *recount) truth(o *officer, stored map[string]int) {
	for _, m := range o.heard() {
		told := stores.FindStringSubmatch(m.Text)
		if told != nil && stored[told[1]] == 0 {
			r.fault("told that something is stored that is not", "%s: %s", o.name, told[0])
		}
	}
}

// stores is how an officer is told that a number is stored.
var stores = regexp.MustCompile(`Đã (?:ghi|sửa «[^»]*»)(: [\d.]+ người\.)`)

// head looks at one coordinator's questions, orders and digests.
func (r *recount) head(h *head) {
	heard := h.heard()
	for _, q := range h.asked {
		r.asked++
		if slices.ContainsFunc(heard, func(m simulator.Shown) bool { return m.ID > q.id && q.answered(m) }) {
			continue
		}
		if r.turnedAway(h.person, q.at) {
			r.refused++
			continue
		}
		r.fault("questions unanswered", "%s: %q at %s; what came next: %s", h.name, q.text, q.at.Format("15:04:05.000"), next(heard, q.id))
	}
	for i, o := range h.orders {
		r.orders++
		before := heard
		if i+1 < len(h.orders) {
			next := h.orders[i+1].sent.id
			before = slices.DeleteFunc(slices.Clone(heard), func(m simulator.Shown) bool { return next > 0 && m.ID > next })
		}
		r.order(h, o, before)
	}
	for i, due := range h.hours {
		if i+1 < len(h.hours) && h.hours[i+1].noted.Before(due.at.Add(time.Second)) || due.at.After(time.Now().Add(-time.Minute)) {
			continue
		}
		r.digest(h, due)
	}
}

// next is how the first message behind one begins.
func next(heard []simulator.Shown, id int64) string {
	for _, m := range heard {
		if m.ID > id {
			return fmt.Sprintf("«%s» at %s", first(m.Text, 80), time.Unix(m.Date, 0).Format(time.TimeOnly))
		}
	}
	return "nothing"
}

// order compares what a coordinator was told of an order with what arrived.
func (r *recount) order(h *head, o order, heard []simulator.Shown) {
	if !o.told {
		if !r.turnedAway(h.person, o.sent.at) {
			r.fault("orders not confirmed", "%s: «%s» at %s", h.name, o.words, o.sent.at.Format("15:04:05.000"))
		}
		return
	}
	var arrived []*officer
	var when []time.Time
	for _, p := range h.below {
		if r.once(p.person, o.words) {
			arrived = append(arrived, p)
			when = append(when, r.callsOf(p.person, o.words)[0].At)
		}
	}
	about := func(m simulator.Shown) bool { // the journal tells of orders too
		return m.ID > o.sent.id && strings.Contains(m.Text, o.kind) && !strings.HasPrefix(m.Text, "Nhật ký")
	}
	i := slices.IndexFunc(heard, about)
	if i < 0 {
		return // it was edited into something else, which the questions show
	}
	if !read(heard[i].Text).over { // a confirmation that came twice is rewritten where it came last
		i = max(i, slices.IndexFunc(heard, func(m simulator.Shown) bool { return about(m) && read(m.Text).over }))
	}
	r.asItWent(h, o, heard[i].ID, when)
	said := heard[i].Text
	told := read(said)
	switch {
	case !told.over && slices.ContainsFunc(r.waiting, func(text string) bool { return strings.Contains(text, o.words) }):
	case !told.over && r.stillAway(h):
	case !told.over:
		r.fault("orders that never end", "%s: «%s» of %s, arrived at %d: %s", h.name, o.words, o.sent.at.Format(time.TimeOnly), len(arrived), said)
	case told.reached > len(arrived):
		r.fault("orders: told of more than arrived", "%s: «%s» reached %d: %s", h.name, o.words, len(arrived), said)
	case told.reached+told.unsure < len(arrived):
		r.fault("orders: told of fewer than arrived", "%s: «%s» reached %d: %s", h.name, o.words, len(arrived), said)
	}
	for _, p := range arrived {
		if strings.Contains(told.missed, p.path) || strings.Contains(told.missed, p.name+",") || strings.Contains(told.missed, p.name+".") {
			r.fault("orders: told that it did not arrive, and it did", "%s: «%s»: %s", h.name, o.words, p.path)
		}
	}
}

// stillAway reports whether the platform said that the head is not to be reached, and the
// head wrote nothing since: the bot waits for that.
func (r *recount) stillAway(h *head) bool {
	away := r.away[h.chatID()]
	if len(away) == 0 {
		return false
	}
	for _, m := range h.user.Chat(r.bot).Messages {
		if m.Own && time.Unix(m.Date+1, 0).After(away[len(away)-1]) {
			return false
		}
	}
	return true
}

// asItWent compares each change of the confirmation with what had arrived by then.
func (r *recount) asItWent(h *head, o order, confirmation int64, when []time.Time) {
	for _, c := range r.calls {
		m := soFar.FindStringSubmatch(c.Text)
		if c.Method != "editmessagetext" || !c.Taken || c.Chat != h.chatID() || c.Message != confirmation || m == nil {
			continue
		}
		told, arrived := 0, 0
		fmt.Sscan(m[1], &told)
		for _, at := range when {
			if at.Before(c.At) {
				arrived++
			}
		}
		if told > arrived {
			r.fault("orders: told of more than arrived by then", "%s: «%s» at %s: %d had arrived: %s", h.name, o.words, c.At.Format(time.TimeOnly), arrived, first(c.Text, 120))
		}
	}
}

// digest looks whether what was due at an hour came, and once.
func (r *recount) digest(h *head, due hour) {
	r.digests++
	moment := fmt.Sprintf("đến %d giờ %02d ngày", due.at.Hour(), due.at.Minute())
	var got []simulator.Call
	for _, c := range r.taken[h.chatID()] {
		if c.Taken && c.At.After(due.at) && c.At.Before(due.at.Add(90*time.Second)) &&
			(strings.Contains(c.Text, moment) && strings.HasPrefix(c.Text, "Tình hình nộp báo cáo") || strings.Contains(c.Text, "không có thay đổi từ bản tin trước")) {
			got = append(got, c)
		}
	}
	if len(got) == 0 {
		if !r.turnedAway(h.person, due.at) {
			r.fault("digests missing", "%s: %s", h.name, due.at.Format("15:04"))
		}
		return
	}
	for i, c := range got[1:] {
		if c.Text != got[0].Text {
			r.fault("digests decided twice", "%s: %s: at %s and %s", h.name, due.at.Format("15:04"), got[0].At.Format("15:04:05"), c.At.Format("15:04:05"))
		} else if r.doubled(got[i]); !r.mayRepeat(got[i]) {
			r.fault("delivered twice although the first was known", "%s: digest of %s at %s and %s", h.name, due.at.Format("15:04"), got[i].At.Format("15:04:05.000"), c.At.Format("15:04:05.000"))
		}
	}
}

// whole compares the report of one who typed a whole one with that of one who did so in peace.
func (r *recount) whole(reader store.Reader, calm, o *officer) {
	list := func(o *officer) (all []string) {
		entries, err := store.HistoryOf(reader, report.ID{Campaign: campaignName, Unit: o.unit})
		if err != nil {
			r.t.Fatal(err)
		}
		for _, e := range entries {
			all = append(all, fmt.Sprint(form.Place{Code: e.Code, Row: e.Row}, e.Piece, e.Removed, e.Text, e.Check, e.Receipt != ""))
		}
		return all
	}
	want, got := list(calm), list(o)
	r.answers += len(got)
	for i := range max(len(want), len(got)) {
		if i >= len(got) || i >= len(want) || want[i] != got[i] {
			r.fault("whole reports that differ from one written in peace", "%s: entry %d of %d: %v, in peace of %d: %v", o.name, i, len(got),
				slices.Collect(slices.Values(got[min(i, len(got)):min(i+1, len(got))])), len(want), slices.Collect(slices.Values(want[min(i, len(want)):min(i+1, len(want))])))
			return
		}
	}
}

// state compares what the province was told of all communes with what is stored.
func (r *recount) state(reader store.Reader, p *people, told string) {
	begun, in := 0, 0
	for _, o := range slices.Concat(p.answering, p.reporting, p.sending, []*officer{p.calm}) {
		entries, err := store.HistoryOf(reader, report.ID{Campaign: campaignName, Unit: o.unit})
		if err != nil {
			r.t.Fatal(err)
		}
		switch {
		case slices.ContainsFunc(entries, func(e store.Entry) bool { return e.Receipt != "" }):
			in++
		case len(entries) > 0:
			begun++
		}
	}
	for _, want := range []string{fmt.Sprintf("đã nộp %d/635", in), fmt.Sprintf("Đang làm %d, chưa bắt đầu %d", begun, 635-in-begun)} {
		if !strings.Contains(told, want) {
			r.fault("told a state that is not stored", "stored: %s; told: %s", want, first(told, 200))
		}
	}
}

// filesOf looks whether what an officer sent lies on the disk, and nothing is said to that does not.
func (r *recount) filesOf(o *officer) {
	for i, sum := range o.files {
		if _, err := os.Stat(filepath.Join(r.program.path("data/files"), sum)); err != nil {
			r.fault("files lost", "%s: trang-%d.pdf (%s)", o.name, i+1, sum[:8])
		}
	}
}

// left looks at what the program has not dealt with. What may have arrived three times
// waits ten minutes for the last try.
func (r *recount) left(reader store.Reader) {
	for row, err := range store.Outbox.All(reader, "") {
		if err != nil {
			r.fault("damaged", "outbox: %v", err)
		}
		if tries, err := store.Sending.Get(reader, row.Key); err == nil && tries > 2 {
			r.waiting = append(r.waiting, row.Value.Content.Text)
			continue
		}
		r.fault("still in the outbox", "to %s: %s", row.Value.To.ID, first(row.Value.Content.Text, 80))
	}
	for row, err := range store.Asides.All(reader, "") {
		r.fault("updates set aside", "%s: %v %v", row.Key, row.Value, err)
	}
}
