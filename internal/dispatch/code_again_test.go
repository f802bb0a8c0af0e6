package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/roster"
)

// A code that is sent while its unit is not on the list is not used up: it opens when the unit is back, and makes a member.
func TestACodeOfAUnitThatComesBack(t *testing.T) {
	w := newWorld(t)
	w.joins("huyen", "401", roster.Coordinator)
	w.types("huyen", "/capma Nga An")
	w.types("huyen", "cán bộ")
	w.types("huyen", "cấp mã")
	code := codeIn(t, w, "huyen")

	whole := w.d.Campaigns[0]
	without := *whole
	var nga roster.Unit
	var others []string
	for _, u := range whole.Units.All() {
		if u.Name == "Nga An" {
			nga = u
		} else {
			others = append(others, u.Code)
		}
	}
	without.Units = whole.Units.Only(others)
	w.d.Replace(&without)
	if said := textsOf(w.types("an", code))[0]; !strings.Contains(said, "không còn trong danh mục") {
		t.Fatalf("a unit that is gone: %q", said)
	}
	w.d.Replace(whole)
	if !w.opens("an", code) {
		t.Fatal("the code was used up")
	}
	if members := w.members(nga.Code); len(members) != 1 {
		t.Fatalf("members: %v", members)
	}
	if !w.opens("an", code) {
		t.Error("a member is not greeted by their own code once more")
	}
	w.types("huyen", "/thanhvien Nga An")
	w.types("huyen", "thu hồi 1")
	w.types("huyen", "thu hồi")
	if said := textsOf(w.types("an", "/start "+code))[0]; !strings.Contains(said, "đã dùng mã này rồi") || strings.Contains(said, "Mã đúng") {
		t.Errorf("a member no more: %q", said)
	}
}
