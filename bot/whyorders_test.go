package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestWhyOfOrders: an order is told by its unit, by whoever received it, and by the update that gave it and the one with
// which it was begun; under way and when it is over.
func TestWhyOfOrders(t *testing.T) {
	path := filepath.Join(t.TempDir(), databaseFile)
	bundles := begun(t, path)
	plan, units := bundles[0].campaign, bundles[0].units
	id := report.ID{Campaign: plan.Name}
	var codes []string
	for _, u := range units.AtLevel(3)[:5] {
		codes = append(codes, u.Code)
	}
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	member := func(i int) chat.Address { return chat.Address{Channel: "test", ID: string(rune('p' + i))} }
	ha := chat.Address{Channel: "test", ID: "ha"}
	at := time.Date(2016, 7, 1, 8, 30, 0, 0, plan.Zone)
	order := store.Order{Campaign: id, Notice: "remind/" + session.OperationID(chat.Update{Key: "test/1/1"}), Update: "test/1/2", By: ha, At: at,
		What: string(command.Remind), Units: codes, Found: true, Parts: 1}
	told := func(i int, t store.Told) store.Told {
		t.Receiver = store.Receiver{Unit: codes[i], Address: member(i)}
		return t
	}
	part := store.Part{To: []store.Told{
		told(0, store.Told{Message: "0000000000000001-test:p"}), told(1, store.Told{Message: "0000000000000002-test:q"}),
		told(2, store.Told{Message: "0000000000000003-test:r", Ended: chat.Gone}), told(3, store.Told{Needless: true}),
	}}
	timed := store.Order{Campaign: id, Notice: "announce/later", Update: "test/1/4", By: ha, At: at.Add(time.Minute), What: string(command.Announce), Words: "Họp.",
		Units: codes[:1], Hour: at.Add(6 * time.Hour)}
	course := store.Course{Order: store.Order{Campaign: id, Notice: "correct/kept", Update: "test/1/3", By: ha, At: at.Add(-24 * time.Hour), What: string(command.Announce),
		Like: "announce/first", Units: codes[:2]}, To: []store.Told{told(0, store.Told{Ended: chat.Delivered}), told(1, store.Told{Ended: chat.Refused})}, Ended: at.Add(-23 * time.Hour)}
	err = store.One(t.Context(), db, func(tx store.Tx) error {
		for i, name := range []string{"Nguyễn An", "Lê Bình", "Trần Chi", "Phạm Dung"} {
			memberships := []roster.Membership{{List: plan.UnitList, Unit: codes[i], Role: roster.Officer}}
			store.Chat{}.PutPerson(tx, member(i), store.Person{Name: name, Memberships: memberships})
			store.Chats.Put(tx, member(i), store.Chat{})
			store.Members.Put(tx, store.OnList{List: plan.UnitList, Unit: codes[i]}, roster.Members{{Address: member(i), Role: roster.Officer, Name: name}})
		}
		store.Chat{}.PutPerson(tx, ha, store.Person{Name: "Vũ Thị Hà"})
		store.Orders.Put(tx, order, order)
		store.Orders.Put(tx, timed, timed)
		store.Parts.Put(tx, store.PartOf{Campaign: id, Notice: order.Notice}, part)
		store.Courses.Put(tx, course.Order, course)
		notice := store.Notice{Campaign: id, ID: timed.Notice, At: timed.At, NotBefore: timed.Hour, Kind: "said", Broadcast: &store.Broadcast{Ordered: true}}
		store.Notices.Put(tx, notice, notice)
		store.Reminders.Put(tx, member(2), store.Reminded{At: at, About: []report.ID{{Campaign: plan.Name, Unit: codes[2]}}, Told: store.Told{Ended: chat.Gone}})
		store.Reminders.Put(tx, member(1), store.Reminded{At: at, About: []report.ID{{Campaign: plan.Name, Unit: codes[1]}}, Told: store.Told{Message: "0000000000000002-test:q"}})
		store.Outbox.Put(tx, "0000000000000002-test:q", chat.Message{To: member(1), Priority: chat.Bulk, Content: chat.Content{Text: "x"}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	label := func(code string) string { u, _ := units.Get(code); return u.Label() }
	for _, test := range []struct {
		about string
		wants []string
	}{
		{codes[0], []string{"Lệnh gửi: thông báo của Vũ Thị Hà, test:ha, 8 giờ 31 ngày 01/7/2016, gửi " + units.Path(codes[0]) + ": chưa gửi, sẽ gửi 14 giờ 30",
			"lời nhắc nộp của Vũ Thị Hà, test:ha, 8 giờ 30 ngày 01/7/2016, gửi Nguyễn An, test:p (" + units.Path(codes[0]) + "): đã đến nơi.",
			"đính chính thông báo của Vũ Thị Hà"}},
		{codes[1], []string{"gửi Lê Bình, test:q (" + units.Path(codes[1]) + "): đang gửi.", "từ chối tin này", "Lời nhắc theo lịch lần cuối: 8 giờ 30 ngày 01/7/2016, về " + units.Path(codes[1]) + ": đang gửi."}},
		{codes[4], []string{"gửi " + units.Path(codes[4]) + ": không đến ai, vì chưa có ai"}},
		{"test:p", []string{"sẽ gửi 14 giờ 30", "đã đến nơi.", "đính chính thông báo"}},
		{"tran chi", []string{"Lời nhắc theo lịch lần cuối: 8 giờ 30 ngày 01/7/2016, về " + units.Path(codes[2]) + ": không đến: đã chặn bot", "gửi " + units.Path(codes[2]) + ": không đến: đã chặn bot"}},
		{"pham dung", []string{"không gửi vì không cần nữa"}},
		{"test/1/1", []string{"dấu vết riêng", "lời nhắc nộp của Vũ Thị Hà"}},
		{"test/1/2", []string{"cho 5 đơn vị", "Đã đến nơi (1): " + label(codes[0]), "Đang gửi (1): " + label(codes[1]), "Không cần nữa",
			"Đã chặn tin hoặc không còn tài khoản (1): " + label(codes[2]), "Chưa có ai kích hoạt (1): " + label(codes[4]), "Đang chờ: tin gửi Lê Bình, test:q", "được gửi lại đến khi"}},
		{"test/1/3", []string{"đính chính thông báo", "Ứng dụng nhắn tin từ chối tin này (1)", "Xong lúc 9 giờ 30 ngày 30/6/2016", "gọi điện nơi chưa nhận"}},
		{"test/1/4", []string{"Chưa gửi, sẽ gửi 14 giờ 30 ngày 01/7/2016"}},
	} {
		got := strings.Join(asks(t, db, test.about, "").Lines, "\n")
		for _, want := range test.wants {
			if !strings.Contains(got, want) {
				t.Errorf("why %s: no %q in\n%s", test.about, want, got)
			}
		}
	}
	if got := strings.Join(asks(t, db, "test/1/9", "").Lines, "\n"); strings.Contains(got, "Lệnh gửi") {
		t.Errorf("another update is told as an order:\n%s", got)
	}
}
