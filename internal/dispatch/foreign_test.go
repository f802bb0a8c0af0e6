package dispatch_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

// of2016 are words of the campaign of 2016, which no other may hear: its subject, its lists, its
// awards, its post, its province and its year.
var of2016 = regexp.MustCompile(`(?i)mô hình|điển hình|tổng kết|an ninh Tổ quốc|an ninh|10 năm|mười năm|khen thưởng|đề nghị khen|biểu dương|phong trào|Thanh Hóa|Nga Sơn|công an|ban chỉ đạo|138|phần mở đầu|X\d\.\d|2016|giấy khen`)

// tiers are words for units that these campaigns do not have.
var tiers = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:xã|huyện|thị trấn|thôn|tỉnh)(?:[^\p{L}]|$)`)

// TestPlantedWords: each of these, planted into what somebody reads, is found.
func TestPlantedWords(t *testing.T) {
	for _, planted := range []string{"12 mô hình", "Mô hình, điển hình", "báo cáo tổng kết", "bảo vệ an ninh Tổ quốc", "Tổng kết 10 năm", "đề nghị khen thưởng", "tỉnh Thanh Hóa",
		"huyện Nga Sơn", "Trưởng Công an", "Ban Chỉ đạo 138", "Phần mở đầu", "câu X5.01", "05/7/2016", "giấy khen"} {
		if !of2016.MatchString(planted) {
			t.Errorf("«%s» is not found", planted)
		}
	}
	for _, planted := range []string{"3 xã chưa nộp", "Hỏi xã", "các huyện", "thị trấn A", "lên tỉnh.", "Thôn Đoài"} {
		if !tiers.MatchString(planted) {
			t.Errorf("«%s» is not found", planted)
		}
	}
	for _, own := range []string{"xã hội hóa bàn ghế", "tỉnh táo", "phường Hàm Rồng"} {
		if of2016.MatchString(own) {
			t.Errorf("«%s» is no word of 2016", own)
		}
	}
}

// TestNoWordOf2016: a storm poll, a weekly report, a school district's form and an English form of
// another country live from the invitation to digest, quick poll and export, and nobody reads a
// word of 2016, nor of units that the campaign has not.
func TestNoWordOf2016(t *testing.T) {
	inLine(t)
	for _, life := range []struct {
		folder, head, unit string
		officer, heads     []string
		may                string // words that the campaign says itself
	}{
		{"testdata/bao-so-3", "14758", "1475801", []string{"bắt đầu", "nặng", "12", "đầu cầu", "không", "nộp", "gửi"},
			[]string{"tình hình", "chưa nộp", "xem Đông Sơn", "tổng hợp", "/canxem", "/xuat", "/mohinh", "/nhatky", "nhắc Tiền Phong", "hủy", "trợ giúp", "/hoinhanh Mất điện không? (có/không)\nHạn: 2 giờ nữa", "gửi", "kết quả hỏi nhanh"}, ""},
		{"testdata/tuan", "14758", "1475801", []string{"bắt đầu", "120", "ổn định", "Không có gì lạ", "0", "không", "nộp", "gửi"},
			[]string{"tình hình", "tổ dân phố nào chưa nộp", "xem Đông Sơn", "tổng hợp", "/solieu số hộ", "/xephang", "/vuongmac", "/thanhvien Đông Sơn", "chấp nhận Đông Sơn", "gửi", "trợ giúp"}, "an ninh"}, // its list of cameras
		{"testdata/truong-hoc", "P1", "T1", []string{"bắt đầu", "12", "rồi", "Bàn ghế và sách", "nộp", "gửi"},
			[]string{"tình hình", "trường nào chưa nộp", "bao nhiêu trường đã nộp", "xem Bình Minh", "tổng hợp", "bao nhiêu phòng học dùng được", "trả lại Tiểu học Bình Minh vì thiếu A1", "gửi", "/khen", "trợ giúp"}, ""},
		{"testdata/riverside", "D1", "W1", []string{"start", "2", "120", "24 November", "yes", "water", "tents", "submit", "yes"},
			[]string{"status", "who is missing", "view Oak Hill", "summary", "export excel", "how many households flooded", "remind Harbour", "cancel", "help", "/poll Is the power on? (yes/no)\nDue: in 2 hours", "send", "poll results"}, ""},
	} {
		t.Run(life.folder, func(t *testing.T) {
			kv, err := boltkv.Open(t.TempDir()+"/test.db", boltkv.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { kv.Close() })
			c := collectionIn(t, life.folder)
			now := time.Date(2026, 11, 27, 9, 0, 0, 0, c.Campaign.Zone)
			for i := range c.Campaign.Levels {
				c.Campaign.Levels[i].Deadline = now.AddDate(0, 0, 4)
			}
			w := openWorldAt(t, kv, now, c)
			w.types("stranger", "xin chào")
			w.joins("head", life.head, roster.Coordinator)
			w.joins("officer", life.unit, roster.Officer)
			for _, words := range life.officer {
				w.types("officer", words)
			}
			if said := strings.Join(w.texts("officer"), "\n"); !strings.Contains(said, "Mã biên nhận") && !strings.Contains(said, "Receipt") {
				t.Errorf("the officer has not submitted:\n%s", said)
			}
			for _, words := range life.heads {
				w.types("head", words)
			}
			w.types("officer", "trợ giúp")
			w.goes(w.now.AddDate(0, 0, 6)) // digests, reminders, the deadline, who is late
			heard := 0
			for who, messages := range w.said {
				for _, m := range messages {
					heard++
					noWordOf2016(t, who.ID, m.Content, life.may)
				}
			}
			if heard < len(life.officer)+len(life.heads) {
				t.Errorf("only %d messages were heard", heard)
			}
		})
	}
}

// noWordOf2016 looks through all that somebody reads: text, buttons, the name and the words of a file.
func noWordOf2016(t *testing.T, who string, c chat.Content, may string) {
	t.Helper()
	shown := c.Text
	for _, row := range c.Choices {
		for _, choice := range row {
			shown += "\n" + choice.Label
		}
	}
	if c.File != nil {
		shown += "\n" + c.File.Name
		if strings.HasPrefix(c.File.Type, "text/") {
			shown += "\n" + string(c.File.Data)
		}
	}
	if may != "" {
		shown = strings.ReplaceAll(shown, may, "")
	}
	for _, words := range []*regexp.Regexp{of2016, tiers} {
		if at := words.FindStringIndex(shown); at != nil {
			t.Errorf("%s reads «%s»: …%s…", who, shown[at[0]:at[1]], shown[max(0, at[0]-90):min(len(shown), at[1]+60)])
		}
	}
}
