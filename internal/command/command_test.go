package command_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

const fewUnits = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n16144,401,3,xã,Nga An\n16138,401,3,xã,Nga Hải\n"

// counted counts the names that are looked up.
type counted struct {
	units *roster.Units
	n     int
}

func (c *counted) Named(name string) bool { c.n++; return c.units.Named(name) }
func (c *counted) Near(name string) bool  { c.n++; return c.units.Near(name) }
func (c *counted) Types() []string        { return c.units.Types() }

func reader(t testing.TB) *command.Reader { return readerOf(t, "vi") }

func readerOf(t testing.TB, language string) *command.Reader {
	t.Helper()
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	return command.New(say)
}

// sender is somebody of these kinds on 4 July 2016.
func sender(t testing.TB, may command.Audience) (command.Sender, *counted) {
	t.Helper()
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	c := &counted{units: units}
	return command.Sender{May: may, Units: c, Lists: listsOf(t, units, "vi"), Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)}, c
}

const (
	head    = command.Anybody | command.Coordinators
	officer = command.Anybody | command.Officers | command.Reporters
)

// plain is the command without what depends on how it was written.
func plain(c command.Command) command.Command {
	c.Slash, c.InText, c.Sentence, c.Asks, c.Heard = false, false, false, false, nil
	return c
}

// want reads each line as somebody and compares.
func want(t *testing.T, may command.Audience, lines map[string]command.Command) {
	t.Helper()
	r := reader(t)
	who, _ := sender(t, may)
	for text, want := range lines {
		if got, ok := r.Parse(text, who); !ok || plain(got) != want {
			t.Errorf("Parse(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
}

// wantNone reads each line as somebody whose command it is not.
func wantNone(t *testing.T, may command.Audience, lines ...string) {
	t.Helper()
	r := reader(t)
	who, _ := sender(t, may)
	for _, text := range lines {
		if got, ok := r.Parse(text, who); ok && got.Others == 0 && got.Name != command.Unknown {
			t.Errorf("Parse(%q) = %+v, want none", text, got)
		}
	}
}

func TestProgress(t *testing.T) {
	want(t, head, map[string]command.Command{
		"/tinhhinh":                     {Name: command.Progress},
		"/tinh_hinh":                    {Name: command.Progress},
		"/TinhHinh":                     {Name: command.Progress},
		"/tinhhinh@giaoban_bot":         {Name: command.Progress},
		"/tình hình":                    {Name: command.Progress},
		"  Tình hình  ":                 {Name: command.Progress},
		"tình hình?":                    {Name: command.Progress},
		"TINH HINH":                     {Name: command.Progress},
		"tinhhinh":                      {Name: command.Progress},
		"tinh_hinh":                     {Name: command.Progress},
		"dạ tình hình ạ":                {Name: command.Progress},
		"chưa nộp":                      {Name: command.Missing},
		"/chuanop@giaoban_bot nga sơn":  {Name: command.Missing, Unit: "nga sơn"},
		"/tinhhinh  Huyện   Nga Sơn":    {Name: command.Progress, Unit: "Huyện Nga Sơn"},
		"/tinhhinh không có đơn vị này": {Name: command.Progress, Unit: "không có đơn vị này"},
		"tinh hinh nga son":             {Name: command.Progress, Unit: "nga son"},
		"chưa nộp xã Nga An":            {Name: command.Missing, Unit: "xã Nga An"},
		"ti\u0300nh hi\u0300nh":         {Name: command.Progress},
		"tình hình\u00a0nga sơn":        {Name: command.Progress, Unit: "nga sơn"},
	})
	wantNone(t, head, "", "?", "…", "!!", "/", "/tinh", "tình", "tình hình an ninh trật tự", "tình hình ổn định", "chưa nộp được vì mất điện",
		"/tieptuc", "tinhhinhx", "/tinhhinhx", "12")
}

// TestWrittenForms: a coordinator's command is taken with the slash, and without
// it with marks and without.
func TestWrittenForms(t *testing.T) {
	r := reader(t)
	who, _ := sender(t, head)
	for name, forms := range map[command.Name][]string{
		command.Progress:  {"/tinhhinh", "/tinh_hinh", "/TinhHinh@tro_ly", "tình hình", "tinh hinh", "TÌNH HÌNH"},
		command.Missing:   {"/chuanop", "/chua_nop", "chưa nộp", "chua nop"},
		command.View:      {"/donvi", "/don_vi", "/xem", "đơn vị", "don vi", "xem", "/xem Nga An", "xem xã Nga An", "xem xa nga an", "đơn vị Nga An phần 2", "xem Nga An trang 3", "xem xã Nga An câu 5.16", "xem báo cáo Nga An"},
		command.Models:    {"/mohinh", "/mo_hinh", "mô hình", "mo hinh", "mô hình Nga Sơn"},
		command.Attention: {"/canxem", "/can_xem", "cần xem", "can xem", "cảnh báo", "canh bao"},
		command.Awards:    {"/khen", "khen thưởng", "khen thuong", "khen", "khen thưởng xã Nga An"},
		command.Summary:   {"/tonghop", "/tong_hop", "tổng hợp", "tong hop", "tổng hợp nội dung", "số liệu", "so lieu", "tổng hợp Nga Sơn phần 5", "/excel", "xuất excel", "xuat excel", "/xuat", "xuất báo cáo xã Nga An", "biểu"},
		command.Issues:    {"/vuongmac", "vướng mắc", "vuong mac"},
	} {
		for _, form := range forms {
			if c, ok := r.Parse(form, who); !ok || c.Name != name || c.Others != 0 {
				t.Errorf("%q is %+v, %v", form, c, ok)
			}
		}
	}
	wantNone(t, head, "xem lại", "xem trước", "xem báo cáo", "mô hình tiếng kẻng an ninh", "khen thưởng cho dân quân", "đơn vị đã tổ chức",
		"Tình hình an ninh trật tự ổn định", "tổng hợp xong thì gửi", "ai cũng biết", "xã nào cũng có mô hình", "số liệu chưa chắc")
}

// TestSentences: the closed list, with marks and without; the unit that is named
// is looked for as it was typed.
func TestSentences(t *testing.T) {
	r := reader(t)
	who, _ := sender(t, head)
	for words, want := range map[string]command.Command{
		"xã nào chưa nộp?":                   {Name: command.Missing, Level: "xã"},
		"đơn vị nào chưa nộp báo cáo":        {Name: command.Missing, Level: "đơn vị"},
		"còn bao nhiêu xã chưa nộp?":         {Name: command.Missing, Part: "so", Level: "xã"},
		"xã nào của huyện Nga Sơn chưa nộp":  {Name: command.Missing, Unit: "huyện Nga Sơn", Level: "xã"},
		"tình hình thế nào?":                 {Name: command.Progress},
		"tình hình Nga Sơn":                  {Name: command.Progress, Unit: "Nga Sơn"},
		"tình hình xã Nga An thế nào rồi":    {Name: command.Progress, Unit: "xã Nga An"},
		"bao nhiêu xã đã nộp?":               {Name: command.Progress, Level: "xã"},
		"xã Nga An nộp chưa?":                {Name: command.Progress, Unit: "xã Nga An"},
		"Nga An làm đến đâu rồi":             {Name: command.Progress, Unit: "Nga An"},
		"ai chưa đăng ký?":                   {Name: command.Causes, Part: "dangky"},
		"xã nào chưa có ai đăng ký":          {Name: command.Causes, Part: "dangky", Level: "xã"},
		"xã nào chưa bắt đầu?":               {Name: command.Causes, Part: "batdau", Level: "xã"},
		"xã nào đang làm dở?":                {Name: command.Causes, Part: "lam", Level: "xã"},
		"xã nào bị trả lại":                  {Name: command.Causes, Part: "tralai", Level: "xã"},
		"xã nào đang chờ ký":                 {Name: command.Causes, Part: "ky", Level: "xã"},
		"chưa nộp: chưa đăng ký":             {Name: command.Causes, Part: "dangky"},
		"/chuanop Nga Sơn chưa bắt đầu":      {Name: command.Causes, Part: "batdau", Unit: "Nga Sơn"},
		"xã nào nộp muộn?":                   {Name: command.Attention, Part: "muon", Level: "xã"},
		"khi nào hết hạn?":                   {Name: command.Deadline},
		"hạn nộp là khi nào":                 {Name: command.Deadline},
		"còn mấy ngày nữa hết hạn?":          {Name: command.Deadline},
		"ai trả lời báo cáo xã Nga An?":      {Name: command.People, Unit: "xã Nga An"},
		"ai đang nhập báo cáo của xã Nga An": {Name: command.People, Unit: "xã Nga An"},
	} {
		for _, typed := range []string{words, strings.ToUpper(words)} {
			got, ok := r.Parse(typed, who)
			if typed != words {
				want.Unit, want.Level = strings.ToUpper(want.Unit), strings.ToUpper(want.Level)
			}
			if !ok || plain(got) != want {
				t.Errorf("%q is %+v, %v; want %+v", typed, got, ok, want)
			}
		}
	}
}

func TestOperations(t *testing.T) {
	want(t, head, map[string]command.Command{
		"/tralai nga an":                  {Name: command.Return, Unit: "nga an"},
		"trả lại xã Nga An":               {Name: command.Return, Unit: "xã Nga An"},
		"/han Nga An 10/7":                {Name: command.Extend, Unit: "Nga An", Words: "10/7"},
		"hạn 10/7":                        {Name: command.Extend, Words: "10/7"},
		"/mien Nga An: sáp nhập":          {Name: command.Exempt, Unit: "Nga An", Words: "sáp nhập"},
		"mở khóa Nga An":                  {Name: command.Reopen, Unit: "Nga An"},
		"khóa":                            {Name: command.Accept},
		"/nhac Nga An, Nga Hải":           {Name: command.Remind, Unit: "Nga An, Nga Hải"},
		"nhắc cả":                         {Name: command.Remind, Unit: "cả"},
		"nhắc các xã chưa bắt đầu":        {Name: command.Remind, Unit: "các xã chưa bắt đầu"},
		"/thongbao các xã: họp\nlúc 8 h.": {Name: command.Announce, Unit: "các xã", Words: "họp\nlúc 8 h."},
		"thông báo: họp":                  {Name: command.Announce, Words: "họp"},
		"nhập hộ xã Nga An":               {Name: command.Proxy, Unit: "xã Nga An"},
		"lịch 7 giờ 30":                   {Name: command.DigestHours, Words: "7 giờ 30"},
		"/lich hôm nay":                   {Name: command.DigestHours, Words: "hôm nay"},
	})
	wantNone(t, head, "trả lại tiền cho dân", "khóa cửa", "miễn phí", "nhắc nhở anh em", "thông báo số 5", "lịch công tác", "mở hội nghị")
}

func TestIssues(t *testing.T) {
	want(t, officer, map[string]command.Command{
		"/vuongmac":                    {Name: command.Ask},
		"/vuong_mac@giaoban_bot":       {Name: command.Ask},
		"Vướng mắc":                    {Name: command.Ask},
		"vuong mac":                    {Name: command.Ask},
		"hỏi":                          {Name: command.Ask},
		"/hoi Có tính không?":          {Name: command.Ask, Words: "Có tính không?"},
		"vướng mắc: xã chưa có số":     {Name: command.Ask, Words: "xã chưa có số"},
		"/vuongmac dòng một\ndòng hai": {Name: command.Ask, Words: "dòng một\ndòng hai"},
		"/traloi 12 Được.":             {Name: command.Answer, Number: 12, Words: "Được."},
		"/traloi 1.272 Được.":          {Name: command.Answer, Number: 1272, Words: "Được."},
		"/chuyen 1.272":                {Name: command.PassUp, Number: 1272},
		"/tra_loi 12":                  {Name: command.Answer, Number: 12},
		"trả lời 12: Được, trước 17 giờ.": {Name: command.Answer, Number: 12, Words: "Được, trước 17 giờ."},
		"Trả lời số 3 có":                 {Name: command.Answer, Number: 3, Words: "có"},
		"/chuyen 12":                      {Name: command.PassUp, Number: 12},
		"chuyển cấp trên 12":              {Name: command.PassUp, Number: 12},
		"tra\u0309 lo\u031b\u0300i 7 ok":  {Name: command.Answer, Number: 7, Words: "ok"},
	})
	wantNone(t, officer, "", "trả lời", "trả lời các câu hỏi", "12", "vướng mắc lớn nhất là kinh phí", "hỏi han",
		"chuyển", "/chuyen", "/traloi abc", "/traloi 123456789 quá dài", "trả lời 12abc")
}

func TestPlaces(t *testing.T) {
	want(t, officer, map[string]command.Command{
		"sửa 2.3":                {Name: command.Fix, Part: "2.3"},
		"câu X2.03":              {Name: command.Fix, Part: "x2.03"},
		"x2.03":                  {Name: command.Fix, Part: "x2.03"},
		"/sua_2.3":               {Name: command.Fix, Part: "2.3"},
		"sửa 6.1.4 mục 2":        {Name: command.Fix, Part: "6.1.4", Number: 2},
		"xem 6.1.4 của mục 2":    {Name: command.Fix, Part: "6.1.4", Number: 2},
		"phần 5":                 {Name: command.Section, Part: "5"},
		"phần mở đầu":            {Name: command.Section, Part: "0"},
		"sang phần mở đầu":       {Name: command.Section, Part: "0"},
		"xem phần mở đầu":        {Name: command.List, Part: "0"},
		"/xem_phan 5":            {Name: command.List, Part: "5"},
		"trang sau":              {Name: command.Page, Part: "sau"},
		"xem mục 2":              {Name: command.RowView, Number: 2},
		"sửa mục số 2 (câu 6.1)": {Name: command.RowView, Number: 2, Part: "6.1"},
		"chuyển mục 4 lên 1":     {Name: command.RowMove, Number: 4, MoveTo: 1},
		"làm tiếp mục 3":         {Name: command.RowGo, Number: 3},
		"/phan abc":              {Name: command.Section, Part: "abc"},
	})
	wantNone(t, officer, "2.3", "câu", "xem mục", "trang", "/trang", "/cau abc", "sửa soạn", "phần lớn các hộ", "chuyển mục 4")
}

// TestInTexts: inside a text only what cannot be one is a command.
func TestInTexts(t *testing.T) {
	r := reader(t)
	who, _ := sender(t, officer)
	for text, in := range map[string]bool{
		"xong": true, "bỏ qua": true, "sửa 2.3": true, "xem mục 2": true, "để sau mục này": true, "ví dụ": true,
		"tiến độ": false, "sửa 2": false, "phần 5": false, "x2.03": false, "trước": false, "hướng dẫn": false, "boqua": false, "sửa": false,
	} {
		if c, ok := r.Parse(text, who); !ok || c.InText != in {
			t.Errorf("%q is %+v, %v", text, c, ok)
		}
	}
}

// TestOthers: what is not its sender's is told apart by name alone, and no name
// behind it is looked up.
func TestOthers(t *testing.T) {
	r := reader(t)
	who, names := sender(t, officer)
	for text, whom := range map[string]command.Audience{
		"/mohinh": command.Coordinators, "Mô hình": command.Coordinators, "mô hình.": command.Coordinators, "/mo_hinh Nga An": command.Coordinators,
		"/khoa nga an": command.Coordinators, "tra loi": command.Coordinators, "/word": command.Nobody, "/khen": command.Coordinators | command.Viewers,
	} {
		if c, ok := r.Parse(text, who); !ok || c.Others != whom {
			t.Errorf("%q is %+v, %v", text, c, ok)
		}
	}
	for _, text := range []string{"Mô hình tiếng kẻng an ninh", "Mô hình Nga Sơn", "tình hình Nga An thế nào", "xem Nga An phần 2", "nhắc cả", "miễn Nga An: ốm", "lịch 8 giờ"} {
		if c, ok := r.Parse(text, who); ok {
			t.Errorf("%q is %+v", text, c)
		}
	}
	if names.n > 0 {
		t.Errorf("%d names were looked up for an officer", names.n)
	}
	who.May = command.Anybody | command.Viewers
	if c, ok := r.Parse("khen thưởng Nga An", who); !ok || c.Name != command.Awards || c.Unit != "Nga An" {
		t.Errorf("who sees awards asks for %+v, %v", c, ok)
	}
	if _, ok := r.Parse("mô hình Nga An", who); ok {
		t.Error("who sees awards may ask for models")
	}
}

// TestBare: where its sender stands, words without a slash may be none.
func TestBare(t *testing.T) {
	r := reader(t)
	who, _ := sender(t, head|command.Officers)
	who.Bare = func(c command.Command) bool { return c.Name.Room() != chat.Reading }
	if c, ok := r.Parse("xem x2.03", who); !ok || c.Name != command.Fix {
		t.Errorf("the next row is not tried: %+v, %v", c, ok)
	}
	if c, ok := r.Parse("/xem x2.03", who); !ok || c.Name != command.View || c.Part != "x2.03" {
		t.Errorf("the slash does not count: %+v, %v", c, ok)
	}
}
