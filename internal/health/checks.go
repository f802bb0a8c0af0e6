package health

import (
	"cmp"
	"time"
)

// Code names a finding, for machines.
type Code string

// Weight is how grave a finding is.
type Weight uint8

// The weights.
const (
	Note     Weight = iota + 1 // worth knowing, nothing is wrong
	Degraded                   // people are served, and something is wrong
	Down                       // people are not served, or what they say is not kept
)

func (w Weight) String() string { return [...]string{"", "note", "degraded", "down"}[w] }

// Tell is when the admins hear of a finding.
type Tell uint8

// The times.
const (
	Nobody     Tell = iota
	Afterwards      // when it is over: before that nothing reaches them
	InDay           // when the quiet hours are over
	AtOnce          // at any hour
	Straight        // at once, and past the store, which takes nothing
)

// The limits of the checks.
const (
	quietPolls  = 2 * time.Minute // a poll takes half a minute, if nobody writes
	stuckAfter  = 10 * time.Second
	nothingOut  = 2 * time.Minute
	heldFor     = 15 * time.Minute
	longBacklog = 10 * time.Minute
	manyPeople  = 20
	nearlyFull  = 1 << 30
	fullShare   = 10 // free is less than one part in so many
	oldBackup   = 36 * time.Hour
	firstBackup = 2 * time.Hour
	stillLoop   = 5 * time.Minute
	failingLoop = 2 * time.Minute
	blind       = time.Minute
	rememberFor = 24 * time.Hour
	nextCommit  = 1 << 20 // what a commit may take of the disk: the file grows by so much
)

// A check is one row of the table: what it looks for, and what follows if it is so.
type check struct {
	code   Code
	weight Weight
	tell   Tell
	// after is for how long it must have been so before admins are told.
	after time.Duration
	// calm is for how long it must not be found before it is over: what comes and goes is one thing, and goes on meanwhile.
	calm time.Duration
	// event marks what happened, and is not so any more: it has no end to tell.
	event bool
	// wrong is the phrase of what is wrong, todo that of what to do.
	wrong, todo string
	// cases are the phrases where it is known more exactly what is wrong, by Figures.Case.
	cases map[string]says
	look  func(f Facts) (Figures, bool)
}

// says are the phrases of what is wrong and of what to do.
type says struct{ wrong, todo string }

// checks are all checks, the gravest first; of one weight, in the order in which somebody would look.
var checks = []check{
	{code: "blind", weight: Down, wrong: "finding_blind", todo: "todo_blind",
		look: func(f Facts) (Figures, bool) { return Figures{For: f.Age}, f.Age > blind }},
	{code: "start", weight: Down, tell: Straight, calm: time.Minute, wrong: "finding_start", todo: "todo_start",
		look: func(f Facts) (Figures, bool) {
			return Figures{For: f.Start.Waits, Size: f.Disk.Free, Detail: f.Start.Err, Names: f.Disk.Path}, f.Start.Waits > 0
		}},
	{code: "token", weight: Down, tell: Afterwards, wrong: "finding_token", todo: "todo_token",
		look: func(f Facts) (Figures, bool) { return Figures{}, f.Platform.Refused }},
	{code: "conflict", weight: Down, tell: AtOnce, after: time.Minute, calm: 2 * time.Minute, wrong: "finding_conflict", todo: "todo_conflict",
		look: func(f Facts) (Figures, bool) {
			p := f.Platform
			return Figures{For: p.Silent, Detail: p.Err}, p.Conflict && !p.Webhook
		}},
	{code: "webhook", weight: Down, tell: AtOnce, after: time.Minute, calm: 2 * time.Minute, wrong: "finding_webhook", todo: "todo_webhook",
		look: func(f Facts) (Figures, bool) {
			p := f.Platform
			return Figures{For: p.Silent, Detail: p.Err, Names: p.API}, p.Conflict && p.Webhook
		}},
	{code: "polls", weight: Down, tell: Afterwards, after: 10 * time.Minute, calm: 2 * time.Minute, wrong: "finding_polls", todo: "todo_polls",
		cases: map[string]says{
			"other":  {"finding_polls_other", "todo_polls_other"},
			"closed": {"finding_polls_closed", "todo_polls_closed"},
		},
		look: func(f Facts) (Figures, bool) {
			p := f.Platform
			figures := Figures{For: p.Silent, Detail: p.Err, Names: p.API}
			switch {
			case p.Public:
			case p.Closed:
				figures.Case = "closed"
			default:
				figures.Case = "other"
			}
			return figures, p.Silent > quietPolls && !p.Conflict && !p.Refused && f.works()
		}},
	{code: "sends", weight: Down, tell: Afterwards, after: 10 * time.Minute, calm: 2 * time.Minute, wrong: "finding_sends", todo: "todo_sends",
		look: func(f Facts) (Figures, bool) {
			o := f.Outbox
			return Figures{N: o.Waiting, People: o.People, For: o.Oldest}, o.People > 1 && o.Oldest > nothingOut && o.Silent > nothingOut && f.works()
		}},
	{code: "full", weight: Down, tell: Straight, calm: time.Minute, wrong: "finding_full", todo: "todo_full",
		cases: map[string]says{"lost": {"finding_full_lost", "todo_full"}},
		look: func(f Facts) (Figures, bool) {
			figures := Figures{N: f.Today.Unkept, For: f.Store.Failing, Size: f.Disk.Free, Detail: f.Store.Err, Names: f.Disk.Path}
			if figures.N > 0 {
				figures.Case = "lost"
			}
			return figures, f.full() && f.works()
		}},
	{code: "commit", weight: Down, tell: Straight, after: 20 * time.Second, calm: time.Minute, wrong: "finding_commit", todo: "todo_commit",
		look: func(f Facts) (Figures, bool) {
			return Figures{For: f.Store.Failing, Detail: f.Store.Err}, f.Store.Failing > 0 && !f.Store.Full && f.works()
		}},
	{code: "committer", weight: Down, tell: Straight, after: 30 * time.Second, calm: 30 * time.Second, wrong: "finding_committer", todo: "todo_committer",
		look: func(f Facts) (Figures, bool) {
			return Figures{For: f.Store.Committing}, f.Store.Committing > stuckAfter
		}},
	{code: "schedule", weight: Down, tell: AtOnce, wrong: "finding_schedule", todo: "todo_schedule",
		look: func(f Facts) (Figures, bool) {
			return Figures{For: f.Schedule.Silent}, f.Schedule.Silent > stillLoop && f.works()
		}},
	{code: "schedule_fails", weight: Degraded, tell: InDay, calm: 5 * time.Minute, wrong: "finding_schedule_fails", todo: "todo_schedule_fails",
		look: func(f Facts) (Figures, bool) {
			return Figures{For: f.Schedule.Failing, Detail: f.Schedule.Err}, f.Schedule.Failing > failingLoop
		}},
	{code: "disk", weight: Degraded, tell: AtOnce, calm: time.Minute, wrong: "finding_disk", todo: "todo_disk",
		look: func(f Facts) (Figures, bool) {
			figures, low := f.Disk.low()
			return figures, low && !f.full()
		}},
	{code: "backup_disk", weight: Degraded, tell: InDay, calm: time.Minute, wrong: "finding_backup_disk", todo: "todo_backup_disk",
		look: func(f Facts) (Figures, bool) { return f.BackupDisk.low() }},
	{code: "clock", weight: Degraded, tell: AtOnce, event: true, wrong: "finding_clock", todo: "todo_clock",
		look: func(f Facts) (Figures, bool) {
			ago := f.Now.Sub(f.Jump.At)
			return Figures{At: f.Jump.At, Begun: f.Jump.At, For: f.Jump.By.Abs(), Back: f.Jump.By < 0}, !f.Jump.At.IsZero() && ago < rememberFor
		}},
	{code: "lost", weight: Degraded, tell: InDay, event: true, wrong: "finding_lost", todo: "todo_lost",
		look: func(f Facts) (Figures, bool) { return Figures{N: f.Lost, Names: f.Backups.File}, f.Lost > 0 }},
	{code: "older", weight: Degraded, tell: InDay, event: true, wrong: "finding_older", todo: "todo_older",
		look: func(f Facts) (Figures, bool) { return Figures{For: f.Up}, f.Older && f.Up < rememberFor }},
	{code: "rewritten", weight: Degraded, tell: InDay, event: true, wrong: "finding_rewritten", todo: "todo_rewritten",
		look: func(f Facts) (Figures, bool) { return Figures{For: f.Up}, f.Rewritten && f.Up < rememberFor }},
	{code: "damaged", weight: Degraded, tell: InDay, wrong: "finding_damaged", todo: "todo_damaged",
		cases: map[string]says{
			"others": {"finding_damaged", "todo_damaged_others"},
			"both":   {"finding_damaged", "todo_damaged_both"},
		},
		look: func(f Facts) (Figures, bool) {
			d := f.Damage
			figures := Figures{N: d.N, List: d.Units, Codes: d.Codes, People: d.Unserved, Owners: len(d.Owners), Addresses: d.Owners, Names: f.Backups.File}
			switch {
			case d.Others == d.N:
				figures.Case = "others"
			case d.Others > 0:
				figures.Case = "both"
			}
			return figures, d.N > 0
		}},
	{code: "missing", weight: Degraded, tell: InDay, wrong: "finding_missing", todo: "todo_missing",
		look: func(f Facts) (Figures, bool) {
			return Figures{N: f.Missing, List: f.MissingOf, Names: f.Backups.File}, f.Missing > 0
		}},
	{code: "aside", weight: Degraded, tell: InDay, event: true, wrong: "finding_aside", todo: "todo_aside",
		look: func(f Facts) (Figures, bool) { return Figures{N: f.Aside}, f.Aside > 0 }},
	{code: "backup", weight: Degraded, tell: InDay, wrong: "finding_backup", todo: "todo_backup",
		cases: map[string]says{
			"failed":           {"finding_backup_failed", "todo_backup_failed"},
			string(NoRoom):     {"finding_backup_failed", "todo_backup_full"},
			string(NotAllowed): {"finding_backup_failed", "todo_backup_denied"},
			string(NoFolder):   {"finding_backup_failed", "todo_backup_gone"},
			string(NoKey):      {"finding_backup_failed", "todo_backup_key"},
		},
		look: func(f Facts) (Figures, bool) {
			b := f.Backups
			late := b.Newest.IsZero() && f.Up > firstBackup || !b.Newest.IsZero() && b.Age > oldBackup
			figures := Figures{At: b.Newest, Detail: b.Err, Names: b.Last}
			if b.Err != "" {
				figures.Case = cmp.Or(string(b.Cause), "failed")
			}
			return figures, b.Configured && (late || b.Err != "")
		}},
	{code: "backup_lacks", weight: Degraded, tell: InDay, wrong: "finding_backup_lacks", todo: "todo_backup_lacks",
		look: func(f Facts) (Figures, bool) {
			return Figures{N: f.Backups.Lacks, Names: f.Backups.Last}, f.Backups.Lacks > 0
		}},
	{code: "backlog", weight: Degraded, tell: InDay, calm: 5 * time.Minute, wrong: "finding_backlog", todo: "todo_backlog",
		look: func(f Facts) (Figures, bool) {
			o := f.Outbox
			return Figures{N: o.Waiting, People: o.People, For: o.Oldest}, o.People >= manyPeople && o.Oldest > longBacklog && o.Silent <= nothingOut
		}},
	{code: "held", weight: Note, wrong: "finding_held", todo: "todo_held",
		look: func(f Facts) (Figures, bool) {
			o := f.Outbox
			return Figures{N: o.Waiting, People: o.People, For: o.Oldest}, o.People < manyPeople && o.Oldest > heldFor && !(o.People > 1 && o.Silent > nothingOut)
		}},
	{code: "unreached", weight: Note, wrong: "finding_unreached", todo: "todo_unreached",
		look: func(f Facts) (Figures, bool) {
			figures := Figures{N: len(f.Unreached), Who: f.Unreached}
			if figures.N > 0 {
				figures.Begun = f.Unreached[0].Since
			}
			return figures, figures.N > 0
		}},
	{code: "past", weight: Note, wrong: "finding_past", todo: "todo_past",
		look: func(f Facts) (Figures, bool) {
			figures := Figures{N: len(f.Past)}
			for _, p := range f.Past {
				figures.List, figures.Names = append(figures.List, p.Title), cmp.Or(figures.Names, p.Name)
				if figures.Begun.IsZero() || p.Deadline.Before(figures.Begun) {
					figures.Begun = p.Deadline
				}
			}
			return figures, figures.N > 0
		}},
	{code: "no_backup", weight: Note, wrong: "finding_no_backup", todo: "todo_no_backup",
		look: func(f Facts) (Figures, bool) { return Figures{}, !f.Backups.Configured }},
}

// works reports whether the bot has begun, as far as it can: what does not go on until then follows from that.
func (f Facts) works() bool { return f.Start.Waits == 0 }

// full reports whether the disk of the database has no room: a commit found none, or the next may find none.
func (f Facts) full() bool {
	return f.Store.Full || f.Disk.Size > 0 && f.Disk.Free < nextCommit
}

// low reports whether a disk is nearly full.
func (d Disk) low() (Figures, bool) {
	return Figures{Size: d.Free, Of: d.Size, Names: d.Path}, d.Size > 0 && d.Free < nearlyFull && d.Free < d.Size/fullShare
}

// Codes are the codes of all checks.
func Codes() (all []Code) {
	for _, c := range checks {
		all = append(all, c.code)
	}
	return all
}
