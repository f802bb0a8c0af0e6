package store

import (
	"encoding/json"
	"fmt"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A Notice is something that people are to be told without having asked for it.
// It says what happened and not how that is worded: it is worded for each
// receiver when it is told.
type Notice struct {
	Campaign report.ID `json:"c"`
	// ID names the notice among those of its campaign and instant.
	ID string `json:"i"`
	// At is when it came about, NotBefore when it may be told at the earliest.
	At        time.Time `json:"a"`
	NotBefore time.Time `json:"n"`
	// Kind is what it is about, as dispatch knows it. What says more: one value,
	// or several that were folded, the oldest first.
	Kind string            `json:"k"`
	What []json.RawMessage `json:"w,omitempty"`
	// To is who is told; a broadcast has none.
	To Receiver `json:"to,omitzero"`
	// Fold, if given, is the key under which what waits for the receiver becomes
	// one message; after it they are left alone for Pause.
	Fold  string        `json:"f,omitempty"`
	Pause time.Duration `json:"s,omitempty"`
	// Instead, if given, is the key under which it takes the place of an earlier one that
	// waits for the receiver.
	Instead string `json:"x,omitempty"`
	// While is what must still be so when it is told; nil is nothing.
	While *While `json:"v,omitempty"`
	// Answers is when the receiver asked for it, if they did.
	Answers time.Time `json:"r,omitzero"`
	// Ordered marks one that its receiver asked for at NotBefore, whatever hour that is.
	Ordered bool `json:"o,omitempty"`
	// Urgent marks an alarm to an admin, which is told at any hour.
	Urgent   bool          `json:"u,omitempty"`
	Priority chat.Priority `json:"p"`
	// Lost is as what the next digest names it if it may not have arrived; ""
	// names it not.
	Lost LostKind `json:"l,omitempty"`
	// Broadcast is for one that many are told.
	Broadcast *Broadcast `json:"b,omitempty"`
}

// While is how a report stands as long as a notice is true. Was, if given, is how it stood
// before: back there, the notice has come to nothing. Deadline looks at its own deadline
// only.
type While struct {
	Report   report.ID `json:"r"`
	Is       Standing  `json:"i"`
	Was      *Standing `json:"w,omitempty"`
	Deadline bool      `json:"d,omitempty"`
}

// Standing is how a report stands.
type Standing struct {
	State    report.State `json:"s,omitempty"`
	Round    int          `json:"r,omitempty"`
	Revision int          `json:"v,omitempty"`
	Due      time.Time    `json:"d,omitzero"`
}

// A Broadcast is whom a notice to many is for. Once the receivers are Found they lie in so
// many Parts, of which Next is the first whose messages are not written.
type Broadcast struct {
	To    []Audience `json:"to,omitempty"`
	Found bool       `json:"f,omitempty"`
	Parts int        `json:"p,omitempty"`
	Next  int        `json:"n,omitempty"`
	// PerUnit tells somebody of several units once for each.
	PerUnit bool `json:"u,omitempty"`
	// Ordered has the parts kept for the Order of the same name.
	Ordered bool `json:"o,omitempty"`
}

// An Audience is the members of units in roles. No units are all of the list, no
// roles all of them. Whoever has one of the roles But at the unit too is left out.
type Audience struct {
	Units []string      `json:"u,omitempty"`
	Roles []roster.Role `json:"r,omitempty"`
	But   []roster.Role `json:"b,omitempty"`
}

// A Receiver is somebody who is to be told, and for which unit.
type Receiver struct {
	Unit    string       `json:"u,omitempty"`
	Address chat.Address `json:"a"`
}

// The notices of a campaign lie by the instant from which they may be told.
func byInstant(prefix string, n Notice) string {
	return underReport(prefix, n.Campaign, fmt.Sprintf("%016x/%s", uint64(n.NotBefore.Unix()), n.ID))
}

func byFold(prefix string, n Notice) string {
	return byAddress(underReport(prefix, n.Campaign, n.Fold+"/"), n.To.Address)
}

// Notices are those that wait, each under a key that it makes itself. Folds are
// under which key of which receiver they are folded.
var (
	Notices = Table[Notice, Notice]{"notice/", byInstant, asJSON[Notice]()}
	Folds   = Table[Notice, Folded]{"folded/", byFold, asJSON[Folded]()}
)

// FirstNotices reads the campaign's notices in the order in which they may be told, at
// most a number of them. What cannot be read is left out and named by an error.
func FirstNotices(r Reader, campaign report.ID, most int) (list []Notice, faults []error) {
	for row, err := range Notices.All(r, campaign.String()) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if list = append(list, row.Value); len(list) >= most {
			break
		}
	}
	return list, faults
}

// Folded is what is known of one fold of one receiver: when they were last told,
// and from when on what waits for them may be told, if anything does.
type Folded struct {
	Last  time.Time `json:"l,omitzero"`
	Waits time.Time `json:"w,omitzero"`
}
