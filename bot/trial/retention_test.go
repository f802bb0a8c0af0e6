package trial_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// TestRetentionKilled forgets people and purges a closed campaign in copies of one data
// folder, and compacts them; the commands, and every third time the bot that carries them
// out, are killed over and over. Begun again they end, nothing that is not theirs is lost
// or changed, and a forgotten name and account stand in no file of the folder.
func TestRetentionKilled(t *testing.T) {
	long := trialFor(t)
	w := newWorld(t, 8*time.Hour, "messages_per_second: 0\nmessages_per_second_to_one: 0\n")
	k := &keeping{recount: newRecount(&wreck{world: w}), base: w.program.path("base"), usual: map[string]time.Duration{}}
	k.fill()
	for end := time.Now().Add(long); time.Now().Before(end) && !t.Failed(); k.round++ {
		k.tries()
	}
	t.Logf("%d copies: %d people forgotten, %d campaigns purged, %d compacted; %d commands, %d of them killed, and %d bots; %d records looked up afterwards",
		k.round, k.forgotten, k.purged, k.compacted, k.commands, k.cut, k.kills, k.compared)
	if k.forgotten == 0 || k.purged == 0 || k.cut == 0 || k.kills == 0 {
		t.Error("nothing was tried")
	}
	k.faults(t)
}

// keeping is what is done to copies of one data folder.
type keeping struct {
	*recount
	base   string
	before map[string]string // all records
	files  int               // contents in the folder
	people []*officer
	usual  map[string]time.Duration
	round  int

	forgotten, purged, compacted, commands, cut, compared int
}

// otherCampaign has the same reports, and is in no folder of campaigns.
const otherCampaign = "flood-2016"

// fill has people report, and closes their campaign.
func (k *keeping) fill() {
	w := k.world
	join := func(i int, _ string) string { return fmt.Sprintf("Đặng Thị %s", letters(i)) }
	for i, p := range w.joinAs(40, join, "--unit", "38", "--role", "officer", "--below", "--level", "3") {
		k.people = append(k.people, &officer{person: p, first: 1000 * i})
	}
	ctx, stop := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer stop()
	var all sync.WaitGroup
	for i, o := range k.people {
		if i%4 == 0 {
			all.Go(func() { o.sendsFiles(w.t.Context(), 3, time.Second) })
		} else {
			all.Go(func() { o.answers(ctx, 500*time.Millisecond) })
		}
	}
	all.Wait()
	if _, err := w.program.end(); err != nil {
		w.t.Fatal(err)
	}
	w.program.run("campaign", "close", "--yes")
	if err := os.Rename(w.program.path("data"), k.base); err != nil {
		w.t.Fatal(err)
	}
	k.plant()
	k.before = k.records(k.base)
	k.files = len(k.contents(k.base))
}

// letters is a word that nothing else has.
func letters(i int) string {
	return fmt.Sprintf("Qw%c%cxz", 'a'+i/20, 'a'+i%20)
}

// plant gives another campaign the same reports.
func (k *keeping) plant() {
	err := k.opened(k.base, func(kv *boltkv.DB) error {
		return store.Each(context.Background(), kv, k.people, 10, func(tx store.Tx, o *officer) error {
			from, to := report.ID{Campaign: campaignName, Unit: o.unit}, report.ID{Campaign: otherCampaign, Unit: o.unit}
			draft, err := store.Drafts.Get(tx, from)
			status, err2 := store.Statuses.Get(tx, from)
			if err := errors.Join(err, err2); err != nil || draft == nil { // who had no time to begin has none
				return err
			}
			store.Drafts.Put(tx, to, draft)
			store.Statuses.Put(tx, to, status)
			return nil
		})
	})
	if err != nil {
		k.t.Fatal(err)
	}
}

func (k *keeping) opened(data string, do func(*boltkv.DB) error) error {
	kv, err := boltkv.Open(filepath.Join(data, "giaoban.db"), boltkv.Options{})
	if err != nil {
		return err
	}
	return errors.Join(do(kv), kv.Close())
}

// records reads all of a database.
func (k *keeping) records(data string) map[string]string {
	k.t.Helper()
	all := map[string]string{}
	err := k.opened(data, func(kv *boltkv.DB) error {
		return kv.View(context.Background(), func(r store.Reader) error {
			r.Range("", "", func(key string, value []byte) bool { all[key] = string(value); return true })
			return nil
		})
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return all
}

// contents are the files of reports, those in the trash too.
func (k *keeping) contents(data string) (list []string) {
	err := filepath.WalkDir(filepath.Join(data, "files"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "giaoban.id" {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return list
}

// tries takes a copy and does to it what is to be done.
func (k *keeping) tries() {
	data := k.program.path(fmt.Sprintf("data-%d", k.round))
	if out, err := exec.Command("cp", "-a", k.base, data).CombinedOutput(); err != nil {
		k.t.Fatalf("%v: %s", err, out)
	}
	c := &copied{keeping: k, data: data, program: k.program.on(data)}
	if k.round%3 == 2 {
		c.begins()
	}
	gone := []string{campaignName}
	if k.chance(3) > 0 {
		who := k.people[k.chance(len(k.people))]
		account := who.chatID()
		gone = []string{account, letters((k.index(who)))}
		c.until("forget", "Đặng Thị "+gone[1], account, "forgotten. ", "nobody is known as", "there is nothing of")
		k.forgotten++
	} else {
		c.until("purge", campaignName, campaignName, "purged; ", "there is nothing of")
		k.purged++
	}
	if c.serves {
		if took, err := c.program.end(); err != nil {
			k.fault("bots that do not end", "%v after %v", err, took)
		}
	}
	c.until("compact", "", "", " bytes, before ")
	k.compacted++
	c.compare(gone)
	if len(k.wrong) == 0 {
		_ = os.RemoveAll(data)
	}
}

func (k *keeping) index(who *officer) int {
	for i, o := range k.people {
		if o == who {
			return i
		}
	}
	return -1
}

// copied is a copy, and the program on it.
type copied struct {
	*keeping
	data    string
	program *program
	serves  bool // a bot runs on it
}

// begins starts a bot on the copy.
func (c *copied) begins() {
	c.serves = true
	if err := c.program.begins(); err != nil {
		c.fault("bots that do not start", "on %s: %v", c.data, err)
	}
}

// until gives a command again and again until it ends by itself and says one of these. What
// it says without having been killed before is only the first.
func (c *copied) until(what, typed, about string, ends ...string) {
	args := []string{what}
	if about != "" {
		args = append(args, about)
	}
	for try := 0; try < 50; try++ {
		after := time.Duration(0)
		if try < 8 && c.usual[what] > 0 {
			after = c.span(c.usual[what])
		}
		c.commands++
		e := c.once(after, typed, args)
		switch {
		case e.killed:
			c.cut++
			c.whole(what)
		case e.says(ends[:1]...), try > 0 && e.says(ends...):
			if try == 0 || after == 0 {
				c.usual[what] = e.took
			}
			return
		case c.serves: // it was killed: the command lost whom it asked
		default:
			c.fault(what+" that does not end", "after %d tries: %v: %s", try, e.err, e.said)
			return
		}
	}
	c.fault(what+" that does not end", "on %s", c.data)
}

// once gives the command, to which a bot that runs is killed instead of it.
func (c *copied) once(after time.Duration, typed string, args []string) ended {
	if !c.serves || after == 0 || args[0] == "compact" {
		return c.program.cut(after, typed, args...)
	}
	done := make(chan ended)
	go func() { done <- c.program.cut(0, typed, args...) }()
	time.Sleep(after)
	c.program.kill()
	c.kills++
	e := <-done
	c.begins()
	return e
}

// whole looks at times whether what was cut off left a whole database.
func (c *copied) whole(what string) {
	if c.serves || c.chance(5) > 0 {
		return
	}
	if e := c.program.cut(0, "", "check", "--data", c.data); e.err != nil {
		c.fault("faults after a killed "+what, "%s", e.said)
	}
}

// compare looks for what was to go, and for all else.
func (c *copied) compare(gone []string) {
	about := func(key, value string) bool {
		for _, words := range gone {
			if strings.Contains(key, words) || strings.Contains(value, words) {
				return true
			}
		}
		return false
	}
	after := c.records(c.data)
	for key, value := range c.before {
		now, ok := after[key]
		switch kind, _, _ := strings.Cut(key, "/"); {
		case about(key, value):
			if ok && gone[0] == campaignName && kind == "report" {
				c.fault("reports that are not purged", "%s", key)
			}
			if !ok && gone[0] == campaignName && staying.MatchString(kind) {
				c.fault("people who were purged", "%s", key)
			}
		case c.serves && fleeting.MatchString(kind):
		case !ok:
			c.fault("records lost", "by %v: %s", gone, key)
		case now != value:
			c.fault("records changed", "by %v: %s", gone, key)
		}
		c.compared++
	}
	if n := len(c.contents(c.data)); n != c.files {
		c.fault("files lost", "%d of %d", c.files-n, c.files)
	}
	if gone[0] != campaignName {
		c.stands(gone)
	}
	if e := c.program.cut(0, "", "check", "--data", c.data); e.err != nil {
		c.fault("faults in the end", "%s", e.said)
	}
}

// staying are the kinds of records that a purge leaves; fleeting are those that a bot changes
// as it runs.
var (
	staying  = regexp.MustCompile(`^(person|members|invite|invited)$`)
	fleeting = regexp.MustCompile(`^(meta|outbox|sending|shown|chat|once|notice|folded|alarm)$`)
)

// stands looks whether words that were to go stand in a file of the folder.
func (c *copied) stands(gone []string) {
	for _, words := range gone {
		if content, err := os.ReadFile(filepath.Join(c.base, "giaoban.db")); err != nil || !strings.Contains(string(content), words) {
			c.t.Fatalf("%q did not stand there before: %v", words, err)
		}
	}
	err := filepath.WalkDir(c.data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, words := range gone {
			if strings.Contains(string(content), words) {
				c.fault("forgotten and in a file", "%s in %s", words, path)
			}
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
}
