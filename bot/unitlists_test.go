package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestUnitsGone: a list without a unit that reports or people stand on, or with its code at
// another unit, is refused by check, by the start and by whatever acts for units, which tell what
// stands where; the list as it was is taken again, and nothing has changed.
func TestUnitsGone(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, databaseFile)
	bundles := begun(t, path)
	communes := bundles[0].units.AtLevel(3)
	gone, other, moved := communes[0], communes[1], communes[2]
	env := []string{"GIAOBAN_CONFIG=" + filepath.Join(folder, "giaoban.yaml"), "GIAOBAN_DATA=" + data, "GIAOBAN_LANG=vi"}
	command := func(args ...string) (int, string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := run(context.Background(), args, env, strings.NewReader(""), &out, &errs)
		return code, out.String() + errs.String()
	}
	if code, out := command("init", folder); code != 0 {
		t.Fatal(out)
	}
	start := func() error {
		db, err := openDatabase(path, opening{Brief: true})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		member := roster.Member{}
		err = store.One(t.Context(), db, func(tx store.Tx) error {
			store.Members.Put(tx, store.OnList{List: bundles[0].campaign.UnitList, Unit: gone.Code}, roster.Members{member})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		now, err := (Config{Conversations: filepath.Join(folder, "thanhhoa-2016")}).bundles()
		if err != nil {
			t.Fatal(err)
		}
		return keepLists(t.Context(), db, now)
	}
	if err := start(); err != nil {
		t.Fatalf("the list as it was: %v", err)
	}
	list := filepath.Join(folder, "thanhhoa-2016", "units.csv")
	was, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(was), "\n") {
		switch code, _, _ := strings.Cut(line, ","); code {
		case gone.Code:
			continue
		case other.Code:
			line = strings.Replace(line, other.Name, "Tân Lập", 1)
		case moved.Code:
			line = strings.Replace(line, ","+moved.Parent+",", ",381,", 1)
		}
		lines = append(lines, line)
	}
	if err := os.WriteFile(list, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	wanted := []string{
		"danh sách đơn vị (2016) đã đổi ở 3 mã đang có dữ liệu: 3 báo cáo (0 đã nộp",
		"units.csv: " + gone.Code + " " + gone.Label() + " không còn trong danh sách: 1 báo cáo (3 câu trả lời), 1 người",
		"units.csv: mã " + other.Code + " trước là " + other.Label() + ", nay là " + other.Type + " Tân Lập: 1 báo cáo",
		"units.csv: " + moved.Code + " " + moved.Label() + " nay thuộc đơn vị cấp trên khác: 1 báo cáo",
		"gợi ý: chưa có gì bị đổi hay mất",
	}
	for _, args := range [][]string{{"check", "--against", data}, {"invite", "--unit", "38", "--role", "admin"}, {"campaign", "close", "--yes"}} {
		code, out := command(args...)
		for _, want := range wanted {
			if code == 0 || !strings.Contains(out, want) {
				t.Errorf("%v: exit %d, nothing of %q in:\n%s", args, code, want, out)
			}
		}
	}
	if err := start(); err == nil {
		t.Error("the bot starts")
	}
	if err := os.WriteFile(list, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out := command("check", "--against", data); code != 0 {
		t.Errorf("with the list as it was: %s", out)
	}
	if err := start(); err != nil {
		t.Errorf("with the list as it was: %v", err)
	}
	renamed := filepath.Join(folder, "thanhhoa-2016", campaignFile)
	content, err := os.ReadFile(renamed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(renamed, bytes.Replace(content, []byte("unit_list: \"2016\""), []byte("unit_list: \"2025\""), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out := command("check", "--against", data); code == 0 || !strings.Contains(out, "1 người đang thuộc danh sách «2016»") {
		t.Errorf("exit %d, with another name of the list: %s", code, out)
	}
}
