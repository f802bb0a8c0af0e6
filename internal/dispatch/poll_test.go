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
