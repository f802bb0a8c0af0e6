// Package health judges how a running bot is. Facts are plain figures that somebody else gathered; one table of checks makes findings of
// them: what is wrong and since when, how grave it is, who has to hear of it, and the phrases that say what it is and what to do.
//
// It asks nobody, knows no clock, and keeps nothing but what it is given: so it can say that the store does not answer.
package health

import "time"

// Facts are what is known of a running bot at one moment. What lasted is told by durations of real time, so that a clock that
// jumps makes nothing old.
type Facts struct {
	// Now is campaign time in the zone in which people are told; Up is for how long the bot has been running.
	Now time.Time
	Up  time.Duration
	// Age is how long ago these facts were gathered; whoever asks sets it.
	Age      time.Duration
	Version  string
	Platform Platform
	Outbox   Outbox
	Store    Store
	// Disk is where the data folder lies, BackupDisk where backups go, if that is another one.
	Disk, BackupDisk Disk
	Backups          Backups
	Schedule         Schedule
	Start            Start
	// Jump is the last time that the machine's clock jumped; zero if it did not.
	Jump   Jump
	Damage Damage
	// Missing are the contents of files that a record names and the disk lacks, MissingOf the units whose reports have them.
	Missing   int
	MissingOf []string
	// Aside counts the updates of the last day that could not be dealt with.
	Aside int
	// Older says that the database is an older state of itself, Lost how many records a start missed in it, Rewritten that
	// a start had to write all of it anew.
	Older, Rewritten bool
	Lost             int
	Today            Today
	Campaigns        []Campaign
	// Unreached are those whom no message reaches, who were lost first before the others.
	Unreached []Unreached
	Past      []Past
	// DataSize and FilesSize are the bytes of the database and of the files of reports, FilesCount how many those are.
	DataSize, FilesSize int64
	FilesCount          int
	Stopping            bool
	// Call is how the program is called by whoever reads, with what it has to be told, Data is the folder of the data.
	Call, Data string
}

// Damage are the records that are not as they were written.
type Damage struct {
	N int
	// Units are the units of which they are, by name and code.
	Units []string
	// Codes are units of which a backup brings back the report, Owners the addresses of persons of whom it brings back the
	// records, Unserved how many people the bot cannot serve meanwhile, Others how many records nothing of that brings back.
	Codes, Owners    []string
	Unserved, Others int
}

// Platform is how the messenger and the bot get on.
type Platform struct {
	Polled bool          // a poll was answered since the start
	Silent time.Duration // since a poll was answered last, or since the start
	// Conflict says that the last poll was refused because another program polls with the same token, or, with Webhook, because a
	// webhook is set; Refused that the token is not accepted.
	Conflict, Webhook, Refused bool
	// API is the server's address, Public says that it is the messenger's own, Closed that nothing listens there.
	API            string
	Public, Closed bool
	Err            string // what the last poll that failed came to
}

// Outbox is what waits to be sent.
type Outbox struct {
	Waiting, People int
	Oldest          time.Duration // for how long the first of them has waited
	Silent          time.Duration // since a message was delivered last, or since the start
}

// Store is how the committer does.
type Store struct {
	Committing time.Duration // for how long a commit has been under way
	Failing    time.Duration // for how long commits have come to nothing; 0 is not
	Full       bool          // because the disk is full
	Err        string
}

// Disk is how much room a disk has; all zero if that is not known.
type Disk struct {
	Free, Size int64
	Path       string // the folder that was asked about
	Device     uint64 // which disk that is on
}

// Backups are the daily backups.
type Backups struct {
	Configured bool
	Newest     time.Time // zero if there is none
	File       string    // the path of the newest one that is whole, as far as that is known
	// Last is the path of the one that was tried last, Err and Cause say why it could not be made, Lacks how many damaged
	// records and missing files it is without.
	Last  string
	Cause Cause
	Lacks int
	Age   time.Duration // how long ago that was, by real time
	Count int
	Size  int64 // of the newest
	Err   string
}

// Cause is why a backup could not be made: also the end of the phrase that says what to do.
type Cause string

// The causes.
const (
	NoRoom     Cause = "full"
	NotAllowed Cause = "denied"
	NoFolder   Cause = "gone"
	NoKey      Cause = "key"
)

// Unreached is somebody whom no message reaches: they blocked the bot, or the account is gone.
type Unreached struct {
	Name, Unit, Telephone string
	Since                 time.Time // zero if that is not known
}

// Past is an open campaign of which all deadlines are past.
type Past struct {
	Name, Title string
	Deadline    time.Time // the last
}

// Schedule is how the loop does that reminds and sends digests.
type Schedule struct {
	Silent  time.Duration // since it last came around
	Failing time.Duration // for how long it has failed each time; 0 is not
	Err     string
}

// Start is how the beginning of the work does: for how long it has waited because the disk does not take what has to go on
// first; 0 is not.
type Start struct {
	Waits time.Duration
	Err   string
}

// Jump is a jump of the machine's clock: when it was noticed, by campaign time after it, and by how much the clock moved.
type Jump struct {
	At time.Time
	By time.Duration
}

// Today counts what came in since midnight, or since the start if that was later.
type Today struct {
	Since                       time.Time
	Start                       bool // Since is when the bot started
	Updates, Answers, Submitted int
	Unkept                      int // messages that the disk did not take
}

// Campaign is how a campaign stands: its phase as a key of phrases.
type Campaign struct {
	Title, Phase string
	Units        int // that report
	// Counted says that the store could be read: else the rest is not known.
	Counted            bool
	Begun, In, Members int
	// Unreadable are how many of the begun are damaged, Memberless of how many units the members are.
	Unreadable, Memberless int
}
