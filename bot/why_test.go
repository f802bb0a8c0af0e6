package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// asks asks about one thing beside a database.
func asks(t *testing.T, db database, about, language string) whyReply {
	t.Helper()
	bundles, err := Config{}.bundles()
	if err != nil {
		t.Fatal(err)
	}
	a := newAdmin(Config{}, bundles, db)
	a.now = func() time.Time { return time.Date(2016, 7, 1, 9, 0, 0, 0, bundles[0].campaign.Zone) }
	reply, err := a.Why(t.Context(), whyOrder{About: about, Language: language})
	if err != nil {
		t.Errorf("why %s: %v", about, err)
	}
	return reply
}

// TestWhyOverDamage damages each record of a database in its turn: why shows what it can read, and has a line about the
// damage; never an error.
func TestWhyOverDamage(t *testing.T) {
	inLine(t)
	path := filepath.Join(t.TempDir(), databaseFile)
	bundles := begun(t, path)
	unit := bundles[0].units.AtLevel(3)[1].Code
	id := report.ID{Campaign: bundles[0].campaign.Name, Unit: unit}
	own := map[string]string{
		store.Statuses.Key(id): "tình trạng báo cáo", store.Drafts.Key(id): "câu trả lời",
		store.Chats.Key(chat.Address{Channel: "test", ID: "b"}): "--person test:b", store.People.Key("test:b"): "--person test:b",
	}
	seen := map[string]bool{}
	for key, db := range eachDamaged(t, path) {
		kind := store.KindOf(key)
		if own[key] == "" && seen[kind] {
			continue
		}
		seen[kind] = true
		for _, about := range []string{unit, "test:b", "test/1/7"} {
			got := strings.Join(asks(t, db, about, "").Lines, "\n")
			if !strings.Contains(got, "Hỏng: ") && !strings.Contains(got, "bản ghi hỏng") {
				t.Errorf("%s is damaged, and why %s says nothing of it:\n%s", key, about, got)
			}
			if want := own[key]; want != "" && about == "test:b" && !strings.Contains(got, want) {
				t.Errorf("%s is damaged, and why %s has no %q:\n%s", key, about, want, got)
			}
		}
	}
	if len(seen) < 6 {
		t.Errorf("only %d kinds of records were tried", len(seen))
	}
}

// TestWhyOverDamagedMembers: where the list of a unit's members is damaged, the unit is not said to have none.
func TestWhyOverDamagedMembers(t *testing.T) {
	path := filepath.Join(t.TempDir(), databaseFile)
	bundles := begun(t, path)
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	units := bundles[0].units.AtLevel(3)
	for unit, want := range map[string][]string{
		units[1].Code:  {"--person test:b (", "Danh sách bị hỏng nên người dưới đây", ", test:b\n", "lời nhắc không đến được ai"},
		units[50].Code: {"không rõ ai thuộc đơn vị", "--person ĐỊA_CHỈ (", "không bản ghi nào khác cho biết"},
	} {
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			tx.Put(store.Members.Key(store.OnList{List: bundles[0].campaign.UnitList, Unit: unit}), []byte("damaged"))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(asks(t, db, unit, "").Lines, "\n")
		for _, want := range want {
			if !strings.Contains(got, want) {
				t.Errorf("why %s does not say %q:\n%s", unit, want, got)
			}
		}
		if strings.Contains(got, "Chưa có ai của đơn vị") {
			t.Errorf("why %s says that nobody joined:\n%s", unit, got)
		}
	}
}

// TestRestorePerson brings back what is damaged of one person, and a membership that was revoked since does not come back.
func TestRestorePerson(t *testing.T) {
	folder := t.TempDir()
	path, older := filepath.Join(folder, databaseFile), filepath.Join(folder, "older.db")
	begun(t, path)
	a := chat.Address{Channel: "test", ID: "b"}
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	var person store.Person
	at := func(i int) store.OnList {
		return store.OnList{List: person.Memberships[i].List, Unit: person.Memberships[i].Unit}
	}
	do := func(db store.KV, f func(tx store.Tx) error) {
		t.Helper()
		if err := store.One(t.Context(), db, f); err != nil {
			t.Fatal(err)
		}
	}
	do(db, func(tx store.Tx) (err error) {
		person, err = store.GetPerson(tx, a)
		person.Name = "Lê Thị Bình"
		second := person.Memberships[0]
		second.Role = roster.Approver
		person.Memberships = append(person.Memberships[:1:1], second)
		store.Chat{}.PutPerson(tx, a, person)
		store.Members.Put(tx, at(0), roster.Members{{Address: a, Role: roster.Officer, Name: person.Name}, {Address: a, Role: roster.Approver}})
		return err
	})
	var copied bytes.Buffer
	if _, err := db.Backup(t.Context(), &copied); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(older, copied.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	from, err := openDatabase(older, opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	do(db, func(tx store.Tx) error {
		store.Members.Put(tx, at(0), roster.Members{{Address: a, Role: roster.Officer, Name: person.Name}})
		for _, key := range []string{store.Chats.Key(a), store.People.Key(a.String())} {
			b := slices.Clone(tx.Get(key))
			b[len(b)/2] ^= 4
			tx.Put(key, b)
		}
		return nil
	})
	if got := strings.Join(asks(t, db, "le thi binh", "en").Lines, "\n"); !strings.Contains(got, callMark+" restore FILE.tar --person test:b") || !strings.Contains(got, "Lê Thị Bình, test:b") {
		t.Errorf("why says\n%s", got)
	}
	saved, err := store.SavePerson(t.Context(), from, a)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := store.BringBackPerson(t.Context(), db, a, saved); n != 2 || err != nil {
		t.Fatalf("%d records brought back, %v", n, err)
	}
	defer db.Close()
	do(db, func(tx store.Tx) error {
		p, err := store.GetPerson(tx, a)
		if len(p.Memberships) != 1 || p.Memberships[0].Role != roster.Officer || p.Name != person.Name {
			t.Errorf("brought back %+v", p)
		}
		return err
	})
	if got := strings.Join(asks(t, db, "le thi binh", "en").Lines, "\n"); strings.Contains(got, "Damaged") {
		t.Errorf("why says still\n%s", got)
	}
}

// TestWhyLostFiles: a unit whose report has a file that the disk lacks hears which it is, whose, and how to have it again; who
// only runs the program is not told by what name somebody sent it.
func TestWhyLostFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, databaseFile)
	bundles := begun(t, path)
	db, err := openDatabase(path, opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	unit := bundles[0].units.AtLevel(3)[1].Code
	hash := func(c string) string { return strings.Repeat(c, 64) }
	file := func(id int, c string, state answers.FileState, purpose answers.Purpose) store.File {
		return store.File{Filed: answers.Filed{ID: id, State: state, Purpose: purpose, Name: "mat.pdf", At: form.Place{Code: "0.02"}}, Hash: hash(c), By: "test:b",
			Got: time.Date(2016, 7, 1, 8, 0, 0, 0, time.UTC)}
	}
	err = store.One(t.Context(), db, func(tx store.Tx) error {
		store.FilesOf.Put(tx, report.ID{Campaign: bundles[0].campaign.Name, Unit: unit}, store.Files{Last: 4, List: []store.File{
			file(1, "a", answers.FileStored, answers.ForScan), file(2, "b", answers.FileStored, answers.ForAnswer),
			file(3, "c", answers.FileWaiting, answers.ForOther), file(4, "d", answers.FileStored, answers.ForOther)}})
		return nil
	})
	if err == nil {
		err = os.MkdirAll(filepath.Join(folder, filesFolder), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, filesFolder, hash("d")), nil, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	a := newAdmin(Config{Data: folder}, bundles, db)
	reply, err := a.Why(t.Context(), whyOrder{About: unit, Language: "en"})
	got := strings.Join(reply.Lines, "\n")
	if err != nil || strings.Count(got, "Missing on the disk: ") != 2 || strings.Contains(got, "mat.pdf") {
		t.Errorf("%v, and why says\n%s", err, got)
	}
	for _, want := range []string{"file 1 of " + bundles[0].units.Path(unit) + " (Signed copy), which test:b sent at 15:00 on 1 July 2016",
		"(question 0.02: ", "tar -xf FILE.tar -C " + folder + " files/" + hash("b") + "; or"} {
		if !strings.Contains(got, want) {
			t.Errorf("why does not say %q:\n%s", want, got)
		}
	}
}
