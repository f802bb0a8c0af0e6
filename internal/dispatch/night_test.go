package dispatch_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// shortOutline is a report that is written in one night, many times.
const shortOutline = `
title: Báo cáo ngắn
sections:
  - code: A1
    title: Phần một
    questions:
      - {code: A1.01, name: so, type: integer, label: Tổng số mô hình, required: true}
`

// night is a world in which two communes, their head and the province act after the
// quiet hours began, in one campaign or in two on one list of units.
type night struct {
	*world
	codes     map[string]string // of the units, by the officer
	campaigns map[string]string // their names, by how people are told of them; "" is the only one
	seed      uint64
}

func newNight(t *testing.T, seed uint64, several bool) *night {
	c := shippedCollection(t, "", "xa.yaml")
	c.Outlines = map[int]*form.Outline{3: parseOutline(t, "xa.yaml", []byte(shortOutline))}
	n := &night{codes: map[string]string{"an": ngaAn, "bach": "16147"}, campaigns: map[string]string{"": "thanhhoa-2016"}, seed: seed}
	if several {
		kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { kv.Close() })
		n.campaigns = map[string]string{tenYears: "thanhhoa-2016", floods: "flood-2016"}
		n.world = openWorld(t, kv, shortCampaign(t, ""), floodCampaign(t))
	} else {
		n.world = newWorldWith(t, c)
	}
	n.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, n.c.Zone))
	n.joins("an", ngaAn, roster.Officer)
	n.joins("bach", "16147", roster.Officer)
	n.joins("ky", "16147", roster.Approver)
	n.joins("huyen", "401", roster.Coordinator)
	n.joins("tinh", "38", roster.Coordinator)
	return n
}

// called are the campaigns as people are told of them.
func (n *night) called() []string { return slices.Sorted(maps.Keys(n.campaigns)) }

// parts are those of texts that are of one campaign.
func (n *night) parts(texts []string, campaign string) (parts []string) {
	if campaign == "" {
		return texts
	}
	for _, text := range texts {
		for _, part := range strings.Split(text, namedWith)[1:] {
			if said, ours := strings.CutPrefix(part, campaign); ours {
				parts = append(parts, strings.TrimSpace(said))
			}
		}
	}
	return parts
}

// says types lines one after the other, and holds that nobody else hears of it at night.
func (n *night) says(who string, lines ...string) {
	n.t.Helper()
	before := map[string]int{}
	for _, other := range nightPeople {
		before[other] = len(n.texts(other))
	}
	for _, line := range lines {
		n.types(who, line)
	}
	for _, other := range nightPeople {
		if other != who && len(n.texts(other)) != before[other] {
			n.t.Errorf("seed %d, %s: while %s says %q, %s hears %q", n.seed, n.now.Format("15:04"), who, lines, other, n.texts(other)[before[other]:])
		}
	}
}

var nightPeople = []string{"an", "bach", "ky", "huyen", "tinh"}

// acts does one thing by chance.
func (n *night) acts(r *rand.Rand, k int) {
	unit := []string{"nga an", "nga phú"}[r.IntN(2)]
	officer := map[string]string{"nga an": "an", "nga phú": "bach"}[unit]
	head := []string{"huyen", "huyen", "huyen", "tinh"}[r.IntN(4)]
	if called := n.called(); len(called) > 1 {
		campaign := called[r.IntN(2)]
		for _, who := range []string{officer, head, "bach", "ky"} {
			n.turns(who, campaign)
		}
	}
	switch r.IntN(16) {
	case 0, 1:
		n.says(head, "hủy", fmt.Sprintf("/tralai %s: sai số liệu %d", unit, k), "cả báo cáo", "Gửi")
	case 2, 3:
		n.says(head, "hủy", "/khoa "+unit, "Gửi")
	case 4, 5:
		n.says(head, "hủy", fmt.Sprintf("/mo %s: xem lại %d", unit, k), "Gửi")
	case 6:
		n.says(head, "hủy", fmt.Sprintf("/han %s %d/7", unit, 8+r.IntN(3)), "Gửi")
	case 7:
		n.says(head, "hủy", "/mien "+unit+": sáp nhập", "Gửi")
	case 8:
		n.says(head, "hủy", "/bomien "+unit, "Gửi")
	case 9:
		n.says(head, "hủy", "/nhac "+unit, "Gửi")
	case 10, 11, 12:
		n.says(officer, "bắt đầu", fmt.Sprint(k), "/nop")
	case 13:
		n.says("bach", "/rutlai")
	case 14:
		n.says(officer, "/xinsua", fmt.Sprintf("nhầm số %d", k))
	case 15:
		if r.IntN(2) == 0 {
			n.says("ky", "/kyduyet", "12/BC ngày 4/7/2016")
		} else {
			n.says("ky", "/tralai", fmt.Sprintf("chưa đủ %d", k))
		}
	}
}

// TestNight does thirty acts after 20:00, undone, repeated and overtaken. What arrives at
// 07:30 is true then, and comes once.
func TestNight(t *testing.T) {
	seeds := uint64(24)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		if playNight(t, seed, false); t.Failed() {
			return
		}
	}
}

// TestNightOfTwoCampaigns is TestNight with a second campaign on the same list, in which
// the same people act, and with departments beside the communes.
func TestNightOfTwoCampaigns(t *testing.T) {
	seeds := uint64(24)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		if playNight(t, seed, true); t.Failed() {
			return
		}
	}
}

func playNight(t *testing.T, seed uint64, several bool) {
	n := newNight(t, seed, several)
	r := rand.New(rand.NewPCG(seed, 20))
	for _, campaign := range n.called() {
		for _, officer := range []string{"an", "bach"} {
			if several {
				n.turns(officer, campaign)
			}
			n.types(officer, "bắt đầu")
			if r.IntN(2) == 0 {
				n.types(officer, "5")
				n.types(officer, "/nop")
			}
		}
	}
	n.goes(time.Date(2016, 7, 4, 20, 5, 0, 0, n.c.Zone))
	before := map[string]report.Status{}
	for _, campaign := range n.called() {
		for _, unit := range n.codes {
			before[campaign+unit] = n.statusIn(n.campaigns[campaign], unit)
		}
	}
	for k := range 30 {
		n.acts(r, k)
		n.goes(n.now.Add(time.Duration(1+r.IntN(12)) * time.Minute))
	}
	heard := map[string]int{}
	for _, who := range nightPeople {
		heard[who] = len(n.texts(who))
	}
	n.goes(time.Date(2016, 7, 5, 7, 30, 0, 0, n.c.Zone))
	for _, campaign := range n.called() {
		for _, who := range nightPeople {
			n.checkMorning(who, campaign, n.parts(n.texts(who)[heard[who]:], campaign))
		}
		for officer, unit := range n.codes {
			n.checkTold(officer, before[campaign+unit], n.statusIn(n.campaigns[campaign], unit), n.parts(n.texts(officer)[heard[officer]:], campaign))
		}
	}
}

// saidOf are what notices say of a report, and whether it is so.
var saidOf = []struct {
	words string
	so    func(s report.Status, text string) bool
}{
	{"trả lại báo cáo của", func(s report.Status, text string) bool {
		return s.State == report.Returned && strings.Contains(text, "«"+s.Note+"»")
	}},
	{"đã chấp nhận báo cáo", func(s report.Status, _ string) bool { return s.State == report.Accepted }},
	{"đã mở lại báo cáo", func(s report.Status, text string) bool {
		return s.State == report.InProgress && strings.Contains(text, "«"+s.Note+"»")
	}},
	{"đổi hạn nộp báo cáo", func(s report.Status, text string) bool {
		return !s.State.In() && s.State != report.Exempt && strings.Contains(text, fmt.Sprintf("hết ngày %02d/7", s.Due.In(zoneOfNight).Day()))
	}},
	{" miễn báo cáo cho", func(s report.Status, _ string) bool { return s.State == report.Exempt }},
	{"bỏ miễn:", func(s report.Status, _ string) bool { return s.State != report.Exempt }},
	{"đang chờ đồng chí ký duyệt", func(s report.Status, _ string) bool { return s.State == report.AwaitingSignOff }},
	{"chờ đồng chí ký duyệt (", func(s report.Status, _ string) bool { return s.State == report.AwaitingSignOff }},
	{"đã rút lại báo cáo", func(s report.Status, _ string) bool { return s.State != report.AwaitingSignOff }},
	{"ký duyệt: Số 12/BC", func(s report.Status, _ string) bool { return s.State == report.Submitted }},
	{"Lãnh đạo chưa ký duyệt", func(s report.Status, text string) bool {
		return s.State == report.InProgress && strings.Contains(text, "«"+s.Note+"»")
	}},
	{"đề nghị sửa báo cáo đã nộp", func(s report.Status, _ string) bool { return s.State.In() }},
	{"ngày đến hạn", func(s report.Status, _ string) bool { return !s.State.In() && s.State != report.Exempt }},
	{"chưa nộp lại", func(s report.Status, _ string) bool { return s.State == report.Returned }},
	{"Hôm nay là ngày cuối", func(s report.Status, _ string) bool { return !s.State.In() && s.State != report.Exempt }},
	{"hoàn thành báo cáo chậm nhất", func(s report.Status, _ string) bool { return !s.State.In() && s.State != report.Exempt }},
	{"bắt đầu nhập báo cáo của", func(s report.Status, text string) bool {
		return s.State == report.NotStarted && strings.Contains(text, s.Due.In(zoneOfNight).Format("02/1"))
	}},
	{"vừa nộp", func(s report.Status, _ string) bool { return s.State.In() }},
}

var zoneOfNight = time.FixedZone("ICT", 7*60*60)

// checkMorning holds what somebody hears at 07:30 against how the reports stand.
func (n *night) checkMorning(who, campaign string, texts []string) {
	n.t.Helper()
	seen, newly := map[string]bool{}, map[string]int{}
	for _, text := range texts {
		if seen[text] {
			n.t.Errorf("seed %d: %s hears twice %q", n.seed, who, text)
		}
		seen[text] = true
		for _, unit := range []struct{ name, code string }{{"Nga An", ngaAn}, {"Nga Phú", "16147"}} {
			for _, line := range strings.Split(text, "\n") {
				if strings.Contains(line, unit.name) && (strings.Contains(line, "vừa nộp") || strings.HasPrefix(line, "Mới nộp")) {
					newly[unit.code] += strings.Count(line, unit.name)
				}
			}
			if strings.Contains(text, "Tình hình nộp báo cáo") || strings.HasPrefix(text, "Danh sách") || !strings.Contains(text, unit.name) {
				continue
			}
			known := false
			for _, said := range saidOf {
				if strings.Contains(text, said.words) {
					if known = true; !said.so(n.statusIn(n.campaigns[campaign], unit.code), text) {
						n.t.Errorf("seed %d: %s hears %q; the report stands %+v", n.seed, who, text, n.statusIn(n.campaigns[campaign], unit.code))
					}
					break
				}
			}
			if !known {
				n.t.Errorf("seed %d: %s hears what the test does not know: %q", n.seed, who, text)
			}
		}
	}
	for unit, times := range newly {
		if times > 1 {
			n.t.Errorf("seed %d: %s hears %d times that %s submitted: %q", n.seed, who, times, unit, texts)
		}
	}
}

// checkTold holds that the officer hears once of what was decided and still holds.
func (n *night) checkTold(officer string, before, after report.Status, texts []string) {
	n.t.Helper()
	count := func(words string) (times int) {
		for _, text := range texts {
			times += strings.Count(text, words)
		}
		return times
	}
	same := before.State == after.State && before.Round == after.Round && before.Revision == after.Revision
	for state, words := range map[report.State]string{
		report.Returned: "trả lại báo cáo của", report.Accepted: "đã chấp nhận báo cáo", report.Exempt: " miễn báo cáo cho",
	} {
		want := 0
		if after.State == state && !same {
			want = 1
		}
		if got := count(words); got != want {
			n.t.Errorf("seed %d: %s hears «%s» %d times, want %d: %q\n%+v\n%+v", n.seed, officer, words, got, want, texts, before, after)
		}
	}
	want := 0
	if !after.Due.Equal(before.Due) && !after.State.In() && after.State != report.Exempt {
		want = 1
	}
	if got := count("đổi hạn nộp"); got != want {
		n.t.Errorf("seed %d: %s hears of a deadline %d times, want %d: %q", n.seed, officer, got, want, texts)
	}
}

// TestWhyOfTwoCampaigns: who is late in two campaigns hears of both in one message, and can
// say why for each.
func TestWhyOfTwoCampaigns(t *testing.T) {
	n := newNight(t, 1, true)
	n.goes(time.Date(2016, 7, 6, 7, 30, 0, 0, n.c.Zone))
	said := n.said[person("an")]
	last := said[len(said)-1]
	for _, campaign := range n.called() {
		label := "Lý do chậm: xã Nga An, huyện Nga Sơn – " + campaign
		if !strings.Contains(fmt.Sprint(last.Content.Choices), label) {
			t.Errorf("no button «%s» under %q: %v", label, last.Content.Text, last.Content.Choices)
		}
	}
	out := n.world.presses("an", []chat.Content{last.Content}, "Lý do chậm: xã Nga An, huyện Nga Sơn – "+floods)
	if text := out[len(out)-1].Text; !strings.Contains(text, floods) || !strings.Contains(text, "Vì sao báo cáo của xã Nga An") {
		t.Errorf("pressed: %q", text)
	}
}
