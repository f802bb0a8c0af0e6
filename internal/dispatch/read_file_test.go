package dispatch_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// waiting are the files that are to be read.
func waiting(w *world) (list []store.Reading) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		list, err = store.Readings.List(r, "")
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// A file that was to be read when the program was killed is read by the next one, and
// what was found is told once, however often it is read.
func TestReadFileOnce(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "bắt đầu")
	w.sends("an", "(tệp bao-cao-01.docx 48 KB)")
	w.types("an", "đọc và điền giúp")
	w.d = dispatch.New(w.d.Options)
	list := waiting(w)
	if len(list) != 1 || list[0].ID != 1 || list[0].For != person("an") {
		t.Fatalf("to be read: %+v", list)
	}
	content := docxtest.Make(string(read(t, "../reading/testdata/01-kieu-tieu-de.txt")))
	before := len(w.said[person("an")])
	for range 3 {
		if err := w.d.ReadFile(context.Background(), w.now, list[0], content); err != nil {
			t.Fatal(err)
		}
	}
	told := w.said[person("an")][before:]
	if len(told) != 1 || !strings.Contains(told[0].Content.Text, "15 đoạn văn") {
		t.Errorf("told %+v", told)
	}
	if left := waiting(w); len(left) != 0 {
		t.Errorf("still to be read: %+v", left)
	}
	w.d = dispatch.New(w.d.Options)
	if out := w.types("an", "đọc tệp 1"); !strings.Contains(out[0].Text, "Số hộ: 1.750") {
		t.Errorf("after another start: %+v", out)
	}
	if out := w.types("an", "ghi"); !strings.Contains(out[0].Text, "Đã ghi 16 mục") {
		t.Errorf("stored: %+v", out)
	}
}

// What cannot be read is said in words of its own, and the file stays.
func TestBadFiles(t *testing.T) {
	whole := docxtest.Make("shape: plain\nXin chào")
	compound := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	locked := compound
	for _, r := range "EncryptedPackage" {
		locked += string(r) + "\x00"
	}
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"an old file":  {[]byte(compound), "kiểu Word cũ"},
		"a password":   {[]byte(locked), "có mật khẩu"},
		"a pdf":        {[]byte("%PDF-1.7"), "PDF"},
		"words":        {[]byte("BÁO CÁO"), "không phải tệp Word"},
		"nothing":      {[]byte{}, "không phải tệp Word"},
		"cut":          {whole[:len(whole)/2], "bị hỏng"},
		"twenty MB":    {bytes.Repeat([]byte("PK"), 10<<20), "bị hỏng"},
		"empty pages":  {docxtest.Make("shape: plain\n"), "không có chữ"},
		"another tale": {docxtest.Make("shape: plain\nNgày xửa ngày xưa có một cô bé."), "không tìm thấy câu trả lời"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.joins("an", ngaAn, roster.Officer)
			w.types("an", "bắt đầu")
			w.sends("an", "(tệp b.docx 48 KB)")
			w.types("an", "đọc và điền giúp")
			before := len(w.said[person("an")])
			if err := w.d.ReadFile(context.Background(), w.now, waiting(w)[0], c.content); err != nil {
				t.Fatal(err)
			}
			told := w.said[person("an")][before:]
			if len(told) != 1 || !strings.Contains(told[0].Content.Text, c.want) || !strings.Contains(told[0].Content.Text, "giữ kèm báo cáo") {
				t.Errorf("told %+v", told)
			}
			if files, _, _ := filesOf(w); len(files.List) != 1 || len(waiting(w)) != 0 {
				t.Errorf("files %+v, to be read %+v", files, waiting(w))
			}
		})
	}
}

// Who is at something else when a file has been read stays there.
func TestReadFileKeepsThePlace(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "bắt đầu")
	w.sends("an", "(tệp bao-cao-01.docx 48 KB)")
	w.types("an", "đọc và điền giúp")
	w.types("an", "sửa 0.6")
	r := waiting(w)[0]
	if err := w.d.ReadFile(context.Background(), w.now, r, docxtest.Make(string(read(t, "../reading/testdata/01-kieu-tieu-de.txt")))); err != nil {
		t.Fatal(err)
	}
	if out := w.types("an", "1.999"); !slices.ContainsFunc(out, func(c chat.Content) bool { return strings.Contains(c.Text, "Đã ghi: 1.999 hộ") }) {
		t.Errorf("%+v", out)
	}
	// What was found differs from what is answered now: it is asked about, never stored with others.
	out := w.types("an", "đọc tệp 1")
	if text := out[0].Text; strings.Contains(text, "1.750") || !strings.Contains(text, "7.200") {
		t.Errorf("%s", text)
	}
	for i := 0; i < 6 && !strings.Contains(out[0].Text, "Câu này đã trả lời"); i++ { // behind what may be stored together
		out = w.types("an", "ghi")
	}
	if text := out[0].Text; !strings.Contains(text, "Câu này đã trả lời: 1.999 hộ") || !strings.Contains(text, "1.750") {
		t.Errorf("%s", text)
	}
	if out = w.types("an", "đúng"); !strings.Contains(out[0].Text, "1.750") {
		t.Errorf("a bare yes put another answer in its place: %+v", out)
	}
	w.types("an", "giữ nguyên")
	err := w.kv.View(context.Background(), func(tx store.Reader) error {
		d, err := store.Drafts.Get(tx, report.ID{Campaign: w.c.Name, Unit: ngaAn})
		if err != nil {
			return err
		}
		_, _, o := shippedCampaign(t)
		if n := d.Cells[o.ByName["so_ho"].Pos].Value.Number; n != 1999 {
			t.Errorf("stored %v", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A second paste takes the place of one that is still being read: the last is told of,
// once.
func TestReadLastPaste(t *testing.T) {
	w := newWorld(t)
	w.joins("an", ngaAn, roster.Officer)
	w.types("an", "bắt đầu")
	var ordered []store.Reading
	for _, n := range []string{"7", "9"} {
		w.types("an", "sửa 0.5")
		w.types("an", strings.ReplaceAll("BÁO CÁO\nI. Đặc điểm tình hình\nToàn xã có 7 thôn, 1.310 hộ với 5.204 nhân khẩu, trên địa bàn có 8 cơ quan, doanh nghiệp, nhà trường.\n"+
			"II. Công tác tuyên truyền nâng cao nhận thức\n"+strings.Repeat("Xã đã tuyên truyền bằng loa truyền thanh, họp thôn, giúp nhân dân hiểu rõ. ", 6)+"\nIII. Nhận xét, đánh giá\n1. Ưu điểm\n"+
			"Cấp ủy, chính quyền quan tâm, nhân dân tự giác tham gia.", "7 thôn", n+" thôn"))
		w.types("an", "đọc và điền giúp")
		ordered = append(ordered, waiting(w)...)
	}
	if len(ordered) != 2 || ordered[0].Paste == ordered[1].Paste {
		t.Fatalf("to be read: %+v", ordered)
	}
	before := len(w.said[person("an")])
	for _, r := range ordered {
		if err := w.d.ReadFile(context.Background(), w.now, r, []byte(r.Paste)); err != nil {
			t.Fatal(err)
		}
	}
	if told := w.said[person("an")][before:]; len(told) != 1 || !strings.Contains(told[0].Content.Text, "bài vừa dán") {
		t.Errorf("told %+v", told)
	}
	if out := w.types("an", "đọc bài đã dán"); !strings.Contains(out[0].Text, "Số thôn: 9") {
		t.Errorf("found: %+v", out)
	}
}
