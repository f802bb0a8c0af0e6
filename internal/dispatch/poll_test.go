package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

const threeQuestions = "/hoinhanh Nga An, Nga Phú: Bao nhiêu nhà tốc mái? (số)\nĐã di dời chưa? (có/không)\nHạn: 2 giờ nữa"

func polled(t *testing.T) *world {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("phu", "16147", roster.Officer)
	w.joins("ha", "401", roster.Coordinator)
	return w
}

// TestPollOutlivesTheProgram: a poll that was begun is open after a start, answered and counted there.
func TestPollOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 9, 0, 0, 0, w.now.Location()))
	w.types("ha", threeQuestions)
	w.types("ha", "gửi")
	w.reopened()
	if n := len(w.d.All()); n != 2 {
		t.Fatalf("%d campaigns are open after the start, want the campaign and its poll", n)
	}
	w.presses("an", []chat.Content{w.heard("an")}, "Trả lời")
	for _, words := range []string{"12", "rồi", "nộp"} {
		w.types("an", words)
	}
	said := w.types("ha", "kết quả hỏi nhanh")[0].Text
	for _, want := range []string{"1/2 xã trả lời", "tổng 12", "có 1, không 0", "Chưa trả lời (1): xã Nga Phú"} {
		if !strings.Contains(said, want) {
			t.Errorf("without %q:\n%s", want, said)
		}
	}
	if s := w.statusOf("16144"); s.State.In() {
		t.Errorf("the report of the campaign itself is %v", s.State)
	}
	w.goes(w.now.Add(31*24*time.Hour + 3*time.Hour))
	if n := len(w.d.All()); n != 1 {
		t.Errorf("%d campaigns are open a month after the poll, want one", n)
	}
	if said := w.types("ha", "kết quả hỏi nhanh")[0].Text; !strings.Contains(said, "Chưa có lần hỏi nhanh nào") {
		t.Errorf("after a month: %s", said)
	}
}

// TestWhoMayPoll: a campaign says who may, and a coordinator asks nobody beside those below.
func TestWhoMayPoll(t *testing.T) {
	t.Parallel()
	for polls, want := range map[campaign.Polls]string{campaign.PollsByAdmins: "chỉ quản trị viên", campaign.PollsByNobody: "không dùng hỏi nhanh"} {
		w := polled(t)
		w.c.Polls = polls
		if said := w.types("ha", threeQuestions)[0].Text; !strings.Contains(said, want) {
			t.Errorf("%s: %s", polls, said)
		}
	}
	w := polled(t)
	w.joins("admin", "38", roster.Admin)
	w.c.Polls = campaign.PollsByAdmins
	if said := w.types("an", threeQuestions)[0].Text; strings.Contains(said, "Sẽ hỏi nhanh") {
		t.Errorf("an officer: %s", said)
	}
	w = polled(t)
	if said := w.types("ha", "/hoinhanh Hậu Lộc: Bao nhiêu? (số)")[0].Text; strings.Contains(said, "Sẽ hỏi") {
		t.Errorf("of another district: %s", said)
	}
}

// TestPollInTheNight: what must be answered before the quiet hours end is asked in them.
func TestPollInTheNight(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 23, 0, 0, 0, w.now.Location()))
	before := len(w.texts("an"))
	if said := w.types("ha", threeQuestions)[0].Text; !strings.Contains(said, "vẫn gửi ngay") {
		t.Errorf("the preview: %s", said)
	}
	w.types("ha", "gửi")
	if said := w.texts("an")[before:]; len(said) != 1 || !strings.Contains(said[0], "trả lời chậm nhất 1 giờ") {
		t.Errorf("in the night they read %q", said)
	}
}

// TestPollIsNoReport: a poll speaks of replies, shows those in words with their units, leaves out one with a telephone number, and
// tells whoever asked at its end what came of it, once.
func TestPollIsNoReport(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.joins("hai", "16138", roster.Officer)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 9, 0, 0, 0, w.now.Location()))
	w.types("ha", "/hoinhanh Nga An, Nga Phú, Nga Hải: Cần gì nhất?\nHạn: 2 giờ nữa")
	w.types("ha", "gửi")
	for who, words := range map[string]string{"an": "Áo phao và thuyền", "phu": "Gọi ông Tư 0912 345 678"} {
		before := len(w.texts(who))
		w.presses(who, []chat.Content{w.heard(who)}, "Trả lời")
		if w.types(who, words); who == "phu" {
			w.types(who, "vẫn giữ")
		}
		w.types(who, "nộp")
		for _, said := range w.texts(who)[before:] {
			if strings.Contains(said, "báo cáo") || strings.Contains(said, "Báo cáo") {
				t.Errorf("%s reads of a report: %s", who, said)
			}
		}
	}
	before := len(w.texts("ha"))
	w.goes(w.now.Add(3 * time.Hour))
	var ends []string
	for _, said := range w.texts("ha")[before:] {
		if strings.Contains(said, "Hết hạn trả lời") {
			ends = append(ends, said)
		}
	}
	if len(ends) != 1 {
		t.Fatalf("at the end the asker is told %d times: %q", len(ends), ends)
	}
	for _, want := range []string{"2/3 xã trả lời", "xã Nga An: «Áo phao và thuyền»", "số điện thoại", "Chưa trả lời (1): xã Nga Hải"} {
		if !strings.Contains(ends[0], want) {
			t.Errorf("without %q:\n%s", want, ends[0])
		}
	}
	if strings.Contains(ends[0], "0912") {
		t.Error("a telephone number stands on the card")
	}
}

// TestPollReachesWhoJoinsLater: somebody who joins a unit while it can still answer a quick poll is asked it, once, and nobody else is.
func TestPollReachesWhoJoinsLater(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 9, 0, 0, 0, w.now.Location()))
	w.types("ha", threeQuestions)
	w.types("ha", "gửi")
	asked := func(who string) (n int) {
		for _, said := range w.texts(who) {
			if strings.Contains(said, "trả lời chậm nhất") {
				n++
			}
		}
		return n
	}
	w.joins("late", "16147", roster.Officer)
	w.joins("elsewhere", "16138", roster.Officer)
	w.joins("signs", "16147", roster.Approver)
	for who, want := range map[string]int{"late": 1, "elsewhere": 0, "signs": 0, "phu": 1} {
		if n := asked(who); n != want {
			t.Errorf("%s was asked %d times, want %d: %q", who, n, want, w.texts(who))
		}
	}
	w.presses("late", []chat.Content{w.heard("late")}, "Trả lời")
	for _, words := range []string{"3", "rồi", "nộp"} {
		w.types("late", words)
	}
	w.joins("answered", "16147", roster.Officer)
	w.goes(w.now.Add(3 * time.Hour))
	w.joins("over", "16144", roster.Officer)
	for _, who := range []string{"answered", "over"} {
		if n := asked(who); n != 0 {
			t.Errorf("%s is asked what is answered or over", who)
		}
	}
	if said := w.types("ha", "kết quả hỏi nhanh")[0].Text; !strings.Contains(said, "1/2 xã trả lời") {
		t.Errorf("the answer of who joined later: %s", said)
	}
}

// TestWhoAskedEndsThePoll: a coordinator of the unit that asked ends a quick poll before its time by a whole yes, reads what came of it,
// and all others hear it: colleagues at once, who is in the middle of an answer at once, who comes later when they come.
func TestWhoAskedEndsThePoll(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.joins("hai", "16138", roster.Officer)
	w.joins("also", "401", roster.Coordinator)
	w.joins("tinh", "38", roster.Coordinator)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 9, 0, 0, 0, w.now.Location()))
	w.types("ha", "/hoinhanh Nga An, Nga Phú, Nga Hải: Bao nhiêu nhà tốc mái? (số)\nĐã di dời chưa? (có/không)\nHạn: 2 giờ nữa")
	w.types("ha", "gửi")
	for _, who := range []string{"an", "phu"} {
		w.presses(who, []chat.Content{w.heard(who)}, "Trả lời")
		w.types(who, "12")
	}
	w.types("an", "rồi")
	w.types("an", "nộp")
	if said := w.types("tinh", "kết thúc hỏi nhanh")[0].Text; !strings.Contains(said, "chỉ đầu mối của") {
		t.Errorf("somebody above who did not ask: %s", said)
	}
	preview := w.types("ha", "kết thúc hỏi nhanh")[0].Text
	for _, want := range []string{"1/3 xã đã trả lời", "Chưa trả lời (2): xã Nga Hải, xã Nga Phú", "1 đơn vị đang trả lời dở"} {
		if !strings.Contains(preview, want) {
			t.Errorf("the preview has no %q:\n%s", want, preview)
		}
	}
	if said := w.types("ha", "đã kết thúc chưa")[0].Text; strings.Contains(said, "Đã kết thúc hỏi nhanh") {
		t.Errorf("a question ended it: %s", said)
	}
	before := map[string]int{}
	for _, who := range []string{"an", "phu", "hai", "also", "tinh"} {
		before[who] = len(w.texts(who))
	}
	said := w.types("ha", "ừ, kết thúc đi")
	all := text(said)
	for _, want := range []string{"không nhận thêm câu trả lời", "1/3 xã trả lời", "tổng 12", "Đã kết thúc lúc 9 giờ"} {
		if !strings.Contains(all, want) {
			t.Errorf("who ended it reads no %q:\n%s", want, all)
		}
	}
	for who, want := range map[string]string{"also": "đã được kết thúc trước hạn", "phu": "không phải làm gì thêm", "hai": "", "an": "", "tinh": ""} {
		news := strings.Join(w.texts(who)[before[who]:], "\n")
		if want == "" && news != "" || !strings.Contains(news, want) {
			t.Errorf("%s reads %q, want %q", who, news, want)
		}
	}
	if said := text(w.types("phu", "có")); !strings.Contains(said, "đã kết thúc lúc 9 giờ") || !strings.Contains(said, "không ghi vào đâu") {
		t.Errorf("a late answer: %s", said)
	}
	if said := text(w.types("phu", "bắt đầu")); strings.Contains(said, "đã kết thúc lúc") {
		t.Errorf("they are still held in the poll: %s", said)
	}
	w.presses("hai", []chat.Content{w.heard("hai")}, "Trả lời")
	if said := w.heard("hai").Text; !strings.Contains(said, "đã kết thúc lúc 9 giờ") {
		t.Errorf("who presses later: %s", said)
	}
	at := len(w.texts("ha"))
	w.goes(w.now.Add(9 * 24 * time.Hour))
	for _, said := range w.texts("ha")[at:] {
		if strings.Contains(said, "Hỏi nhanh") {
			t.Errorf("told again of what is over: %s", said)
		}
	}
	if said := w.types("ha", "kết thúc hỏi nhanh")[0].Text; !strings.Contains(said, "Không có lần hỏi nhanh nào đang mở") {
		t.Errorf("when all are over: %s", said)
	}
	if said := text(w.types("ha", "/nhatky")); !strings.Contains(said, "kết thúc hỏi nhanh trước hạn") {
		t.Errorf("the journal says nothing of it: %s", said)
	}
}

// TestLateAnswerToAPoll: an answer behind the deadline is taken, and says so; behind the end of a poll it is not, and nobody hears of that
// end before they come.
func TestLateAnswerToAPoll(t *testing.T) {
	t.Parallel()
	w := polled(t)
	w.goes(time.Date(w.now.Year(), w.now.Month(), w.now.Day(), 9, 0, 0, 0, w.now.Location()))
	w.types("ha", threeQuestions)
	w.types("ha", "gửi")
	an, phu := w.heard("an"), w.heard("phu")
	w.goes(w.now.Add(3 * time.Hour))
	if said := text(w.presses("an", []chat.Content{an}, "Trả lời")); !strings.Contains(said, "Đã quá hạn trả lời (11 giờ") || !strings.Contains(said, "Bao nhiêu nhà tốc mái?") {
		t.Errorf("who comes late reads\n%s", said)
	}
	if said := text(w.types("an", "12")); strings.Contains(said, "quá hạn") {
		t.Errorf("told again at each question:\n%s", said)
	}
	w.types("an", "rồi")
	if said := text(w.types("an", "nộp")); !strings.Contains(said, "Nộp sau hạn trả lời (11 giờ") {
		t.Errorf("who was late reads\n%s", said)
	}
	at := len(w.texts("phu"))
	w.goes(w.now.Add(9 * 24 * time.Hour))
	for _, said := range w.texts("phu")[at:] {
		if strings.Contains(said, "nhanh") {
			t.Errorf("somebody is told that a poll ended: %s", said)
		}
	}
	if said := text(w.presses("phu", []chat.Content{phu}, "Trả lời")); !strings.Contains(said, "đã kết thúc lúc") || strings.Contains(said, "không ghi vào đâu") {
		t.Errorf("who presses behind the end reads\n%s", said)
	}
}
