package dispatch_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/roster"
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
