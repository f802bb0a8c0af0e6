package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// running has the database open and listens for commands, as serve does.
func running(t *testing.T, data string) database {
	t.Helper()
	c := defaults()
	c.Data, c.BotName = data, "giaoban_bot"
	db := founded(t, c.Database())
	bundles, err := c.bundles()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	served(t, data, newAdmin(c, bundles, db))
	return db
}

// founded opens a database as serve does on an empty folder.
func founded(t *testing.T, path string) database {
	t.Helper()
	db, err := openDatabase(path, opening{Brief: true, Begin: true})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// served answers commands until the test is over.
func served(t *testing.T, data string, a *admin) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	at, err := listenAdmin(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- serveAdmin(ctx, at, a) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if path := filepath.Join(data, socketName); exists(path) {
			t.Errorf("%s is left over", path)
		}
	})
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// bot runs the program to its end.
func bot(t *testing.T, data string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	return botIn(t, []string{"GIAOBAN_DATA=" + data}, args...)
}

// botIn is bot with an environment.
func botIn(t *testing.T, env []string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = run(context.Background(), args, env, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestCommandsWorkWhileTheBotRuns(t *testing.T) {
	for name, data := range map[string]string{
		"short path": t.TempDir(),
		"long path":  filepath.Join(t.TempDir(), strings.Repeat("d", 120)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.MkdirAll(data, 0o700); err != nil {
				t.Fatal(err)
			}
			db := running(t, data)
			path, err := findSocket(data)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the socket: %v, %v", info, err)
			}
			code, out, errs := bot(t, data, "invite", "--unit", "16144", "--role", "officer")
			if code != 0 || errs != "" || !strings.Contains(out, "https://t.me/giaoban_bot?start=") {
				t.Fatalf("invite: %d\n%s%s", code, out, errs)
			}
			if n := waitingFor(t, db, "16144"); n != 1 {
				t.Errorf("%d invitations in the running bot's database", n)
			}
			code, out, errs = bot(t, data, "invite", "--unit", "Nga An", "--role", "officer")
			if code != exitNotFound || !strings.Contains(errs, "hint: perhaps --unit 16144: ") {
				t.Errorf("a wrong unit: %d\n%s%s", code, out, errs)
			}
			code, out, errs = bot(t, data, "backup", "copy.tar")
			if code != 0 || errs != "" {
				t.Fatalf("backup: %d\n%s%s", code, out, errs)
			}
			if n := waitingFor(t, unpacked(t, "copy.tar"), "16144"); n != 1 {
				t.Errorf("%d invitations in the copy", n)
			}
		})
	}
}

func waitingFor(t *testing.T, kv store.KV, unit string) (n int) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) (err error) {
		n, err = invitation.Waiting(r, store.OnList{List: "2016", Unit: unit}, roster.Officer)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// unpacked opens the database of an archive.
func unpacked(t *testing.T, path string) *boltkv.DB {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewReader(bytes.NewReader(content))
	header, err := archive.Next()
	if err != nil || header.Name != databaseFile {
		t.Fatalf("%v, %v", header, err)
	}
	database, err := io.ReadAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), databaseFile)
	if err := os.WriteFile(copied, database, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := boltkv.Open(copied, boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestALockedDatabaseWithoutABotIsExplained(t *testing.T) {
	data := t.TempDir()
	db, err := boltkv.Open(filepath.Join(data, databaseFile), boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	t.Chdir(t.TempDir())
	code, out, errs := bot(t, data, "invite", "--unit", "16144", "--role", "officer")
	if code != exitBusy || out != "" || !strings.Contains(errs, "hint: a bot that was started just now needs some seconds") {
		t.Errorf("%d\n%s%s", code, out, errs)
	}
}

// TestACutBackupIsNone: what breaks off on the way must not look whole.
func TestACutBackupIsNone(t *testing.T) {
	data := t.TempDir()
	db, err := boltkv.Open(filepath.Join(data, databaseFile), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	served(t, data, &admin{kv: db, backup: func(_ context.Context, w io.Writer) (int64, error) {
		n, _ := w.Write(make([]byte, 100_000))
		return int64(n), errors.New("the disk is gone")
	}})
	t.Chdir(t.TempDir())
	code, out, errs := bot(t, data, "backup", "copy.tar")
	if code != 1 || exists("copy.tar") || !strings.Contains(errs, "back up to") {
		t.Errorf("%d\n%s%s", code, out, errs)
	}
}

func TestInvitingACountryTakesSeconds(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n01,,1,tỉnh,Lớn\n")
	for i := range 11_162 {
		code := string([]byte{'0' + byte(i/10000), '0' + byte(i/1000%10), '0' + byte(i/100%10), '0' + byte(i/10%10), '0' + byte(i%10)})
		csv.WriteString(code + ",01,3,xã,Số " + code + "\n")
	}
	units, err := roster.ParseUnits(strings.NewReader(csv.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	db, err := boltkv.Open(filepath.Join(t.TempDir(), databaseFile), boltkv.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := &admin{kv: db, bundles: []*bundle{{units: units, campaign: &campaign.Campaign{Levels: []campaign.Level{{Level: 3}}}}},
		now: time.Now, random: rand.NewChaCha8([32]byte{}),
		botName: func(context.Context) (string, error) { return "", errNoToken }}
	began := time.Now()
	reply, err := a.Invite(context.Background(), inviteOrder{Unit: "01", Role: roster.Officer, Below: true, Count: 1, Expires: time.Hour, Replace: true})
	if took := time.Since(began); err != nil || len(reply.Invited) != 11_162 || took > time.Minute {
		t.Errorf("%d codes in %v, %v", len(reply.Invited), took, err)
	}
	if none(reply.NoBot) {
		t.Error("nothing said about the missing name")
	}
}
