package dispatch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// wholeKV is a store of which each commit leaves people whole: a kill can lie only between two.
type wholeKV struct {
	store.KV
	t       testing.TB
	commits int
}

func (k *wholeKV) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	errs := k.KV.Update(ctx, fs...)
	k.commits++
	err := k.View(context.Background(), func(r store.Reader) error {
		listed := map[string]bool{}
		for row, err := range store.Members.All(r, "") {
			if err != nil {
				return err
			}
			for _, m := range row.Value {
				listed[row.Key+" "+m.Address.String()+" "+string(m.Role)] = true
			}
		}
		own := map[string]bool{}
		for row, err := range store.People.All(r, "") {
			if err != nil {
				return err
			}
			for _, m := range row.Value.Memberships {
				own[m.List+"/"+m.Unit+" "+row.Key+" "+string(m.Role)] = true
			}
		}
		for is := range listed {
			if !own[is] {
				k.t.Errorf("after commit %d the unit has %s, whose own record has not", k.commits, is)
			}
		}
		for is := range own {
			if !listed[is] {
				k.t.Errorf("after commit %d a person is %s, which the unit does not know", k.commits, is)
			}
		}
		return nil
	})
	if err != nil {
		k.t.Error(err)
	}
	return errs
}

// wholeWorld is a world on such a store, at nine in the morning.
func wholeWorld(t *testing.T) *world {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	w := newWorldOn(t, &wholeKV{KV: kv, t: t})
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.now.Location()))
	return w
}

// sends several lines, and gives what the last was answered.
func (w *world) says(name string, lines ...string) (answer string) {
	w.t.Helper()
	for _, line := range lines {
		answer = text(w.types(name, line))
	}
	return answer
}

// hearsOnce reports of what somebody was told that it has the words once.
func hearsOnce(t *testing.T, who, all, words string) {
	t.Helper()
	if n := strings.Count(all, words); n != 1 {
		t.Errorf("%s hears %q %d times:\n%s", who, words, n, all)
	}
}

// TestSuccessor: whoever comes in the place of one who handed over a returned report finds it, with why it was returned; an answer to
// what the one before asked for goes to them, and the one before hears once that somebody came.
func TestSuccessor(t *testing.T) {
	for _, how := range []string{"thay 1", "bàn giao 1"} {
		t.Run(how, func(t *testing.T) {
			w := wholeWorld(t)
			w.joins("huyen", "401", roster.Coordinator)
			w.joins("an", "16144", roster.Officer)
			fillIn(w, "an", "16144")
			w.says("an", "nộp báo cáo", "có")
			w.says("huyen", "/tralai Nga An: thiếu số hộ", "cả báo cáo", "gửi")
			w.says("an", "xin gia hạn đến 20/7, vì mất điện")
			before := w.statusOf("16144")
			an, huyen := w.told("an"), w.told("huyen")
			w.says("huyen", "/thanhvien Nga An", how, "gửi")
			code := codeIn(t, w, "huyen")
			w.now = w.now.Add(time.Hour)
			greeting := text(w.types("moi", "/start "+code))
			for _, want := range []string{"tiếp nhận việc của an", "xin gia hạn đến hết ngày 20/7", "thiếu số hộ"} {
				if !strings.Contains(greeting+w.says("moi", "tiếp tục"), want) {
					t.Errorf("whoever came does not read %q:\n%s", want, greeting)
				}
			}
			hearsOnce(t, "an", an(), "Cảm ơn đồng chí")
			hearsOnce(t, "huyen", huyen(), "moi đã vào làm")
			if after := w.statusOf("16144"); after.State != before.State || after.Round != before.Round || after.Done != before.Done {
				t.Errorf("the report was %+v and is %+v", before, after)
			}
			an, moi := w.told("an"), w.told("moi")
			w.presses("huyen", []chat.Content{w.heardOf("huyen", "Đề nghị gia hạn")}, "Không đồng ý")
			if an() != "" || !strings.Contains(moi(), "hạn") {
				t.Errorf("the answer to what was asked for: an %q, moi %q", an(), moi())
			}
			if got := w.says("an", "nộp"); !strings.Contains(got, "người khác làm cán bộ nhập báo cáo") {
				t.Errorf("who was replaced reads %q", got)
			}
		})
	}
}

// heardOf is the newest message to somebody that has the words.
func (w *world) heardOf(name, words string) chat.Content {
	w.t.Helper()
	for _, m := range slices.Backward(w.said[person(name)]) {
		if strings.Contains(m.Content.Text, words) {
			return m.Content
		}
	}
	w.t.Fatalf("%s was not told %q", name, words)
	return chat.Content{}
}

// TestNothingMoreToWhoLeft: what waited for the end of the quiet hours for one who is revoked meanwhile is told to those who are left
// only; that they were revoked is told.
func TestNothingMoreToWhoLeft(t *testing.T) {
	w := wholeWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "16144", roster.Officer)
	fillIn(w, "an", "16144")
	w.says("an", "nộp báo cáo", "có")
	w.goes(time.Date(2016, 7, 4, 22, 0, 0, 0, w.now.Location()))
	an, binh := w.told("an"), w.told("binh")
	w.says("huyen", "/tralai Nga An: thiếu số hộ", "cả báo cáo", "gửi")
	w.says("huyen", "/thanhvien Nga An", "thu hồi 1", "gửi")
	w.goes(time.Date(2016, 7, 5, 8, 0, 0, 0, w.now.Location()))
	if all := an(); strings.Contains(all, "thiếu số hộ") {
		t.Errorf("who was revoked hears\n%s", all)
	}
	hearsOnce(t, "an", an(), "đã thu hồi quyền")
	hearsOnce(t, "binh", binh(), "thiếu số hộ")
	hearsOnce(t, "binh", binh(), "an không còn là cán bộ")
}

// TestLeaving: who leaves by themselves says so and confirms; those above hear once, also that nobody is left; the last head's are
// told to those above; and a stranger or a passer-by leaves nothing.
func TestLeaving(t *testing.T) {
	w := wholeWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "16144", roster.Officer)
	if got := w.says("an", "thôi phụ trách"); !strings.Contains(got, "bấm «Đồng ý thôi»") || strings.Contains(got, "chưa có người thay") {
		t.Errorf("with a colleague left: %s", got)
	}
	if got := w.says("an", "có được không?"); strings.Contains(got, "Đã ghi: đồng chí thôi") {
		t.Errorf("a question is taken for a yes: %s", got)
	}
	huyen, binh := w.told("huyen"), w.told("binh")
	w.says("an", "thôi phụ trách", "Đồng ý thôi")
	hearsOnce(t, "binh", binh(), "an xin thôi làm")
	hearsOnce(t, "huyen", huyen(), "an xin thôi làm")
	if strings.Contains(huyen(), "chưa có người nhập") {
		t.Errorf("nobody is left: %s", huyen())
	}
	w.says("binh", "thôi phụ trách", "có")
	hearsOnce(t, "huyen", huyen(), "Nay xã Nga An chưa có người nhập")
	tinh := w.told("tinh")
	w.says("huyen", "tôi nghỉ hưu", "có")
	hearsOnce(t, "tinh", tinh(), "Nay huyện Nga Sơn chưa có người theo dõi")
	if got := w.says("huyen", "/tinhhinh"); !strings.Contains(got, "đã thôi làm đầu mối theo dõi") {
		t.Errorf("who left reads %s", got)
	}
}

// TestMovingInMidCampaign: what somebody wrote stays their former unit's, under their name; they go on at the other, and are asked by
// a poll of that one.
func TestMovingInMidCampaign(t *testing.T) {
	w := wholeWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	fillIn(w, "an", "16144")
	before := w.statusOf("16144")
	w.says("huyen", "/thanhvien Nga An", "chuyển 1 sang xã Nga Thái", "gửi")
	if after := w.statusOf("16144"); after.Done != before.Done || after.Author != person("an").String() {
		t.Errorf("the report was %+v and is %+v", before, after)
	}
	entries := 0
	err := w.kv.View(t.Context(), func(r store.Reader) error {
		list, err := store.HistoryOf(r, report.ID{Campaign: w.c.Name, Unit: "16144"})
		for _, e := range list {
			if e.Called == "an" {
				entries++
			}
		}
		return err
	})
	if err != nil || entries == 0 {
		t.Errorf("%d entries of the former unit's history have the name, %v", entries, err)
	}
	if got := w.says("an", "tiếp tục"); !strings.Contains(got, "xã Nga Thái") {
		t.Errorf("who moved goes on at %s", got)
	}
	an := w.told("an")
	w.says("huyen", "/hoinhanh Nga Thái: Bao nhiêu nhà tốc mái? (số)\nHạn: 2 giờ nữa", "gửi")
	hearsOnce(t, "an", an(), "hỏi xã Nga Thái 1 câu")
	if got := w.says("huyen", "/thanhvien Nga Thái", "chuyển 1 sang huyện Thọ Xuân"); strings.Contains(got, "Sẽ chuyển") {
		t.Errorf("moved out of what the head looks after: %s", got)
	}
	if got := w.says("huyen", "/thanhvien Nga Thái", "chuyển 1 sang xã Xuân Phong"); strings.Contains(got, "Sẽ chuyển") {
		t.Errorf("moved out of what the head looks after: %s", got)
	}
}

// TestAnotherAccount: with a code of the same person another chat is theirs, with what they gave away, asked for and wait for; the
// one before is closed, at any hour, and can be taken back with another code.
func TestAnotherAccount(t *testing.T) {
	w := wholeWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.says("an", "/vuongmac Thôn mới sáp nhập tính một hay hai?", "gửi")
	w.says("huyen", "/lich 9h", "/capma Nga Thái", "cán bộ", "gửi")
	invitation := codeIn(t, w, "huyen")
	w.says("huyen", "đổi máy")
	code := codeIn(t, w, "huyen")
	if got := w.says("huyen", "/start "+code); !strings.Contains(got, "Đồng chí gửi mã từ máy mới") {
		t.Errorf("from the same account: %s", got)
	}
	if got := w.says("an", "/start "+code); !strings.Contains(got, "không nhận mã đổi máy được") {
		t.Errorf("from a member's account: %s", got)
	}
	w.goes(time.Date(2016, 7, 4, 23, 0, 0, 0, w.now.Location()))
	huyen := w.told("huyen")
	if got := w.says("huyen2", "/start "+code); !strings.Contains(got, "Tài khoản cũ đã đóng") {
		t.Fatalf("the code lets them in: %s", got)
	}
	hearsOnce(t, "the closed account", huyen(), "tài khoản này đóng lại")
	if got := w.says("huyen", "/tinhhinh"); !strings.Contains(got, "Tài khoản này đã đóng") {
		t.Errorf("the closed account reads %s", got)
	}
	if got := w.says("la", "/start "+code); strings.Contains(got, "Mã đúng") {
		t.Errorf("the code opens twice: %s", got)
	}
	w.goes(time.Date(2016, 7, 5, 9, 30, 0, 0, w.now.Location()))
	if got := w.says("huyen2", "/lich"); !strings.Contains(got, "9 giờ") {
		t.Errorf("the hours did not come along: %s", got)
	}
	if got := w.says("huyen2", "/traloi 1 Tính là một.", "gửi"); !strings.Contains(got, "Đã gửi trả lời") {
		t.Errorf("cannot answer: %s", got)
	}
	if !w.opens("thai", invitation) {
		t.Error("what they gave away before does not open")
	}
	w.says("huyen2", "đổi máy")
	if got := w.says("huyen", "/start "+codeIn(t, w, "huyen2")); !strings.Contains(got, "Tài khoản cũ đã đóng") {
		t.Errorf("back again: %s", got)
	}
	if got := w.says("huyen", "/tinhhinh"); !strings.Contains(got, "Nga Sơn") {
		t.Errorf("back again: %s", got)
	}
}

// TestCodesOfTheSamePersonAreGivenFromAbove: a head gives one for whom they are above in all, and one who takes part elsewhere too is
// for somebody above both.
func TestCodesOfTheSamePersonAreGivenFromAbove(t *testing.T) {
	w := wholeWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("an", "15508", roster.Officer) // of another district
	if got := w.says("huyen", "/thanhvien Nga An", "đổi máy 1", "gửi"); !strings.Contains(got, "ngoài phạm vi") || shownCode.MatchString(got) {
		t.Errorf("a head of one of two: %s", got)
	}
	w.says("tinh", "/thanhvien Nga An", "đổi máy 1", "gửi")
	if got := w.says("an2", "/start "+codeIn(t, w, "tinh")); !strings.Contains(got, "Tài khoản cũ đã đóng") {
		t.Errorf("a head of both: %s", got)
	}
	if got := fmt.Sprint(textsOf(w.types("an2", "đổi báo cáo"))); !strings.Contains(got, "Nga An") || !strings.Contains(got, "Xuân Phong") {
		t.Errorf("the other account is of %s", got)
	}
	if got := w.says("an", "tiếp tục"); !strings.Contains(got, "Tài khoản này đã đóng") {
		t.Errorf("the account before reads %s", got)
	}
}

// TestOrdersOfAHeadWhoLeft: what a head ordered for an hour is sent when they have left, unless whoever comes takes it back.
func TestOrdersOfAHeadWhoLeft(t *testing.T) {
	w := wholeWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("khac", "395", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.says("huyen", "14 giờ thông báo cho xã Nga An: họp giao ban", "gửi")
	w.says("huyen", "15 giờ thông báo cho xã Nga An: họp lần hai", "gửi")
	w.says("tinh", "/thanhvien huyện Nga Sơn", "thay 1", "gửi")
	if got := w.says("moi", "/start "+codeIn(t, w, "tinh")); !strings.Contains(got, "/lenhhen") {
		t.Errorf("whoever came reads %s", got)
	}
	if got := w.says("khac", "lệnh hẹn"); strings.Contains(got, "14 giờ") {
		t.Errorf("a head of other units reads %s", got)
	}
	list := w.types("moi", "lệnh hẹn")
	if got := text(list); !strings.Contains(got, "14 giờ") || !strings.Contains(got, "15 giờ") {
		t.Fatalf("whoever came reads %s", got)
	}
	w.presses("moi", list, "Hủy lệnh 1")
	an, huyen := w.told("an"), w.told("huyen")
	w.goes(time.Date(2016, 7, 4, 16, 0, 0, 0, w.now.Location()))
	if strings.Contains(an(), "giao ban") {
		t.Errorf("what was taken back is sent: %s", an())
	}
	hearsOnce(t, "an", an(), "họp lần hai")
	if huyen() != "" {
		t.Errorf("who left hears %s", huyen())
	}
}

// TestAPollFollowsWhoMoves: somebody who is moved to a unit that a quick poll asks is asked it there, once.
func TestAPollFollowsWhoMoves(t *testing.T) {
	w := wholeWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("thai", "16162", roster.Officer)
	w.joins("an", "16144", roster.Officer)
	w.says("huyen", "/hoinhanh Nga Thái: Bao nhiêu nhà tốc mái? (số)\nHạn: 2 giờ nữa", "gửi")
	an := w.told("an")
	w.says("huyen", "/thanhvien Nga An", "chuyển 1 sang xã Nga Thái", "gửi")
	hearsOnce(t, "an", an(), "hỏi xã Nga Thái 1 câu")
	hearsOnce(t, "an", an(), "đã chuyển đồng chí sang xã Nga Thái")
	hearsOnce(t, "the journal of all", w.says("huyen", "/nhatky"), "chuyển thành viên sang đơn vị khác: an")
	for _, unit := range []string{"Nga An", "Nga Thái"} {
		hearsOnce(t, "the journal of "+unit, w.says("huyen", "/nhatky "+unit), "chuyển thành viên sang đơn vị khác: an")
	}
}

// TestPeopleOfTwoCampaigns: campaigns on one list share its members. What is done in one stands in the journals of both, and whoever
// comes reads of the reports of both.
func TestPeopleOfTwoCampaigns(t *testing.T) {
	w := newWorldOfTwo(t, shippedCollection(t, "", "xa.yaml").Campaign.UnitList)
	w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.now.Location()))
	list := w.c.UnitList
	w.joinsOn(list, "huyen", "401", roster.Coordinator)
	w.joinsOn(list, "an", "16144", roster.Officer)
	huyen := w.told("huyen")
	w.says("huyen", "/thanhvien Nga An", "bàn giao 1", "gửi")
	greeting := w.says("moi", "/start "+codeIn(t, w, "huyen"))
	if !strings.Contains(greeting, "tiếp nhận việc của an") || !strings.Contains(greeting, "gõ /doi") {
		t.Errorf("whoever came reads of one report:\n%s", greeting)
	}
	hearsOnce(t, "huyen", huyen(), "moi đã vào làm")
	if got := w.says("an", "tiếp tục"); !strings.Contains(got, "người khác làm cán bộ nhập báo cáo") {
		t.Errorf("who was relieved reads %s", got)
	}
	for _, c := range w.d.All() {
		var lines []report.Entry
		err := w.kv.View(t.Context(), func(r store.Reader) (err error) {
			lines, _, err = store.JournalPage(r, c.ID(), "", 10, func(string) bool { return true })
			return err
		})
		if err != nil || !slices.ContainsFunc(lines, func(e report.Entry) bool { return e.Outreach == report.CameIn && e.Called == "an" }) {
			t.Errorf("the journal of %s is %+v, %v", c.Name(), lines, err)
		}
	}
}

// TestMovingInAPeriod: who moves in the middle of a week goes on with the week's report of the other unit, and is told of the next
// week there; the week before stays where it was reported.
func TestMovingInAPeriod(t *testing.T) {
	w, _ := weekly(t)
	w.joins("an", "11", roster.Officer)
	w.joins("phu", "12", roster.Officer)
	w.joins("huyen", "1", roster.Coordinator)
	w.goes(day(2026, 11, 30, "08:01"))
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	w.weekIn("an", "5", "4")
	w.says("huyen", "/thanhvien Nga An", "chuyển 1 sang xã Nga Thái", "gửi")
	if got := w.state("2026-W49", "11"); !got.In() {
		t.Errorf("the report of the former unit is %v", got)
	}
	w.says("an", "tiếp tục", "7")
	if got := w.state("2026-W49", "13"); got != report.InProgress {
		t.Errorf("the report of the unit where they are now is %v", got)
	}
	an := w.told("an")
	w.goes(day(2026, 12, 7, "08:01"))
	hearsOnce(t, "an", an(), "Đã mở kỳ báo cáo tuần 50")
	if got := w.says("huyen", "Nga An"); !strings.Contains(got, "Nay chưa có người phụ trách: người trước đã thôi.") {
		t.Errorf("the former unit in the new week: %s", got)
	}
	if got := w.says("huyen", "Nga An tuần 49"); !strings.Contains(got, "Đã nộp") {
		t.Errorf("the former unit in the week before: %s", got)
	}
}

// TestPeopleInEnglish: the same in a campaign of another country, without a Vietnamese letter.
func TestPeopleInEnglish(t *testing.T) {
	w := englishWorld(t)
	w.joins("head", "D1", roster.Coordinator)
	w.joins("ann", "W1", roster.Officer)
	w.joins("ben", "W2", roster.Officer)
	says := func(who, typed string, want ...string) {
		t.Helper()
		said := w.says(who, typed)
		for _, part := range want {
			if !strings.Contains(said, part) {
				t.Errorf("%s types %q, and nobody says %q:\n%s", who, typed, part, said)
			}
		}
	}
	w.says("ann", "start", "2")
	says("head", "/members Oak Hill", "hand over 1", "[Move 1] [New phone 1]")
	says("head", "hand over 1", "They go on until the code is used", "[Hand over]")
	says("head", "Replace at once", "would lose access at once", "Nobody then fills in", "[Replace]")
	says("head", "They stay until then", "[Hand over]")
	says("head", "hand over", "ann goes on at Oak Hill ward")
	says("cat", "/start "+codeIn(t, w, "head"), "You take over from ann.")
	says("ann", "continue", "somebody else is")
	says("head", "/members Mill Lane", "1. ben")
	says("head", "move 1 to Oak Hill", "would move from Mill Lane ward to Oak Hill ward", "[Move]")
	says("head", "yes", "has moved from Mill Lane ward to Oak Hill ward")
	says("ben", "continue", "households")
	says("ben", "i have a new phone", "It can be used once")
	says("ben2", "/start "+codeIn(t, w, "ben"), "You go on here")
	says("ben", "continue", "This account is closed")
	says("ben2", "i retire", "[Yes, I leave]")
	says("ben2", "no", "Nothing has changed")
	says("ben2", "leave", "You would no longer be")
	says("ben2", "yes", "Thank you")
	says("cat", "/leave", "would then have nobody")
	says("cat", "Yes, I leave", "Thank you")
	says("head", "Oak Hill", "Nobody is in charge now")
	says("head", "/journal Oak Hill", "gave up the role", "moved a member to another unit: ben", "came in somebody's place: ann")
	for who, messages := range w.said {
		for _, m := range messages {
			if letters := vietnamese.FindAllString(m.Content.Text, -1); len(letters) > 0 {
				t.Errorf("%s reads %q in %q", who.ID, letters, m.Content.Text)
			}
		}
	}
}

// TestForgettingAllAccounts: who changed the account is found by the one of before too, and nothing names either; those above hear that
// the unit has nobody, and the journal says it with a neutral word.
func TestForgettingAllAccounts(t *testing.T) {
	w := wholeWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins(leaver, "16144", roster.Officer)
	fillIn(w, leaver, "16144")
	w.says(leaver, "đổi máy")
	other := leaver + " mới"
	w.says(other, "/start "+codeIn(t, w, leaver))
	w.says("huyen", "/thanhvien Nga An", "đổi máy 1", "gửi")
	over(t, w)
	found, err := retention.Find(t.Context(), w.kv, person(leaver).String())
	if err != nil || len(found) != 1 || len(found[0].Memberships) != 1 {
		t.Fatalf("by the account of before: %+v, %v", found, err)
	}
	was := found[0].Memberships
	traces, err := retention.Learn(t.Context(), w.kv, &found[0])
	if err == nil {
		_, err = retention.Forget(t.Context(), w.kv, found[0], "abc", traces.At, w.now, quietLog)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range namings(t, w.kv, leaver) {
		if !strings.HasPrefix(key, "report/") || strings.Contains(key, leaver) {
			t.Errorf("%s names them", key)
		}
	}
	huyen := w.told("huyen")
	if err := w.d.Vacated(t.Context(), was, w.now); err != nil {
		t.Fatal(err)
	}
	hearsOnce(t, "huyen", huyen(), "Nay xã Nga An chưa có người nhập")
	if got := w.says("huyen", "/nhatky Nga An"); !strings.Contains(got, "cấp mã đổi máy: một người đã xóa tên") || !strings.Contains(got, "(một người đã xóa tên)") {
		t.Errorf("the journal: %s", got)
	}
}

// TestACodeFollowsWhoItIsOf: a code for another account opens what the person is when it is used, at the unit to which they moved, and
// nothing once they are nothing.
func TestACodeFollowsWhoItIsOf(t *testing.T) {
	w := wholeWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "16144", roster.Officer)
	w.says("huyen", "/thanhvien Nga An", "đổi máy 1", "gửi")
	first := codeIn(t, w, "huyen")
	w.says("huyen", "/thanhvien Nga An", "đổi máy 2", "gửi")
	second := codeIn(t, w, "huyen")
	w.says("huyen", "/thanhvien Nga An", "chuyển 1 sang xã Nga Thái", "gửi")
	w.says("huyen", "/thanhvien Nga An", "thu hồi 1", "gửi")
	if got := w.says("an2", "/start "+first); !strings.Contains(got, "xã Nga Thái") || strings.Contains(got, "xã Nga An") {
		t.Errorf("who moved is greeted with %s", got)
	}
	if got := w.says("an2", "tiếp tục"); !strings.Contains(got, "Nga Thái") {
		t.Errorf("who moved goes on with %s", got)
	}
	if got := w.says("binh2", "/start "+second); !strings.Contains(got, "không còn dùng được") {
		t.Errorf("the code of who was revoked: %s", got)
	}
}

// TestVacatedAtTheTop: where the unit at the top has lost its head without an update, its own admin is told; there is nobody above.
func TestVacatedAtTheTop(t *testing.T) {
	w, _ := weekly(t)
	w.goes(day(2026, 11, 30, "09:00"))
	w.joins("quantri", "1", roster.Admin)
	quantri := w.told("quantri")
	was := []roster.Membership{{List: w.c.UnitList, Unit: "1", Role: roster.Coordinator}}
	if err := w.d.Vacated(t.Context(), was, w.now); err != nil {
		t.Fatal(err)
	}
	hearsOnce(t, "quantri", quantri(), "Nay huyện Nga Sơn chưa có")
}
