package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/clock"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// A bot that is a process of its own and goes by a clock of the test's: the file that TIMED_CLOCK names has the time, and what
// was due by then is done once TIMED_DONE has the same.
const timedCommand = "giaoban-timed"

func timedMain() {
	if err := timedRun(context.Background()); err != nil {
		panic(err)
	}
}

func timedRun(ctx context.Context) error {
	c, err := loadConfig(environment(os.Environ()), true)
	if err != nil {
		return err
	}
	bundles, err := c.bundles()
	if err != nil {
		return err
	}
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return err
	}
	log := newLog(os.Stderr, c.Log)
	data := folder{c, log, &beginning{}}
	kv, err := data.open(false)
	if err != nil {
		return err
	}
	now := clock.NewMovable(timeIn(os.Getenv("TIMED_CLOCK")).In(bundles[0].campaign.Zone))
	a, err := newApp(ctx, appOptions{bundles: bundles, catalog: catalog, kv: kv, clock: now, begun: *data.found, token: c.Token,
		apiURL: c.APIURL, log: log, folder: c.Files(), database: c.Database(), maxFile: c.MaxFile()})
	if err != nil {
		return err
	}
	go timedClock(ctx, a, now)
	return a.run(ctx)
}

// timedClock moves the clock as the file says, from when the bot has begun on.
func timedClock(ctx context.Context, a *app, now *clock.Movable) {
	begun, at := a.schedule.State().Turned, time.Time{}
	for tick := time.NewTicker(2 * time.Millisecond); ; <-tick.C {
		to := timeIn(os.Getenv("TIMED_CLOCK"))
		if !a.schedule.State().Turned.After(begun) || to.IsZero() || to.Equal(at) {
			continue
		}
		at = to
		if to.After(now.Now()) {
			now.Set(to.In(now.Now().Location()))
		}
		if err := a.schedule.Step(ctx); err != nil {
			panic(err)
		}
		if err := putTime(os.Getenv("TIMED_DONE"), to); err != nil {
			panic(err)
		}
	}
}

// timeIn is the time that stands in a file; zero if none does.
func timeIn(name string) time.Time {
	content, err := os.ReadFile(name)
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(content)))
	if err != nil {
		return time.Time{}
	}
	return at
}

func putTime(name string, at time.Time) error {
	if err := os.WriteFile(name+".new", []byte(at.Format(time.RFC3339)), 0o600); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// timed is that bot, as the test has it.
type timed struct {
	t      *testing.T
	folder string
	env    []string
	now    time.Time
	moved  *clock.Movable // of the platform
	cmd    *exec.Cmd
}

func (b *timed) path(name string) string { return filepath.Join(b.folder, name) }

// begins starts the bot.
func (b *timed) begins() {
	b.t.Helper()
	log, err := os.OpenFile(b.path("log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		b.t.Fatal(err)
	}
	defer log.Close()
	b.cmd = exec.Command(timedCommand)
	b.cmd.Env = append(os.Environ(), append(b.env, "TIMED_CLOCK="+b.path("clock"), "TIMED_DONE="+b.path("done"))...)
	b.cmd.Stdout, b.cmd.Stderr = log, log
	if err := b.cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
}

// killed ends it with -9.
func (b *timed) killed() {
	if b.cmd == nil {
		return
	}
	_ = b.cmd.Process.Kill()
	_ = b.cmd.Wait()
	b.cmd = nil
}

// tells says what time it is to the bot and to the platform, and does not wait.
func (b *timed) tells(to time.Time) {
	b.t.Helper()
	b.now = to
	b.moved.Set(to)
	if err := putTime(b.path("clock"), to); err != nil {
		b.t.Fatal(err)
	}
}

// goes lets the time pass, so that what falls due is done at its hours.
func (b *timed) goes(to time.Time) {
	b.t.Helper()
	for _, at := range hoursUntil(b.now, to) {
		b.tells(at)
		b.waits()
	}
}

// waits until what is due by now is done.
func (b *timed) waits() {
	b.t.Helper()
	for deadline := time.Now().Add(patience); !timeIn(b.path("done")).Equal(b.now); {
		if time.Now().After(deadline) {
			b.t.Fatalf("what is due by %s is not done; the log is\n%s", b.now, readAll(b.t, b.path("log")))
		}
		time.Sleep(time.Millisecond)
	}
}

func readAll(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// hoursUntil are the full and the half hours between two times, and the second of the two.
func hoursUntil(from, to time.Time) (all []time.Time) {
	for at := from.Truncate(30 * time.Minute).Add(30*time.Minute + time.Second); at.Before(to); at = at.Add(30 * time.Minute) {
		if h := at.Hour(); h == 7 || h == 8 || h == 14 || h == 16 {
			all = append(all, at)
		}
	}
	return append(all, to)
}
