package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"giaoban/internal/disk"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/internal/store"
)

// signs are what is known of how the bot does. What is in memory is read when somebody asks; what lies on disks and in the
// store, by one goroutine, so that nobody who asks waits for a disk.
type signs struct {
	app     *app
	started time.Time // real time
	mu      sync.Mutex
	watch   health.Watch
	slow    health.Facts // what sample read last
	sampled time.Time    // when that was, by real time
	today   health.Today // with the counts at its beginning
	aside   []asideAt
	// stopping is set when the bot is told to end.
	stopping atomic.Bool
	start    beginningWork
	pause    time.Duration // from one sample to the next
	jumped   atomic.Pointer[health.Jump]
}

// asideAt is how many updates had been set aside at an instant of real time.
type asideAt struct {
	at time.Time
	n  int
}

func newSigns(a *app) *signs {
	return &signs{app: a, started: time.Now(), sampled: time.Now(), pause: samplePause}
}

// Jumped takes note of a jump of the machine's clock.
func (s *signs) Jumped(j health.Jump) { s.jumped.Store(&j) }

// look judges how the bot does now. It waits for no disk, and for nobody who writes.
func (s *signs) look() (health.Facts, []health.Finding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.now()
	return f, s.watch.Look(f)
}

// now is what was sampled together with what can be read at once. Needs mu.
func (s *signs) now() health.Facts {
	a, f := s.app, s.slow
	f.Now, f.Up, f.Age = a.clock.Now(), time.Since(s.started), time.Since(s.sampled)
	f.Version, f.Stopping = version(), s.stopping.Load()
	f.Call, f.Data = a.called, filepath.Dir(a.database)
	f.Older, f.Rewritten, f.Lost = a.begun.older, a.begun.rewritten, a.begun.lost
	if j := s.jumped.Load(); j != nil {
		f.Jump = *j
	}
	t := a.bot.State()
	f.Platform = health.Platform{Polled: !t.Answered.IsZero(), Silent: s.since(t.Answered), Conflict: t.Conflict, Webhook: t.Webhook, Refused: t.Refused,
		API: t.Server, Public: t.Public, Closed: t.Closed, Err: t.Err}
	q := a.outbox.Stats()
	f.Outbox = health.Outbox{Waiting: q.Waiting, People: q.People, Silent: s.since(q.Delivered)}
	for _, line := range q.Lines {
		f.Outbox.Oldest = max(f.Outbox.Oldest, line.Waited)
	}
	k := a.kv.Stats()
	f.Store = health.Store{Committing: k.Committing, Failing: k.Failing, Full: errors.Is(k.Failure, syscall.ENOSPC), Err: said(k.Failure)}
	c := a.schedule.State()
	f.Schedule = health.Schedule{Silent: s.since(c.Turned), Err: said(c.Failed)}
	if c.Failed != nil {
		f.Schedule.Failing = time.Since(c.Since)
	}
	f.Today, f.Aside = s.counts(f.Now)
	f.Past, f.Start = s.past(f.Now), s.start.state()
	return f
}

// missing counts the files that the disk lacks, and names the units whose reports have them.
func (s *signs) missing(f *health.Facts) {
	f.MissingOf = nil
	all := s.app.files.Missing()
	f.Missing = len(all)
	for _, of := range all {
		if name := s.named(of.Report.Unit); !slices.Contains(f.MissingOf, name) {
			f.MissingOf = append(f.MissingOf, name)
		}
	}
}

// report says how the bot does, with the campaigns as they are in a snapshot, if there is one, to somebody who calls the
// program in their own way, if that is known.
func (s *signs) report(r store.Reader, say locale.Phrases, call string) string {
	f, found := s.look()
	for i := range found {
		found[i].Call = cmp.Or(call, found[i].Call)
	}
	for _, c := range s.app.dispatcher.All() {
		f.Campaigns = append(f.Campaigns, s.campaign(r, c))
	}
	return health.Report(f, found, say.In(f.Now.Location()))
}

func (s *signs) campaign(r store.Reader, c *campaigns.Campaign) health.Campaign {
	out := health.Campaign{Title: c.Title(c.Phrases("")), Phase: health.Open}
	for _, u := range c.Units.All() {
		if c.Reports(u.Level) {
			out.Units++
		}
	}
	switch p := c.Phase(); {
	case p.Wiping:
		out.Phase = health.Wiping
	case p.Closed:
		out.Phase = health.Closed
	case p.Rehearsal:
		out.Phase = health.Rehearsing
	}
	if r == nil {
		return out
	}
	standing, err := lifecycle.StandingIn(r, c)
	if err != nil {
		s.app.log.Error("how a campaign stands cannot be read", "campaign", c.Name(), "error", err)
	}
	out.Counted, out.Begun, out.In, out.Members = true, standing.Begun, standing.In, standing.Members
	out.Unreadable, out.Memberless = standing.Unreadable, standing.Memberless
	return out
}

// since is how long ago something was, or the start if it never was.
func (s *signs) since(at time.Time) time.Duration {
	if at.Before(s.started) {
		at = s.started
	}
	return time.Since(at)
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// counts counts what came in today, and what was set aside in the last day. Needs mu.
func (s *signs) counts(now time.Time) (today health.Today, aside int) {
	stats := s.app.dispatcher.Stats()
	so := health.Today{Since: now, Updates: int(stats.Updates.Load()), Answers: int(stats.Answers.Load()), Submitted: int(stats.Submitted.Load()), Unkept: int(stats.Unkept.Load())}
	switch y, m, d := s.today.Since.Date(); {
	case s.today.Since.IsZero():
		s.today = health.Today{Since: now.Add(-time.Since(s.started)), Start: true}
	case time.Date(y, m, d, 0, 0, 0, 0, now.Location()).AddDate(0, 0, 1).Compare(now) <= 0:
		s.today = so
	}
	so.Since, so.Start, so.Unkept = s.today.Since, s.today.Start, so.Unkept-s.today.Unkept
	so.Updates, so.Answers, so.Submitted = so.Updates-s.today.Updates, so.Answers-s.today.Answers, so.Submitted-s.today.Submitted

	n := int(stats.SetAside.Load())
	if len(s.aside) == 0 || s.aside[len(s.aside)-1].n != n {
		s.aside = append(s.aside, asideAt{time.Now(), n})
	}
	for len(s.aside) > 1 && time.Since(s.aside[1].at) > 24*time.Hour {
		s.aside = s.aside[1:]
	}
	return so, n - s.aside[0].n
}

// The pauses of the goroutine that samples.
const (
	samplePause = 5 * time.Second
	recordPause = time.Minute
	folderPause = 10 * time.Minute
)

// sample reads what lies on disks and in the store, until ctx ends.
func (s *signs) sample(ctx context.Context) error {
	ticker := time.NewTicker(s.pause)
	defer ticker.Stop()
	var records, folders time.Time
	for {
		f := s.sampledBefore()
		a := s.app
		f.Disk = a.disk(filepath.Dir(a.database))
		f.BackupDisk = health.Disk{}
		if there := a.disk(a.backups.BackupTo); a.backups.BackupTo != "" && there.Device != f.Disk.Device {
			f.BackupDisk = there
		}
		f.Backups = a.backups.state()
		if time.Since(records) > recordPause {
			s.records(ctx, &f)
			s.unreached(ctx, &f)
			s.missing(&f)
			records = time.Now()
		}
		if time.Since(folders) > folderPause {
			s.folders(&f)
			folders = time.Now()
		}
		s.keep(f)
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

func (s *signs) sampledBefore() health.Facts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.slow
}

func (s *signs) keep(f health.Facts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.slow, s.sampled = f, time.Now()
}

// diskOf tells how much room the disk has on which a folder lies, as far as that can be told.
func diskOf(folder string) health.Disk {
	d := health.Disk{Path: folder}
	d.Free, d.Size, _ = disk.Room(folder)
	if info, err := os.Stat(folder); err == nil {
		d.Device = deviceOf(info)
	}
	return d
}

// folders measures the database and the files of reports.
func (s *signs) folders(f *health.Facts) {
	if info, err := os.Stat(s.app.database); err == nil {
		f.DataSize = info.Size()
	}
	f.FilesSize, f.FilesCount = 0, 0
	entries, err := os.ReadDir(s.app.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.app.log.Error("the files of reports could not be measured", "error", err)
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && entry.Name() != identityFile {
			f.FilesSize += info.Size()
			f.FilesCount++
		}
	}
}

// version is which program this is.
var version = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			v = s.Value[:min(len(s.Value), 12)]
		}
	}
	return v
})
