package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// nightly makes the daily backups of a bot that runs, and deletes the oldest of them.
type nightly struct {
	Config
	zone     *time.Location
	database func(context.Context, io.Writer) (int64, error)
	log      *slog.Logger
	last     *lastBackup
}

// backupDay is in the names of daily backups; no other file is ever deleted.
const backupDay = "giaoban-2006-01-02.tar"

// nightlyPause is from one look at the clock to the next, nightlyRetry from a backup that failed to the next try.
const (
	nightlyPause = time.Minute
	nightlyRetry = time.Hour
)

// beside runs the bot with its daily backups, if there are to be any.
func (n nightly) beside(ctx context.Context, run func(context.Context) error) error {
	if n.BackupTo == "" {
		return run(ctx)
	}
	ctx, stop := context.WithCancel(ctx)
	var both sync.WaitGroup
	both.Go(func() { n.loop(ctx) })
	err := run(ctx)
	stop()
	both.Wait()
	return err
}

// loop makes each backup when it is due, or at the start if it was missed.
func (n nightly) loop(ctx context.Context) {
	for ctx.Err() == nil {
		pause := nightlyPause
		if path := n.due(time.Now()); path != "" {
			err := n.make(ctx, path)
			if ctx.Err() == nil && err != nil {
				n.last.failed(path, err)
			}
			if err != nil && ctx.Err() == nil {
				n.log.Error("the daily backup could not be made; it is tried again in an hour", "file", path, "error", err)
				pause = nightlyRetry
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// due gives the file of the newest backup that should be there, or "" if it is.
func (n nightly) due(now time.Time) (path string) {
	now = now.In(n.zone)
	at, _ := time.Parse("15:04", n.BackupAt) // it was looked at with the settings
	last := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, n.zone)
	if last.After(now) {
		last = last.AddDate(0, 0, -1)
	}
	path = filepath.Join(n.BackupTo, last.Format(backupDay))
	if len(n.BackupRecipients) > 0 {
		path += encryptedEnd
	}
	if _, err := os.Stat(path); err == nil {
		return ""
	}
	return path
}

// make writes one backup and then deletes the oldest over the number that is kept.
func (n nightly) make(ctx context.Context, path string) error {
	if err := os.MkdirAll(n.BackupTo, 0o700); err != nil {
		return err
	}
	file, err := newFile(path, backupCopy)
	if err != nil {
		return err
	}
	defer file.discard()
	packed, err := writeBackup(ctx, n.Config, func(ctx context.Context, w io.Writer) error {
		_, err := n.database(ctx, w)
		return err
	}, file)
	if err == nil {
		err = file.keep()
	}
	if err != nil {
		return err
	}
	n.last.made(path, packed.damage.n()+len(packed.bad))
	n.log.Info("the daily backup is made", "file", path, "bytes", packed.size, "files", packed.whole)
	if packed.damage.n()+len(packed.bad) > 0 {
		n.log.Error("the daily backup lacks what is damaged or missing; no earlier one is deleted", "file", path,
			"records", packed.damage.lines(english()), "files", packed.bad)
		return nil
	}
	if err := n.rotate(); err != nil { // this one is made all the same
		n.log.Error("an old daily backup could not be deleted; it is tried again with the next one", "error", err)
	}
	return nil
}

// isDaily reports whether a daily backup has that name, encrypted or not. One of a day that
// is not yet was made while the clock was wrong: it is no newer than the others.
func isDaily(name string) bool {
	day, err := time.Parse(backupDay, strings.TrimSuffix(name, encryptedEnd))
	return err == nil && !day.After(time.Now().AddDate(0, 0, 1))
}

// days lists the daily backups, the oldest first.
func (n nightly) days() (days []string, err error) {
	entries, err := os.ReadDir(n.BackupTo) // by name, which is by day
	for _, entry := range entries {
		if isDaily(entry.Name()) && entry.Type().IsRegular() {
			days = append(days, entry.Name())
		}
	}
	return days, err
}

// rotate deletes the oldest daily backups over the number that is kept.
func (n nightly) rotate() error {
	days, err := n.days()
	if err != nil {
		return err
	}
	var faults []error
	for _, name := range days[:max(0, len(days)-n.BackupKeep)] {
		if err := os.Remove(filepath.Join(n.BackupTo, name)); err != nil {
			faults = append(faults, fails("cli_backup_delete", "error", err))
			continue
		}
		n.log.Info("an old daily backup was deleted", "file", name)
	}
	return errors.Join(faults...)
}
