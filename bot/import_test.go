package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/form"
	"giaoban/internal/xlsx"
)

// formFile is a workbook with these rows, cells between bars.
func formFile(t *testing.T, folder string, survey ...string) string {
	t.Helper()
	s := xlsx.Sheet{Name: "survey"}
	for i, line := range survey {
		row := xlsx.Row{Number: i + 1}
		for _, text := range strings.Split(line, "|") {
			row.Cells = append(row.Cells, xlsx.Cell{Text: strings.TrimSpace(text)})
		}
		s.Rows = append(s.Rows, row)
	}
	var b bytes.Buffer
	if err := (xlsx.Book{s}).Write(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "mau.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestImport: an outline is made of a form, written where nothing is yet, and what was not taken is told in the clerk's language.
func TestImport(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	good := formFile(t, folder, "type | name | label | relevant", "integer | so_nha | Bao nhiêu nhà hỏng? |", "text | thon | Ở thôn nào? | ${so_nha} > 0")
	call := func(args ...string) (code int, out, errs string) {
		var stdout, stderr bytes.Buffer
		code = run(context.Background(), append([]string{"import"}, args...), []string{"GIAOBAN_LANG=vi"}, strings.NewReader(""), &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	code, out, errs := call(good)
	if _, err := form.Parse("mau", []byte(out)); code != exitOK || err != nil || !strings.Contains(out, "relevant: so_nha > 0") {
		t.Errorf("code %d, %v: %s%s", code, err, out, errs)
	}
	if want := "đã nhập 2 câu hỏi, 1 phần; không nhập được: 0; cần xem lại: 0 (cả hai loại đều ghi XEM LẠI trong tệp); không dùng đến: 0\n"; errs != want {
		t.Errorf("told %q, want %q", errs, want)
	}
	to := filepath.Join(folder, "moi.yaml")
	if code, out, errs := call(good, "-o", to); code != exitOK || out != "" {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
	if code, _, errs := call(good, "-o", to); code != exitDeclined || !strings.Contains(errs, "đã có, không ghi đè") {
		t.Errorf("code %d: %s", code, errs)
	}
	code, out, errs = call(formFile(t, folder, "type | name | label", "text | ten | Tên?", "rank x | hang | Xếp hạng."))
	if want := "mau.xlsx, trang survey, ô A3 (dòng 3, cột type): câu hang: xếp thứ hạng (rank) không hỏi được"; code != exitFiles || !strings.Contains(errs, want) || !strings.Contains(out, "name: ten") {
		t.Errorf("code %d: %s%s", code, out, errs)
	}
}

// TestImportRefused: what is no workbook is refused with a sentence that says what to do.
func TestImportRefused(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	for name, c := range map[string]struct{ content, want string }{
		"csv.xlsx":  {"type,name,label\n", "text file"},
		"old.xlsx":  {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), "old Excel file"},
		"zip.xlsx":  {"PK\x03\x04", "damaged"},
		"none.xlsx": {"\x00", "no Excel file"},
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), []string{"import", path}, []string{"GIAOBAN_LANG=en"}, strings.NewReader(""), &stdout, &stderr)
		if code != exitFiles || !strings.Contains(stderr.String(), c.want) || stdout.Len() > 0 {
			t.Errorf("%s: code %d, %s", name, code, stderr.String())
		}
	}
}

// TestExport: a shipped outline becomes a workbook, which import turns into the outline again; what an XLSForm cannot say is told,
// and no file is written over.
func TestExport(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	to := filepath.Join(folder, "xa.xlsx")
	call := func(args ...string) (code int, out, errs string) {
		var stdout, stderr bytes.Buffer
		code = run(context.Background(), args, []string{"GIAOBAN_LANG=vi"}, strings.NewReader(""), &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	outline := filepath.Join("..", "conversations", shippedCampaign, "xa.yaml")
	code, _, errs := call("export", outline, to)
	if want := "đã xuất "; code != exitOK || !strings.Contains(errs, want) || !strings.Contains(errs, "XLSForm không viết được") {
		t.Errorf("code %d: %s", code, errs)
	}
	code, out, errs := call("import", to)
	if _, err := form.Parse("xa", []byte(out)); code != exitOK || err != nil || !strings.Contains(out, "len(tieu_bieu) < min(5, ") {
		t.Errorf("code %d, %v: %s", code, err, errs)
	}
	if code, _, errs := call("export", outline, to); code != exitDeclined || !strings.Contains(errs, "không ghi đè") {
		t.Errorf("code %d: %s", code, errs)
	}
	if code, _, errs := call("export", outline, filepath.Join(folder, "xa.xls")); code != exitUsage || !strings.Contains(errs, "đuôi .xlsx: đặt là xa.xlsx") {
		t.Errorf("code %d: %s", code, errs)
	}
}
