package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// shown is what somebody reads in an answer, with the buttons below it.
func shown(said []chat.Content) string {
	var b strings.Builder
	for _, c := range said {
		b.WriteString(c.Text + "\n")
		for _, row := range c.Choices {
			for _, choice := range row {
				b.WriteString("[" + choice.Label + "]\n")
			}
		}
	}
	return b.String()
}

// talk is what somebody types, line by line, and what must stand in the answer; with «!» before it, what must not.
func (w *world) talk(who string, turns [][]string) {
	w.t.Helper()
	for _, turn := range turns {
		got := shown(w.types(who, turn[0]))
		for _, want := range turn[1:] {
			if not, denied := strings.CutPrefix(want, "!"); strings.Contains(got, not) == denied || !denied && !strings.Contains(got, want) {
				w.t.Errorf("%s types %q: want %q\n%s", who, turn[0], want, got)
			}
		}
	}
}

// headsWorld is Riverside on Saturday 28 November, with its head and officers of two of its wards.
func headsWorld(t *testing.T) *world {
	w := englishWorld(t)
	w.goes(time.Date(2026, 11, 28, 9, 0, 0, 0, w.c.Zone))
	w.joins("head", "D1", roster.Coordinator)
	w.joins("ann", "W1", roster.Officer)
	w.joins("bob", "W2", roster.Officer)
	return w
}

// huyenWorld is huyện Nga Sơn on Monday 4 July, with its head and officers of two communes; one has submitted.
func huyenWorld(t *testing.T) *world {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("phu", "16147", roster.Officer)
	w.handsIn("16147 so_ho=1750")
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
	return w
}

// TestExtendNeverShortensUnseen: a day of the week that is named by itself lies behind the deadline; a day before it is shown as one
// that leaves less time, and the button says so.
func TestExtendNeverShortensUnseen(t *testing.T) {
	t.Parallel()
	headsWorld(t).talk("head", [][]string{
		{"extend Oak Hill to Saturday", "the end of 5 December 2026", "Deadline now: 1 December 2026", "[Extend 1 ward to 5 December]", "!EARLIER"},
		{"no, make it Sunday", "the end of 6 December 2026", "[Extend 1 ward to 6 December]"},
		{"cancel", "nothing has changed"},
		{"extend Oak Hill to Tuesday", "the end of 8 December 2026"},
		{"cancel"},
		{"extend Oak Hill to tomorrow", "EARLIER", "1 December 2026 → 29 November 2026", "[Shorten 1 ward to 29 November]", "![Extend"},
		{"extend it", "EARLIER", "[Shorten 1 ward to 29 November]"},
		{"cancel"},
		{"extend Oak Hill to 1 December", "That is the deadline already", "What is the new last day"},
		{"5 December", "[Extend 1 ward to 5 December]"},
		{"yes", "is now the end of 5 December 2026"},
		{"extend Oak Hill and Mill Lane by 2 days", "do not have the same deadline", "from 1 December 2026 to 5 December 2026"},
		{"3 December", "EARLIER than the deadline now of Oak Hill ward (5 December)", "[Shorten 2 wards to 3 December]"},
		{"cancel"},
		{"extend all wards to 4 December", "keep it: Oak Hill ward (5 December)", "[Extend 3 wards to 4 December]", "!EARLIER"},
		{"cancel"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"gia hạn Nga An đến thứ hai", "hết ngày 11/7/2016", "Hạn hiện nay: 05/7/2016", "[Gia hạn 1 xã đến 11/7]", "!SỚM HƠN"},
		{"không, chủ nhật", "hết ngày 10/7/2016"},
		{"hủy", "chưa có gì thay đổi"},
		{"gia hạn Nga An đến hôm nay", "SỚM HƠN", "05/7/2016 → 04/7/2016", "[Rút ngắn hạn của 1 xã còn 04/7]"},
		{"hủy"},
		{"gia hạn Nga An đến 5/7", "Hạn hiện nay đã là ngày đó"},
		{"8/7", "[Gia hạn 1 xã đến 08/7]"},
		{"gửi", "nay là hết ngày 08/7/2016"},
		{"gia hạn Nga An và Nga Bạch thêm 2 ngày", "không giống nhau", "từ 05/7/2016 đến 08/7/2016"},
		{"7/7", "SỚM HƠN hạn hiện nay của xã Nga An (08/7)", "[Rút ngắn hạn của 2 xã còn 07/7]"},
		{"hủy"},
	})
}

// TestNothingWaitsForAYes: a yes or a no where nothing waits says that nothing was done; of an order that waits for its hour a yes is
// what its only button says.
func TestNothingWaitsForAYes(t *testing.T) {
	t.Parallel()
	w := headsWorld(t)
	w.talk("head", [][]string{
		{"yes", "nothing was done"}, {"ok", "nothing was done"}, {"yes go ahead", "nothing was done"}, {"do it", "nothing was done"},
		{"cancel", "nothing to cancel"}, {"never mind", "nothing to cancel"}, {"forget it", "nothing to cancel"},
		{"remind Oak Hill at 4", "Sent at 16:00 on 28 November 2026"},
		{"yes", "Scheduled"},
		{"scheduled", "Oak Hill"},
		{"ok", "nothing was done"},
		{"cancel scheduled", "type “yes”", "[Cancel 1]"},
		{"hm", "Nothing was cancelled"},
		{"yes", "is cancelled: nothing is sent"},
		{"what reminders are planned", "no order that waits"},
		{"remind Oak Hill at 4 pm"}, {"yes", "Scheduled"}, {"remind Mill Lane at 5 pm"}, {"yes", "Scheduled"},
		{"cancel that reminder", "[Cancel 1]", "[Cancel 2]"},
		{"yes", "Nothing was cancelled"},
		{"2", "The order for 17:00"},
		{"cancel the reminder", "[Cancel 1]"},
		{"leave it", "Nothing was cancelled"},
		{"yes", "nothing was done"},
		{"remind Oak Hill"},
		{"who is missing"},
		{"yes", "Nothing was done: you turned to something else"},
		{"cancel", "Cancelled"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"vâng", "chưa làm gì"}, {"đồng ý", "chưa làm gì"}, {"ok em", "chưa làm gì"}, {"hủy", "không có gì để hủy"}, {"thôi", "không có gì để hủy"}, {"thôi bỏ qua đi", "không có gì để hủy"},
		{"10 giờ sáng mai nhắc Nga An"}, {"gửi", "Đã hẹn"},
		{"lệnh hẹn", "Nga An"}, {"vâng", "chưa làm gì"},
		{"hủy lệnh hẹn", "gõ «đồng ý»"}, {"đồng ý", "Đã hủy lệnh hẹn lúc 10 giờ"},
	})
}

// TestAQuestionIsNoReason: where a reason, a day or a role was asked for, a question is answered, and what was begun waits.
func TestAQuestionIsNoReason(t *testing.T) {
	t.Parallel()
	headsWorld(t).talk("head", [][]string{
		{"exempt Oak Hill", "Why is"},
		{"how many wards are in", "not taken as the reason", "submitted 0/3"},
		{"who is missing?", "not taken as the reason", "Not submitted"},
		{"leave it for now", "nothing has changed"},
		{"exempt Oak Hill", "Why is"},
		{"no report can be made, the place is under water", "Reason: “no report can be made, the place is under water”"},
		{"cancel"},
		{"exempt Oak Hill", "Why is"},
		{"reason: who is missing", "Reason: “who is missing”"},
		{"cancel"},
		{"invite Harbour", "For whom"},
		{"who still hasn't registered", "set aside", "Nobody has joined"},
		{"yes", "Nothing was done"},
		{"cancel", "Cancelled"},
		{"invite Harbour", "For whom"},
		{"actually leave it for now", "Cancelled"},
		{"/poll How many boats? (number)", "By when"},
		{"who is missing", "set aside", "Not submitted"},
		{"cancel", "Cancelled"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"mở lại Nga Phú", "Lý do"},
		{"xã nào chưa nộp", "không ghi làm lý do", "Nga An"},
		{"bao nhieu xa nop roi", "không ghi làm lý do", "1/27"},
		{"thiếu số liệu", "Lý do: «thiếu số liệu»"},
		{"thôi bỏ đi", "chưa có gì thay đổi"},
		{"cấp mã Nga Bạch"},
		{"xã nào chưa nộp", "tạm để đó", "Nga An"},
		{"hủy", "chưa có gì thay đổi"},
	})
}

// TestAReasonBehindAComma: an order and why it is given are one sentence; what would change the order is no reason.
func TestAReasonBehindAComma(t *testing.T) {
	t.Parallel()
	headsWorld(t).talk("head", [][]string{
		{"exempt Harbour, the place is under water", "Exempt Harbour ward", "Reason: “the place is under water”"},
		{"cancel"},
		{"exempt Harbour, they cannot be reached, no boats", "Reason: “they cannot be reached, no boats”"},
		{"cancel"},
		{"exempt Harbour, Mill Lane", "Why", "!Reason: “Mill Lane”"},
		{"cancel"},
		{"exempt Harbour, if they have not submitted by Monday", "!Reason:"},
		{"exempt Harbour, but not yet", "!Reason:"},
		{"cancel"},
		{"oops, Oak Hill should have until 6 December", "[Extend 1 ward to 6 December]"},
		{"cancel"},
		{"could you ask all the wards how many boats they have, by 10 am on Monday", "1. How many boats they have", "by 10:00 on 30 November 2026"},
		{"cancel"},
		{"announce: boats arrive at 3 pm", "To whom"},
		{"all", "boats arrive at 3 pm", "[Send to 3 wards]"},
		{"change: boats arrive at 5 pm", "boats arrive at 5 pm", "!3 pm", "[Send to 3 wards]"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"mở lại Nga Phú, còn thiếu số liệu", "Lý do: «còn thiếu số liệu»", "[Mở lại báo cáo xã Nga Phú]"},
		{"hủy"},
		{"miễn Nga An, xã đang ngập", "Lý do: «xã đang ngập»"},
		{"hủy"},
		{"miễn Nga An, Nga Bạch", "!Lý do: «"},
		{"hủy"},
		{"miễn Nga An, nếu mai chưa nộp", "!Lý do: «"},
		{"nhắc Nga An, Nga Lương", "Nga Lương", "![Nhắc"},
		{"hủy"},
		{"miễn Nga An, xã Nga Lương", "Nga Lương", "!Lý do: «"},
		{"hủy"},
		{"à nhầm, Nga An đến 8/7", "[Gia hạn 1 xã đến 08/7]"},
		{"hủy"},
		{"hỏi các xã có bao nhiêu thuyền, trả lời trước 10 giờ sáng mai", "1. Có bao nhiêu thuyền", "10 giờ ngày 05/7/2016"},
	})
}

// TestReturnByName: a question is returned by what it is called; a sentence about it is the reason, and the question is offered.
func TestReturnByName(t *testing.T) {
	t.Parallel()
	w := headsWorld(t)
	for _, typed := range []string{"start", "2", "40", "24 November", "yes", "water", "Clean water and tents", "done", "submit", "yes"} {
		w.types("ann", typed)
	}
	w.talk("head", [][]string{
		{"return Oak Hill", "such as “A1, B1”"},
		{"how many wards are in", "still waits", "submitted 1/3"},
		{"just the households question", "Why is the report of Oak Hill ward returned"},
		{"too low", "Questions to look at: A2.", "Reason: “too low”"},
		{"cancel"},
		{"return Oak Hill, the households figure looks too low", "Kept as the reason: “the households figure looks too low”", "[Only A2. How many households were flooded?]", "[Whole report]", "!to do it"},
		{"all", "The whole report is returned", "Reason: “the households figure looks too low”"},
		{"cancel"},
		{"return Oak Hill"},
		{"yes", "not clear which questions"},
		{"cancel"},
	})
	said := w.types("head", "return Oak Hill, the households figure looks too low")
	if got := shown(w.presses("head", said, "Only A2")); !strings.Contains(got, "Questions to look at: A2.") || !strings.Contains(got, "Reason: “the households figure looks too low”") {
		t.Errorf("the button of one question: %s", got)
	}
}

// TestWhomToCall: who asks for a telephone hears it, or that none is known and what to do; the head's own contact is the campaign's.
func TestWhomToCall(t *testing.T) {
	t.Parallel()
	w := headsWorld(t)
	w.types("ann", "/telephone 020 7946 0001")
	w.talk("head", [][]string{
		{"what is the phone number of Oak Hill", "02079460001", "!No telephone number"},
		{"give me the phone number of the Mill Lane person", "No telephone number is known", "tell Mill Lane"},
		{"who do I call in Harbour", "nobody has joined", "invite Harbour"},
		{"who is my contact in the regional office", "020 7946 0000", "!submitted"},
		{"how many people fled in Oak Hill", "!In progress", "!Not started"},
		{"which villages in Oak Hill need boats", "!submitted"},
		{"how many households in Oak Hill were flooded", "Households flooded, Oak Hill ward"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"số điện thoại Nga An", "Chưa có số điện thoại", "thông báo Nga An"},
		{"số điện thoại Nga Bạch", "chưa có ai đăng ký", "cấp mã Nga Bạch"},
		{"ai là đầu mối của tôi trên tỉnh", "PV28"},
	})
}

// TestSeveralUnitsWhileAPollIsOpen: an order about several units is understood beside a quick poll too, which is a campaign of its own.
func TestSeveralUnitsWhileAPollIsOpen(t *testing.T) {
	t.Parallel()
	headsWorld(t).talk("head", [][]string{
		{"/poll How many boats? (number)\nDue: in 2 hours"}, {"yes", "on their way"},
		{"remind all", "[Remind 2 wards]"},
		{"remind the wards that are late", "[Remind 2 wards]"},
		{"remind those missing at 8 tomorrow", "Sent at 8:00 on 29 November 2026"},
		{"remind Oak Hill and Mill Lane at 4 pm", "Sent at 16:00 on 28 November 2026", "Oak Hill ward, Mill Lane ward"},
		{"cancel"},
	})
	huyenWorld(t).talk("huyen", [][]string{
		{"/hoinhanh Bao nhiêu thuyền? (số)\nHạn: 2 giờ nữa"}, {"gửi", "Đang gửi"},
		{"nhắc tất cả", "[Nhắc xã Nga An]"},
		{"nhắc các xã chưa nộp", "[Nhắc xã Nga An]"},
		{"8 giờ sáng mai nhắc các xã chưa nộp", "Lúc 8 giờ ngày 05/7/2016"},
		{"nhắc Nga An và Nga Bạch", "Sẽ nhắc 2 xã"},
	})
}
