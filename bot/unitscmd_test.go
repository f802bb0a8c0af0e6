package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestUnitsMove: a clerk merges two communes in the list, is told what to do, has a file of moves drafted, hears what is
// wrong in it, sees what it would do, does it after a yes, and the program goes on with the list of now.
func TestUnitsMove(t *testing.T) {
	inLine(t)
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, databaseFile)
	shipped := begun(t, path)
	communes := shipped[0].units.AtLevel(3)
	gone, into := communes[0], communes[1]
	who := chat.Address{Channel: "test", ID: "a"}
	open := func(do func(db database)) {
		t.Helper()
		db, err := openDatabase(path, opening{Brief: true})
		if err != nil {
			t.Fatal(err)
		}
		do(db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	open(func(db database) {
		if err := keepLists(t.Context(), db, shipped); err != nil {
			t.Fatal(err)
		}
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			store.Members.Put(tx, store.OnList{List: "2016", Unit: gone.Code}, roster.Members{{Address: who, Role: roster.Officer}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	env := []string{"GIAOBAN_CONFIG=" + filepath.Join(folder, "giaoban.yaml"), "GIAOBAN_DATA=" + data, "GIAOBAN_LANG=vi"}
	command := func(in string, fails bool, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, env, strings.NewReader(in), &out, &errs); (code != 0) != fails {
			t.Fatalf("%v: exit %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String() + errs.String()
	}
	command("", false, "init", folder)
	list := filepath.Join(folder, "thanhhoa-2016", "units.csv")
	was, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(was), "\n") {
		if code, _, _ := strings.Cut(line, ","); code != gone.Code {
			lines = append(lines, line)
		}
	}
	if err := os.WriteFile(list, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := command("", true, "check", "--against", data); !strings.Contains(out, "units draft -o moves.csv") {
		t.Errorf("check does not say what to do:\n%s", out)
	}
	draft := command("", false, "units", "draft", "--day", "2016-07-01")
	if !strings.Contains(draft, gone.Code+","+gone.Label()+",,,,2016-07-01,") {
		t.Errorf("the draft is\n%s", draft)
	}
	moves := filepath.Join(folder, "moves.csv")
	write := func(row string) {
		t.Helper()
		if err := os.WriteFile(moves, []byte("old_code,old_name,change,new_code,new_name,day,totals\n"+row+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for row, want := range map[string]string{
		gone.Code + ",,mergd," + into.Code + ",,2016-07-01,":                      ":2:8: không có thay đổi «mergd»",
		gone.Code + ",,merged,99999,,2016-07-01,":                                 ":2:15: danh sách hiện nay không có đơn vị mã «99999»",
		gone.Code + "," + into.Label() + ",merged," + into.Code + ",,2016-07-01,": "(có phải là «" + into.Code + "» không?)",
		gone.Code + ",,merged," + into.Code + ",,,":                               "phải ghi ngày bắt đầu",
		gone.Code + ",,merged," + into.Code + ",,2016-07-01,succesor":             "(có phải là «successor» không?)",
		gone.Code + ",,split," + into.Code + ",,2016-07-01,":                      "chia ra (split) mà chỉ có một dòng",
		gone.Code + ",,renamed," + into.Code + ",,,":                              "đơn vị này không đổi: ghi merged",
		into.Code + ",,closed,,,2016-07-01,":                                      "vẫn còn nguyên trong danh sách hiện nay",
		gone.Code + ",,merged," + into.Code + ",,2999-07-01,":                     "ngày đó chưa đến",
		"": "chưa có dòng nào cho " + gone.Code,
	} {
		write(row)
		if out := command("có\n", true, "units", "move", moves); !strings.Contains(out, want) {
			t.Errorf("%q: nothing of %q in:\n%s", row, want, out)
		}
	}
	write(gone.Code + ",,merged," + into.Code + "," + into.Name + ",01/7/2016,")
	preview := gone.Label() + " (" + gone.Code + ") nhập vào " + into.Label() + " (" + into.Code + ") từ ngày 01 tháng 07 năm 2016: 1 báo cáo (0 đã nộp, 3 câu trả lời), 1 người"
	for _, args := range [][]string{{"units", "preview", moves}, {"units", "move", moves}} {
		if out := command("không\n", args[1] == "move", args...); !strings.Contains(out, preview) {
			t.Errorf("%v: nothing of %q in:\n%s", args, preview, out)
		}
	}
	archive := filepath.Join(folder, "truoc.tar")
	command("", false, "backup", archive)
	if out := command("có\n", false, "units", "move", moves); !strings.Contains(out, "Đã xong 1 đơn vị") {
		t.Errorf("moved: %s", out)
	}
	open(func(db database) { // as if it had been cut off before its end
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			of := store.ReformOf{List: "2016", N: 1}
			r, err := store.Reforms.Get(tx, of)
			r.Stage = store.Carrying
			store.Reforms.Put(tx, of, r)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	for _, other := range []string{gone.Code + ",,closed,,,2016-07-01,", gone.Code + ",,merged," + into.Code + ",,2016-07-02,", gone.Code + ",,merged," + into.Code + ",,2016-07-01,apart"} {
		write(other)
		if out := command("có\n", true, "units", "move", moves); !strings.Contains(out, "tệp này không phải tệp của lần đó") {
			t.Errorf("gone on with by another file %q: %s", other, out)
		}
	}
	write(gone.Code + ",,merged," + into.Code + "," + into.Name + ",01/7/2016,")
	if out := command("", false, "units", "move", moves); !strings.Contains(out, "Đã xong 1 đơn vị") {
		t.Errorf("gone on with: %s", out)
	}
	command("", false, "check", "--against", data)
	for _, what := range []string{"preview", "move"} {
		if out := command("", true, "units", what, moves); !strings.Contains(out, "đã chuyển xong từ ") {
			t.Errorf("%s again: %s", what, out)
		}
	}
	write(gone.Code + ",,closed,,,2016-07-01,")
	if out := command("", true, "units", "move", moves); !strings.Contains(out, "không có gì phải chuyển") {
		t.Errorf("another file, and nothing to move: %s", out)
	}
	former := report.ID{Campaign: "thanhhoa-2016", Unit: gone.Code + ".1"}
	open(func(db database) {
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			store.Statuses.Delete(tx, former)
			store.Drafts.Delete(tx, former)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if out := command("", false, "restore", archive, "--unit", gone.Code); !strings.Contains(out, "khi đó là "+gone.Label()+", báo cáo nay giữ với mã "+former.Unit) {
		t.Errorf("restored: %s", out)
	}
	if out := command("", true, "why", gone.Code); !strings.Contains(out, into.Label()+" — "+into.Code) || !strings.Contains(out, "— "+former.Unit) {
		t.Errorf("why an old code: %s", out)
	}
	now, err := (Config{Conversations: filepath.Join(folder, "thanhhoa-2016")}).bundles()
	if err != nil {
		t.Fatal(err)
	}
	open(func(db database) {
		if err := keepLists(t.Context(), db, now); err != nil {
			t.Fatal(err)
		}
		err := db.View(t.Context(), func(r store.Reader) error {
			p, err1 := store.GetPerson(r, who)
			status, err2 := store.Statuses.Get(r, former)
			if err1 != nil || err2 != nil || len(p.Memberships) != 1 || p.Memberships[0].Unit != into.Code || status.State != report.InProgress {
				t.Errorf("the officer is at %v, the report %v; %v, %v", p.Memberships, status, err1, err2)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	units := now[0].units
	if _, ended := units.Ended(gone.Code + ".1"); !ended || units.Len() != len(shipped[0].units.All())-1 {
		t.Errorf("the list has %d units", units.Len())
	}
	if found := units.Find(gone.Label()+" (cũ)", ""); !found.Found || found.Unit.Code != gone.Code+".1" {
		t.Errorf("«%s (cũ)» is %v", gone.Label(), found)
	}
}
