package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"giaoban/internal/store"
)

// withCopy copies the database of a data folder, whether or not a bot is running on it, and deletes the copy when it was
// looked at.
func withCopy(ctx context.Context, c Config, data string, look func(c Config, copied string) error) error {
	c.Data = data
	if _, err := os.Stat(c.Database()); err != nil {
		return hinted(notFound("cli_check_failed", "folder", data, "error", err), "cli_check_no_data", "file", databaseFile)
	}
	folder, err := os.MkdirTemp("", "giaoban-check-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	copied := filepath.Join(folder, databaseFile)
	file, err := os.OpenFile(copied, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = withOperations(ctx, c, func(o operations) error { return o.Backup(ctx, file) })
	if err := errors.Join(err, file.Close()); err != nil {
		return fails("cli_check_failed", "folder", data, "error", err)
	}
	return look(c, copied)
}

// data looks through the database and the files of a data folder, and names all that is damaged or missing.
func (k *checkCommand) data(ctx context.Context, c Config, p *program) error {
	return withCopy(ctx, c, k.Data, func(c Config, copied string) error {
		stored, damage, err := verify(ctx, copied, c.EncryptionKey)
		if err != nil {
			return err
		}
		bad, err := missingFiles(ctx, c.Files(), c.EncryptionKey, stored)
		if err != nil {
			return err
		}
		told := explain(ctx, c, p, copied, damage.keys, bad, stored)
		for i, line := range damage.lines(p.say) {
			p.print("cli_check_damaged", "record", line)
			if i < len(damage.keys) {
				told.print(p, damage.keys[i])
			}
		}
		for _, hash := range bad {
			p.print("cli_check_missing", "file", filepath.Join(c.Files(), hash))
			told.print(p, hash)
		}
		if n := damage.n() + len(bad); n > 0 {
			return coded(exitDamaged, hinted(fails("cli_check_data_faults", "folder", k.Data, "n", n), "cli_check_data_hint"))
		}
		p.print("cli_check_data_ok", "folder", k.Data, "n", len(stored))
		return nil
	})
}

// missingFiles gives the hashes of contents that records name and that are not there, or not what they were.
func missingFiles(ctx context.Context, folder, keyFile string, stored map[string]store.FileOf) (bad []string, err error) {
	key, err := readSecret(keyFile)
	if err != nil {
		return nil, err
	}
	for _, hash := range slices.Sorted(maps.Keys(stored)) {
		if err := ctx.Err(); err != nil {
			return bad, err
		}
		f, err := os.Open(filepath.Join(folder, hash))
		if errors.Is(err, fs.ErrNotExist) {
			bad = append(bad, hash)
			continue
		}
		if err != nil {
			return bad, err
		}
		if !hasHash(f, hash, key) {
			bad = append(bad, hash)
		}
		f.Close()
	}
	return bad, nil
}
