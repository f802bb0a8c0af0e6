package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNothingIsWrittenOver: each command that writes a file refuses a name that something has, one that would deceive a
// spreadsheet, and a folder that is not there; and says what to name.
func TestNothingIsWrittenOver(t *testing.T) {
	inLine(t)
	t.Chdir(t.TempDir())
	data := t.TempDir()
	env := []string{"GIAOBAN_LANG=vi", "GIAOBAN_DATA=" + data}
	if err := founded(t, filepath.Join(data, databaseFile)).Close(); err != nil {
		t.Fatal(err)
	}
	form := formFile(t, ".", "type | name | label", "text | ten | Tên?")
	for _, name := range []string{"ma.csv", "a.tar", "a-2.tar", "b.tar.age", "xa.yaml", "xa.xlsx"} {
		if err := os.WriteFile(name, []byte("kept"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	invite := []string{"invite", "--unit", "16144", "--role", "officer", "--csv"}
	outline := filepath.Join(t.TempDir(), "moi.yaml")
	if code, _, errs := botIn(t, env, "import", form, "-o", outline); code != exitOK {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{append(invite, "ma.csv"), exitDeclined, "ma.csv đã có, không ghi đè: chọn tên khác, ví dụ ma-2.csv"},
		{append(invite, "ma.xlsx"), exitUsage, "bảng CSV, tên tệp phải có đuôi .csv: đặt là ma.csv"},
		{append(invite, "khongco/ma.csv"), exitNotFound, "không có thư mục "},
		{[]string{"backup", "a.tar"}, exitDeclined, "a.tar đã có, không ghi đè: chọn tên khác, ví dụ a-3.tar"},
		{[]string{"backup", "b.tar.age"}, exitDeclined, "ví dụ b-2.tar.age"},
		{[]string{"backup", "a.zip"}, exitUsage, "bản sao lưu (tar), tên tệp phải có đuôi .tar: đặt là a.tar"},
		{[]string{"backup", "khongco/a.tar"}, exitNotFound, "không có thư mục "},
		{[]string{"import", form, "-o", "xa.yaml"}, exitDeclined, "xa.yaml đã có, không ghi đè: chọn tên khác, ví dụ xa-2.yaml"},
		{[]string{"import", form, "-o", "moi.xlsx"}, exitUsage, "đề cương (YAML), tên tệp phải có đuôi .yaml: đặt là moi.yaml"},
		{[]string{"import", form, "-o", "khongco/xa.yaml"}, exitNotFound, "không có thư mục "},
		{[]string{"export", outline, "xa.xlsx"}, exitDeclined, "ví dụ xa-2.xlsx"},
		{[]string{"export", outline, "khongco/xa.xlsx"}, exitNotFound, "không có thư mục "},
	} {
		code, out, errs := botIn(t, env, c.args...)
		if code != c.code || !strings.Contains(errs, c.want) || strings.Contains(errs, unfinished) {
			t.Errorf("%v: %d, want %d with %q: %s%s", c.args, code, c.code, c.want, out, errs)
		}
	}
	for _, name := range []string{"ma.csv", "a.tar", "xa.yaml", "xa.xlsx"} {
		if content, err := os.ReadFile(name); err != nil || string(content) != "kept" {
			t.Errorf("%s: %q, %v", name, content, err)
		}
	}
	if code, _, errs := botIn(t, env, "backup", filepath.Join(data, "b.tar")); code != exitOK || !strings.Contains(errs, "mất ổ ấy là mất cả hai") {
		t.Errorf("a backup into the data folder: %d, %s", code, errs)
	}
}

// TestANameThatWasTakenMeanwhile: what was made goes beside what got the name first, under whatever way the system has.
func TestANameThatWasTakenMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ma.csv")
	for _, named := range []bool{false, true} {
		f, err := newFile(path, codesList)
		if err != nil {
			t.Fatal(err)
		}
		if named && !f.named {
			at, err := os.CreateTemp(filepath.Dir(path), unfinished)
			if err := errors.Join(err, f.File.Close()); err != nil {
				t.Fatal(err)
			}
			f.File, f.named = at, true
		}
		if err := os.WriteFile(path, []byte("first"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := f.write([]byte("second")); err != nil {
			t.Fatal(err)
		}
		first, err := os.ReadFile(path)
		second, err2 := os.ReadFile(f.path)
		if err := errors.Join(err, err2, os.Remove(path)); err != nil || string(first) != "first" || string(second) != "second" {
			t.Errorf("named %v: %q, and %q in %s, %v", named, first, second, f.path, err)
		}
	}
}
