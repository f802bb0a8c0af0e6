package store

import (
	"strconv"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/codec"
	"giaoban/internal/form"
	"giaoban/internal/report"
)

// Entry is one line of a report's history: what was answered, by whom, when.
// Earlier entries are never changed.
type Entry struct {
	// Place is the question by the code that it had then, Name its name, by
	// which it is found in every version of the outline.
	form.Place
	Name    string
	Text    string // as typed
	Piece   int
	Removed bool
	By      string // the author's address
	// Post and Called are the author's as they were shown then.
	Post, Called string
	At           time.Time
	// Check marks a reason, in Text: of the check whose warning was kept.
	Check string
	// Receipt marks a submission.
	Receipt string
}

// EntryKey names a line: update and N keep two of the same instant apart.
type EntryKey struct {
	Report report.ID
	At     time.Time
	Update string
	N      int
}

func byEntry(prefix string, k EntryKey) string {
	var at, n [16]byte
	return underReport(prefix, k.Report, "/h/"+string(padded(at[:0], uint64(k.At.UnixNano()), 16, 16))+
		"/"+k.Update+"/"+string(padded(n[:0], uint64(k.N), 10, 3)))
}

// padded appends a number with so many digits at least, so that keys have the
// order of numbers.
func padded(b []byte, n uint64, base, width int) []byte {
	var digits [64]byte
	d := strconv.AppendUint(digits[:0], n, base)
	for range width - len(d) {
		b = append(b, '0')
	}
	return append(b, d...)
}

// History is the lines of all reports.
var History = Table[EntryKey, Entry]{reportPrefix, byEntry, short(1, writeEntry, readEntry)}

// HistoryOf reads a report's lines in order.
func HistoryOf(r Reader, rep report.ID) ([]Entry, error) { return History.List(r, rep.String()+"/h/") }

func writeEntry(w *codec.Writer, e Entry) {
	w.Grow(len(e.Text))
	w.Texts(e.Code, e.Name, e.Text, e.By, e.Post, e.Called, e.Check, e.Receipt)
	w.Counts(e.Row, e.Piece)
	w.Flag(e.Removed)
	w.Ints(e.At.UnixNano())
}

func readEntry(r *codec.Reader) (e Entry) {
	r.Texts(&e.Code, &e.Name, &e.Text, &e.By, &e.Post, &e.Called, &e.Check, &e.Receipt)
	r.Counts(&e.Row, &e.Piece)
	e.Removed, e.At = r.Flag(), time.Unix(0, r.Int()).UTC()
	return e
}

// Said is which question a person's message answered, for editing it later.
type Said struct {
	Report report.ID
	Place  form.Place
	Piece  int
	// Places are all the questions of a message that answered several.
	Places []form.Place
}

// A SentMessage is a person's own message, by the channel's id.
type SentMessage struct {
	From chat.Address
	ID   string
}

func byMessage(prefix string, m SentMessage) string {
	return prefix + m.From.Channel + ":" + m.From.ID + "/" + m.ID
}

// SaidBy is what messages answered.
var SaidBy = Table[SentMessage, Said]{"said/", byMessage, short(1, writeSaid, readSaid)}

func writeSaid(w *codec.Writer, s Said) {
	w.Texts(s.Report.String(), s.Place.Code)
	w.Counts(s.Place.Row, s.Piece, len(s.Places))
	for _, p := range s.Places {
		w.Texts(p.Code)
		w.Counts(p.Row)
	}
}

func readSaid(r *codec.Reader) Said {
	var s Said
	var rep string
	r.Texts(&rep, &s.Place.Code)
	s.Report = readID(r, rep)
	r.Counts(&s.Place.Row, &s.Piece)
	for range r.Length() {
		var p form.Place
		r.Texts(&p.Code)
		r.Counts(&p.Row)
		s.Places = append(s.Places, p)
	}
	return s
}
