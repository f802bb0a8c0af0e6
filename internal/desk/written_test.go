package desk_test

import (
	"strings"
	"testing"

	"giaoban/internal/desk"
	"giaoban/internal/roster"
)

const fewUnits = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n16138,401,3,xã,Nga Hải\n"

// TestWrittenForms: a coordinator's command is taken with the slash, and without
// it with marks and without.
func TestWrittenForms(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, forms := range map[desk.Name][]string{
		desk.Progress: {"/tinhhinh", "/tinh_hinh", "/TinhHinh@tro_ly", "tình hình", "tinh hinh", "TÌNH HÌNH"},
		desk.Missing:  {"/chuanop", "/chua_nop", "chưa nộp", "chua nop"},
		desk.View:     {"/donvi", "/don_vi", "/xem", "đơn vị", "don vi", "xem", "/xem Nga An", "xem xã Nga An", "xem xa nga an", "đơn vị Nga An phần 2", "xem Nga An trang 3", "xem xã Nga An câu 5.16"},
		desk.Models:   {"/mohinh", "/mo_hinh", "mô hình", "mo hinh", "mô hình Nga Sơn"},
		desk.Look:     {"/canxem", "/can_xem", "cần xem", "can xem", "cảnh báo", "canh bao"},
		desk.Awards:   {"/khen", "khen thưởng", "khen thuong", "khen", "khen thưởng xã Nga An"},
		desk.Sums:     {"/tonghop", "/tong_hop", "tổng hợp", "tong hop", "tổng hợp nội dung", "số liệu", "so lieu", "tổng hợp Nga Sơn phần 5", "/excel", "xuất excel", "xuat excel", "/xuat", "xuất báo cáo xã Nga An", "biểu"},
		desk.Threads:  {"/vuongmac", "vướng mắc", "vuong mac"},
	} {
		for _, form := range forms {
			if cmd, ok := desk.Parse(form, units, anyCommand); !ok || cmd.Name != name {
				t.Errorf("%q is %+v, %v", form, cmd, ok)
			}
		}
	}
	for _, words := range []string{"xem lại", "xem trước", "xem báo cáo", "mô hình tiếng kẻng an ninh", "khen thưởng cho dân quân", "đơn vị đã tổ chức",
		"Tình hình an ninh trật tự ổn định", "tổng hợp xong thì gửi", "ai cũng biết", "xã nào cũng có mô hình", "số liệu chưa chắc"} {
		if cmd, ok := desk.Parse(words, units, anyCommand); ok {
			t.Errorf("%q is taken for %+v", words, cmd)
		}
	}
}

// TestSentences: the closed list, with marks and without; the unit that is named
// is looked for as it was typed.
func TestSentences(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]desk.Command{
		"xã nào chưa nộp?":                   {Name: desk.Missing},
		"đơn vị nào chưa nộp báo cáo":        {Name: desk.Missing},
		"còn bao nhiêu xã chưa nộp?":         {Name: desk.Missing},
		"xã nào của huyện Nga Sơn chưa nộp":  {Name: desk.Missing, Unit: "huyện Nga Sơn"},
		"tình hình thế nào?":                 {Name: desk.Progress},
		"tình hình Nga Sơn":                  {Name: desk.Progress, Unit: "Nga Sơn"},
		"tình hình xã Nga An thế nào rồi":    {Name: desk.Progress, Unit: "xã Nga An"},
		"bao nhiêu xã đã nộp?":               {Name: desk.Progress},
		"xã Nga An nộp chưa?":                {Name: desk.Progress, Unit: "xã Nga An"},
		"Nga An làm đến đâu rồi":             {Name: desk.Progress, Unit: "Nga An"},
		"ai chưa đăng ký?":                   {Name: desk.Causes, Part: "dangky"},
		"xã nào chưa có ai đăng ký":          {Name: desk.Causes, Part: "dangky"},
		"xã nào chưa bắt đầu?":               {Name: desk.Causes, Part: "batdau"},
		"xã nào đang làm dở?":                {Name: desk.Causes, Part: "lam"},
		"xã nào bị trả lại":                  {Name: desk.Causes, Part: "tralai"},
		"xã nào đang chờ ký":                 {Name: desk.Causes, Part: "ky"},
		"chưa nộp: chưa đăng ký":             {Name: desk.Causes, Part: "dangky"},
		"/chuanop Nga Sơn chưa bắt đầu":      {Name: desk.Causes, Part: "batdau", Unit: "Nga Sơn"},
		"xã nào nộp muộn?":                   {Name: desk.Look, Part: "muon"},
		"khi nào hết hạn?":                   {Name: desk.Deadline},
		"hạn nộp là khi nào":                 {Name: desk.Deadline},
		"còn mấy ngày nữa hết hạn?":          {Name: desk.Deadline},
		"ai trả lời báo cáo xã Nga An?":      {Name: desk.People, Unit: "xã Nga An"},
		"ai đang nhập báo cáo của xã Nga An": {Name: desk.People, Unit: "xã Nga An"},
	} {
		for _, typed := range []string{words, strings.ToUpper(words)} {
			got, ok := desk.Parse(typed, units, anyCommand)
			if typed != words {
				want.Unit = strings.ToUpper(want.Unit)
			}
			if !ok || got != want {
				t.Errorf("%q is %+v, %v; want %+v", typed, got, ok, want)
			}
		}
	}
}
