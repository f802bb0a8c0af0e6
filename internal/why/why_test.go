package why

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/locales"
)

func languages(t *testing.T) (vi, en locale.Phrases) {
	t.Helper()
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	vi, _ = catalog.Language("vi")
	en, _ = catalog.Language("en")
	return vi, en
}

var at = time.Date(2016, 7, 4, 9, 0, 0, 0, time.UTC)

// Each rule is said in both languages.
func TestWhichRuleDecided(t *testing.T) {
	vi, en := languages(t)
	an := Person{Name: "An", Address: "telegram:1"}
	base := Unit{Name: "xã Nga An", Code: "16144", Reports: true, Members: []Person{an}}
	with := func(change func(*Unit)) Unit {
		u := base
		change(&u)
		return u
	}
	for _, test := range []struct {
		name   string
		unit   Unit
		vi, en string
	}{
		{"due", with(func(u *Unit) { u.Reminded, u.Reminder, u.To = at, at, []string{"An"} }), "Lần nhắc tới: 9 giờ ngày 04/7/2016, gửi An", "Next reminder: 9:00 on 4 July 2016, to An"},
		{"closed", with(func(u *Unit) { u.Closed = true }), "đợt thu báo cáo đã đóng", "No reminder comes: the campaign is closed"},
		{"submitted", with(func(u *Unit) { u.Status.State = report.Submitted }), "báo cáo đã nộp", "the report is submitted"},
		{"exempt", with(func(u *Unit) { u.Status.State = report.Exempt }), "báo cáo được miễn", "the report is not expected"},
		{"damaged", with(func(u *Unit) { u.Status.State = report.Unreadable }), "bản ghi của báo cáo bị hỏng", "its record is damaged"},
		{"nobody", with(func(u *Unit) { u.Members, u.Invitations = nil, 2 }), "chưa có ai của đơn vị tham gia", "codes that nobody used yet: 2"},
		{"members damaged", with(func(u *Unit) { u.Members, u.MembersDamaged = nil, true }), "danh sách người của đơn vị bị hỏng, lời nhắc không đến được ai.\nDanh sách bị hỏng, và không bản ghi nào khác", "who its members are is damaged, so reminders reach nobody.\nThat list is damaged, and no other record"},
		{"members by their own records", with(func(u *Unit) { u.MembersDamaged = true }), "lời nhắc không đến được ai.\nDanh sách bị hỏng nên người dưới đây", "reach nobody.\nThat list is damaged; the people below say so"},
		{"no step", base, "kế hoạch không có bước nhắc nào cho đơn vị này", "the plan has no step for this unit"},
		{"late", with(func(u *Unit) { u.Deadline, u.Now = at, at.Add(time.Hour) }), "đã quá hạn nộp 9 giờ ngày 04/7/2016", "the deadline was 9:00 on 4 July 2016"},
		{"quiet", with(func(u *Unit) { u.Quiet = at }), "Đang giờ yên lặng đến 9 giờ", "Quiet hours until"},
	} {
		for say, want := range map[*locale.Phrases]string{&vi: test.vi, &en: test.en} {
			if got := strings.Join(test.unit.Lines(*say), "\n"); !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", test.name, want, got)
			}
		}
	}
}

// TestAnsweredBy: after a start it is the second that tells what a reply answers.
func TestAnsweredBy(t *testing.T) {
	u := Update{ID: "x", Done: at}
	reply, bulk := chat.Message{Priority: chat.Reply}, chat.Message{Priority: chat.Bulk}
	for name, test := range map[string]struct {
		message chat.Message
		decided time.Time
		want    bool
	}{
		"known":          {chat.Message{Answers: "x"}, time.Time{}, true},
		"of another":     {chat.Message{Answers: "y"}, at, false},
		"of that second": {reply, at.Add(999 * time.Millisecond), true},
		"of the next":    {reply, at.Add(time.Second), false},
		"no reply":       {bulk, at, false},
	} {
		if u.AnsweredBy(test.message, test.decided) != test.want {
			t.Errorf("%s: not %v", name, test.want)
		}
	}
	if (Update{ID: "x"}).AnsweredBy(reply, time.Time{}) {
		t.Error("an update that was never dealt with is answered")
	}
}

func TestWhatWaits(t *testing.T) {
	_, en := languages(t)
	p := Person{Name: "An", Address: "telegram:1", Heard: at, Blocked: true, Since: at, Decided: at,
		Roles: []Role{{Role: roster.Coordinator, Unit: "huyện Nga Sơn", Digest: &Digest{Off: true, Maybe: []time.Time{at}}}, {Role: roster.Officer, Unit: "xã Nga An", Reminder: at, Mine: true},
			{Role: roster.Approver, Unit: "xã Nga An", Reminder: at}},
		Waits:    []Message{{Kind: chat.Bulk, Decided: at, Next: at, Until: at, Unknown: 2}, {Kind: chat.Reply, Decided: at, Sending: true}, {Kind: chat.Notice, Tries: 3}},
		Notices:  []Notice{{At: at, NotBefore: at}, {At: at, NotBefore: at, Quiet: true}, {At: at, NotBefore: at, Ordered: true}, {At: at, NotBefore: at, Folded: true}},
		Reminded: 1, MostReminders: 1}
	got := strings.Join(p.Lines(en), "\n")
	for _, want := range []string{"Cannot be reached since 9:00", "a digest, reminder or announcement", "may have arrived, tries of unknown outcome: 2", "given up at 9:00",
		"on its way now", "not arrived, tries: 3", "(it is due)", "(quiet hours)", "ordered for that hour", "several become one", "switched them off",
		"The digest of 9:00 on 4 July 2016 may not have arrived", "Next reminder for xã Nga An", "goes to others", "Reminders today: 1; at most 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Nothing waits") {
		t.Error(got)
	}
}

func TestMessages(t *testing.T) {
	_, en := languages(t)
	for want, lines := range map[string][]string{
		"not known":               Update{ID: "x"}.Lines(en),
		"reason: panic.":          Update{ID: "x", Aside: at, Reason: "panic\nstack"}.Lines(en),
		"No answer to it waits":   Update{ID: "x", Done: at}.Lines(en),
		"the disk did not take":   Update{ID: "x", NotKept: true}.Lines(en),
		"disk since the start: 3": Person{NotKept: 3}.Lines(en),
		"kept and not answered":   Update{ID: "x", Done: at, Kept: true}.Lines(en),
		"has not arrived:\nWaits": Update{ID: "x", Done: at, Answers: []Message{{}}}.Lines(en),
		"asked at 9:00":           Person{Questions: []time.Time{at}}.Lines(en),
		"Waits: a reply":          Update{ID: "x", Done: at, Answers: []Message{{}}}.Lines(en),
		"waits no more":           Sent{ID: "x", To: "telegram:1"}.Lines(en),
		"x, to telegram:1:":       Sent{ID: "x", To: "telegram:1", Waits: []Message{{}}}.Lines(en),
		"2 could be meant":        Which(en, []string{"a", "b"}),
		"no part in any campaign": Person{}.Lines(en),
		"hand in no report of":    Unit{}.Lines(en),
		"Nothing was ever sent":   Person{}.Lines(en),
		"is of 9:00":              Person{Decided: at}.Lines(en),
		"Delivered last: 9:00":    Person{Decided: at, Reached: at, Running: true}.Lines(en),
		"This is a rehearsal":     Unit{Rehearsal: true}.Lines(en),
	} {
		if got := strings.Join(lines, "\n"); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Whoever cannot be reached: that comes first, then when the next try is or that there is none, and what to do.
func TestCannotBeReached(t *testing.T) {
	_, en := languages(t)
	officer := Role{Role: roster.Officer, Unit: "xã Nga An", Code: "16144"}
	mine := officer
	mine.Reminder, mine.Mine = at, true
	blocked := Person{Blocked: true, Since: at, Reached: at, Running: true, Decided: at, Heard: at, Telephone: "0912"}
	for want, roles := range map[string][]Role{
		"No try comes by itself":                                   {officer},
		"Next try: 9:00 on 4 July 2016, if there is something":     {mine},
		"Next try: 9:00 on 4 July 2016.":                           {{Role: roster.Coordinator, Digest: &Digest{Next: at}}},
		"call 0912 and ask to unblock the bot":                     {officer},
		"invite another officer: {giaoban} invite --unit 16144":    {officer},
		"Delivered last, before that: 9:00 on 4 July 2016.\nHeard": {officer},
	} {
		p := blocked
		p.Roles = roles
		got := strings.Join(p.Lines(en), "\n")
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
		if strings.Index(got, "Cannot be reached") > strings.Index(got, "Delivered last") {
			t.Errorf("what decides is not first:\n%s", got)
		}
	}
	if got := strings.Join(Unit{Reports: true}.Lines(en), "\n"); strings.Contains(got, "0 of 0") || strings.Contains(got, "never") {
		t.Error(got)
	}
}
