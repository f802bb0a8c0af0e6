package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/report"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
)

const weeksToken = "123456789:AAEhBOweik6ad6PsVMRxjeQKXkq8rMe0DzQ"

// weeks are eight weeks of a weekly report, on phones.
type weeks struct {
	*timed
	sim  *simulator.Server
	bot  int64
	zone *time.Location
	// typed are the numbers that were typed and handed in, by period and unit as it is called then.
	typed map[string]map[string]int
	early int // kills before the period was open
}

// aWeek is one of them: its period, when it opens, and when it is due.
type aWeek struct{ period, name, opens, due string }

// theWeeks have two days off: Monday 21/12, so that the period opens on Tuesday, and Friday 1/1, so that it is due on Thursday.
var theWeeks = []aWeek{
	{"2026-W49", "tuần 49", "2026-11-30", "04/12/2026"}, {"2026-W50", "tuần 50", "2026-12-07", "11/12/2026"},
	{"2026-W51", "tuần 51", "2026-12-14", "18/12/2026"}, {"2026-W52", "tuần 52", "2026-12-22", "25/12/2026"},
	{"2026-W53", "tuần 53", "2026-12-28", "31/12/2026"}, {"2027-W01", "tuần 1", "2027-01-04", "08/01/2027"},
	{"2027-W02", "tuần 2", "2027-01-11", "15/01/2027"}, {"2027-W03", "tuần 3", "2027-01-18", "22/01/2027"},
}

const (
	weeksCampaign = "bao-cao-tuan"
	mergedFrom    = 4 // of the weeks, from which on Nga Hải and Nga Tân are one
	lateIn        = 2 // of the weeks, whose report Nga Phú hands in a week later
)

// begun is when the first or another week opens.
func (w *weeks) opens(i int) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", theWeeks[i].opens+" 08:00", w.zone)
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}

func newWeeks(t *testing.T) *weeks {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	w := &weeks{timed: &timed{t: t, folder: t.TempDir()}, zone: zone, typed: map[string]map[string]int{}}
	w.now = w.opens(0).Add(-time.Hour)
	w.moved = clock.NewMovable(w.now)
	w.sim = simulator.New(simulator.Options{Clock: w.moved, Lenient: true})
	server := httptest.NewServer(w.sim.Handler())
	t.Cleanup(func() { w.killed(); w.sim.Close(); server.Close() })
	if w.bot, err = w.sim.Bot(weeksToken); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(w.path("own"), os.DirFS("../internal/dispatch/testdata/dinh-ky")); err != nil {
		t.Fatal(err)
	}
	campaign := filepath.Join("own", "campaign.yaml")
	w.write(campaign, strings.Replace(readAll(t, w.path(campaign)), "holidays: [", "holidays: [2026-12-21, ", 1))
	w.units("14,1,2,xã,Nga Hải", "15,1,2,xã,Nga Tân")
	w.write("giaoban.yaml", "conversations: own\n")
	w.env = []string{"TELEGRAM_BOT_TOKEN=" + weeksToken, "TELEGRAM_API_URL=" + server.URL, "GIAOBAN_DATA=" + w.path("data"),
		"GIAOBAN_CONFIG=" + w.path("giaoban.yaml"), "GIAOBAN_LANG=vi"}
	return w
}

func (w *weeks) write(name, content string) {
	w.t.Helper()
	if err := os.WriteFile(w.path(name), []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// units is the list of units with these beside the three that stay.
func (w *weeks) units(more ...string) {
	w.t.Helper()
	w.write("own/units.csv", "code,parent_code,level,type,name\n1,,1,huyện,Nga Sơn\n11,1,2,xã,Nga An\n12,1,2,xã,Nga Phú\n13,1,2,xã,Nga Thái\n"+strings.Join(more, "\n")+"\n")
}

// command runs a command of the program beside the bot, or while it does not run.
func (w *weeks) command(in string, args ...string) string {
	w.t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, w.env, strings.NewReader(in), &out, &errs); code != 0 {
		w.t.Fatalf("%v: exit %d: %s%s", args, code, out.String(), errs.String())
	}
	return out.String()
}

// A clerk is somebody with a phone.
type clerk struct {
	*weeks
	user *simulator.User
	unit string
	seen int64
}

// joins makes somebody a member.
func (w *weeks) joins(name, code, role string) *clerk {
	w.t.Helper()
	list := w.path("codes-" + code + role + ".csv")
	w.command("", "invite", "--unit", code, "--role", role, "--expires", "3660d", "--csv", list)
	rows, err := csv.NewReader(strings.NewReader(readAll(w.t, list))).ReadAll()
	if err != nil || len(rows) != 2 {
		w.t.Fatalf("codes: %v, %v", rows, err)
	}
	p := &clerk{weeks: w, user: w.sim.User(simulator.Person{Name: name}), unit: name}
	if _, err := p.user.Start(w.bot, rows[1][3]); err != nil {
		w.t.Fatal(err)
	}
	return p
}

// hears waits for words among what the phone has not shown yet, and returns the message.
func (p *clerk) hears(words string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	heard := ""
	_, err := p.user.Await(ctx, p.bot, func(c simulator.Chat) bool {
		for _, m := range c.Messages {
			if !m.Own && m.ID > p.seen && strings.Contains(m.Text+m.Caption, words) {
				p.seen, heard = m.ID, m.Text+m.Caption
				return true
			}
		}
		return false
	})
	if err != nil {
		p.t.Fatalf("%s at %s does not hear %q:\n%s\n%s", p.unit, p.now, words, p.all(), readAll(p.t, p.path("log")))
	}
	return heard
}

// says types words and waits for others.
func (p *clerk) says(words, hears string) string {
	p.t.Helper()
	m, err := p.user.Type(p.bot, words)
	if err != nil {
		p.t.Fatal(err)
	}
	p.seen = m.ID
	return p.hears(hears)
}

// all is the whole chat.
func (p *clerk) all() string {
	var b strings.Builder
	for _, m := range p.user.Chat(p.bot).Messages {
		who := "<"
		if m.Own {
			who = ">"
		}
		fmt.Fprintf(&b, "%s %s\n", who, m.Text+m.Caption)
	}
	return b.String()
}

// times counts the messages that have the words.
func (p *clerk) times(words string) (n int) {
	for _, m := range p.user.Chat(p.bot).Messages {
		if !m.Own && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// reports fills in the report that is asked for, and hands it in. before is what stands beside the first question.
func (p *clerk) reports(period string, n int, before string) {
	p.t.Helper()
	first := p.says("bắt đầu", "Câu 1/2")
	if stands := strings.Contains(first, "Kỳ trước:"); stands != (before != "") || !strings.Contains(first, before) {
		p.t.Errorf("%s, %s: beside the question should stand %q:\n%s", p.unit, period, before, first)
	}
	p.says(strconv.Itoa(n), "Câu 2/2")
	p.says("0", "Xác nhận")
	p.says("nộp", "Đã nộp")
	p.handedIn(period, n)
}

func (p *clerk) handedIn(period string, n int) {
	if p.typed[period] == nil {
		p.typed[period] = map[string]int{}
	}
	p.typed[period][p.unit] = n
}

// sum is what was handed in of a period.
func (w *weeks) sum(period string) (sum int) {
	for _, n := range w.typed[period] {
		sum += n
	}
	return sum
}

// turns lets a week open, and kills the bot in the middle of it, after another while each time.
func (w *weeks) turns(i int, after time.Duration) {
	w.t.Helper()
	w.goes(w.opens(i).Add(-time.Second))
	opened := strings.Count(readAll(w.t, w.path("log")), "a period opened by the calendar")
	w.tells(w.opens(i).Add(time.Second))
	<-time.After(after)
	w.killed()
	if strings.Count(readAll(w.t, w.path("log")), "a period opened by the calendar") == opened {
		w.early++
	}
}

// kept reads the store when nothing runs.
func (w *weeks) kept(read func(store.Reader) error) {
	w.t.Helper()
	kv, err := openDatabase(w.path("data/giaoban.db"), opening{Brief: true})
	if err != nil {
		w.t.Fatal(err)
	}
	defer kv.Close()
	if err := kv.View(w.t.Context(), read); err != nil {
		w.t.Fatal(err)
	}
}

// recounted adds up from the lines of the history what was typed to the first question of the reports that were handed in: by
// nothing that the program adds up with.
func (w *weeks) recounted(r store.Reader, period string, units []string) (sum int, err error) {
	for _, unit := range units {
		entries, err := store.HistoryOf(r, report.ID{Campaign: weeksCampaign, Period: period, Unit: unit})
		if err != nil {
			return 0, err
		}
		last, in := 0, false
		for _, e := range entries {
			if e.Name == "vu_viec" {
				if last, err = strconv.Atoi(e.Text); err != nil {
					return 0, err
				}
			}
			in = in || e.Receipt != ""
		}
		if in {
			sum += last
		}
	}
	return sum, nil
}
