package report

import (
	"strings"
	"testing"
	"time"

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
	late := []roster.Unit{}
	for _, u := range units.AtLevel(3) {
		late = append(late, u)
	}
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
	if t.Failed() {
		return
	}
	t.Log(MissingList(s.ToldTo([]roster.Membership{{Unit: "401", Role: roster.Coordinator}}), "401", say)[0].Text)
	t.Log(Digest(s.ToldTo([]roster.Membership{{Unit: "401", Role: roster.Coordinator}}), "401", Since{Last: now.AddDate(0, 0, -1)}, say)[0].Text)
	t.Log(WhyLate(s.ToldTo([]roster.Membership{{Unit: "401", Role: roster.Coordinator}}), "16144", nil, say))
}
