package xlsform

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/fault"
	"giaoban/internal/form"
)

var field = flag.String("field", "testdata/field", "where the forms and their walks are")

// A trial is a form as another engine walked it: what was answered, what that engine said of each answer, and what it held in the
// end. LICENSE.md beside the forms tells how they were made.
type trial struct {
	Today   string      `json:"today"`
	Dropped [][2]string `json:"dropped"` // what that engine does not know either, by path and kind
	Walks   []walk      `json:"walks"`
}

type walk struct {
	Said [][4]any         `json:"said"` // path, row, answer, 1 where the constraint held
	End  map[string][]any `json:"end"`  // by path and row: relevant, required, and what was worked out
}

// A walker gives the same answers to the outline that was made of the form.
type walker struct {
	t       *testing.T
	b       *builder
	o       *form.Outline
	d       *answers.Draft
	now     time.Time
	paths   map[string]*item
	refused map[int]string // columns that were not taken, by row
	dropped map[string]bool
	same    map[string]int
	other   map[string][]string
	left    map[string]int  // not compared, since one of the two did not take it
	hangs   map[string]bool // what names something that one of the two did not take
}

func pathOf(i *item) string {
	var names []string
	for a := i; a != nil && a.above != nil; a = a.above {
		names = append(names, a.name)
	}
	slices.Reverse(names)
	return strings.Join(names, "/")
}

// newWalker imports a form.
func newWalker(t *testing.T, book string, tr trial) *walker {
	t.Helper()
	content, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	say := phrases(t, "en")
	o := Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }}
	m, err := Import(sheets(t, content), o)
	if err != nil {
		t.Fatal(err)
	}
	w := &walker{t: t, paths: map[string]*item{}, refused: map[int]string{}, dropped: map[string]bool{}, same: map[string]int{}, other: map[string][]string{}, left: map[string]int{}}
	if w.o, err = form.Parse("f.yaml", m.Source); err != nil {
		t.Fatal(err)
	}
	f, err := read(sheets(t, content), o)
	if err != nil {
		t.Fatal(err)
	}
	w.b = newBuilder(f, o)
	var walkItems func(list []*item)
	walkItems = func(list []*item) {
		for _, i := range list {
			w.paths[pathOf(i)] = i
			walkItems(i.items)
		}
	}
	walkItems(f.top.items)
	for _, r := range m.Remarks {
		if r.Weight == Refused && r.Sheet == surveySheet {
			w.refused[r.Row] += " " + keyOf(r.Column)
		}
	}
	for _, d := range tr.Dropped {
		w.dropped[d[0]+" "+d[1]] = true
	}
	w.spread()
	if w.now, err = time.Parse(time.DateOnly, tr.Today); err != nil {
		t.Fatal(err)
	}
	return w
}

// spread finds what hangs on what was lost, until there is nothing more.
func (w *walker) spread() {
	w.hangs = map[string]bool{}
	for again := true; again; {
		again = false
		for path, i := range w.paths {
			if !w.hangs[path] && (w.lost(i, "relevant") || w.lost(i, "calculation")) {
				w.hangs[path], again = true, true
			}
		}
	}
}

var naming = regexp.MustCompile(`\$\{([^}]*)\}|([\w\-]+)`)

// names tells whether an expression names what hangs on what was lost.
func (w *walker) names(source string) bool {
	for _, m := range naming.FindAllStringSubmatch(source, -1) {
		for _, t := range w.b.twins[m[1]+m[2]] {
			if w.hangs[pathOf(t.item)] {
				return true
			}
		}
		if w.b.lost[m[1]] && m[1] != "" {
			return true
		}
	}
	return false
}

// lost tells whether one of the two engines did not take what a column of an item or of what it stands in says.
func (w *walker) lost(i *item, key string) bool {
	for a := i; a != nil && a.above != nil; a = a.above {
		told := w.refused[a.row.Number]
		if strings.Contains(told, " "+key) || strings.Contains(told, " type") || strings.Contains(told, " choice_filter") || told == " " || w.dropped[pathOf(a)+" "+key] || key == "calculation" && w.dropped[pathOf(a)+" calculate"] ||
			w.names(a.cell(w.b.survey, key)) {
			return true
		}
		if key != "relevant" {
			break
		}
	}
	return false
}

func (w *walker) begin() {
	w.d = answers.NewDraft(w.o)
	w.d.Today = w.now.Format(time.DateOnly)
	for _, q := range w.o.Top { // a condition on the day
		w.d.Refresh(w.o, q, 0)
	}
	w.work()
}

// work confirms what is worked out.
func (w *walker) work() {
	for range 2 {
		for _, q := range w.o.Calculated {
			if q.ReadOnly {
				w.d.Set(w.o, q, 0, w.d.Confirm(w.o, q))
			}
		}
	}
}

// question is what an item became, and the row's id; nil where nothing is asked for it.
func (w *walker) question(i *item, row int) (*form.Question, int) {
	t := w.b.of[i]
	if t == nil {
		return nil, 0
	}
	q := w.o.ByName[t.name]
	if q == nil || q.Parent == nil {
		return q, 0
	}
	c := &w.d.Cells[q.Parent.Pos]
	for len(c.Rows) < row {
		w.d.AddRow(w.o, q.Parent)
	}
	if row == 0 {
		return nil, 0
	}
	return q, c.Rows[row-1].ID
}

// value is an answer of the form as one of the outline.
func (w *walker) value(i *item, q *form.Question, said string) (v form.Value, ok bool) {
	t := w.b.of[i]
	switch q.Type {
	case form.Integer, form.Decimal, "scale":
		n, err := strconv.ParseFloat(said, 64)
		return form.Value{Number: n}, err == nil
	case form.Year:
		n, err := strconv.ParseFloat(said[:4], 64)
		return form.Value{Number: n}, err == nil
	case form.Date:
		return form.Value{Name: said}, true
	case form.YesNo:
		if said == t.yes {
			return form.Value{Number: 1}, true
		}
		return form.Value{}, said == t.no
	case form.SelectOne:
		name, ok := t.option(said)
		return form.Value{Name: name}, ok
	case form.SelectMultiple:
		for _, c := range t.choices {
			if slices.Contains(strings.Fields(said), c.name) {
				v.Names = append(v.Names, c.outline)
			}
		}
		return v, len(v.Names) > 0
	case form.ShortText, form.LongText:
		return form.Value{Name: said, Text: answers.Describe(said, 1, form.TextInfo{})}, true
	}
	return v, false
}

func (w *walker) count(kind, what string, same bool) {
	if same {
		w.same[kind]++
	} else {
		w.other[kind] = append(w.other[kind], what)
	}
}

// say gives one answer.
func (w *walker) say(at string, path string, row int, said string, held bool) {
	i := w.paths[path]
	if i == nil {
		w.left["no such row"]++
		return
	}
	q, id := w.question(i, row)
	if q == nil {
		w.left["not asked"]++
		return
	}
	if said == "" {
		w.skip(q, id)
		return
	}
	v, ok := w.value(i, q, said)
	if !ok {
		w.left["no such answer"]++
		return
	}
	sheet := &answers.Sheet{Outline: w.o, Draft: w.d, Now: w.now}
	allowed := q.Fits(v, form.Input{Now: w.now, Say: nil}) == nil && sheet.Allowed(q, id, v)
	if q.Pattern != "" {
		allowed = allowed && regexp.MustCompile(`^(?:`+q.Pattern+`)$`).MatchString(said)
	}
	switch {
	case w.lost(i, "constraint"):
		w.left["constraint"]++
	case allowed && !held && q.Limit != nil && w.open(q, id, v): // there it can never hold, here it waits for an answer
		w.left["constraint that names what has no answer"]++
	default:
		w.count("constraint", fmt.Sprintf("%s %s = %s: %v, there %v", at, path, said, allowed, held), allowed == held)
	}
	if held {
		w.d.Set(w.o, q, id, v)
		w.work()
	}
}

// skip passes a question over.
func (w *walker) skip(q *form.Question, id int) {
	if c := w.d.Cell(q, id); !c.Hidden && !c.Must(q) {
		c.State = answers.Skipped
		w.d.Refresh(w.o, q, id)
		w.work()
	}
}

// open tells whether a constraint cannot be decided yet.
func (w *walker) open(q *form.Question, id int, v form.Value) bool {
	c := w.d.Cell(q, id)
	before := *c
	defer func() { *c = before }()
	c.State, c.Value = answers.Answered, v
	var row *answers.Row
	if q.Parent != nil {
		row = w.d.Row(q.Parent, id)
	}
	_, known := w.d.EvalOn(q.Limit, row, w.d.Today)
	return !known
}

// compare compares what applies, what must be answered and what was worked out.
func (w *walker) compare(at string, end map[string][]any) {
	for _, key := range slices.Sorted(maps.Keys(end)) {
		path, rowed, _ := strings.Cut(key, "#")
		row, _ := strconv.Atoi(rowed)
		i := w.paths[path]
		if i == nil {
			continue
		}
		q, id := w.question(i, row)
		if q == nil || q.Type == form.NoteText || q.Type == form.CalculatedText {
			continue
		}
		sheet := &answers.Sheet{Outline: w.o, Draft: w.d, Now: w.now}
		relevant := !sheet.Hidden(q, id)
		there := end[key][0] == 1.0
		if there && !relevant && len(end[key]) > 2 && end[key][2] == "no choice" {
			continue // a question of which no choice is left is not asked
		}
		if w.lost(i, "relevant") {
			w.left["relevant"]++
			continue
		}
		w.count("relevant", fmt.Sprintf("%s %s: %v, there %v (%s | %s)", at, key, relevant, there, i.cell(w.b.survey, "relevant"), q.Relevant), relevant == there)
		if !relevant || !there {
			continue
		}
		if q.Type == form.Calculate {
			w.figure(at, key, i, q, end[key])
			continue
		}
		if w.lost(i, "required") {
			w.left["required"]++
			continue
		}
		must := w.d.Cell(q, id).Must(q)
		w.count("required", fmt.Sprintf("%s %s: %v, there %v", at, key, must, end[key][1]), must == (end[key][1] == 1.0))
	}
}

// figure compares a number that was worked out.
func (w *walker) figure(at, key string, i *item, q *form.Question, end []any) {
	if len(end) < 3 || w.lost(i, "calculation") {
		w.left["calculate"]++
		return
	}
	there, err := strconv.ParseFloat(fmt.Sprint(end[2]), 64)
	got := w.d.Work(w.o, q)[0]
	known := err == nil && there-there == 0
	if got.Known && !known && (fmt.Sprint(end[2]) == "" || fmt.Sprint(end[2]) == "NaN") {
		w.left["calculate with what does not apply, which is 0 here"]++
		return
	}
	same := got.Known == known && (!known || got.Number-there < 1e-9 && there-got.Number < 1e-9)
	w.count("calculate", fmt.Sprintf("%s %s: %v %v, there %v (%s | %s)", at, key, got.Number, got.Known, end[2], i.cell(w.b.survey, "calculation"), q.Calculation), same)
}

// TestValues: the outline made of a form says of the same answers what another engine says of them by the form itself.
func TestValues(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(*field, "*.walk.json"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".walk.json"), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var tr trial
			if err := json.Unmarshal(content, &tr); err != nil {
				t.Fatal(err)
			}
			w := newWalker(t, strings.TrimSuffix(file, ".walk.json")+".csv", tr)
			for n, walk := range tr.Walks {
				w.begin()
				at := fmt.Sprintf("walk %d", n+1)
				for _, s := range walk.Said {
					if _, crashed := s[3].(string); crashed {
						continue
					}
					w.say(at, s[0].(string), int(s[1].(float64)), s[2].(string), s[3] == 1.0)
				}
				w.compare(at, walk.End)
			}
			t.Logf("same %v, not compared %v", w.same, w.left)
			if w.same["relevant"] == 0 {
				t.Error("nothing was compared")
			}
			for _, kind := range slices.Sorted(maps.Keys(w.other)) {
				list := w.other[kind]
				t.Errorf("%s: %d otherwise:\n%s", kind, len(list), strings.Join(list[:min(len(list), 12)], "\n"))
			}
		})
	}
}
