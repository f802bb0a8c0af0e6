package dispatch_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

var shownCode = regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`)

// codeIn gives the code that somebody was just told.
func codeIn(t *testing.T, w *world, name string) string {
	t.Helper()
	texts := w.texts(name)
	code := shownCode.FindString(texts[len(texts)-1])
	if code == "" {
		t.Fatalf("no code in %q", texts[len(texts)-1])
	}
	return code
}

// opens reports whether a code lets somebody in.
func (w *world) opens(name, code string) bool {
	w.t.Helper()
	return strings.Contains(textsOf(w.types(name, "/start "+code))[0], "Mã đúng")
}

// ends has the province revoke or replace the membership of the one coordinator of Nga Sơn.
func (w *world) ends(words string) {
	w.t.Helper()
	w.types("tinh", "/thanhvien 401")
	w.types("tinh", words)
	w.types("tinh", "thu hồi")
}

// Codes that a coordinator made open nothing once the coordinator is revoked, not for them
// and for nobody else, also when they come back with a new code.
func TestRevokingKillsTheCodesThatWereGiven(t *testing.T) {
	for name, words := range map[string]string{"revoked": "thu hồi 1", "replaced": "thay 1"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.joins("tinh", "38", roster.Coordinator)
			w.joins("huyen", "401", roster.Coordinator)
			give := func(unit string) string {
				w.types("huyen", "/capma "+unit)
				w.types("huyen", "cán bộ")
				w.types("huyen", "cấp mã")
				return codeIn(t, w, "huyen")
			}
			used, first, second := give("Nga An"), give("Nga Thái"), give("Nga Lĩnh")
			if !w.opens("an", used) {
				t.Fatal("a code of one who coordinates does not open")
			}
			w.now = w.now.Add(time.Hour)
			w.ends(words)
			if w.opens("huyen", first) || w.opens("la", first) {
				t.Error("a code of one who was revoked opens")
			}
			if got := textsOf(w.types("an", "tiếp tục"))[0]; strings.Contains(got, "mã kích hoạt") {
				t.Errorf("who joined before is out: %q", got)
			}
			w.now = w.now.Add(2 * time.Hour)
			w.joins("huyen", "401", roster.Coordinator)
			if w.opens("khac", second) {
				t.Error("a code of before opens since its giver is back")
			}
			if !w.opens("moi", give("Nga Lĩnh")) {
				t.Error("a code given after coming back does not open")
			}
		})
	}
}

// A colleague's code dies with the officer's membership.
func TestRevokingKillsTheCodeForAColleague(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "mời đồng nghiệp")
	code := codeIn(t, w, "an")
	w.types("huyen", "/thanhvien Nga An")
	w.types("huyen", "thu hồi 1")
	w.types("huyen", "thu hồi")
	if w.opens("an", code) || w.opens("binh", code) {
		t.Error("the code of a revoked officer opens")
	}
}

// joinsAgain has somebody use one more code for what they hold already.
func (w *world) joinsAgain(name, unit string, role roster.Role) []string {
	w.t.Helper()
	normal, ok := roster.NormalizeCode(roster.NewCode([]byte("again" + name + "................")))
	if !ok {
		w.t.Fatal("no code")
	}
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		return invitation.Put(tx, roster.Hash(normal), roster.Invitation{List: w.c.UnitList, Unit: unit, Role: role, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.now = w.now.Add(time.Minute)
	return textsOf(w.types(name, "/start "+normal))
}

// takesBack has an admin replace themselves, and use the code for whoever comes instead.
func (w *world) takesBack(name, unit string) {
	w.t.Helper()
	code := w.handsOver(name, unit)
	w.now = w.now.Add(time.Minute)
	if !w.opens(name, code) {
		w.t.Fatalf("%s does not come back with the code for whoever comes instead", name)
	}
}

// handsOver has an admin replace themselves, and gives the code for whoever comes instead.
func (w *world) handsOver(name, unit string) (code string) {
	w.t.Helper()
	list := last(textsOf(w.types(name, "/thanhvien "+unit)))
	for line := range strings.Lines(list) {
		if number, _, ok := strings.Cut(line, "."); ok && strings.Contains(line, name) {
			w.types(name, "thay "+strings.TrimSpace(number))
			w.types(name, "gửi")
		}
	}
	for _, text := range w.texts(name) {
		if found := shownCode.FindString(text); found != "" {
			code = found
		}
	}
	return code
}

// Who replaces themselves is out at once, with all that they had given away; the code for whoever comes instead opens
// once, also for them, and then they can be revoked as anybody can.
func TestReplacingOneself(t *testing.T) {
	w := newWorld(t)
	w.joins("khac", "38", roster.Admin)
	w.joins("minh", "38", roster.Admin)
	w.now = w.now.Add(time.Hour)
	give := func(unit string) string {
		w.types("minh", "/capma "+unit)
		w.types("minh", "cán bộ")
		w.types("minh", "cấp mã")
		return codeIn(t, w, "minh")
	}
	before := give("Nga An")
	instead := w.handsOver("minh", "38")
	if w.opens("la", before) {
		t.Error("a code opens that was given by one who replaced themselves")
	}
	if text := last(textsOf(w.types("minh", "/thanhvien 38"))); strings.Contains(text, "khac") {
		t.Errorf("who replaced themselves reads %q", text)
	}
	w.now = w.now.Add(2 * time.Hour)
	if !w.opens("minh", instead) || w.opens("la", instead) {
		t.Error("the code for whoever comes instead opens once, for whoever has it")
	}
	if w.opens("la2", before) {
		t.Error("a code of before opens since its giver is back")
	}
	after := give("Nga Thái")
	w.now = w.now.Add(2 * time.Hour)
	w.types("khac", "/thanhvien 38")
	w.types("khac", "thu hồi 2")
	w.types("khac", "thu hồi")
	if w.opens("la3", after) || w.opens("minh", after) {
		t.Error("a code opens whose giver was revoked")
	}
}

// Who uses a second code for what they hold already holds it once: revoked once they are out, with all that they gave.
func TestJoiningForWhatOneHoldsAlready(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.joins("an", "16144", roster.Officer)
	w.types("an", "mời đồng nghiệp")
	first := codeIn(t, w, "an")
	w.joinsAgain("an", "16144", roster.Officer)
	w.types("an", "mời đồng nghiệp")
	second := codeIn(t, w, "an")
	err := w.kv.View(t.Context(), func(r store.Reader) error {
		p, err := store.GetPerson(r, person("an"))
		members, err2 := store.Members.Get(r, store.OnList{List: w.c.UnitList, Unit: "16144"})
		if len(p.Memberships) != 1 || len(members) != 1 {
			t.Errorf("they are a member as %+v and listed as %+v", p.Memberships, members)
		}
		return errors.Join(err, err2)
	})
	if err != nil {
		t.Fatal(err)
	}
	w.types("huyen", "/thanhvien Nga An")
	w.types("huyen", "thu hồi 1")
	w.types("huyen", "thu hồi")
	if w.opens("an", first) || w.opens("an", second) || w.opens("la", first) || w.opens("la", second) {
		t.Error("a code of one who was revoked opens")
	}
	if text := textsOf(w.types("an", "tiếp tục"))[0]; !strings.Contains(text, "mã kích hoạt") {
		t.Errorf("who was revoked reads %q", text)
	}
}

// Codes for many units come as a file; they open as one does, and die as one does.
func TestRevokingKillsTheCodesOfAFile(t *testing.T) {
	w := newWorld(t)
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("huyen", "401", roster.Coordinator)
	w.types("huyen", "/capma Nga An, Nga Thái, Nga Lĩnh")
	w.types("huyen", "cấp mã")
	var codes []string
	for _, m := range w.said[person("huyen")] {
		if m.Content.File != nil {
			codes = shownCode.FindAllString(string(m.Content.File.Data), -1)
		}
	}
	if len(codes) != 3 {
		t.Fatalf("%d codes in the file, after %q", len(codes), w.texts("huyen"))
	}
	if !w.opens("an", codes[0]) {
		t.Error("a code of the file does not open")
	}
	w.ends("thu hồi 1")
	if w.opens("la", codes[1]) {
		t.Error("a code of one who was revoked opens")
	}
}
