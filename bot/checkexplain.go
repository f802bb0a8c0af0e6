package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"giaoban/internal/dispatch/calendar"
	"giaoban/internal/health"
	"giaoban/internal/store"
	"giaoban/internal/why"
)

// explained has the lines of whoever asks why, by the key of a damaged record and by the hash of a content: of what it is, what
// people notice and what to do.
type explained map[string][]string

// explain finds them in a copy of the database. What cannot be found out, as where the campaigns cannot be read, is left out:
// keys and hashes are named in any case.
func explain(ctx context.Context, c Config, p *program, copied string, damage, bad []string, stored map[string]store.FileOf) explained {
	out := explained{}
	bundles, err := c.bundles()
	if err != nil || len(damage)+len(bad) == 0 {
		return out
	}
	db, err := openDatabase(copied, opening{Key: c.EncryptionKey})
	if err != nil {
		return out
	}
	defer db.Close()
	a := newAdmin(c, bundles, db)
	a.kv = store.Without(db)
	d, err := a.idle(ctx)
	if err != nil {
		return out
	}
	q := &inquiry{admin: a, d: d, in: d.All()[0], say: p.in(c, "").say, damaged: damage, foreseen: map[unitIn]calendar.Foreseen{}}
	if _, err := q.gather(ctx); err != nil {
		return out
	}
	q.meetAll()
	for _, key := range damage {
		if of, ours := q.damageOf(key); ours {
			of.Restore = health.Restore(p.called, "", q.say)
			out[key] = []string{of.Line(q.say)}
		}
	}
	for _, hash := range bad {
		out[hash] = q.filesWith(ctx, hash, stored[hash])
	}
	return out
}

// meetAll has an answer be about everybody and everything.
func (q *inquiry) meetAll() {
	for _, c := range q.d.All() {
		for _, u := range c.Units.All() {
			q.met.units = append(q.met.units, unitIn{u, c})
		}
	}
	q.met.people = append(q.met.people, q.all.people...)
	for _, key := range q.damaged {
		if a, ok := store.OwnerOf(key); ok {
			q.met.person(a)
		}
	}
}

// filesWith says of the files of a report that have a content which is gone or damaged whose they are.
func (q *inquiry) filesWith(ctx context.Context, hash string, of store.FileOf) (lines []string) {
	for _, u := range q.met.units {
		if u.Code != of.Report.Unit || u.in.Name() != of.Report.Campaign {
			continue
		}
		files, err := q.filesOf(ctx, u, func(h string) bool { return h == hash })
		if err != nil {
			return nil
		}
		_, err = os.Stat(filepath.Join(q.data, filesFolder, hash))
		for _, f := range files {
			f.Damaged = err == nil
			lines = append(lines, f.Line(q.say))
		}
	}
	return lines
}

// print writes them under what they are of.
func (e explained) print(p *program, of string) {
	for _, line := range e[of] {
		fmt.Fprintln(p.stdout, "  "+strings.ReplaceAll(line, why.CallMark, p.called))
	}
}
