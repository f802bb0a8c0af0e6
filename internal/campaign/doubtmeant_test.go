package campaign_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
)

// TestMeant: what has no effect beside the rest, or was copied from another campaign, is taken and doubted.
func TestMeant(t *testing.T) {
	before := time.Date(2016, 7, 1, 0, 0, 0, 0, time.UTC)
	const levels = "levels:\n  - level: 3\n    outline: xa.yaml\n    deadline: 2016-07-05\n"
	for _, c := range []struct{ name, old, new, want string }{
		{"a document of tomorrow", "quiet:", "order: {kind: Công văn, date: 2016-12-20}\nquiet:", "order_ahead"},
		{"a document of before", "quiet:", "order: {kind: Công văn, date: 2016-06-20}\nquiet:", ""},
		{"a zone of elsewhere", "Asia/Ho_Chi_Minh", "Asia/Tokyo", "zone_elsewhere"},
		{"a zone with the same hours", "Asia/Ho_Chi_Minh", "Asia/Bangkok", ""},
		{"reminders without a deadline", "    deadline: 2016-07-05\n", "", "reminders_no_deadline"},
		{"a level without a deadline", "digests:", "  - {level: 2, outline: h.yaml}\ndigests:", "level_no_deadline"},
		{"a reminder after the end", "quiet:", "closes: {days: 3}\nquiet:", ""},
		{"a day twice", "[mon, tue]", "[mon, tue, mon]", "list_twice"},
		{"words for a type that none has", "    deadline: 2016-07-05\n", "    deadline: 2016-07-05\n    words: {phường: {thon: tổ}, xã: {thon: thôn}, thị trấn: {thon: phố}}\n", "words_no_type"},
		{"a deadline in the quiet hours", "deadline: 2016-07-05", "deadline: 2016-07-05 21:00", "deadline_quiet"},
		{"a telephone that is cut off", "quiet:", "contact: {office: Sở, telephone: '02373'}\nquiet:", "contact_short"},
		{"a name with a mark", "name: thu\n", "name: thu@2026\n", "campaign_name_marks"},
		{"digests all day", `["07:30"]`, `["07:30", "09:00", "10:00", "11:00", "12:00"]`, "digests_many"},
		{"a capital in the middle", "quiet:", "called: Phiếu\nquiet:", "called_capital"},
		{"an end that is a year later", "quiet:", "closes: 2017-12-31\nquiet:", "closes_late"},
		{"a telephone of nobody", "quiet:", "contact: {office: '', telephone: '0210 3845 678'}\nquiet:", "contact_no_office"},
		{"English around Vietnamese", "title: Thử", "title: Báo cáo bão\nlanguage: en\nform_of_address: you", "language_of_texts"},
		{"short words of two meanings", "quiet:", "abbreviations: {TLG: Tổ liên gia, tlg: Tổ liên gia đình}\nquiet:", "abbreviation_twice"},
		{"a title of another year", "title: Thử", "title: Báo cáo năm 2015", ""},
	} {
		var keys []string
		full, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, c.old, c.new, 1)))
		if err != nil {
			t.Fatalf("%s is refused: %v", c.name, err)
		}
		for _, f := range full.Doubts(fewUnits(t), []string{"vi", "en"}, before) {
			keys = append(keys, f.Key)
		}
		if got := strings.Join(keys, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for rest, want := range map[string]string{
		"name: a-2027\ntitle: Báo cáo năm 2026\n":                                                  "year_copied",
		"name: a-2016\ntitle: Mười năm 2006 đến 2016\n":                                            "",
		"name: a\ntitle: A\ncloses: {days: 3}\nreminders: [{id: qua_han, days: 5, to: officer}]\n": "reminder_closed",
		"name: a\ntitle: A\ncloses: {days: 9}\nreminders: [{id: qua_han, days: 5, to: officer}]\n": "",
	} {
		c, err := campaign.Parse("c.yaml", []byte(rest+levels+"units: u.csv\n"))
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, f := range c.Doubts(fewUnits(t), []string{"vi", "en"}, before) {
			keys = append(keys, f.Key)
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("%s: %q, want %q", rest, got, want)
		}
	}
}

// TestSeveralMeant: lists and words in the place of each other are refused with what is written.
func TestSeveralMeant(t *testing.T) {
	for _, c := range []struct{ old, new, vi, en string }{
		{"[mon, tue]", "mon-fri", "c.yaml:13:15: «mon-fri» ở chỗ cần một danh sách: [a, b], hoặc mỗi mục một dòng bắt đầu bằng «- » (có phải là «[mon, tue, wed, thu, fri]» không?)", ""},
		{"[mon, tue]", "thứ hai đến thứ sáu", "c.yaml:13:15: «thứ hai đến thứ sáu» ở chỗ cần một danh sách: [a, b], hoặc mỗi mục một dòng bắt đầu bằng «- » (có phải là «[mon, tue, wed, thu, fri]» không?)", ""},
		{"[mon, tue]", "mon, tue", "c.yaml:13:15: «mon, tue» ở chỗ cần một danh sách: [a, b], hoặc mỗi mục một dòng bắt đầu bằng «- » (có phải là «[mon, tue]» không?)", ""},
		{"[mon, tue]", "[mon-wed]", "c.yaml:13:16: «mon-wed» không phải thứ trong tuần (mon là thứ Hai, tue, wed, thu, fri, sat, sun là Chủ nhật) (có phải là «mon, tue, wed» không?)", ""},
		{"to: officer", "to: [officer, approver]", "c.yaml:10:34: to chỉ nhận một người, không nhận [officer, approver]: mỗi người nhận ghi một lần nhắc riêng, với id riêng",
			"c.yaml:10:34: to takes one receiver, not [officer, approver]: write a reminder for each, with an id of its own"},
		{`{from: "20:00", to: "07:30"}`, "20:00-07:00", `c.yaml:12:8: quiet «20:00-07:00» phải viết như quiet: {from: "20:00", to: "07:00"}`, `c.yaml:12:8: quiet "20:00-07:00" is written as quiet: {from: "20:00", to: "07:00"}`},
		{`{from: "20:00", to: "07:30"}`, `{from: "20:00"}`, `c.yaml:12:8: quiet phải có cả from và to, như quiet: {from: "20:00", to: "07:00"}`, ""},
		{"quiet:", "telephone: 0237 385 2246\nquiet:", "c.yaml:12:12: 0237 385 2246: số điện thoại để gọi hỏi ghi trong contact (lùi vào dưới contact: hai dấu cách); telephone ở ngoài chỉ nhận ask", ""},
		{"deadline: 2016-07-05", "deadline: 2016-07-05 24:00", "c.yaml:7:15: «2016-07-05 24:00» không phải hạn nộp (ghi ngày, ví dụ 2016-07-05 là hết ngày ấy, hoặc cả giờ: 2016-07-05 16:30) (có phải là «2016-07-05» không?)", ""},
		{"id: before_1, days: -1, to: officer", "id: before_1, days: 7 ngày trước, to: officer", "c.yaml:10:26: «7 ngày trước» không phải số nguyên (chỉ ghi chữ số, ví dụ 12) (có phải là «-7» không?)", ""},
		{"days: -1, to: officer", "days: -1", "c.yaml:10:5: lần nhắc before_1 chưa ghi nhắc ai (to: officer, approver, coordinator_above)", "c.yaml:10:5: reminder before_1 does not say whom it is for (to: officer, approver, coordinator_above)"},
		{"quiet:", `closes: {days: 3, hour: "17:00"}` + "\nquiet:", "c.yaml:12:25: closes ở đây là khoảng thời gian sau hạn cuối, không có hour: ghi {days: 7}, hoặc {hours: 12}", ""},
		{"quiet:", "abbreviations: TLG = Tổ liên gia\nquiet:", "c.yaml:12:16: «TLG = Tổ liên gia» ở chỗ cần các dòng «tên: chữ» bên dưới abbreviations, mỗi dòng một cặp, ví dụ TLG: Tổ liên gia", ""},
		{"quiet:", "order: Công văn 15\nquiet:", "c.yaml:12:8: «Công văn 15» ở chỗ cần các khóa kèm giá trị, mỗi khóa một dòng (các khóa: kind, number, date, issuer, subject)", ""},
		{"[2016-09-02]", "[2016-02-05 đến 2016-02-07]", "c.yaml:14:12: «2016-02-05 đến 2016-02-07» là một khoảng; mỗi ngày nghỉ ghi một mục: 2016-02-05, 2016-02-06, 2016-02-07",
			`c.yaml:14:12: "2016-02-05 đến 2016-02-07" is several days; write each as one of the list: 2016-02-05, 2016-02-06, 2016-02-07`},
		{"[2016-09-02]", "[5/2/2016 - 6/2/2016]", "c.yaml:14:12: «5/2/2016 - 6/2/2016» là một khoảng; mỗi ngày nghỉ ghi một mục: 2016-02-05, 2016-02-06", ""},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			_, err := campaign.Parse("c.yaml", []byte(strings.Replace(whole, c.old, c.new, 1)))
			if got := strings.Join(said(t, language, err), "\n"); want != "" && got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.new, got, want)
			}
		}
	}
}
