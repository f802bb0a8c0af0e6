package campaign_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/campaign"
	"giaoban/internal/form"
	"giaoban/internal/roster"
)

const header = "code,parent_code,level,type,name\n"

// doubts are what is told of whole with a change, beside a province, a district and two communes.
func doubts(t *testing.T, language, old, new string, now time.Time) (lines []string) {
	t.Helper()
	if !strings.Contains(whole, old) {
		t.Fatalf("%q is not in the campaign", old)
	}
	c, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, old, new, 1)))
	if err != nil {
		t.Fatalf("it is refused: %v", err)
	}
	for _, f := range c.Doubts(fewUnits(t), []string{"vi", "en"}, now) {
		lines = append(lines, f.Say(in(t, language)))
	}
	return lines
}

func fewUnits(t *testing.T) *roster.Units {
	t.Helper()
	units, err := roster.ParseUnits(strings.NewReader(header+"38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n1,401,3,xã,Nga An\n2,401,3,thị trấn,Nga Sơn\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	return units
}

// TestDoubts: what was taken without a word is still taken, and told with its place.
func TestDoubts(t *testing.T) {
	before := time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC)
	after := before.AddDate(0, 1, 0)
	for _, c := range []struct {
		name, old, new string
		now            time.Time
		vi, en         string
	}{
		{"as it should be", "", "", before, "", ""},
		{"a zone whose sign counts the other way", "Asia/Ho_Chi_Minh", "Etc/GMT+7", before,
			"c.yaml:3:12: Etc/GMT+7 là giờ Greenwich -7 giờ: dấu của các tên này tính ngược; giờ Việt Nam là Asia/Ho_Chi_Minh",
			"c.yaml:3:12: Etc/GMT+7 is -7 hours from Greenwich: the sign of these names counts the other way; Vietnam is Asia/Ho_Chi_Minh"},
		{"all deadlines past, said once", "", "", after,
			"c.yaml:5:3: mọi hạn nộp đã qua, hạn cuối là 2016-07-05: báo cáo nào cũng quá hạn ngay",
			"c.yaml:5:3: all deadlines are past, the last on 2016-07-05: every report is late at once"},
		{"one deadline past", "digests:", "  - {level: 1, outline: t.yaml, deadline: 2017-01-01}\ndigests:", after,
			"c.yaml:7:15: hạn nộp của cấp 3 là 2016-07-05 đã qua: báo cáo cấp này quá hạn ngay\nc.yaml:8:43: hạn nộp của cấp 1 là 2017-01-01, không phải ngày làm việc",
			"c.yaml:7:15: the deadline of level 3, 2016-07-05, is past: its reports are late at once\nc.yaml:8:43: the deadline of level 1, 2017-01-01, is no working day"},
		{"no deadline is held against no time", "", "", time.Time{}, "", ""},
		{"a level without units", "digests:", "  - {level: 5, outline: t.yaml}\ndigests:", before,
			"c.yaml:8:13: danh sách không có đơn vị nào ở cấp 5: không ai nhận đề cương này",
			"c.yaml:8:13: no unit of the list is of level 5: nobody gets this outline"},
		{"a form of address with a capital", "title:", "form_of_address: Anh/chị\ntitle:", before,
			"c.yaml:2:18: form_of_address «Anh/chị» viết hoa cả khi đứng giữa câu, như «Mời Anh/chị bấm…»: ghi anh/chị; đầu câu được viết hoa sẵn",
			`c.yaml:2:18: form_of_address "Anh/chị" is written with a capital in the middle of sentences too: write anh/chị; a sentence begins with a capital anyway`},
		{"a level that nobody reports of", "level: 3", "level: 2", before,
			"c.yaml:5:3: cấp 3 trong danh sách có 2 đơn vị (như xã Nga An) không phải báo cáo và không có đơn vị nào bên dưới: không ai ở đó có gì để làm; thêm cấp này vào levels, hoặc bỏ các dòng ấy",
			"c.yaml:5:3: level 3 of the list has 2 units (such as xã Nga An) that do not report and have no units below them: nobody there has anything to do; add the level to levels, or take the rows away"},
		{"two levels with one outline", "digests:", "  - {level: 2, outline: xa.yaml, deadline: 2016-07-12}\ndigests:", before,
			"c.yaml:8:25: cấp 2 và cấp 3 cùng dùng xa.yaml: cấp trên bị hỏi như cấp dưới; nếu có đề cương riêng thì ghi tên tệp ấy",
			"c.yaml:8:25: levels 2 and 3 are asked the same xa.yaml: if the upper one has an outline of its own, write its name"},
		{"an empty telephone", "quiet:", "contact: {office: Công an tỉnh, telephone: ''}\nquiet:", before,
			"c.yaml:12:44: contact chưa có số điện thoại (telephone): người dùng biết hỏi ai mà không biết gọi số nào",
			"c.yaml:12:44: contact has no telephone: people are told whom to ask, and not how"},
		{"an unknown language", "title:", "language: vn\ntitle:", before,
			"c.yaml:2:11: không có câu chữ cho ngôn ngữ «vn» (vi, en): sẽ dùng tiếng Việt (có phải là «vi» không?)",
			`c.yaml:2:11: there are no phrases in "vn" (vi, en): Vietnamese is spoken instead (did you mean "vi"?)`},
		{"districts due before their communes", "digests:", "  - {level: 2, outline: h.yaml, deadline: 2016-07-04}\ndigests:", before,
			"c.yaml:8:43: cấp 2 phải nộp ngày 2016-07-04, trước cấp 3 bên dưới (ngày 2016-07-05): sẽ tổng hợp khi cấp dưới chưa nộp",
			"c.yaml:8:43: level 2 is due on 2016-07-04, before level 3 below it on 2016-07-05: it would add up what is not in yet"},
		{"a word that nobody fills in the greeting", "quiet:", "about: 'Kính gửi {Xung_hoo}, {xung_ho}'\nquiet:", before,
			"c.yaml:12:8: {xung_hoo} không phải từ nào của đợt báo cáo: chỗ ấy sẽ hiện «…» (có phải là «xung_ho» không?)",
			"c.yaml:12:8: {xung_hoo} is no word of the campaign's: \"…\" is shown in its place (did you mean \"xung_ho\"?)"},
		{"a bracket that stays open", "quiet:", "about: 'Kính gửi {xung_ho'\nquiet:", before,
			"c.yaml:12:8: ngoặc nhọn mở mà không đóng: chữ từ đó hiện nguyên như đã viết", "c.yaml:12:8: a curly bracket is opened and not closed: the text from there on is shown as it is written"},
		{"a word where none is filled in", "quiet:", "contact: {office: 'Phòng {ten}', telephone: '1'}\nquiet:", before,
			"c.yaml:12:19: office có ngoặc nhọn và hiện nguyên như đã viết: chỉ about và đề cương có từ thay thế",
			"c.yaml:12:19: office has curly brackets and is shown as it is written: only about and outlines have words filled in"},
		{"a campaign of another language without a zone", "time_zone: Asia/Ho_Chi_Minh\n", "language: en\n", before,
			"c.yaml:3:11: chưa ghi time_zone nên hạn nộp và giờ giấc tính theo Asia/Ho_Chi_Minh; ghi múi giờ của mình, ví dụ time_zone: Africa/Nairobi",
			"c.yaml:3:11: no time_zone is written, so that deadlines and hours are those of Asia/Ho_Chi_Minh; write your own, such as time_zone: Africa/Nairobi"},
		{"no working day at all", "working_days: [mon, tue]", "working_days: []", before,
			"c.yaml:13:15: working_days rỗng: không có ngày nào là ngày làm việc", "c.yaml:13:15: working_days is empty: no day is a working day"},
		{"quiet hours that are none", `{from: "20:00", to: "07:30"}`, "{from: '07:00', to: '07:00'}", before,
			"c.yaml:12:8: from và to cùng là 07:00: không có giờ yên lặng nào; bỏ quiet, hoặc ghi hai giờ khác nhau", "c.yaml:12:8: from and to are both 07:00: there are no quiet hours; leave quiet out, or write two hours"},
		{"a year that was mistyped", "2016-07-05", "2061-07-05", before,
			"c.yaml:7:15: hạn nộp của cấp 3 ở năm 2061: xem lại năm", "c.yaml:7:15: the deadline of level 3 is in the year 2061: is that the right one?"},
		{"a reminder without its minus", "{id: before_1, days: -1", "{id: before_1, days: 2", before,
			"c.yaml:10:5: lần nhắc before_1 đến sau hạn (2): trước hạn thì ghi số âm, -2", "c.yaml:10:5: reminder before_1 comes after the deadline (2): before it is negative, -2"},
		{"marks of a word processor", "title: Thử", "title: “Thử”", before,
			"c.yaml:2:8: “Thử”: ngoặc cong của Word là một phần của chữ và hiện ra với người đọc; dùng ngoặc thẳng \"…\"",
			"c.yaml:2:8: “Thử”: the curly quotation marks of a word processor are part of the text, and readers see them; write \"…\""},
		{"an error of a spreadsheet", "title: Thử", "title: '#REF!'", before,
			"c.yaml:2:8: #REF! là lỗi của bảng tính: công thức ở ô này không tính được; ghi lại giá trị", "c.yaml:2:8: #REF! is an error of a spreadsheet: the formula of this cell could not be worked out; write the value"},
		{"a unit that is named apart and does not exist", "digests:", "featured: ['99']\ndigests:", before,
			"c.yaml:8:12: không có đơn vị nào mang mã «99»", `c.yaml:8:12: no unit has the code "99"`},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if got := strings.Join(doubts(t, language, c.old, c.new, c.now), "\n"); got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, want)
			}
		}
	}
}

// TestMisspelt: words that are refused name the one that was meant.
func TestMisspelt(t *testing.T) {
	for _, c := range []struct{ name, old, new, vi, en string }{
		{"the phrase of a reminder", "to: officer}", "to: officer, phrase: reminder_befor}",
			"c.yaml:10:43: ở đây không có khóa «phrase» (các khóa: id, days, hours, every, to)", `c.yaml:10:43: there is no key "phrase" here (the keys are id, days, hours, every, to)`},
		{"who is reminded", "to: officer", "to: oficer",
			"c.yaml:10:34: lần nhắc before_1: không có người nhận «oficer» (officer, approver, coordinator_above) (có phải là «officer» không?)",
			`c.yaml:10:34: reminder before_1: nobody is called "oficer" (officer, approver, coordinator_above) (did you mean "officer"?)`},
		{"a zone", "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Min",
			"c.yaml:3:12: không có múi giờ «Asia/Ho_Chi_Min» (ví dụ Asia/Ho_Chi_Minh) (có phải là «Asia/Ho_Chi_Minh» không?)",
			`c.yaml:3:12: there is no time zone "Asia/Ho_Chi_Min" (for example Asia/Ho_Chi_Minh) (did you mean "Asia/Ho_Chi_Minh"?)`},
		{"a key whose absence is told once", "title: Thử", "titel: Thử",
			"c.yaml:2:1: ở đây không có khóa «titel» (có phải là «title» không?)", `c.yaml:2:1: there is no key "titel" here (did you mean "title"?)`},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			_, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, c.old, c.new, 1)))
			if diff := cmp.Diff([]string{want}, said(t, language, err)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, diff)
			}
		}
	}
}

// TestUnfilled: a placeholder for which the campaign has no word is told where it stands; one
// that lacks a word for some units, where the words stand.
func TestUnfilled(t *testing.T) {
	c, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, "    deadline: 2016-07-05\n", "    words: {xã: {thon: thôn}}\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	o, err := form.Parse("xa.yaml", []byte("title: T\nsections:\n  - code: A1\n    title: T\n    questions:\n"+
		"      - {code: A1.1, name: so, type: integer, label: '{Loai} có bao nhiêu {thon}, {ton}?', hint: '{xung_hô} ghi {so}, {tong}', values: {tong: 1 + 1}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string][]string{
		"vi": {
			"c.yaml:7:12: words chưa có từ cho {thon} của xa.yaml khi đơn vị là «thị trấn»: chỗ ấy sẽ hiện «…»",
			"xa.yaml:6:54: {ton} không phải từ nào của đợt báo cáo: chỗ ấy sẽ hiện «…» (có phải là «ten» không?)",
			"xa.yaml:6:98: {xung_hô} không phải từ nào của đợt báo cáo: chỗ ấy sẽ hiện «…» (có phải là «xung_ho» không?)",
		},
		"en": {
			`c.yaml:7:12: words has none for {thon} of xa.yaml where the unit is a "thị trấn": "…" is shown in its place`,
			`xa.yaml:6:54: {ton} is no word of the campaign's: "…" is shown in its place (did you mean "ten"?)`,
			`xa.yaml:6:98: {xung_hô} is no word of the campaign's: "…" is shown in its place (did you mean "xung_ho"?)`,
		},
	} {
		var got []string
		for _, f := range c.Unfilled(3, o, fewUnits(t)) {
			got = append(got, f.Say(in(t, language)))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
