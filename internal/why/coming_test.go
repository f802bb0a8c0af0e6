package why

import (
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// Each kind of thing is said in both languages, with its hour and to how many, and why it is at another hour than planned.
func TestPlanLines(t *testing.T) {
	vi, en := languages(t)
	people := []chat.Address{{Channel: "telegram", ID: "1"}, {Channel: "telegram", ID: "2"}}
	deadline := time.Date(2016, 7, 5, 23, 59, 59, 0, time.UTC)
	at := time.Date(2016, 7, 4, 7, 30, 0, 0, time.UTC)
	with := func(c Coming) Coming {
		if c.At.IsZero() {
			c.At = at
		}
		if c.Due.IsZero() {
			c.Due = c.At
		}
		c.Level, c.Deadline, c.People, c.Units = 3, deadline, people, []string{"1", "2", "3"}
		return c
	}
	for _, test := range []struct {
		coming Coming
		vi, en string
	}{
		{Coming{What: DigestSent}, "07:30 04/07/2016: gửi bản tin cho 2 người phụ trách cấp xã.", "07:30 4 Jul 2016: digest to coordinators of the xã: 2."},
		{Coming{What: DigestSent, Own: 1, Pace: report.Chased}, "gửi bản tin đôn đốc sau hạn nộp cho 2 người phụ trách cấp xã, trong đó 1 người theo giờ tự đặt.", "of them at hours of their own: 1."},
		{Coming{What: Reminded}, "nhắc nộp, còn 1 ngày đến hạn 05/7/2016: 2 người, 3 xã chưa nộp.", "reminder, 1 day before the deadline 5 July 2016; to 2 people, 3 xã missing."},
		{Coming{What: Reminded, At: at.AddDate(0, 0, 1)}, "nhắc nộp, ngày cuối của hạn 05/7/2016: ", "reminder, last day of the deadline"},
		{Coming{What: Reminded, At: at.AddDate(0, 0, 8)}, "nhắc nộp, quá hạn 05/7/2016 7 ngày: ", "7 days past the deadline 5 July 2016"},
		{Coming{What: Reminded, Moved: at.AddDate(0, 0, -1)}, "(kế hoạch là 03/7/2016, là ngày nghỉ nên chuyển).", "(by the plan 3 July 2016, moved as that is a day off)."},
		{Coming{What: Reminded, Due: at.Add(-10 * time.Hour)}, "(kế hoạch là 21:30 ngày 03/7/2016, chờ hết giờ yên lặng).", "held until the quiet hours end)."},
		{Coming{What: Reminded, Due: at.Add(-15 * time.Hour)}, "(kế hoạch là 16:30 ngày 03/7/2016, lúc đó chưa làm được).", "which could not be done then)."},
		{Coming{What: Missed}, "báo cấp trên nơi đã hết hạn 05/7/2016 mà chưa nộp: 2 người phụ trách, 3 xã.", "those above hear who missed"},
		{Coming{What: DeadlineOver, At: deadline.Add(time.Second)}, "23:59 05/07/2016: hết hạn nộp 05/7/2016 của cấp xã", "deadline 5 July 2016 of the xã passes"},
		{Coming{What: OrderCarried, Name: "nhac"}, "gửi lời nhắc nộp đã hẹn giờ: 2 người, 3 đơn vị.", "that was ordered for this hour; people: 2, units: 3."},
		{Coming{What: NoticeTold}, "gửi tin báo đang chờ: 2 người.", "notices that wait; people: 2."},
	} {
		p := Plan{Zone: time.UTC, Now: at, Until: at, Kinds: map[int]string{3: "xã"}, Coming: []Coming{with(test.coming)},
			Quiet: func(t time.Time) bool { return t.Hour() >= 20 || t.Hour() < 7 }}
		if got := p.Lines(vi)[1]; !strings.Contains(got, test.vi) {
			t.Errorf("no %q in %q", test.vi, got)
		}
		if got := p.Lines(en)[1]; !strings.Contains(got, test.en) {
			t.Errorf("no %q in %q", test.en, got)
		}
	}
	long := Plan{Zone: time.UTC, Now: at, Until: at, Coming: slices.Repeat([]Coming{{What: NoticeTold}}, mostComing+5)}
	if got := strings.Join(long.Lines(vi), "\n"); !strings.Contains(got, "… và 5 việc nữa") {
		t.Errorf("no end in %s", got)
	}
	empty := strings.Join(Plan{Zone: time.UTC, Dormant: true, Damaged: 2}.Lines(vi), "\n")
	between := strings.Join(Plan{Zone: time.UTC, Dormant: true, Supposed: true, Coming: []Coming{{What: Opened, Period: &campaign.Period{}}}}.Lines(vi), "\n")
	if strings.Contains(between, "đã đóng") || !strings.Contains(between, "không có kỳ nào mở") || !strings.Contains(between, "Chưa có ai tham gia") {
		t.Errorf("before a period: %s", between)
	}
	if !strings.Contains(empty, "Không có việc nào") || !strings.Contains(empty, "đã đóng") || !strings.Contains(empty, "(số bản ghi: 2)") {
		t.Errorf("closed: %s", empty)
	}
}

// TestPlanFoldsOwnHours: the digests that go at hours of people's own are one line a day and level, whatever their number.
func TestPlanFoldsOwnHours(t *testing.T) {
	vi, en := languages(t)
	at := time.Date(2016, 7, 4, 7, 30, 0, 0, time.UTC)
	p := Plan{Zone: time.UTC, Now: at, Until: at, Kinds: map[int]string{2: "huyện"}}
	add := func(at time.Time, own int, people ...string) {
		c := Coming{What: DigestSent, At: at, Due: at, Level: 2, Own: own}
		for _, id := range people {
			c.People = append(c.People, chat.Address{Channel: "telegram", ID: id})
		}
		p.Coming = append(p.Coming, c)
	}
	add(at, 1, "1", "2")
	for hour := range 8 {
		add(at.Add(time.Duration(hour+1)*time.Hour), 1, string(rune('3'+hour%3)))
	}
	add(at.AddDate(0, 0, 1), 1, "3")
	got := p.Lines(vi)
	want := []string{"07:30 04/07/2016: gửi bản tin cho 2 người phụ trách cấp huyện, trong đó 1 người theo giờ tự đặt.",
		"08:30 04/07/2016: gửi bản tin cho 3 người phụ trách cấp huyện và các giờ tự đặt khác, muộn nhất 15:30.",
		"07:30 05/07/2016: gửi bản tin cho 1 người phụ trách cấp huyện, trong đó 1 người theo giờ tự đặt."}
	if !slices.Equal(got[1:4], want) || len(got) != 6 {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if line := p.Lines(en)[2]; !strings.Contains(line, "the last at 15:30") {
		t.Error(line)
	}
	if len(p.Coming[1].People) != 1 {
		t.Error("folding changes what is folded")
	}
}

// TestPlanFoldsRepeats: digests that are the same day after day are one line, up to where something about them is different.
func TestPlanFoldsRepeats(t *testing.T) {
	vi, en := languages(t)
	at := time.Date(2016, 7, 4, 7, 30, 0, 0, time.UTC)
	p := Plan{Zone: time.UTC, Now: at, Until: at, Kinds: map[int]string{2: "huyện", 3: "xã"}}
	add := func(day int, c Coming, people ...string) {
		c.At = at.AddDate(0, 0, day)
		if c.Due.IsZero() {
			c.Due = c.At
		}
		c.Level = 2
		for _, id := range people {
			c.People = append(c.People, chat.Address{Channel: "telegram", ID: id})
		}
		p.Coming = append(p.Coming, c)
	}
	for day := range 5 {
		add(day, Coming{What: DigestSent}, "1")
	}
	add(4, Coming{What: Reminded, Deadline: at.AddDate(0, 0, 4)}, "9")
	add(5, Coming{What: DigestSent}, "1", "2") // one more
	add(6, Coming{What: DigestSent}, "1", "2")
	for _, day := range []int{7, 8, 11, 12} {
		add(day, Coming{What: DigestSent, Pace: report.Chased}, "1", "2")
	}
	add(13, Coming{What: DigestSent, Pace: report.Chased, Due: at.AddDate(0, 0, 12).Add(13 * time.Hour)}, "1", "2") // held back
	got := p.Lines(vi)
	want := []string{
		"07:30 04/07/2016, rồi hằng ngày đến 08/7/2016: gửi bản tin cho 1 người phụ trách cấp huyện.",
		"07:30 08/07/2016: nhắc nộp, ngày cuối của hạn",
		"07:30 09/07/2016: gửi bản tin cho 2 người phụ trách cấp huyện.",
		"07:30 10/07/2016: gửi bản tin cho 2 người phụ trách cấp huyện.",
		"07:30 11/07/2016, rồi 3 ngày nữa, ngày cuối 16/7/2016: gửi bản tin đôn đốc",
		"07:30 17/07/2016: gửi bản tin đôn đốc",
	}
	for i, line := range want {
		if !strings.HasPrefix(got[i+1], line) {
			t.Errorf("line %d is %q, want %q", i+1, got[i+1], line)
		}
	}
	if len(got) != len(want)+3 {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if lines := p.Lines(en); !strings.Contains(lines[1], "4 Jul 2016, then daily until 8 July 2016: ") || !strings.Contains(lines[5], ", then on 3 more days, the last of them 16 July 2016: ") {
		t.Errorf("%s", strings.Join(lines, "\n"))
	}
}
