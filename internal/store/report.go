package store

import (
	"iter"
	"strconv"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/report"
)

func byReport(prefix string, r report.ID) string { return underReport(prefix, r, "") }

// underReport names what lies together under a report's name.
func underReport(prefix string, r report.ID, what string) string {
	var room [96]byte
	return string(append(r.Append(append(room[:0], prefix...)), what...))
}

func inReport(what string) func(prefix string, r report.ID) string {
	return func(prefix string, r report.ID) string { return underReport(prefix, r, "/"+what) }
}

// What is written with every answer lies together by report, and so do a
// report's texts and its history.
const reportPrefix = "report/"

var drafts = Table[report.ID, *answers.Draft]{reportPrefix, inReport("draft"), Codec[*answers.Draft]{
	(*answers.Draft).Encode, answers.DecodeDraft,
}}

// GetDraft reads a report's compact record; nil if it was never begun.
func GetDraft(tx Getter, r report.ID) (*answers.Draft, error) { return drafts.Get(tx, r) }

// PutDraft writes a report's compact record.
func PutDraft(tx Tx, r report.ID, d *answers.Draft) { drafts.Put(tx, r, d) }

// statuses have a prefix of their own, so that a campaign's are read in one go.
var statuses = Table[report.ID, report.Status]{"status/", byReport, Codec[report.Status]{
	report.Status.Encode, report.DecodeStatus,
}}

// GetStatus reads a unit's small status record; the zero Status if not begun.
func GetStatus(tx Getter, r report.ID) (report.Status, error) { return statuses.Get(tx, r) }

// PutStatus writes a unit's small status record.
func PutStatus(tx Tx, r report.ID, s report.Status) { statuses.Put(tx, r, s) }

// Statuses reads every unit's status in the campaign.
func Statuses(r Reader, campaign string) (map[string]report.Status, error) {
	return statuses.Map(r, campaign)
}

// textKey names one message of a text. Texts and Said are filed by the
// question's name (Outline.Filed), since another version of the outline may
// give its code to another question.
type textKey struct {
	report report.ID
	place  form.Place
	piece  int
}

func byText(prefix string, k textKey) string {
	return underReport(prefix, k.report, "/t/"+k.place.Code+"/"+strconv.Itoa(k.place.Row)+"/"+strconv.Itoa(k.piece))
}

var texts = Table[textKey, string]{reportPrefix, byText, asText}

// PutText writes one message of a text.
func PutText(tx Tx, r report.ID, p form.Place, piece int, text string) {
	texts.Put(tx, textKey{r, p, piece}, text)
}

// Text reads the pieces of a text, as many as its value says there are.
func Text(tx Getter, r report.ID, p form.Place, pieces int) []string {
	out := make([]string, 0, pieces)
	for i := 1; i <= pieces; i++ {
		text, _ := texts.Get(tx, textKey{r, p, i}) // bytes can always be read as a text
		out = append(out, text)
	}
	return out
}

// outlines are the sources of outlines by their hash.
var outlines = Table[string, []byte]{"outline/", byWord, asBytes}

// PutOutline keeps an outline's source under its hash; drafts name it.
func PutOutline(tx Tx, hash string, source []byte) { outlines.Put(tx, hash, source) }

// Outlines gives the sources of all outlines that were ever in use, by hash.
func Outlines(r Reader) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for row := range outlines.All(r) {
			if !yield(row.Key, row.Value) {
				return
			}
		}
	}
}
