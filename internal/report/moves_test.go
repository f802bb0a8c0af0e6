package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// life is the table against which all sequences are tried: for each state what
// a move leads to, or «!» and why it is refused. «signed first» is submitting
// in a unit that has an approver.
const life = `
state        | submit        | signed first  | resubmit      | sign           | sendback       | takeback       | return        | accept        | reopen      | extend    | exempt    | unexempt
not started  | !nothing      | !nothing      | !nothing      | !nothing waits | !nothing waits | !nothing waits | !nothing      | !nothing      | !open       | same      | exempt    | !not exempt
in progress  | submitted     | awaiting      | !not returned | !nothing waits | !nothing waits | !nothing waits | !not in       | !not in       | !open       | same      | exempt    | !not exempt
awaiting     | !unsigned     | !unsigned     | !unsigned     | submitted      | at work        | at work        | !unsigned     | !unsigned     | !open       | same      | exempt    | !not exempt
submitted    | !in           | !in           | !in           | !nothing waits | !nothing waits | !nothing waits | returned      | accepted      | in progress | !in       | !in       | !not exempt
returned     | !returned     | !returned     | submitted     | !nothing waits | !nothing waits | !nothing waits | !returned     | !returned     | !open       | same      | exempt    | !not exempt
accepted     | !accepted     | !accepted     | !accepted     | !nothing waits | !nothing waits | !nothing waits | !accepted     | !accepted     | in progress | !accepted | !accepted | !not exempt
exempt       | !exempt       | !exempt       | !exempt       | !exempt        | !exempt        | !exempt        | !exempt       | !exempt       | !exempt     | !exempt   | !exempt   | in progress
`

var stateNames = []string{"not started", "in progress", "awaiting", "submitted", "returned", "accepted", "exempt"}

func readLife() (moves []string, table map[string]map[string]string) {
	table = map[string]map[string]string{}
	for i, line := range strings.Split(strings.TrimSpace(life), "\n") {
		cells := strings.Split(line, "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		if i == 0 {
			moves = cells[1:]
			continue
		}
		table[cells[0]] = map[string]string{}
		for j, cell := range cells[1:] {
			table[cells[0]][moves[j]] = cell
		}
	}
	return moves, table
}

// TestAllSequences plays every sequence of up to six moves from a report that
// has just been begun and from one that nobody has touched, and holds each step
// against the table.
func TestAllSequences(t *testing.T) {
	moves, table := readLife()
	start, tried := time.Date(2016, 7, 1, 8, 0, 0, 0, time.UTC), 0
	for _, s := range []report.Status{{}, {State: report.InProgress, Started: start, Changed: start, Done: 3, Total: 9, Warnings: 2, Figures: []float64{1}}} {
		var walk func(report.Status, []string)
		walk = func(s report.Status, before []string) {
			if len(before) == 6 {
				return
			}
			for _, move := range moves {
				way := append(before, move)
				after, legal := try(t, s, move, table[stateNames[s.State]][move], way)
				tried++
				if legal {
					walk(after, way) // a refused one changes nothing: the rest of it is tried already
				}
			}
		}
		walk(s, nil)
	}
	if tried < 5000 {
		t.Errorf("only %d moves tried", tried)
	}
}

// try makes one move and compares what comes of it with the table's cell.
func try(t *testing.T, s report.Status, move, want string, way []string) (after report.Status, legal bool) {
	t.Helper()
	act := report.Act{Move: report.Move(move), Remark: "remark " + move, Signed: "12/BC", Now: time.Date(2016, 7, 20, 8, 0, len(way), 0, time.UTC)}
	act.Due = act.Now.AddDate(0, 0, 5)
	if move == "signed first" {
		act.Move, act.SignOff = report.MoveSubmit, true
	}
	after, why := s.Apply(act)
	if refused, ok := strings.CutPrefix(want, "!"); ok {
		if string(why) != refused {
			t.Fatalf("%v: refused for %q, want %q", way, why, refused)
		}
		if diff := cmp.Diff(s, after); diff != "" {
			t.Fatalf("%v: refused, and yet changed:\n%s", way, diff)
		}
		return s, false
	}
	expect := s
	if move != "extend" {
		expect.Changed = act.Now
	}
	switch want {
	case "same":
		expect.Due = act.Due
	case "at work":
		want = "in progress"
		if s.Round > 0 && s.Note != "" {
			want = "returned"
		}
		fallthrough
	default:
		if want == "in progress" && s.State == report.Exempt && s.Started.IsZero() {
			want = "not started"
		}
		for i, name := range stateNames {
			if name == want {
				expect.State = report.State(i)
			}
		}
	}
	switch move {
	case "submit", "resubmit", "sign":
		expect.Submitted, expect.Revision, expect.Note = act.Now, s.Revision+1, ""
		if s.Revision == 0 {
			expect.First = act.Now
		}
	case "return":
		expect.Round, expect.Note, expect.Signed = s.Round+1, act.Remark, ""
	case "reopen":
		expect.Note, expect.Signed = act.Remark, ""
	case "sendback", "exempt":
		expect.Note = act.Remark
	case "unexempt":
		expect.Note = ""
	}
	if move == "sign" {
		expect.Signed = act.Signed
	}
	if diff := cmp.Diff(expect, after); why != report.Legal || diff != "" {
		t.Fatalf("%v: refused for %q, want it made (-want +got):\n%s", way, why, diff)
	}
	return after, true
}

// TestRemarkAndDate: acts without what belongs to them change nothing.
func TestRemarkAndDate(t *testing.T) {
	now := time.Date(2016, 7, 20, 8, 0, 0, 0, time.UTC)
	in, working := report.Status{State: report.Submitted}, report.Status{State: report.InProgress}
	for _, c := range []struct {
		s    report.Status
		act  report.Act
		want report.Reason
	}{
		{in, report.Act{Move: report.MoveReturn}, report.NoRemark},
		{in, report.Act{Move: report.MoveReopen}, report.NoRemark},
		{working, report.Act{Move: report.MoveExempt}, report.NoRemark},
		{working, report.Act{Move: report.MoveExtend}, report.NoDate},
		{working, report.Act{Move: report.MoveExtend, Due: now.Add(-time.Second)}, report.DateGone},
		{working, report.Act{Move: "dance"}, report.WrongRole},
	} {
		c.act.Now = now
		if after, why := c.s.Apply(c.act); why != c.want || cmp.Diff(c.s, after) != "" {
			t.Errorf("%s: %q and %+v, want %q and nothing changed", c.act.Move, why, after, c.want)
		}
	}
}

const fourUnits = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n395,38,2,huyện,Thọ Xuân\n14001,401,3,xã,Nga An\n14999,38,3,xã,Lẻ\n"

// moves are all of them.
var moves = []report.Move{report.MoveSubmit, report.MoveResubmit, report.MoveTakeBack, report.MoveSign, report.MoveSendBack, report.MoveReturn,
	report.MoveAccept, report.MoveReopen, report.MoveExtend, report.MoveExempt, report.MoveUnexempt}

// TestMay: who may make which move on whose report.
func TestMay(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fourUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	at := func(unit string, role roster.Role) roster.Membership {
		return roster.Membership{Unit: unit, Role: role}
	}
	for _, c := range []struct {
		who  roster.Membership
		unit string
		// own are submit, resubmit and takeback; sign goes with sendback; rest
		// are return, reopen, extend, exempt and unexempt.
		own, sign, accept, rest report.Reason
	}{
		{at("14001", roster.Officer), "14001", "", "role", "role", "role"},
		{at("14001", roster.Approver), "14001", "", "", "role", "role"},
		{at("14001", roster.Viewer), "14001", "outside", "outside", "outside", "outside"},
		{at("14001", roster.Officer), "14999", "outside", "outside", "outside", "outside"},
		{at("401", roster.Officer), "14001", "outside", "outside", "outside", "outside"},
		{at("401", roster.Coordinator), "14001", "role", "role", "", ""},
		{at("401", roster.Coordinator), "401", "", "role", "own", "own"},
		{at("395", roster.Coordinator), "14001", "outside", "outside", "outside", "outside"},
		{at("38", roster.Coordinator), "14001", "role", "role", "wrong tier", ""},
		{at("38", roster.Coordinator), "401", "role", "role", "", ""},
		{at("38", roster.Coordinator), "14999", "role", "role", "", ""}, // two tiers
		{at("38", roster.Admin), "14001", "role", "role", "role", "role"},
		{at("38", roster.Coordinator), "there is none", "outside", "outside", "outside", "outside"},
	} {
		for _, m := range moves {
			want := c.rest
			switch {
			case m == report.MoveSign || m == report.MoveSendBack:
				want = c.sign
			case m.ByUnit():
				want = c.own
			case m == report.MoveAccept:
				want = c.accept
			}
			if got := report.May(units, []roster.Membership{c.who}, c.unit, m); got != want {
				t.Errorf("%s of %s, %s on %s: %q, want %q", c.who.Role, c.who.Unit, m, c.unit, got, want)
			}
		}
	}
	both := []roster.Membership{at("38", roster.Coordinator), at("401", roster.Coordinator)}
	if got := report.May(units, both, "14001", report.MoveAccept); got != report.Legal {
		t.Errorf("a head of both tiers: %q", got)
	}
}
