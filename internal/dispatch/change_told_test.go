package dispatch_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// onPaper is all that stands in one report.
type onPaper struct {
	Status  report.Status
	Cells   []answers.Cell
	Texts   []string
	History []store.Entry
}

// writtenIn reads the reports of the old communes, each under the code that it has, by the old code.
func (c *halfYears) writtenIn(code func(old string) string) map[string]onPaper {
	c.t.Helper()
	all := map[string]onPaper{}
	err := c.kv.View(c.t.Context(), func(r store.Reader) error {
		for _, u := range c.communes {
			id := report.ID{Campaign: c.c.Name, Unit: code(u.Code)}
			var one onPaper
			var errs [4]error
			one.Status, errs[0] = store.Statuses.Get(r, id)
			draft, err := store.Drafts.Get(r, id)
			if errs[1] = err; draft != nil {
				one.Cells = draft.Cells
			}
			one.Texts, errs[2] = store.Texts.List(r, id.String()+"/t/")
			one.History, errs[3] = store.HistoryOf(r, id)
			if err := errors.Join(errs[:]...); err != nil {
				return err
			}
			all[u.Code] = one
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// became tells of an old code where its report lies and where its people are.
func (c *halfYears) became(old string) (report, people string) {
	for _, m := range c.plan.Moves {
		if m.Old != old {
			continue
		}
		switch {
		case !m.Kind.Ends():
			return m.New, m.New
		case m.Kind == roster.Merged:
			return c.plan.Former(old), m.New
		}
		return c.plan.Former(old), c.plan.Former(old)
	}
	return old, old
}

// figuresOf are the sums that an answer names, by their label.
func figuresOf(said string) map[string]int {
	sums := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^< - (số hộ|số vụ): ([\d.]+)$`).FindAllStringSubmatch(said, -1) {
		sums[m[1]], _ = strconv.Atoi(strings.ReplaceAll(m[2], ".", ""))
	}
	return sums
}

// reported adds up what communes typed.
func reported(who []int) map[string]int {
	sums := map[string]int{}
	for _, i := range who {
		sums["số hộ"] += households(i)
		sums["số vụ"] += cases(i)
	}
	return sums
}

// TestChangeOf2025 lives through the change of 1 July 2025 in Thanh Hóa in the middle of a campaign, with the real lists: 547 communes
// become 166, 26 districts end. No report, answer or person is lost, the sums stay what was typed, and everybody is told what became
// of their unit and what to do next.
func TestChangeOf2025(t *testing.T) {
	c := june(t)
	c.works()
	in := c.of(inTime, behind, accepted, asksAgain)
	summed, rewards := text(c.types("tinh", "/tonghop")), strings.Count(c.whole("khen", "/khen"), "Người của ")
	if diff := cmp.Diff(reported(in), figuresOf(summed)); diff != "" || !strings.Contains(summed, fmt.Sprintf("%d/547 báo cáo đã nộp:", len(in))) || rewards != len(in) {
		t.Fatalf("before the change: %d rewards, %s\n%s", rewards, diff, summed)
	}
	c.types("h380", "/hoinhanh Hàm Rồng, Đông Thọ, Nam Ngạn: Bao nhiêu hộ di dời? (số)\nHạn: 17 giờ 01/7")
	c.types("h380", "gửi")
	c.answersPoll("x14755", "5")
	before := c.writtenIn(func(old string) string { return old })
	c.moves()

	if diff := cmp.Diff(before, c.writtenIn(func(old string) string { where, _ := c.became(old); return where })); diff != "" {
		t.Errorf("reports are others:\n%s", diff)
	}
	c.peopleAreThere()
	c.peopleAreTold()
	summed = text(c.types("tinh", "/tonghop"))
	if diff := cmp.Diff(reported(in), figuresOf(summed)); diff != "" {
		t.Errorf("the sums are others: %s", diff)
	}
	if diff := cmp.Diff(reported(in), figuresOf(text(c.types("tinh", "/tinhhinh")))); diff != "" {
		t.Errorf("the sums of the status are others: %s", diff)
	}
	now, former := c.counted(in)
	if want := fmt.Sprintf("%d/166 báo cáo đã nộp và %d báo cáo của các đơn vị cũ:", now, former); !strings.Contains(summed, want) {
		t.Errorf("nothing of %q in:\n%s", want, summed)
	}
	if got := strings.Count(c.whole("khen", "/khen"), "Người của "); got != rewards {
		t.Errorf("there were %d rewards, and are %d", rewards, got)
	}
	if said := text(c.types("tinh", "/khen")); strings.Contains(said, "Người của ") {
		t.Errorf("who may not see them is shown the rewards:\n%s", said)
	}
	c.statesAreAllThere(before)
	c.headsHearWhatCame(before)
	c.pleasGoOn()
	c.signersAreTold()
	c.codesStillOpen()
	c.journalIsFound()
	c.questionsAreAnswered()
	c.formerAnswersAreTaken()
	c.pollGoesOn()
	c.toldOnce()
	t.Logf("%d reports, %d answers, %d people before and behind; %d reports are summed up, %d of them of former communes",
		len(before), answersIn(before), len(c.communes)+26+3, now+former, former)
}

// answersPoll has somebody answer the quick poll.
func (c *halfYears) answersPoll(who, n string) {
	c.t.Helper()
	said := c.said[person(who)]
	for i := len(said) - 1; i >= 0; i-- {
		if data := labelled([]chat.Content{said[i].Content}, "Trả lời"); data != "" {
			c.does(who, chat.Input{Kind: chat.Press, Data: data})
			c.types(who, n)
			c.types(who, "nộp")
			return
		}
	}
	c.t.Fatalf("%s was not asked: %s", who, textOf(said))
}

// toldOnce: a start behind a kill that came while people were told tells nobody again what came to them.
func (c *halfYears) toldOnce() {
	c.t.Helper()
	err := store.One(c.t.Context(), c.kv, func(tx store.Tx) error {
		of := store.ReformOf{List: c.c.UnitList, N: 1}
		r, err := store.Reforms.Get(tx, of)
		if r.Stage != store.Settled {
			c.t.Errorf("the reform is at stage %v", r.Stage)
		}
		r.Stage = store.Telling
		store.Reforms.Put(tx, of, r)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	again := reopened(c.t, c.world, c.now, c.d.Definitions()[0])
	if said := textOf(again.said[person("tinh")]); strings.Contains(said, "những việc sau chuyển về") {
		c.t.Errorf("the province is told twice:\n%s", said)
	}
}

// questionsAreAnswered: what waited at the districts came to the province, which is told, and whoever asked gets the answer.
func (c *halfYears) questionsAreAnswered() {
	c.t.Helper()
	told := textOf(c.said[person("tinh")])
	if want := fmt.Sprintf("%d vướng mắc của cấp dưới", len(c.of(started))); !strings.Contains(told, want) || !strings.Contains(told, "Đề nghị gia hạn đang chờ: ") {
		c.t.Errorf("the province is not told of %q and of longer deadlines:\n%s", want, told[:min(len(told), 2000)])
	}
	if said := text(c.types("tinh", "/vuongmac")); strings.Contains(said, "(chờ ") {
		c.t.Errorf("questions wait at former districts:\n%s", said)
	}
	asker := "x" + c.communes[1].Code
	c.types("tinh", "/traloi 1: đã rõ, đồng chí cứ làm")
	c.types("tinh", "gửi")
	if said := textOf(c.said[person(asker)]); !strings.Contains(said, "đã rõ, đồng chí cứ làm") {
		c.t.Errorf("whoever asked does not get the answer:\n%s", said)
	}
}

// formerAnswersAreTaken: an officer of a commune that ended reads its report and takes over what was answered there, after seeing it;
// that of the next one, which says otherwise, is asked about answer by answer.
func (c *halfYears) formerAnswersAreTaken() {
	c.t.Helper()
	who, id := "x"+c.communes[1].Code, report.ID{Campaign: c.c.Name, Unit: c.communes[1].Code}
	listed := c.types(who, "báo cáo cũ")
	for _, want := range []string{"phường Đông Thọ (cũ): đang làm", "phường Nam Ngạn (cũ): đã nộp", "phường Hàm Rồng (cũ): chưa viết gì", "[Đọc: Đông Thọ (cũ)]"} {
		if !strings.Contains(text(listed), want) {
			c.t.Errorf("nothing of %q in:\n%s", want, text(listed))
		}
	}
	if said := text(c.does(who, chat.Input{Kind: chat.Press, Data: labelled(listed, "Đọc: Đông Thọ")})); !strings.Contains(said, "phường Đông Thọ (cũ)") || !strings.Contains(said, ".html") {
		c.t.Errorf("it is read as\n%s", said)
	}
	take := func(unit string) []chat.Content {
		c.does(who, chat.Input{Kind: chat.Press, Data: labelled(listed, "Đưa vào báo cáo mới: "+unit)})
		c.reads()
		return c.types(who, "xem từng phần")
	}
	shown := take("Đông Thọ")
	if said := text(shown); !strings.Contains(said, "«phường Đông Thọ (cũ)»") || !strings.Contains(said, "1.007") || c.value(id, "so_ho") != 0 {
		c.t.Errorf("it is shown as, with %v stored:\n%s", c.value(id, "so_ho"), said)
	}
	c.types(who, "đúng hết")
	if got := c.value(id, "so_ho"); got != 1007 {
		c.t.Errorf("after a yes there are %v households:\n%s", got, textOf(c.said[person(who)]))
	}
	shown = take("Nam Ngạn")
	if said := textOf(c.said[person(who)]); !strings.Contains(said, "Người của "+c.communes[2].Code) && !strings.Contains(said, "1.014") || c.value(id, "so_ho") != 1007 {
		c.t.Errorf("the next is shown as, with %v stored:\n%s", c.value(id, "so_ho"), text(shown))
	}
}

// value is a figure of a report as it is stored.
func (c *halfYears) value(id report.ID, name string) (n float64) {
	c.t.Helper()
	err := c.kv.View(c.t.Context(), func(r store.Reader) error {
		draft, err := store.Drafts.Get(r, id)
		if q := c.d.All()[0].Outlines[3].ByName[name]; err == nil && draft != nil {
			n = draft.Cells[q.Pos].Value.Number
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// pollGoesOn: of three communes that became one two had not answered the quick poll. The new one is asked, and what was answered counts until
// it has.
func (c *halfYears) pollGoesOn() {
	c.t.Helper()
	if said := text(c.types("tinh", "kết quả hỏi nhanh")); !strings.Contains(said, "0/1 phường trả lời") || !strings.Contains(said, "1 phiếu trả lời đã nộp của đơn vị cũ") || !strings.Contains(said, "tổng 5") {
		c.t.Errorf("the poll is\n%s", said)
	}
	asked := 0
	for _, said := range c.texts("x14755") {
		if strings.Contains(said, "trả lời chậm nhất") {
			asked++
		}
	}
	if asked != 1 { // since the start
		c.t.Errorf("who answered for a commune that is no more is asked %d times since, want once for the new one: %q", asked, c.texts("x14755"))
	}
}

// counted tells how many of the reports are of communes that are there, and how many of former ones.
func (c *halfYears) counted(in []int) (now, former int) {
	for _, i := range in {
		if where, _ := c.became(c.communes[i].Code); strings.Contains(where, ".") {
			former++
		} else {
			now++
		}
	}
	return now, former
}

func answersIn(all map[string]onPaper) (n int) {
	for _, one := range all {
		n += len(one.History)
	}
	return n
}

// labelled is the data of the first button whose label begins so.
func labelled(said []chat.Content, label string) string {
	for _, one := range said {
		for _, row := range one.Choices {
			for _, b := range row {
				if strings.HasPrefix(b.Label, label) {
					return b.Data
				}
			}
		}
	}
	return ""
}

// whole is an answer with all of its pages.
func (c *halfYears) whole(who, line string) string {
	c.t.Helper()
	said := c.types(who, line)
	all := text(said)
	for page := 2; page < 100; page++ {
		next := labelled(said, fmt.Sprintf("Trang %d", page))
		if next == "" {
			return all
		}
		said = c.does(who, chat.Input{Kind: chat.Press, Data: next})
		all += "\n" + text(said)
	}
	c.t.Fatalf("%s has no last page", line)
	return ""
}

// peopleAreThere looks for each person's membership, both where they are listed and with themselves.
func (c *halfYears) peopleAreThere() {
	c.t.Helper()
	err := c.kv.View(c.t.Context(), func(r store.Reader) error {
		for _, u := range c.older {
			who, role := "x"+u.Code, roster.Officer
			switch u.Level {
			case 1:
				continue
			case 2:
				who, role = "h"+u.Code, roster.Coordinator
			}
			_, at := c.became(u.Code)
			p, err1 := store.GetPerson(r, person(who))
			there, err2 := store.Members.Get(r, store.OnList{List: c.c.UnitList, Unit: at})
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			listed := slices.ContainsFunc(there, func(m roster.Member) bool { return m.Address == person(who) && m.Role == role })
			if len(p.Memberships) != 1 || p.Memberships[0].Unit != at || p.Memberships[0].Role != role || !listed {
				c.t.Errorf("%s is a member of %v, listed at %s: %v", who, p.Memberships, at, listed)
			}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// peopleAreTold looks whether everybody whose unit changed was told once, with its name, where it went and what to do next.
func (c *halfYears) peopleAreTold() {
	c.t.Helper()
	told := 0
	for _, u := range c.older {
		who := map[int]string{2: "h", 3: "x"}[u.Level] + u.Code
		_, at := c.became(u.Code)
		news := slices.DeleteFunc(slices.Clone(c.said[person(who)]), func(m chat.Message) bool { return strings.HasPrefix(m.Content.Text, "Hỏi nhanh:") })
		said := strings.ToLower(textOf(news))
		if !slices.ContainsFunc(c.plan.Moves, func(m roster.Move) bool { return m.Old == u.Code }) {
			continue
		}
		told++
		now, _ := c.units.Get(at)
		next := strings.Contains(said, "[làm tiếp]") || u.Level == 2 && strings.Contains(said, "mã kích hoạt")
		if n := len(news); n != 1 || !strings.Contains(said, strings.ToLower(u.Label())) || u.Level == 3 && !strings.Contains(said, strings.ToLower(now.Label())) || !next {
			c.t.Errorf("%s of %s, now %s, is told %d times:\n%s", who, u.Label(), now.Label(), n, said)
		}
	}
	if told < 500 {
		c.t.Errorf("only %d units changed", told)
	}
}
