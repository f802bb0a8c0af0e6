package store

import (
	"slices"
	"strings"
)

// A kind is a table as one that does not know its records' type sees it.
type kind struct {
	// open reads a record, and gives a pointer to its value.
	open func(key string, sealed []byte) (any, error)
	// seal writes what open gave.
	seal func(key string, v any) []byte
}

func kindOf[K, V any](t Table[K, V]) kind {
	return kind{
		open: func(key string, sealed []byte) (any, error) {
			v, err := t.open(key, sealed)
			return &v, err
		},
		seal: func(key string, v any) []byte { return seal(key, t.codec.Encode(*v.(*V))) },
	}
}

// kinds are the tables whose records can name somebody or a unit, by the first part of their keys; those of a report by what stands
// behind its name, too.
var kinds = map[string]kind{
	"status": kindOf(Statuses), "excuse": kindOf(Excuses), "files": kindOf(FilesOf), "download": kindOf(Downloads),
	"found": kindOf(Founds), "read": kindOf(Readings), "said": kindOf(SaidBy),
	"report/draft": kindOf(Drafts), "report/presence": kindOf(Presences), "report/time": kindOf(TimeRequests),
	"report/reopen": kindOf(ReopenRequests), "report/t": kindOf(Texts), "report/h": kindOf(History),
	"person": kindOf(People), "members": kindOf(Members), "chat": kindOf(Chats),
	"invite": kindOf(Invitations), "colleague": kindOf(Colleagues), "tries": kindOf(Tries), "reminded": kindOf(Reminders),
	"issue": kindOf(Issues), "waiting": kindOf(OpenIssues), "answered": kindOf(AnsweredIssues),
	"journal": kindOf(Journal), "notice": kindOf(Notices), "folded": kindOf(Folds), "told": kindOf(Parts), "sent": kindOf(Sents),
	"order": kindOf(Orders), "course": kindOf(Courses), "decision": kindOf(Decisions), "ordered": kindOf(Ordered), "digests": kindOf(DigestsOf),
	"outbox": kindOf(Outbox), "shown": kindOf(Shown), "aside": kindOf(Asides), "damaged": kindOf(Damages), "unread": kindOf(Unreads),
	"kept": kindOf(Kepts), "deadlines": kindOf(Deadlines), "ladder": kindOf(Ladder), "carried": kindOf(Carrieds), "poll": kindOf(Polls),
}

// KindOf names the kind of a record by its key: what stands before the first slash, and for what lies together under a
// report's name what stands behind that, as in «report/draft».
func KindOf(key string) string {
	name, rest, _ := strings.Cut(key, "/")
	if name != "report" {
		return name
	}
	if parts := strings.SplitN(rest, "/", 4); len(parts) > 2 {
		name += "/" + parts[2]
	}
	return name
}

// Open reads a record of any kind that can name somebody or a unit, and gives a pointer to its value; nil of another kind.
func Open(key string, sealed []byte) (any, error) {
	k, ok := kinds[KindOf(key)]
	if !ok {
		return nil, nil
	}
	return k.open(key, slices.Clone(sealed))
}

// Rewrite changes a record of any kind that can name somebody or a unit, where change says that it did. It gets a pointer to the
// value.
func Rewrite(tx Tx, key string, change func(v any) bool) error {
	b := tx.Get(key)
	if b == nil {
		return nil
	}
	v, err := Open(key, b)
	if err == nil && v != nil && change(v) {
		tx.Put(key, kinds[KindOf(key)].seal(key, v))
	}
	return err
}

// Blank leaves of a damaged record only that it is damaged.
func Blank(tx Tx, key string) { tx.Put(key, tombstone) }
