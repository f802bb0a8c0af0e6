package conversation

import (
	"os"
	"strings"
	"testing"

	"giaoban/internal/form"
	"giaoban/internal/roster"
)

const unitOutline = `title: Thử
sections:
  - code: A1
    title: Một
    questions:
      - {code: A1.1, name: o_dau, type: unit, label: Ở xã nào?, required: true, within: all}
      - {code: A1.2, name: trong_huyen, type: unit, label: Xã nào của huyện?, required: true, within: below}
      - {code: A1.3, name: ngay, type: date, label: Ngày nào?, required: true, default: 2016-06-30, min: 2016-01-01}
      - {code: A1.4, name: so, type: integer, label: Bao nhiêu?, required: true, default: 12, unit: buổi}
      - {code: A1.5, name: ten, type: text, label: Tên gì?, required: true, default: Tiếng kẻng an ninh}
      - {code: A1.6, name: cuoi, type: yes_no, label: Xong chưa?, required: true}
`

// TestUnitSearch: a unit is searched by name, typed or tapped, and never
// guessed; a default is taken with one word.
func TestUnitSearch(t *testing.T) {
	o, err := form.Parse("t.yaml", []byte(unitOutline))
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.Open(shipped + "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	units, err := roster.ParseUnits(list, "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, vietnamese(t))
	f.units = units
	f.hears("bắt đầu", "Ở xã nào?", "gõ tên đơn vị")
	out := f.types("quang trung")
	if got := said(out); !strings.Contains(got, "đơn vị khớp «quang trung»") {
		t.Errorf("several are not offered:\n%s", got)
	}
	offered(t, out, "xã Quang Trung, huyện Ngọc Lặc")
	f.hears("2", "Đã ghi: ", "Xã nào của huyện?")
	if v := f.draft.Cells[0].Value.Name; v != f.turnPicked(units, "quang trung", 1) {
		t.Errorf("the second of the list was meant, stored is %s", v)
	}
	// Only the own unit and what is below it; here it has nothing below.
	f.hears("xã Quang Trung, huyện Ngọc Lặc", "Không tìm thấy")
	out = f.types("nga ann")
	f.presses(offered(t, out, "xã Nga An, huyện Nga Sơn"))
	if v := f.draft.Cells[1].Value.Name; v != "16144" {
		t.Errorf("stored is %q", v)
	}
	f.hears("/tieptuc", "Ngày nào?", "Ghi sẵn: 30/6/2016")
	f.hears("đúng", "Đã ghi: 30/6/2016", "Ghi sẵn: 12")
	f.hears("15", "Đã ghi: 15 buổi", "Ghi sẵn: Tiếng kẻng an ninh")
	f.presses(offered(t, f.types("ví dụ"), "Đúng"))
	if got := f.texts[form.Place{Code: "A1.5"}]; len(got) != 1 || got[0] != "Tiếng kẻng an ninh" {
		t.Errorf("the text is stored as %q", got)
	}
	f.hears("/tieptuc", "Xong chưa?")
}

// turnPicked is the unit at a place among those that a name means.
func (f *officer) turnPicked(units *roster.Units, name string, i int) string {
	return units.Find(name, "").Several[i].Code
}
