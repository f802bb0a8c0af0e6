package desk_test

import (
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/desk"
	"giaoban/internal/roster"
)

// anyCommand is what a coordinator may ask.
func anyCommand(desk.Name) bool { return true }

// counted counts the names that a parser looks up.
type counted struct {
	units *roster.Units
	n     int
}

func (c *counted) Named(name string) bool { c.n++; return c.units.Named(name) }

// TestNobodyElsesWordsAreLookedUp: a text that begins like a coordinator's
// command is compared with no unit's name unless its sender may give it.
func TestNobodyElsesWordsAreLookedUp(t *testing.T) {
	units := &counted{units: readUnits(t, fewUnits)}
	only := func(name desk.Name) func(desk.Name) bool { return func(n desk.Name) bool { return n == name } }
	for _, words := range []string{"Mô hình tiếng kẻng an ninh", "Mô hình Nga Sơn", "tình hình Nga An thế nào", "xem Nga An phần 2", "tổng hợp Nga Sơn"} {
		for _, may := range []func(desk.Name) bool{only(desk.Awards), only(desk.Journal)} {
			if cmd, ok := desk.Parse(words, units, may); ok || units.n > 0 {
				t.Errorf("%q is %+v, %v after %d names were looked up", words, cmd, ok, units.n)
			}
		}
	}
	if _, ok := desk.Parse("khen thưởng Nga An", units, only(desk.Awards)); !ok || units.n == 0 {
		t.Error("who sees awards cannot ask for a unit's")
	}
}

func TestParse(t *testing.T) {
	units := readUnits(t, "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n14001,401,3,xã,Nga An\n")
	for text, want := range map[string]desk.Command{
		"/tinhhinh":                     {Name: desk.Progress},
		"/tinh_hinh":                    {Name: desk.Progress},
		"/TinhHinh":                     {Name: desk.Progress},
		"/tinhhinh@giaoban_bot":         {Name: desk.Progress},
		"/tình hình":                    {Name: desk.Progress},
		"  Tình hình  ":                 {Name: desk.Progress},
		"tình hình?":                    {Name: desk.Progress},
		"TINH HINH":                     {Name: desk.Progress},
		"tinhhinh":                      {Name: desk.Progress},
		"tinh_hinh":                     {Name: desk.Progress},
		"chưa nộp":                      {Name: desk.Missing},
		"/chuanop@giaoban_bot nga sơn":  {Name: desk.Missing, Unit: "nga sơn"},
		"/tinhhinh  Huyện   Nga Sơn":    {Name: desk.Progress, Unit: "Huyện Nga Sơn"},
		"/tinhhinh không có đơn vị này": {Name: desk.Progress, Unit: "không có đơn vị này"},
		"tinh hinh nga son":             {Name: desk.Progress, Unit: "nga son"},
		"chưa nộp xã Nga An":            {Name: desk.Missing, Unit: "xã Nga An"},
		"ti\u0300nh hi\u0300nh":         {Name: desk.Progress},
		"tình hình\u00a0nga sơn":        {Name: desk.Progress, Unit: "nga sơn"},
	} {
		if got, ok := desk.Parse(text, units, anyCommand); !ok || got != want {
			t.Errorf("Parse(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "/", "/tinh", "tình", "tình hình an ninh trật tự", "tình hình ổn định", "chưa nộp được vì mất điện",
		"/tieptuc", "xem tình hình", "tinhhinhx", "/tinhhinhx", "12",
	} {
		if got, ok := desk.Parse(text, units, anyCommand); ok {
			t.Errorf("Parse(%q) = %+v, want none", text, got)
		}
	}
}

// commandOf is the command of a button's data.
func commandOf(data string) (desk.Command, bool) {
	a, _ := chat.Decode(data)
	return desk.CommandOf(a)
}

func TestButtonData(t *testing.T) {
	cmd := desk.Command{Name: desk.Progress, Code: "14001"}
	data := cmd.Action().Encode()
	if got, ok := commandOf(data); !ok || got != cmd || data != "d||tinhhinh|14001" {
		t.Errorf("%q read back as %+v, %v", data, got, ok)
	}
	if (desk.Command{Name: desk.Progress, Code: "00000000000000000000"}).Action().Encode() == "" {
		t.Errorf("a code of 20 letters has no room in a button")
	}
	for _, data := range []string{"", "d|", "d||tinhhinh", "d||tinhhinh|", "d||xoa|14001", "q||tinhhinh|14001", "tinhhinh|1",
		"d||tinhhinh|14001|X5", "d||tonghop|14001|X5|02", "d||tonghop|14001|X5|-2", "d||tonghop|14001|"} {
		if got, ok := commandOf(data); ok {
			t.Errorf("%q reads as %+v, want none", data, got)
		}
	}
}
