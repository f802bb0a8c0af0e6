package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// nightly makes the daily backups of a bot that runs, and deletes the oldest of them.
type nightly struct {
	Config
	zone     *time.Location
	database func(context.Context, io.Writer) (int64, error)
	log      *slog.Logger
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
			if err := n.make(ctx, path); err != nil && ctx.Err() == nil {
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
	file, err := newFile(path)
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
	n.log.Info("the daily backup is made", "file", path, "bytes", packed.size, "files", packed.whole)
	if len(packed.damage)+len(packed.bad) > 0 {
		n.log.Error("the daily backup lacks what is damaged or missing; no earlier one is deleted", "file", path,
			"records", packed.damage, "files", packed.bad)
		return nil
	}
	return n.rotate()
}

// rotate deletes the oldest daily backups over the number that is kept.
func (n nightly) rotate() error {
	entries, err := os.ReadDir(n.BackupTo) // by name, which is by day
	if err != nil {
		return err
	}
	var days []string
	for _, entry := range entries {
		if _, err := time.Parse(backupDay, entry.Name()); err == nil && entry.Type().IsRegular() {
			days = append(days, entry.Name())
		}
	}
	var faults []error
	for _, name := range days[:max(0, len(days)-n.BackupKeep)] {
		if err := os.Remove(filepath.Join(n.BackupTo, name)); err != nil {
			faults = append(faults, fmt.Errorf("delete an old backup: %w", err))
			continue
		}
		n.log.Info("an old daily backup was deleted", "file", name)
	}
	return errors.Join(faults...)
}
