package conversation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/docx"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/reading"
)

// foundIn is what is found in a report.
func foundIn(t testing.TB, o *form.Outline, report string) *answers.Found {
	t.Helper()
	d, err := docx.Read(docxtest.Make(report))
	if err != nil {
		t.Fatal(err)
	}
	words := form.Words{"xung_ho": "đồng chí", "loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố", "cap_tren": "huyện"}
	f := reading.New(o, func(s string) string { return form.Fill(s, words) }).Read(d)
	f.Label = "«bao-cao.docx»"
	return &f
}

// sentWord is an officer who sent a report, which has been read.
func sentWord(t testing.TB, o *form.Outline, say locale.Phrases, report string) *officer {
	t.Helper()
	f := newOfficer(t, o, say)
	f.keeps = true
	f.types("/start")
	f.does(chat.Input{Kind: chat.Attachment, Files: []chat.File{{Kind: chat.Document, Name: "bao-cao.docx", Size: 1000}}}, nil)
	f.found[1] = foundIn(t, o, report)
	f.does(chat.Input{Kind: chat.FileRead, Data: "1"}, nil)
	return f
}

func reportNamed(t testing.TB, name string) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("../reading/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func answered(f *officer) (n int) {
	f.draft.Each(f.outline, func(_ *form.Question, _ int, c *answers.Cell) bool {
		if c.State == answers.Answered {
			n++
		}
		return true
	})
	return n
}

// Every report can be walked through to its end by typing, in either language, and
// nothing is stored before it is confirmed.
func TestWalk(t *testing.T) {
	all, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	o := answerstest.Outline(t, "xa.yaml")
	names, _ := filepath.Glob("../reading/testdata/*.txt")
	for _, tag := range []string{"vi", "en"} {
		say, _ := all.Language(tag)
		for _, name := range names {
			f := sentWord(t, o, say, reportNamed(t, filepath.Base(name)))
			if n := answered(f); n != 0 {
				t.Fatalf("%d answers before anything was confirmed", n)
			}
			f.types("đọc tệp 1")
			for range 80 {
				if f.focus.Mode != exchange.Finding {
					break
				}
				before := answered(f)
				if f.types(say.Say("button_found_all")); f.focus.Mode == exchange.Finding && answered(f) == before {
					f.types(say.Say("button_found_one"))
				}
				if f.focus.Mode == exchange.Finding && answered(f) == before {
					f.types(say.Say("button_found_not"))
				}
			}
			if f.focus.Mode == exchange.Finding {
				t.Errorf("%s, %s: the walk does not end", tag, name)
			}
		}
	}
}

// What is no whole yes stores nothing, whatever it says.
func TestWalkHolds(t *testing.T) {
	f := sentWord(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t), reportNamed(t, "01-kieu-tieu-de.txt"))
	f.types("xem từng phần")
	for _, words := range []string{"hỏi lại thôn rồi trả lời sau nhé", "đừng ghi", "ok mai ghi", "để tôi xem lại đã", "chưa đúng", "ghi à?", "sai rồi",
		"không hiểu", "cảm ơn em", "bao giờ phải nộp", "mục lục", "đang ở đâu", "tiến độ", "vâng, để tôi xem", "dạ chờ chút", "7", "0", "sửa", "99: 5", "đúng không nhỉ"} {
		f.types("đọc tệp 1")
		if out := f.types(words); answered(f) != 0 {
			t.Fatalf("%q stored something: %s", words, said(out))
		}
		f.types("thôi")
	}
	f.does(chat.Input{Kind: chat.Text, Text: "ghi", Forwarded: true}, nil)
	if answered(f) != 0 {
		t.Error("a forwarded message stored something")
	}
}

const weighed = `
title: Thử
sections:
  - code: X1
    title: Sản xuất nông nghiệp
    questions:
      - {code: X1.01, name: thoc, type: decimal, label: Sản lượng thóc là bao nhiêu tấn?, unit: tấn, required: true}
      - {code: X1.02, name: von, type: decimal, label: Vốn vay ngân hàng là bao nhiêu triệu đồng?, unit: triệu đồng, required: true}
      - {code: X1.03, name: lac, type: decimal, label: Diện tích trồng lạc là bao nhiêu ha?, unit: ha, required: true}
      - {code: X1.04, name: viec, type: long_text, label: Kết quả chăn nuôi gia súc như thế nào?, required: true}
`

// Units are converted where that is exact, and never ignored; a text with a personal
// number takes more than a yes.
func TestWalkReads(t *testing.T) {
	o, err := form.Parse("t.yaml", []byte(weighed))
	if err != nil {
		t.Fatal(err)
	}
	f := sentWord(t, o, vietnamese(t), `shape: bold
# I. Sản xuất nông nghiệp
Sản lượng thóc đạt 12.500 tạ. Vốn vay ngân hàng 1,5 tỷ đồng. Diện tích trồng lạc 40 hộ.
# II. Kết quả chăn nuôi gia súc
Đàn bò phát triển, liên hệ ông Ba điện thoại 0912345678.`)
	page := said(f.types("đọc tệp 1"))
	if !strings.Contains(page, "1.250 tấn") || !strings.Contains(page, "1.500 triệu đồng") || strings.Contains(page, "40 ha") {
		t.Errorf("page: %s", page)
	}
	for i := 0; i < 4 && f.focus.Mode == exchange.Finding && !strings.Contains(page, "số điện thoại"); i++ {
		page = said(f.types("ghi"))
	}
	if f.value("thoc").Number != 1250 || f.value("von").Number != 1500 || f.value("lac").Number != 0 {
		t.Errorf("stored %v %v %v", f.value("thoc"), f.value("von"), f.value("lac"))
	}
	if !strings.Contains(page, "số điện thoại") || f.value("viec").Text.Letters != 0 {
		t.Fatalf("the personal number: %s", page)
	}
	if f.types("ok"); f.value("viec").Text.Letters != 0 {
		t.Error("«ok» stored a personal number")
	}
	f.types("gõ lại")
	f.types("Đàn bò phát triển tốt.")
	page = said(f.types("ghi"))
	if f.value("viec").Text.Letters == 0 {
		t.Error("the text typed anew is not stored")
	}
	if !strings.Contains(page, "- Diện tích trồng lạc 40 hộ") {
		t.Errorf("what counts another thing is not listed: %s", page)
	}
}

// What was left out is said to be reachable, and waits again when it is asked for.
func TestWalkLeftOut(t *testing.T) {
	f := sentWord(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t), reportNamed(t, "12-lan-dau-b.txt"))
	f.types("đọc tệp 1")
	end := ""
	for i := 0; i < 60 && f.focus.Mode == exchange.Finding; i++ {
		end = said(f.types("bỏ"))
	}
	if answered(f) != 0 || !strings.Contains(end, "xem lại: gõ «đọc tệp 1».") {
		t.Fatalf("%d answers, %s", answered(f), end)
	}
	if f.types("đọc tệp 1"); f.focus.Mode != exchange.Finding {
		t.Fatalf("what was left out does not come back")
	}
	for i := 0; i < 60 && f.focus.Mode == exchange.Finding; i++ {
		end = said(f.types("ghi"))
		if f.focus.Found.Item > 0 {
			f.types("bỏ")
		}
	}
	if answered(f) == 0 || f.focus.Mode == exchange.Finding {
		t.Errorf("%d answers after the second walk: %s", answered(f), end)
	}
}

// Rows of a table become rows of the list, with their fields; what a row lacks is asked
// afterwards.
func TestWalkRows(t *testing.T) {
	f := sentWord(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t), reportNamed(t, "07-mo-hinh-tieu-bieu.txt"))
	f.types("đọc tệp 1")
	for range 12 {
		if f.focus.Mode != exchange.Finding {
			break
		}
		f.types("ghi")
	}
	q := f.outline.ByCode["X7.12"]
	rows := f.draft.Cells[q.Pos].Rows
	if len(rows) != 2 || rows[0].Label != "Cán bộ và nhân dân thôn 3" || f.draft.Cell(f.outline.ByName["kt_hinh_thuc"], rows[1].ID).State != answers.Answered {
		t.Errorf("rows %+v", rows)
	}
	if f.draft.Cell(f.outline.ByName["kt_thanh_tich"], rows[0].ID).State == answers.Answered {
		t.Error("a field that the table has not is answered")
	}
}

// A page is confirmed but for the lines that are named: those are not stored, and their
// questions stay open. What only looks like it stores nothing.
func TestWalkCorrects(t *testing.T) {
	o := answerstest.Outline(t, "xa.yaml")
	for _, c := range []struct {
		typed       string
		stored      int
		thon, nhan  float64 // the first line and the third
		stillOnPage bool
	}{
		{"đúng", 16, 9, 7200, false},
		{"đúng hết trừ 3, 5", 14, 9, 0, false},
		{"dung het tru 3", 15, 9, 0, false},
		{"đúng cả, trừ mục 1 và 3", 14, 0, 0, false},
		{"ghi hết ngoại trừ dòng 3", 15, 9, 0, false},
		{"1: 12; còn lại đúng", 16, 12, 7200, false},
		{"1: 12\n3: 7.300\nđúng hết", 16, 12, 7300, false},
		{"1: 12; bỏ 3; còn lại đúng", 15, 12, 0, false},
		{"dạ đúng hết, trừ mục 3 và 5 ạ", 14, 9, 0, false},
		{"tất cả trừ 3.", 15, 9, 0, false},
		{"bỏ 3, còn lại ghi", 15, 9, 0, false},
		{"sửa 1 thành 12, còn lại đúng nhé", 16, 12, 7200, false},
		{"1. 12; 3) 7.300; đúng hết", 16, 12, 7300, false},
		{"1: 12, 3: 7.300, còn lại đúng", 16, 12, 7300, false},
		{"1: 12", 0, 0, 0, true},
		{"xóa 3", 0, 0, 0, true},
		{"đúng hết, trừ 3 chưa chắc", 0, 0, 0, true},
		{"đúng trừ cái số 3 anh sửa sau", 0, 0, 0, true},
		{"ghi 1 đến 5", 0, 0, 0, true},
		{"1, 2, 3 đúng", 0, 0, 0, true},
		{"mục 3 để sau", 0, 0, 0, true},
		{"bỏ 3, 5", 0, 0, 0, true},
		{"đúng hết trừ 99", 0, 0, 0, true},
		{"đúng hết trừ", 0, 0, 0, true},
		{"đúng hết trừ cái số hộ", 0, 0, 0, true},
		{"trừ 3, 5", 0, 0, 0, true},
		{"chưa đúng, trừ 3", 0, 0, 0, true},
		{"đúng hết trừ 3 thì để mai", 0, 0, 0, true},
		{"1: nhiều lắm; còn lại đúng", 0, 0, 0, true},
	} {
		f := sentWord(t, o, vietnamese(t), reportNamed(t, "01-kieu-tieu-de.txt"))
		f.types("đọc tệp 1")
		out := f.types(c.typed)
		if answered(f) != c.stored || f.value("so_thon").Number != c.thon || f.value("so_nhan_khau").Number != c.nhan {
			t.Errorf("%q: %d answers, %v and %v: %s", c.typed, answered(f), f.value("so_thon").Number, f.value("so_nhan_khau").Number, said(out))
		}
		if c.stillOnPage && f.focus.Mode != exchange.Finding {
			t.Errorf("%q ended the walk: %s", c.typed, said(out))
		}
	}
}

// What waited for another answer comes as soon as that is given, without being asked for.
func TestWalkOpens(t *testing.T) {
	f := sentWord(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t), `shape: bold
# II. Quy trình xây dựng mô hình
Tổng kinh phí cho các mô hình là 186 triệu đồng.
Từ 2006 đến nay toàn xã đã xây dựng tổng cộng 6 mô hình.`)
	f.types("đọc tệp 1")
	for range 6 {
		f.types("ghi")
	}
	if f.focus.Mode == exchange.Finding || f.value("kinh_phi_tong").Number != 0 {
		t.Fatalf("%+v", f.focus)
	}
	f.types("sửa 4.8")
	out := f.types("Ngân sách xã")
	if f.focus.Mode != exchange.Finding || !strings.Contains(said(out), "186") {
		t.Fatalf("%s", said(out))
	}
	if f.types("đúng"); f.value("kinh_phi_tong").Number != 186 {
		t.Error("not stored")
	}
}
