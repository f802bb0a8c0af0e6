package report

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
)

// TestCalls: a telephone is told to those with the right to call, and to nobody else, by
// whatever names a unit that is late.
func TestCalls(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n"+
		"402,38,2,huyện,Hậu Lộc\n16144,401,3,xã,Nga Yên\n16147,401,3,xã,Nga Hải\n16150,401,3,xã,Nga Tân\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	const own, listed = "0912345678", "0987654321"
	now := time.Date(2016, 7, 7, 9, 0, 0, 0, time.UTC)
	members := map[string]roster.Members{
		"16144": {{Address: chat.Address{Channel: "t", ID: "1"}, Role: roster.Officer, Post: "Phó Trưởng Công an", Telephone: "0911111111"},
			{Address: chat.Address{Channel: "t", ID: "2"}, Role: roster.Officer, Post: "Trưởng Công an", Telephone: own}},
	}
	s := Overview{
		Units: units, Level: 3, Levels: []int{3}, Now: now, Zone: time.UTC,
		Status:  map[string]Status{"16144": {State: InProgress, Done: 1, Total: 9, Changed: now, Author: "t:2"}},
		Members: func(unit string) roster.Members { return members[unit] },
		Directory: roster.Directory{
			"16150": {{Role: roster.Officer, Name: "Nguyễn Văn A", Telephone: listed}},
			"16147": {{Role: roster.Approver, Name: "Trần Thị B"}},
		},
		Deadline: func(string) time.Time { return now.AddDate(0, 0, -2) },
		Pace:     func(time.Time) Pace { return Chased },
		Excuses:  map[string]Excuse{"16144": {Why: ForFigures, Said: now}},
		Contact:  "",
	}
	say := speak(t, "vi")
	everything := func(s Overview) string {
		var all []string
		add := func(contents []chat.Content) {
			for _, c := range contents {
				all = append(all, c.Text)
				if c.File != nil {
					all = append(all, string(c.File.Data))
				}
			}
		}
		add(MissingList(s, "401", say))
		add(Digest(s, "401", Since{Last: now.AddDate(0, 0, -1)}, say))
		add(ByCause(s, "401", []Cause{CauseUnregistered, CauseInProgress}, say))
		for _, u := range []string{"16144", "16147", "16150"} {
			all = append(all, Who(s, u, nil, say), WhyLate(s, u, nil, say), UnitState(s, u, nil, say))
		}
		return strings.Join(all, "\n")
	}
	late := units.AtLevel(3)
	for name, who := range map[string][]roster.Membership{
		"nobody": nil, "viewer": {{Unit: "38", Role: roster.Viewer}}, "officer": {{Unit: "16144", Role: roster.Officer}},
		"approver": {{Unit: "16144", Role: roster.Approver}}, "beside": {{Unit: "402", Role: roster.Coordinator}},
		"own": {{Unit: "16144", Role: roster.Coordinator}, {Unit: "16150", Role: roster.Coordinator}},
	} {
		said := everything(s.ToldTo(who)) + MissedDeadline(s.ToldTo(who), "401", late, say)
		for _, mark := range []string{own, "0911111111", listed, "Nguyễn Văn A", "Trần Thị B"} {
			if strings.Contains(said, mark) {
				t.Errorf("%s is told %s:\n%s", name, mark, said)
			}
		}
	}
	for name, who := range map[string][]roster.Membership{
		"district": {{Unit: "401", Role: roster.Coordinator}}, "province": {{Unit: "38", Role: roster.Coordinator}}, "admin": {{Unit: "38", Role: roster.Admin}},
	} {
		told := s.ToldTo(who)
		for what, said := range map[string]string{
			"missing": MissingList(told, "401", say)[0].Text, "digest": Digest(told, "401", Since{Last: now.AddDate(0, 0, -1)}, say)[0].Text,
			"missed": MissedDeadline(told, "401", late, say),
			"card":   Who(told, "16144", nil, say) + Who(told, "16150", nil, say), "why": WhyLate(told, "16144", nil, say) + UnitState(told, "16150", nil, say),
		} {
			if !strings.Contains(said, "Trưởng Công an") || !strings.Contains(said, own) || !strings.Contains(said, "Nguyễn Văn A "+listed) {
				t.Errorf("%s, %s: no telephone in:\n%s", name, what, said)
			}
			if what != "card" && what != "why" && strings.Contains(said, "0911111111") {
				t.Errorf("%s, %s: not whoever was last at it:\n%s", name, what, said)
			}
		}
		if got, want := Who(told, "16150", nil, say), "Danh bạ của cơ quan:\n- Nguyễn Văn A "+listed; !strings.Contains(got, want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestCallsOfMany: where many are late, their names come before the telephones: a chase
// stays one message that has a button to the list, and a list names as many as without.
func TestCallsOfMany(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n")
	for i := range 80 {
		fmt.Fprintf(&csv, "%d,401,3,xã,Xã số %d\n", 20000+i, i)
	}
	units, err := roster.ParseUnits(strings.NewReader(csv.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2016, 7, 7, 9, 0, 0, 0, time.UTC)
	say := speak(t, "vi")
	for _, c := range []struct {
		late          int
		listed, dials bool // in the list and in the digest
	}{{25, true, true}, {50, true, false}, {80, false, false}} {
		s := Overview{Units: units, Level: 3, Levels: []int{3}, Now: now, Zone: time.UTC, Status: map[string]Status{},
			Members: func(unit string) roster.Members {
				return roster.Members{{Role: roster.Officer, Post: "Công chức Văn phòng - Thống kê", Telephone: "0912345678"}}
			},
			Deadline: func(string) time.Time { return now.AddDate(0, 0, -2) }, Pace: func(time.Time) Pace { return Chased },
			Excuses: map[string]Excuse{}}
		for i, u := range units.AtLevel(3) {
			if s.Status[u.Code] = (Status{State: InProgress, Done: 4, Total: 9, Section: "X4", Changed: now}); i >= c.late {
				s.Status[u.Code] = Status{State: Submitted, Submitted: now.AddDate(0, 0, -3)}
			}
			s.Excuses[u.Code] = Excuse{Why: ForFigures, Said: now, Promised: now.AddDate(0, 0, 2)}
		}
		s = s.ToldTo([]roster.Membership{{Unit: "38", Role: roster.Coordinator}})
		var list string
		for _, page := range MissingList(s, "38", say) {
			list += page.Text + "\n"
			if page.File != nil {
				t.Errorf("%d late: the list needs a file", c.late)
			}
		}
		digest := Digest(s, "38", Since{Last: now.AddDate(0, 0, -1), List: chat.Choice{Label: "Danh sách", Data: "d"}}, say)
		if got := strings.Count(list, "Xã số"); got != c.late || strings.Contains(list, "0912345678") != c.listed {
			t.Errorf("%d late, %d listed:\n%s", c.late, got, list)
		}
		dials := strings.Contains(digest[0].Text, "0912345678")
		if n := utf8.RuneCountInString(digest[0].Text); n > 4000 || len(digest) != 1 || dials != c.dials || dials == (len(digest[0].Choices) > 0) {
			t.Errorf("%d late, %d letters, %d messages, button %v:\n%s", c.late, n, len(digest), digest[0].Choices, digest[0].Text)
		}
	}
}
