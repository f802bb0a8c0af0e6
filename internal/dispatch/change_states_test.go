package dispatch_test

import (
	"fmt"
	"regexp"
	"strings"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// What of the change of 2025 concerns reports that are not simply begun or submitted, and those who wait for something about them.

// statesAreAllThere: each state that a report can have is among those that were moved, both of units that go on and of those that end.
func (c *halfYears) statesAreAllThere(before map[string]onPaper) {
	c.t.Helper()
	seen := map[report.State][2]int{}
	for old, one := range before {
		n, where := seen[one.Status.State], 0
		if at, _ := c.became(old); strings.Contains(at, ".") {
			where = 1
		}
		n[where]++
		seen[one.Status.State] = n
	}
	for state := report.NotStarted; state <= report.Exempt; state++ {
		if n := seen[state]; n[1] == 0 {
			c.t.Errorf("no report of a unit that ends was %v", state)
		}
	}
	c.t.Logf("states before, of units that go on and that end: %v", seen)
}

// headsHearWhatCame: the province, under which all communes are now, is told of them and of how what came stands; the numbers add up to
// the reports that there were.
func (c *halfYears) headsHearWhatCame(before map[string]onPaper) {
	c.t.Helper()
	told := textOf(c.said[person("tinh")])
	m := regexp.MustCompile(`đã nộp (\d+) \(chờ chấp nhận (\d+)\), đang làm (\d+), chưa bắt đầu (\d+)`).FindStringSubmatch(told)
	if m == nil || !strings.Contains(told, "- 166 đơn vị nay trực thuộc: ") {
		c.t.Fatalf("the province is told:\n%s", told)
	}
	want := map[report.State]int{}
	for _, one := range before {
		want[one.Status.State]++
	}
	got := strings.Join(m[1:], " ")
	if line := fmt.Sprint(want[report.Submitted]+want[report.Accepted], want[report.Submitted],
		want[report.InProgress]+want[report.Returned]+want[report.AwaitingSignOff], want[report.NotStarted]); got != line {
		c.t.Errorf("the province is told of %s reports, there were %s", got, line)
	}
}

// pleasGoOn: a request to correct a report waits at the province where the unit goes on; where it ended those who asked are told that nobody
// answers it, and what to do.
func (c *halfYears) pleasGoOn() {
	c.t.Helper()
	told, goOn, over := textOf(c.said[person("tinh")]), 0, 0
	for _, i := range c.of(asksAgain) {
		old := c.communes[i]
		where, _ := c.became(old.Code)
		said := textOf(c.said[person("x"+old.Code)])
		if strings.Contains(where, ".") {
			over++
			if !strings.Contains(said, "không còn ai xét") {
				c.t.Errorf("%s asked to correct its report and is told:\n%s", old.Label(), said)
			}
			continue
		}
		goOn++
		unit, _ := c.units.Get(where)
		if !strings.Contains(told, "Đề nghị sửa báo cáo đã nộp đang chờ: ") || !strings.Contains(told, unit.Label()) {
			c.t.Errorf("the province does not hear that %s asks:\n%s", unit.Label(), told)
		}
		c.types("tinh", "/mo "+where+": sửa số vụ")
		c.types("tinh", "gửi")
		if s := c.statusOf(where); s.State.In() {
			c.t.Errorf("%s is not opened again: %v", unit.Label(), s.State)
		}
	}
	if goOn == 0 || over == 0 {
		c.t.Errorf("%d of those who ask go on, %d ended: the test holds nothing", goOn, over)
	}
}

// signersAreTold: whoever was to sign a report of a unit that ended is of the new one, and told so.
func (c *halfYears) signersAreTold() {
	c.t.Helper()
	for _, i := range c.of(signing) {
		who, old := "k"+c.communes[i].Code, c.communes[i].Code
		_, at := c.became(old)
		if said := textOf(c.said[person(who)]); at != old && !strings.Contains(strings.ToLower(said), strings.ToLower(c.communes[i].Label())) {
			c.t.Errorf("the signer of %s, now %s, is told: %s", c.communes[i].Label(), at, said)
		}
		err := c.kv.View(c.t.Context(), func(r store.Reader) error {
			p, err := store.GetPerson(r, person(who))
			if err == nil && (len(p.Memberships) != 1 || p.Memberships[0].Unit != at || p.Memberships[0].Role != roster.Approver) {
				c.t.Errorf("the signer of %s is %v", c.communes[i].Label(), p.Memberships)
			}
			return err
		})
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

// codesStillOpen: whoever comes with a code that was given before the change comes to the unit of now, in place of the one who was to hand
// over, and reads what waits.
func (c *halfYears) codesStillOpen() {
	c.t.Helper()
	for i, code := range c.codes {
		old := c.communes[i]
		_, at := c.became(old.Code)
		unit, _ := c.units.Get(at)
		who := "moi" + old.Code
		said := text(c.types(who, "/start "+code))
		if !strings.Contains(said, "Mã đúng") || !strings.Contains(said, unit.Label()) {
			c.t.Errorf("a code to hand over %s, now %s: %s", old.Label(), unit.Label(), said)
		}
		if said := textOf(c.said[person("x"+old.Code)]); !strings.Contains(said, "đã vào làm cán bộ nhập báo cáo của "+unit.Label()+" thay đồng chí") {
			c.t.Errorf("who handed over %s hears: %s", old.Label(), said)
		}
	}
}

// journalIsFound: what became of a unit stands in its journal and in that of whoever is above, by its old name and by its new one.
func (c *halfYears) journalIsFound() {
	c.t.Helper()
	ended := ""
	for _, m := range c.plan.Moves {
		if m.Kind == roster.Merged && m.Old == c.communes[2].Code {
			ended = c.plan.Former(m.Old)
		}
	}
	f, ok := c.units.Ended(ended)
	if !ok {
		c.t.Fatalf("%s has not ended", c.communes[2].Label())
	}
	into, _ := c.units.Get(f.Into[0])
	for _, asks := range []string{"/nhatky " + f.Label(), "/nhatky " + into.Label(), "nhật ký " + f.Label()} {
		if said := text(c.types("tinh", asks)); !strings.Contains(said, "sắp xếp đơn vị") {
			c.t.Errorf("%s: no line of the change in:\n%s", asks, said)
		}
	}
}
