package trial_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// TestBackupKilled makes backups beside officers who answer and send files, and restores
// each; backup, restore and at times the bot itself are killed. An archive that has its
// name is whole, and has all that was acknowledged before it was begun; a killed backup
// leaves nothing; a killed restore leaves no database, which is said, or a whole one.
func TestBackupKilled(t *testing.T) {
	long := trialFor(t)
	w := newWorld(t, 8*time.Hour, "messages_per_second: 0\nmessages_per_second_to_one: 0\n")
	b := &backups{recount: newRecount(&wreck{world: w}), folder: w.program.path("archives"), usual: time.Second, usualBack: time.Second}
	if err := os.Mkdir(b.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i, p := range w.joinSome(60, "--unit", "38", "--role", "officer", "--below", "--level", "3") {
		b.officers = append(b.officers, &officer{person: p, first: 500 * i})
	}
	b.usually = names(t, w.program.path("data"))
	ctx, stop := context.WithTimeout(t.Context(), long)
	defer stop()
	var all sync.WaitGroup
	for i, o := range b.officers {
		if i < 12 {
			all.Go(func() { o.sendsFiles(ctx, 18, long/20) })
		} else {
			all.Go(func() { o.answers(ctx, time.Second) })
		}
	}
	for b.round = 1; ctx.Err() == nil; b.round++ {
		b.tries()
	}
	all.Wait()
	if took, err := w.program.end(); err != nil {
		t.Errorf("SIGTERM: %v after %v", err, took)
	}
	t.Logf("%d backups, %d of them killed, %d beside a bot that was killed; %d archives restored in %d tries, %d of them killed (%d with a database, %d without); %d acknowledged answers and %d files looked up",
		b.round-1, b.cut, b.crashes, b.whole, b.restores, b.cutBack, b.named, b.without, b.answers, b.kept)
	if b.whole == 0 || b.cut == 0 || b.cutBack == 0 || b.answers == 0 {
		t.Error("nothing was tried")
	}
	b.faults(t)
}

// backups are archives of a bot at work.
type backups struct {
	*recount
	officers         []*officer
	folder           string
	usually          []string // what lies in the data folder
	usual, usualBack time.Duration
	last             string // the last archive
	round            int

	cut, crashes, whole, restores, cutBack, named, without, kept int
}

// tries makes a backup, mostly cut off, and restores what has a name then.
func (b *backups) tries() {
	file, begun := filepath.Join(b.folder, fmt.Sprintf("out-%d.tar", b.round)), time.Now()
	after, crash := time.Duration(0), false
	switch {
	case b.round == 1:
	case b.chance(6) == 0:
		crash = true
	case b.chance(4) > 0:
		after = b.span(b.usual)
	}
	e := b.backup(file, after, crash)
	switch {
	case e.killed:
		b.cut++
	case e.err == nil:
		b.usual = e.took
	case !crash:
		b.fault("backups refused", "%s", e.said)
	}
	for _, name := range names(b.t, b.folder) {
		if !strings.HasPrefix(name, "out-") {
			b.fault("left by a killed backup", "%s after %v: %s", name, e.took, e.said)
		}
	}
	for _, name := range names(b.t, b.program.path("data")) {
		if !slices.Contains(b.usually, name) && name != "files" && !strings.HasPrefix(name, "giaoban.") {
			b.fault("left by a killed backup", "in the data folder: %s", name)
		}
	}
	there := exists(b.t, file)
	switch {
	case e.err == nil && !there:
		b.fault("finished archives that are not there", "%s", e.said)
	case !there:
		return
	}
	if b.last != "" {
		_ = os.Remove(b.last)
	}
	b.last = file
	b.restore(file, begun)
}

// backup runs it, and at times kills the bot meanwhile.
func (b *backups) backup(file string, after time.Duration, crash bool) ended {
	if !crash {
		return b.program.cut(after, "", "backup", file)
	}
	b.crashes++
	done := make(chan ended)
	go func() { done <- b.program.cut(0, "", "backup", file) }()
	time.Sleep(b.span(b.usual))
	b.program.kill()
	e := <-done
	if err := b.program.serve(); err != nil {
		b.t.Fatal(err)
	}
	return e
}

// restore begins a folder from an archive, as often as it takes when it is killed.
func (b *backups) restore(file string, begun time.Time) {
	data := b.program.path(fmt.Sprintf("back-%d", b.round))
	defer os.RemoveAll(data)
	p, database := b.program.on(data), filepath.Join(data, "giaoban.db")
	for try := 0; ; try++ {
		after := time.Duration(0)
		if try < 5 && b.chance(5) > 0 {
			after = b.span(b.usualBack)
		}
		already := exists(b.t, database)
		e := p.cut(after, "", "restore", file)
		b.restores++
		switch {
		case e.killed:
			b.cutBack++
			b.cutOff(p, data)
			continue
		case already && e.says("is there and is not overwritten"):
		case already || e.err != nil:
			b.fault("archives that are not restored", "%s: after %d kills, with a database %v: %v: %s", file, try, already, e.err, e.said)
			return
		default:
			b.usualBack = e.took
		}
		break
	}
	b.whole++
	if e := p.cut(0, "", "check", "--data", data); e.err != nil || !e.says("ok: the database of") {
		b.fault("restored databases with faults", "%s: %s", file, e.said)
	}
	b.compare(database, begun)
}

// cutOff looks at what a killed restore left. A bot does not begin anew there.
func (b *backups) cutOff(p *program, data string) {
	switch {
	case exists(b.t, filepath.Join(data, "giaoban.db")):
		b.named++
	case exists(b.t, filepath.Join(data, ".restore")):
		b.without++
		if e := p.cut(10*time.Second, "", "serve"); !e.says("a restore into this folder was cut off") {
			b.fault("a bot that begins where a restore was cut off", "%v: %s", e.err, first(e.said, 300))
		}
	}
}

// compare looks whether all that had been acknowledged is in a restored database.
func (b *backups) compare(database string, begun time.Time) {
	acknowledged, received := map[string][]string{}, map[string]int{}
	b.mu.Lock()
	for _, c := range b.calls {
		if !c.Taken || c.At.After(begun) {
			continue
		}
		if told := stores.FindStringSubmatch(c.Text); told != nil {
			acknowledged[c.Chat] = append(acknowledged[c.Chat], told[1])
		}
		if strings.HasPrefix(c.Text, "Đã nhận") {
			received[c.Chat]++
		}
	}
	b.mu.Unlock()
	kv, err := boltkv.Open(database, boltkv.Options{})
	if err != nil {
		b.fault("restored databases with faults", "%v", err)
		return
	}
	err = kv.View(b.t.Context(), func(r store.Reader) error {
		for _, o := range b.officers {
			if err := b.has(r, o, acknowledged[o.chatID()], received[o.chatID()]); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, kv.Close()); err != nil {
		b.fault("restored databases with faults", "%v", err)
	}
}

// has looks for one officer's answers and files.
func (b *backups) has(r store.Reader, o *officer, acknowledged []string, received int) error {
	id := report.ID{Campaign: campaignName, Unit: o.unit}
	entries, err := store.HistoryOf(r, id)
	if err != nil {
		return err
	}
	stored := map[string]bool{}
	for _, e := range entries {
		stored[said(e)] = true
	}
	for _, words := range acknowledged {
		if b.answers++; !stored[words] {
			b.fault("acknowledged answers that are not in the archive", "%s: %s", o.name, words)
		}
	}
	files, _, err := store.FilesOf.Find(r, id)
	if len(files.List) < received {
		b.fault("acknowledged files that are not in the archive", "%s: %d of %d", o.name, len(files.List), received)
	}
	b.kept += len(files.List)
	return err
}
