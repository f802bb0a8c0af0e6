package dispatch_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/answers"
	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/form"
	"giaoban/internal/invitation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/viet"
)

const sentencesIn = "testdata/sentences/"

// A spoken is a sentence of testdata/sentences: where it is typed, and what must
// happen, one of several.
type spoken struct {
	where, text, wants string
	// loose asks only that nothing wrong is stored or done.
	loose bool
}

func readSpoken(t *testing.T, in string) (all []spoken) {
	t.Helper()
	paths, err := filepath.Glob(in + "*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sentences: %v", err)
	}
	for _, path := range paths {
		for line := range strings.Lines(string(read(t, path))) {
			line, loose := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "~")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Split(line, "\t")
			if len(f) != 3 {
				t.Fatalf("%s: %q", path, line)
			}
			all = append(all, spoken{f[0], strings.ReplaceAll(f[1], `\n`, "\n"), f[2], loose})
		}
	}
	return all
}

// beforeIt is what is typed between the question that is first in every context and
// the sentence.
var beforeIt = map[string][]string{
	"begun": {"Công an xã tham mưu UBND xã ban hành 14 kế hoạch."}, "more": {"Cổng trường an toàn"}, "submit": {"rồi"}, "rest": {"/nghi"},
	"delete": {"Cổng trường an toàn", "kê tiếp", "Camera an ninh", "dừng", "xóa mục 1"},
}

// englishBefore is the same of those who write English.
var englishBefore = map[string][]string{"more": {"Town hall"}, "submit": {"yes"}, "rest": {"stop"}, "begun": {"We moved 40 families to the school."}, "sent": {"yes", "submit"}}

// A speaker is an officer of a commune of his own, who types one sentence.
type speaker struct {
	spoken
	w          *world
	name, unit string
	asked      exchange.Focus    // where he stood
	had        map[string]string // the answers that there were
	sent       bool              // the report was handed in before
	told       []chat.Content
	english    bool
}

// speakersWorld is a store with one campaign, which asks the outline of a folder, and a
// commune for each sentence.
func speakersWorld(t *testing.T, in string, all []spoken) (*world, []*speaker) {
	t.Helper()
	plan := sentencesIn + "campaign.yaml"
	if _, err := os.Stat(in + "campaign.yaml"); err == nil {
		plan = in + "campaign.yaml"
	}
	c, err := campaign.Parse("campaign.yaml", read(t, plan))
	if err != nil {
		t.Fatal(err)
	}
	var units strings.Builder
	units.Write(read(t, shipped+"/units.csv"))
	speakers := make([]*speaker, len(all))
	for i, s := range all {
		speakers[i] = &speaker{spoken: s, name: fmt.Sprintf("n%05d", i), unit: strconv.Itoa(900000 + i)}
		fmt.Fprintf(&units, "%s,407,3,xã,Mẫu %d\n", speakers[i].unit, i)
	}
	w := newWorldWith(t, &campaigns.Definition{Campaign: c, Units: parseUnits(t, "units.csv", units.String()),
		Outlines: map[int]*form.Outline{3: parseOutline(t, "outline.yaml", read(t, in+"outline.yaml"))}})
	for _, s := range speakers {
		s.w, s.english = w, c.Language == "en"
	}
	return w, speakers
}

// stand brings speakers to where their sentences are typed, and lets them type these,
// some taken apart as some telephones send them. All do the same thing at once.
func stand(w *world, speakers []*speaker) {
	codes := make([]string, len(speakers))
	err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
		for i, s := range speakers {
			codes[i] = roster.NewCode([]byte(s.name + "................"))
			code, _ := roster.NormalizeCode(codes[i])
			inv := roster.Invitation{List: w.c.UnitList, Unit: s.unit, Role: roster.Officer, Created: w.now, Expires: w.now.AddDate(0, 1, 0)}
			if err := invitation.Put(tx, roster.Hash(code), inv); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for step := 0; ; step++ {
		var deeds []deed
		for i, s := range speakers {
			if typed := append([]string{"/start " + codes[i]}, s.before()...); step < len(typed) {
				deeds = append(deeds, deed{s.name, chat.Input{Kind: chat.Text, Text: typed[step]}})
			}
		}
		if deeds == nil {
			break
		}
		w.together(deeds...)
	}
	var deeds []deed
	for i, s := range speakers {
		s.asked = focus(w, s.name, s.unit)
		s.had, s.sent = s.answers()
		text := s.text
		if i%10 == 0 {
			text = norm.NFD.String(text)
		}
		deeds = append(deeds, deed{s.name, chat.Input{Kind: chat.Text, Text: text}})
	}
	for i, told := range w.together(deeds...) {
		speakers[i].told = told
	}
}

// before is what a speaker types before the sentence.
func (s *speaker) before() []string {
	typed := []string{"bắt đầu", "Ngữ cảnh " + s.where}
	if s.english {
		typed = []string{"start", "Context " + s.where}
	}
	switch s.where {
	case "hello":
		return nil
	case "calc":
		typed = append(typed, "24", "60")
	case "run":
	default:
		typed = append(typed, "9")
	}
	if s.english {
		return append(typed, englishBefore[s.where]...)
	}
	return append(typed, beforeIt[s.where]...)
}

// answers are the values of the report by name and row, and whether it is handed in.
func (s *speaker) answers() (values map[string]string, submitted bool) {
	id := report.ID{Campaign: s.w.c.Name, Unit: s.unit}
	values = map[string]string{}
	err := s.w.kv.View(context.Background(), func(r store.Reader) error {
		d, err := store.Drafts.Get(r, id)
		if err != nil || d == nil {
			return err
		}
		status, err := store.Statuses.Get(r, id)
		submitted = status.State.In()
		o := s.w.d.Versions[d.Outline]
		put := func(q *form.Question, row int, c *answers.Cell) {
			if c.State != answers.Answered && c.State != answers.Stale {
				return
			}
			words, bad := store.Text(r, id, o.Filed(q.At(row)), c.Value.Text)
			err = errors.Join(err, bad)
			values[q.Name+"/"+strconv.Itoa(row)] = valueOf(q, c.Value, words)
		}
		for _, q := range o.Top {
			cell := &d.Cells[q.Pos]
			put(q, 0, cell)
			for _, row := range cell.Rows {
				for i := range q.Questions {
					put(&q.Questions[i], row.ID, &row.Cells[i])
				}
			}
		}
		return err
	})
	if err != nil {
		s.w.t.Fatal(err)
	}
	return values, submitted
}

func valueOf(q *form.Question, v form.Value, words []string) string {
	switch {
	case q.IsText():
		return strings.Join(words, "\n")
	case len(v.Figures) > 0:
		return strconv.FormatFloat(v.Figures[0].Value, 'f', -1, 64)
	case len(v.Names) > 0:
		return strings.Join(v.Names, " ")
	case v.Name != "":
		return v.Name
	}
	return strconv.FormatFloat(v.Number, 'f', -1, 64)
}

// A wish is one thing that may happen: value or words that are stored, or a kind.
type wish struct{ value, words, kind string }

var wishForm = regexp.MustCompile(`="[^"]*"|="?[^\s"]+|"(?:[^"\\]|\\.)*"|\S+`)

func (s spoken) wishes() (out []wish) {
	for _, w := range wishForm.FindAllString(s.wants, -1) {
		switch {
		case strings.HasPrefix(w, "="):
			out = append(out, wish{value: strings.Trim(w[1:], `"`)})
		case strings.HasPrefix(w, `"`):
			out = append(out, wish{words: strings.ReplaceAll(strings.Trim(w, `"`), `\"`, `"`)})
		default:
			out = append(out, wish{kind: w})
		}
	}
	return out
}

// TestSentences plays sentences that officers really type, each before a report of its
// own: nothing may be stored or done that was not meant, and what was meant must happen.
// Those of a folder are typed to its outline, of a subject that no other has.
func TestSentences(t *testing.T) {
	inLine(t)
	t.Parallel()
	for _, subject := range []string{"", "health/", "storm/", "school/", "english/"} {
		t.Run(cmp.Or(subject, "all"), func(t *testing.T) { playSentences(t, sentencesIn+subject) })
	}
}

func playSentences(t *testing.T, in string) {
	all := readSpoken(t, in)
	for where := range slices.Values(contexts(all)) {
		all = append(all, spoken{where: where, text: "xyzt qwrt phlm"}) // nothing at all
	}
	w, speakers := speakersWorld(t, in, all)
	for together := range slices.Chunk(speakers, 40) {
		stand(w, together)
	}
	unread := map[string]string{}
	for _, s := range slices.Backward(speakers) {
		if s.wants == "" {
			unread[s.where] = s.said()
			continue
		}
		if fault := s.fault(unread[s.where]); fault != "" {
			t.Errorf("%s «%s», want %s: %s\n  said: %s", s.where, s.text, s.wants, fault, strings.ReplaceAll(s.said(), "\n", " / "))
		}
	}
	t.Logf("%d sentences", len(all))
}

// contexts are the places where sentences are typed, each once.
func contexts(all []spoken) (out []string) {
	for _, s := range all {
		if !slices.Contains(out, s.where) {
			out = append(out, s.where)
		}
	}
	return out
}

// said is what the officer was told, without his own words.
func (s *speaker) said() string {
	var b strings.Builder
	for _, c := range s.told {
		b.WriteString(c.Text + "\n")
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), s.text, "…")
}

// fault is what is wrong with what became of the sentence; "" if nothing is.
func (s *speaker) fault(unread string) string {
	wishes := s.wishes()
	got, submitted := s.answers()
	changed := s.changes(got)
	if len(changed) == 0 && slices.ContainsFunc(wishes, func(w wish) bool { return w.value != "" }) {
		if more := secondStep[s.where]; more != "" {
			if s.english {
				more = "done"
			}
			s.w.types(s.name, more)
			got, _ = s.answers()
			changed = s.changes(got)
		}
	}
	at := focus(s.w, s.name, s.unit)
	switch {
	case submitted && !s.sent && !slices.Contains(wishes, wish{kind: "submit"}):
		return "harmful: the report was handed in"
	case submitted && !s.sent, slices.ContainsFunc(wishes, func(w wish) bool { return s.isStored(w, changed) }):
		return ""
	case len(changed) > 0:
		return fmt.Sprintf("harmful: stored %v", changed)
	case s.loose, slices.ContainsFunc(wishes, func(w wish) bool { return s.isDone(w.kind, at, unread) }):
		return ""
	}
	return fmt.Sprintf("not done; at %s %s", at.Mode, at.Code)
}

// secondStep is what ends an answer that one message only begins: a table to be
// confirmed, a figure that wants its reason, boxes that are ticked.
var secondStep = map[string]string{"run": "đúng", "calc": "Theo quyết định bổ sung của huyện, đối chiếu sổ theo dõi", "multi": "xong"}

// changes are the answers that are others now.
func (s *speaker) changes(got map[string]string) map[string]string {
	changed := map[string]string{}
	for key, value := range got {
		if old, ok := s.had[key]; !ok || old != value {
			changed[key] = value
		}
	}
	for key := range s.had {
		if _, ok := got[key]; !ok {
			changed[key] = ""
		}
	}
	return changed
}

var lastNumber = regexp.MustCompile(`\d+$`)

// isStored reports whether what a wish wants was stored, and nothing else.
func (s *speaker) isStored(w wish, changed map[string]string) bool {
	value := ""
	for _, v := range changed {
		value = v
	}
	switch {
	case len(changed) == 0:
		return false
	case w.kind == "fix":
		return len(changed) == 1 && changed["dau/0"] == lastNumber.FindString(s.text)
	case w.kind == "deleted":
		return len(changed) == 1 && value == "" && s.had["ten_mo_hinh/1"] != "" && changed["ten_mo_hinh/1"] == ""
	case w.kind == "row":
		return len(changed) == 1 && value == s.text
	case w.words != "":
		kept := strings.TrimPrefix(strings.TrimPrefix(value, beforeIt["begun"][0]+"\n"), englishBefore["begun"][0]+"\n")
		return len(changed) == 1 && (viet.Fold(kept) == viet.Fold(w.words) || kept == s.text)
	case w.value == "":
		return false
	case s.where == "run":
		for i, n := range strings.Fields(w.value) {
			if had, ok := changed["so_"+strconv.Itoa(i+1)+"/0"]; ok != (n != "-") || ok && had != n {
				return false
			}
		}
		return true
	}
	return len(changed) == 1 && value == s.meant(w.value)
}

// meant is a value of the file as it is stored.
func (s *speaker) meant(value string) string {
	now := s.w.now
	days, isDay := strings.CutPrefix(value, "d")
	years, isYear := strings.CutPrefix(value, "y")
	switch {
	case value == "Có":
		return "1"
	case value == "Không":
		return "0"
	case value == "own":
		return s.unit
	case (s.where == "ngay" || s.where == "date") && isDay:
		n, _ := strconv.Atoi(days)
		return now.AddDate(0, 0, n).Format("2006-01-02")
	case (s.where == "nam" || s.where == "year") && isYear:
		n, _ := strconv.Atoi(years)
		return strconv.Itoa(now.Year() + n)
	case s.where == "multi":
		return "c" + strings.Join(strings.Fields(value), " c")
	case s.where == "unit":
		return s.w.units.Find(value, "").Unit.Code
	}
	return value
}

// isDone reports whether a kind of thing that was said was done or answered, seen by
// where the officer stands now. Nothing was stored.
func (s *speaker) isDone(kind string, at exchange.Focus, unread string) bool {
	textual := slices.Contains([]string{"short", "name", "long", "begun", "row"}, s.where)
	answered := len(s.told) > 0 && (textual || s.said() != unread)
	left := at.Code != s.asked.Code || at.Mode == exchange.Resting
	switch kind {
	case "":
		return false
	case "?":
		return len(s.told) > 0 && at.Code != "X9.01"
	case "later", "later_at":
		return left || answered && at.Mode != exchange.Asking
	case "stop":
		return at.Mode == exchange.Resting || s.where == "more" && left || s.where == "row" && left
	case "back":
		return left && at.Mode == exchange.Asking && at.Code != "X9.01"
	case "resume":
		return at.Mode == exchange.Asking
	case "submit":
		return at.Mode == exchange.Review
	case "more":
		return at.Code != s.asked.Code || at.Row != s.asked.Row
	case "done":
		return at.Code == "X9.01"
	case "cancel":
		return answered && at.Mode != exchange.Dropping
	case "deadline":
		return strings.Contains(s.said(), "5/7/2030") || strings.Contains(s.said(), "5 July 2030")
	case "contact":
		return strings.Contains(s.said(), "QO9")
	}
	return answered
}
