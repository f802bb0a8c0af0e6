package store

import (
	"errors"
	"strconv"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
)

// What is written with every answer lies together by report, and so do a
// report's texts and its history.
const reportPrefix = "report/"

// The records of one report. Statuses have a prefix of their own, so that a
// campaign's are read in one go.
var (
	Drafts         = Table[report.ID, *answers.Draft]{reportPrefix, inReport("/draft"), Codec[*answers.Draft]{(*answers.Draft).Encode, answers.DecodeDraft}}
	Statuses       = Table[report.ID, report.Status]{"status/", byReport, Codec[report.Status]{report.Status.Encode, report.DecodeStatus}}
	Presences      = Table[report.ID, Presence]{reportPrefix, inReport("/presence"), asJSON[Presence]()}
	Excuses        = Table[report.ID, report.Excuse]{"excuse/", byReport, asJSON[report.Excuse]()}
	TimeRequests   = Table[report.ID, TimeRequest]{reportPrefix, inReport("/time"), asJSON[TimeRequest]()}
	ReopenRequests = Table[report.ID, ReopenRequest]{reportPrefix, inReport("/reopen"), asJSON[ReopenRequest]()}
	Forwards       = Table[Question, int]{reportPrefix, byQuestion, asNumber} // numbers of issues
	Texts          = Table[Piece, string]{reportPrefix, byPiece, asText}
)

// StatusesOf reads the statuses of a campaign by unit. One that is known to be damaged is Unreadable.
func StatusesOf(r Reader, campaign report.ID) (map[string]report.Status, error) {
	all, err := byUnitOf(r, Statuses, campaign)
	if err != nil {
		return all, err
	}
	begin := Statuses.Prefix() + campaign.String()
	for row, err := range Damages.All(r, begin) {
		if err != nil {
			return all, err
		}
		if _, of := About(begin + row.Key); of.Unit != "" {
			all[of.Unit] = report.Status{State: report.Unreadable}
		}
	}
	return all, nil
}

// ExcusesOf reads why the reports of a campaign are late, by unit.
func ExcusesOf(r Reader, campaign report.ID) (map[string]report.Excuse, error) {
	return byUnitOf(r, Excuses, campaign)
}

// byUnitOf reads the records of a campaign's reports by unit.
func byUnitOf[V any](r Reader, t Table[report.ID, V], campaign report.ID) (map[string]V, error) {
	begin, all := campaign.String(), map[string]V{}
	for row, err := range t.All(r, begin) {
		if err != nil {
			return all, err
		}
		id, err := report.ParseID(begin + row.Key)
		if err != nil {
			return all, err
		}
		all[id.Unit] = row.Value
	}
	return all, nil
}

// A Piece names one message of a text. Texts and Said are filed by the
// question's name (Outline.Filed), since another version of the outline may give
// its code to another question.
type Piece struct {
	Report report.ID
	Place  form.Place
	N      int // from 1
}

func byPiece(prefix string, k Piece) string {
	return underReport(prefix, k.Report, "/t/"+k.Place.Code+"/"+strconv.Itoa(k.Place.Row)+"/"+strconv.Itoa(k.N))
}

// Text reads the pieces of a text that its draft has at that place. One that is not there, or not what it was when the
// draft was written, is damage.
func Text(tx Getter, r report.ID, p form.Place, of form.TextInfo) ([]string, error) {
	out := make([]string, 0, of.Pieces)
	for i := 1; i <= of.Pieces; i++ {
		k := Piece{r, p, i}
		text, ok, err := Texts.Find(tx, k)
		if err == nil && !ok {
			err = unreadable(Texts.Key(k), errGone)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	if !of.Is(out) {
		return nil, unreadable(Texts.Key(Piece{r, p, 1}), errOther)
	}
	return out, nil
}

// What is wrong with a record that another names.
var (
	errGone  = errors.New("it is not there")
	errOther = errors.New("the text is not the one that the report has")
)

// A Question is one of a report, by its code.
type Question struct {
	Report report.ID
	Code   string
}

func byQuestion(prefix string, k Question) string {
	return underReport(prefix, k.Report, "/forward/"+k.Code)
}

// Presence is who is at a report: the last one to begin or to take it over.
type Presence struct {
	Editor string    `json:"a"`
	Since  time.Time `json:"s"`
	// From is whose it was before, if it was taken over.
	From string `json:"f,omitempty"`
}

// TimeRequest is an officer's wish for a later deadline. It waits until the deadline is as
// late, or Declined.
type TimeRequest struct {
	By       chat.Address `json:"b"`
	At       time.Time    `json:"a"`
	Until    time.Time    `json:"u"`
	Declined bool         `json:"l,omitempty"`
}

// ReopenRequest is an officer's wish to have a submitted report opened again.
type ReopenRequest struct {
	By     chat.Address `json:"b"`
	Post   string       `json:"o,omitempty"`
	At     time.Time    `json:"a"`
	Reason string       `json:"r"`
	// Declined is when a coordinator decided to leave the report as it is.
	Declined time.Time `json:"l,omitzero"`
}
