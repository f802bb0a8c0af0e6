package dispatch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/chat"
	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// errandInputs are what somebody types or sends to reach beyond their units:
// every command and button, with units near and far.
func errandInputs() []chat.Input {
	var out []chat.Input
	for _, unit := range []string{"huyện Thọ Xuân", "xã Nga An", "huyện Nga Sơn", "thị trấn Thọ Xuân", "cả", ""} {
		for _, command := range []string{"/nhac ", "/thongbao ", "/nhapho ", "/capma ", "/thanhvien "} {
			out = append(out, chat.Input{Kind: chat.Text, Text: strings.TrimSpace(command + unit)})
		}
		out = append(out, chat.Input{Kind: chat.Text, Text: "/thongbao " + unit + ": thử"})
	}
	for _, code := range []string{"38", "395", "401", "16144", "15508", "99999", "", "../x"} {
		for _, verb := range []string{"nhac", "nhacca", "thongbao", "nhapho", "capma", "thanhvien"} {
			out = append(out, chat.Input{Kind: chat.Press, Data: chat.Action{To: chat.Operation, Verb: verb, Target: code}.Encode()})
		}
		for _, verb := range []string{"thuhoi", "thaythe", "send", "all", "role", "tick", "pick", "done", "fresh", "say", "no"} {
			out = append(out, chat.Input{Kind: chat.Press, Data: chat.Action{To: chat.Operation, Verb: verb, Target: code, Args: []string{"0"}}.Encode()})
		}
	}
	for _, words := range []string{"gửi", "có", "hủy", "xong", "thu hồi 1", "thay 1", "1", "thôi nhập hộ"} {
		out = append(out, chat.Input{Kind: chat.Text, Text: words})
	}
	return out
}

// Whatever somebody types, taps or guesses, nobody outside the units below
// theirs hears of it, loses anything, or is let in.
func TestErrandsStayBelow(t *testing.T) {
	inLine(t)
	inputs := errandInputs()
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.joins("xa", "16144", roster.Officer)      // Nga An, of Nga Sơn
		w.joins("noikhac", "15508", roster.Officer) // of Thọ Xuân
		w.joins("huyenkhac", "395", roster.Coordinator)
		w.joins("tinh", "38", roster.Coordinator)
		role := rapid.SampledFrom(roster.Roles()).Draw(rt, "role")
		unit := rapid.SampledFrom([]string{"401", "16144"}).Draw(rt, "unit")
		if role == roster.Admin && unit != "401" {
			unit = "401"
		}
		w.joins("ai", unit, role)
		w.now = w.now.Add(time.Hour)
		before := w.outsiders()
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			in := rapid.SampledFrom(inputs).Draw(rt, "input")
			if rapid.Bool().Draw(rt, "offered") {
				if b := newestButtons(w, "ai"); len(b) > 0 {
					in = chat.Input{Kind: chat.Press, Data: rapid.SampledFrom(b).Draw(rt, "button")}
				}
			}
			for _, c := range w.does("ai", in) {
				for _, name := range []string{"noikhac", "Xuân Phong"} {
					if strings.Contains(c.Text, name) {
						rt.Fatalf("%s of %s: %+v names %q: %s", role, unit, in, name, c.Text)
					}
				}
			}
		}
		if after := w.outsiders(); after != before {
			rt.Fatalf("%s of %s reached others:\n%s\nbefore\n%s", role, unit, after, before)
		}
		if role == roster.Officer || role == roster.Approver || role == roster.Viewer {
			if got := len(w.said[person("xa")]); unit == "401" && got != 1 {
				rt.Fatalf("a %s told the commune something", role)
			}
		}
	})
}

// outsiders is what the people outside have: messages and memberships.
func (w *world) outsiders() string {
	w.t.Helper()
	out := ""
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		for _, name := range []string{"noikhac", "huyenkhac", "tinh"} {
			p, err := store.GetPerson(r, person(name))
			if err != nil {
				return err
			}
			out += fmt.Sprintln(name, len(w.said[person(name)]), len(p.Memberships))
		}
		for _, unit := range []string{"15508", "395", "38"} {
			ms, err := store.Members.Get(r, store.OnList{List: w.c.UnitList, Unit: unit})
			if err != nil {
				return err
			}
			out += fmt.Sprintln(unit, len(ms))
			for _, role := range roster.Roles() {
				waiting, err := invitation.Waiting(r, store.OnList{List: w.c.UnitList, Unit: unit}, role)
				if err != nil {
					return err
				}
				out += fmt.Sprint(waiting, " ")
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// A confirmed errand happens once, however often its button is pressed and by
// whomever; somebody else's button does nothing.
func TestErrandsHappenOnce(t *testing.T) {
	w := newWorld(t)
	w.joins("xa", "16144", roster.Officer)
	w.joins("mot", "401", roster.Coordinator)
	w.joins("hai", "401", roster.Coordinator)
	w.now = w.now.Add(time.Hour)
	w.types("mot", "/nhac Nga An")
	send := newestButtons(w, "mot")[0]
	before := len(w.said[person("xa")])
	press := chat.Input{Kind: chat.Press, Data: send}
	w.does("hai", press)
	if got := len(w.said[person("xa")]); got != before {
		t.Fatal("somebody else's button was taken")
	}
	for range 3 {
		w.does("mot", press)
	}
	if got := len(w.said[person("xa")]) - before; got != 1 {
		t.Errorf("the commune was reminded %d times", got)
	}
	// Two take the same membership back: the second hears that it is gone.
	w.types("mot", "/thanhvien Nga An")
	w.types("mot", "thu hồi 1")
	w.types("hai", "/thanhvien Nga An")
	w.types("hai", "thu hồi 1")
	w.types("mot", "thu hồi")
	told := len(w.said[person("xa")])
	w.types("hai", "thu hồi")
	if got := len(w.said[person("xa")]); got != told {
		t.Error("the officer was told twice")
	}
	if got := w.types("xa", "tiếp tục"); !strings.Contains(got[0].Text, "mã kích hoạt") {
		t.Errorf("the officer still has access: %s", got[0].Text)
	}
}

// A unit whose report comes in between the order and its hour hears nothing.
func TestReminderSkipsWhoSubmitted(t *testing.T) {
	w := newWorld(t)
	w.joins("xa", "16144", roster.Officer)
	w.joins("mot", "401", roster.Coordinator)
	w.now = time.Date(2016, 7, 4, 21, 0, 0, 0, w.c.Zone)
	w.types("mot", "/nhac Nga An")
	w.types("mot", "gửi")
	w.handsIn("16144")
	before := len(w.said[person("xa")])
	w.goes(time.Date(2016, 7, 5, 7, 29, 0, 0, w.c.Zone).Add(2 * time.Minute))
	for _, m := range w.said[person("xa")][before:] {
		if strings.Contains(m.Content.Text, "đề nghị xã Nga An") {
			t.Errorf("reminded after submitting: %s", m.Content.Text)
		}
	}
}

// Who confirms before a unit is chosen is asked for the unit again, and not told
// that no unit is called «gửi».
func TestConfirmingBeforeAnyUnit(t *testing.T) {
	w := newWorld(t)
	w.joins("ai", "401", roster.Coordinator)
	for _, command := range []string{"/nhac", "/thongbao: họp 8 giờ", "/nhapho", "/capma", "/thanhvien"} {
		asked := last(textsOf(w.types("ai", command)))
		got := last(textsOf(w.types("ai", "Gửi")))
		if !strings.HasSuffix(got, asked) || !strings.HasPrefix(got, "Chưa chọn đơn vị nào") {
			t.Errorf("%s: %q after %q", command, got, asked)
		}
		w.types("ai", "/huy")
	}
}

func textsOf(cs []chat.Content) (out []string) {
	for _, c := range cs {
		out = append(out, c.Text)
	}
	return out
}
