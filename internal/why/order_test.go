package why

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/roster"
)

// What became of an order for one receiver is said in both languages.
func TestOrdersReceived(t *testing.T) {
	vi, en := languages(t)
	reminder := Order{What: command.Remind, By: "Hà, telegram:2", At: at}
	due := reminder
	due.Due = at.Add(time.Hour)
	vain := reminder
	vain.Vain = true
	correction := Order{What: command.Announce, Corrects: true, By: "Hà, telegram:2", At: at}
	for _, test := range []struct {
		received Received
		vi, en   string
	}{
		{Received{Order: reminder, Came: operation.Reached}, "lời nhắc nộp của Hà, telegram:2, 9 giờ ngày 04/7/2016", "the reminder of Hà, telegram:2, 9:00 on 4 July 2016"},
		{Received{Order: reminder, Came: operation.Reached, Unit: "xã Nga An"}, "gửi xã Nga An: đã đến nơi", "to xã Nga An: arrived"},
		{Received{Order: correction, Came: operation.Reached, To: "An, telegram:1", Unit: "xã Nga An"}, "gửi An, telegram:1 (xã Nga An)", "the correction of an announcement of"},
		{Received{Order: due}, "chưa gửi, sẽ gửi 10 giờ", "due 10:00"},
		{Received{Order: reminder, Came: operation.Needless}, "không cần nữa", "did not concern them any more"},
		{Received{Order: reminder, Came: operation.Underway, Waits: []Message{{Tries: 3, Next: at, GivenUp: at}}},
			"đang gửi; chưa đến, số lần đã gửi: 3; gửi lại lúc 9 giờ ngày 04/7/2016; bỏ lúc 9 giờ", "on the way; not arrived, tries: 3; next try 9:00 on 4 July 2016; given up at 9:00 on 4 July 2016 if no try"},
		{Received{Order: reminder, Came: operation.Missed}, "chưa có ai của đơn vị tham gia", "nobody of the unit has joined"},
		{Received{Order: reminder, Came: operation.Missed, How: chat.Gone}, "đã chặn bot", "blocked the bot"},
		{Received{Order: reminder, Came: operation.Missed, How: chat.Refused}, "từ chối tin này", "refused this message"},
		{Received{Order: reminder, Came: operation.Missed, How: chat.GivenUp}, "mất kết nối quá lâu", "lost for too long"},
		{Received{Order: reminder, Came: operation.Missed, How: chat.MaybeSent}, "không rõ đã đến chưa", "nobody knows whether it arrived"},
		{Received{Order: vain, Came: operation.Missed, How: chat.Gone}, "không gửi, vì mọi người ở đó đã chặn bot", "not sent, as everybody there has blocked the bot"},
	} {
		for say, want := range map[*locale.Phrases]string{&vi: test.vi, &en: test.en} {
			if got := test.received.Line(*say); !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
	many := Person{Orders: make([]Received, mostReceived+3)}
	for i := range many.Orders {
		many.Orders[i].Order = reminder
	}
	if got := strings.Join(many.Lines(en), "\n"); strings.Count(got, "Ordered: ") != mostReceived || !strings.Contains(got, "of the last 30 days: 3.") {
		t.Errorf("of many orders\n%s", got)
	}
}

// What an order came to: names, reasons, and what comes next.
func TestOrdersGiven(t *testing.T) {
	_, en := languages(t)
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n1,,1,xã,Một\n2,,1,xã,Hai\n3,,1,xã,Ba\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	g := Given{Order: Order{What: command.Announce, By: "Hà", At: at}, Units: units, All: []string{"1", "2", "3"},
		Progress: operation.Progress{Units: 3, Reached: []string{"1"}, Underway: []string{"2"}, Missed: map[chat.Outcome][]string{chat.Gone: {"3"}}},
		Waits:    []Message{{Kind: chat.Bulk, Decided: at, To: "An, telegram:1", Next: at}}}
	holds := func(lines []string, wants ...string) {
		t.Helper()
		got := strings.Join(lines, "\n")
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
	holds(Update{ID: "telegram/1/2", Orders: []Given{g}}.Lines(en), "its own traces are gone", "the announcement of Hà, 9:00 on 4 July 2016, for units: 3 (xã Một, xã Hai, xã Ba).",
		"Arrived (1): xã Một.", "On the way (1): xã Hai.", "left (1): xã Ba.", "a message to An, telegram:1", "next try 9:00", "is tried until it arrives")
	g.Progress.Underway, g.Progress.Needless, g.Ended, g.Waits = nil, []string{"2"}, at, nil
	holds(Update{ID: "telegram/1/2", Done: at, Orders: []Given{g}}.Lines(en), "dealt with", "Not concerned any more (submitted, exempt, or told the same already) (1): xã Hai.",
		"Over since 9:00 on 4 July 2016; nothing is sent again by itself. Do: call")
	g.Progress.Missed = nil
	holds(g.Lines(en), "nothing more comes")
	g.Vain = true
	holds(g.Lines(en), "it would have reached nobody")
	g.Due = at.Add(time.Hour)
	holds(g.Lines(en), "Not sent yet, that is due 10:00")
}

// A reminder of the calendar counts as one only if somebody received it: the unit's line says what became of it.
func TestRemindersOfTheCalendar(t *testing.T) {
	vi, en := languages(t)
	reminder := func(came operation.Came, how chat.Outcome) *Reminder {
		return &Reminder{Received: Received{Order: Order{At: at}, Came: came, How: how}, Units: []string{"xã Nga An"}, Codes: []string{"16144"}}
	}
	blocked := Person{Name: "An", Reminder: reminder(operation.Missed, chat.Gone)}
	u := Unit{Code: "16144", Reports: true, Reminded: at, Members: []Person{blocked}}
	for say, want := range map[*locale.Phrases]string{
		&vi: "Nhắc lần cuối: 9 giờ ngày 04/7/2016: không đến: đã chặn bot", &en: "Reminded last: 9:00 on 4 July 2016: did not arrive: blocked the bot",
	} {
		if got := strings.Join(u.Lines(*say), "\n"); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	u.Members = append(u.Members, Person{Name: "Bình", Reminder: reminder(operation.Reached, 0)}, Person{Name: "Chi"})
	got := strings.Join(u.Lines(en), "\n")
	for _, want := range []string{"Reminded last: 9:00 on 4 July 2016: arrived.", "Reminder by the calendar, the last: 9:00 on 4 July 2016, of xã Nga An: did not arrive"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	u.Members = []Person{{Name: "Chi"}}
	if got := strings.Join(u.Lines(en), "\n"); !strings.Contains(got, "Reminded last: 9:00 on 4 July 2016.") {
		t.Error(got)
	}
}
