package dispatch_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/store/boltkv"
)

const (
	floods    = "chống lụt bão"
	tenYears  = "tổng kết 10 năm"
	namedWith = "Đợt báo cáo: "
)

// sides is a world with people of every role, on one list of units with departments. With
// two campaigns they are all in the second one.
type sides struct {
	*world
	several bool
	seen    map[string]int  // texts of each that were looked at
	kinds   map[string]bool // what was told unasked
}

// floodCampaign is another campaign on the shipped list.
func floodCampaign(t *testing.T) *campaigns.Definition {
	c := shortCampaign(t, "")
	c.Campaign.Name, c.Campaign.ShortTitle, c.Campaign.About = "flood-2016", floods, "Trợ lý báo cáo phòng, "+floods+"."
	return c
}

var sidePeople = map[string]struct {
	unit string
	role roster.Role
}{
	"an": {ngaAn, roster.Officer}, "ky": {"16147", roster.Approver}, "phu": {"16147", roster.Officer}, "so": {"S01", roster.Officer},
	"huyen": {"401", roster.Coordinator}, "pho": {"401", roster.Coordinator}, "tinh": {"38", roster.Coordinator}, "xem": {"38", roster.Viewer},
}

func newSides(t *testing.T, several bool) *sides {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	second := floodCampaign(t)
	all := []*campaigns.Definition{second}
	if several {
		all = []*campaigns.Definition{shortCampaign(t, ""), second}
	}
	s := &sides{world: openWorld(t, kv, all...), several: several, seen: map[string]int{}, kinds: map[string]bool{}}
	s.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, s.c.Zone))
	for name, p := range sidePeople {
		s.joins(name, p.unit, p.role)
	}
	if several {
		for name := range sidePeople {
			s.turns(name, floods)
		}
	}
	s.look("")
	return s
}

// turns has somebody turn to a campaign by /doi.
func (w *world) turns(name, campaign string) {
	w.t.Helper()
	for _, c := range w.types(name, "/doi") {
		for _, row := range c.Choices {
			for _, choice := range row {
				if strings.Contains(choice.Label, campaign) {
					w.does(name, chat.Input{Kind: chat.Press, Data: choice.Data})
					return
				}
			}
		}
	}
	w.t.Errorf("/doi offers %s no campaign %q: %q", name, campaign, w.texts(name))
}

// look looks at what everybody heard since, but what the actor heard in the interview: with
// several campaigns each message names its own, once, with one none does.
func (s *sides) look(actor string) {
	s.t.Helper()
	for name := range sidePeople {
		texts := s.texts(name)
		for _, text := range texts[s.seen[name]:] {
			named := strings.Count(text, namedWith)
			switch {
			case actor == "" && s.seen[name] == 0: // they join and turn
			case !s.several && named > 0:
				s.t.Errorf("%s hears of one campaign which it is: %q", name, text)
			case s.several && name != actor && named != 1 && !strings.Contains(text, "việc đến hạn"):
				s.t.Errorf("%s hears %d times of which campaign: %q", name, named, text)
			case s.several && name == actor && beside(text) && named != 1:
				s.t.Errorf("%s is told %d times of which campaign: %q", name, named, text)
			}
			if asks := questionLine.FindString(text); asks != "" && s.several != strings.Contains(asks, " · ") {
				s.t.Errorf("%s is asked in several campaigns, %v: %q", name, s.several, asks)
			}
			if name != actor {
				s.note(text)
			}
		}
		s.seen[name] = len(texts)
	}
}

// questionLine is the line above a question of the interview.
var questionLine = regexp.MustCompile(`(?m)^.*[Cc]âu \d+/\d+.*$`)

// beside reports whether a reply is of no question of the interview.
func beside(text string) bool {
	for _, words := range []string{"Đã nộp báo cáo của", "Sẽ gửi lên", "Đã gửi vướng mắc", "Đã trình lãnh đạo"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// told are words of every kind of message that goes out unasked.
var told = []string{
	"vừa nộp báo cáo", "đã chấp nhận báo cáo", "trả lại báo cáo", "đã mở lại báo cáo", "đổi hạn nộp báo cáo", "miễn báo cáo cho", "bỏ miễn",
	"Vướng mắc số 1 từ", "đang xem vướng mắc", "chuyển lên tỉnh", "trả lời vướng mắc số 1", "đã trả lời vướng mắc số 1",
	"Thông báo của", "Mời đồng chí", "Hôm nay là ngày cuối", "Tình hình nộp báo cáo", "không có thay đổi", "đề nghị sửa báo cáo đã nộp",
	"chờ đồng chí ký duyệt", "Đã quá hạn", "Đề nghị gia hạn từ", "Hết hạn nộp",
}

func (s *sides) note(text string) {
	for _, words := range told {
		if strings.Contains(text, words) {
			s.kinds[words] = true
		}
	}
}

// act has somebody type lines, and looks at what the others hear.
func (s *sides) act(name string, lines ...string) {
	s.t.Helper()
	for _, line := range lines {
		s.types(name, line)
	}
	s.look(name)
	s.goes(s.now.Add(time.Minute))
	s.look("-")
}

// coordinates has a coordinator type lines: each reply names its campaign too.
func (s *sides) coordinates(name string, lines ...string) {
	s.t.Helper()
	for _, line := range lines {
		s.types(name, line)
		s.look("-")
	}
	s.goes(s.now.Add(time.Minute))
	s.look("-")
}

// TestCampaignsSideBySide goes over every kind of message, for every role.
func TestCampaignsSideBySide(t *testing.T) {
	for _, several := range []bool{false, true} {
		t.Run(fmt.Sprint(several), func(t *testing.T) {
			s := newSides(t, several)
			s.act("an", "bắt đầu", "5", "/nop")
			s.act("so", "bắt đầu", "7", "/nop")
			s.coordinates("tinh", "Sở Y tế", "/tinhhinh", "/chuanop", "/tonghop", "/danop", "/mohinh", "/canxem", "/nhatky", "hạn nộp", "/vuongmac", "/lich", "/thanhvien Nga An", "tổng số mô hình toàn tỉnh", "/trogiup")
			s.coordinates("xem", "/khen")
			s.coordinates("huyen", "/tralai Nga An: sai số", "cả báo cáo", "Gửi")
			s.act("an", "/nop", "có")
			s.coordinates("huyen", "/khoa Nga An", "Gửi")
			s.act("an", "/xinsua", "nhầm số")
			s.coordinates("huyen", "/mo Nga An: xem lại", "Gửi")
			s.act("an", "vướng mắc: Tính thế nào?", "gửi")
			s.coordinates("huyen", "/traloi 1", "hủy", "/chuyen 1", "Gửi")
			s.coordinates("tinh", "/traloi 1 Tính cả hai.", "Gửi")
			s.coordinates("huyen", "/mien Nga Phú: sáp nhập", "Gửi", "/bomien Nga Phú", "Gửi", "/han Nga Phú 9/7", "Gửi")
			s.coordinates("tinh", "/thongbao tất cả: họp lúc 8 giờ", "Gửi", "hủy", "/thongbao Nga An: họp lúc 8 giờ", "Gửi")
			s.act("phu", "xin gia hạn đến 12/7, vì mất điện")
			s.act("phu", "bắt đầu", "9", "/nop", "2", "trình lãnh đạo")
			s.act("ky", "/trinhky")
			s.coordinates("huyen", "/nhac tất cả", "Gửi", "hủy")
			for day := 5; day <= 12; day++ {
				s.goes(time.Date(2016, 7, day, 12, 0, 0, 0, s.c.Zone))
				s.look("-")
			}
			for _, words := range told {
				if !s.kinds[words] {
					t.Errorf("nobody was told %q", words)
				}
			}
		})
	}
}

// TestAnInvitationGreetsWithItsOwnCampaign has a colleague invited in the second campaign,
// and one by a code that names none.
func TestAnInvitationGreetsWithItsOwnCampaign(t *testing.T) {
	s := newSides(t, true)
	s.turns("an", floods)
	_, rest, _ := strings.Cut(text(s.types("an", "/moi")), "https://example.org/")
	code, _, _ := strings.Cut(rest, "\n")
	greeted := text(s.types("moi", "/start "+code))
	if strings.Count(greeted, namedWith+floods) != 1 || !strings.Contains(greeted, "Trợ lý báo cáo phòng, "+floods) || strings.Contains(greeted, tenYears) {
		t.Errorf("invited to %s: %s", floods, greeted)
	}
	if said := text(s.types("moi", "bắt đầu")); !strings.Contains(said, "Báo cáo: xã Nga An, huyện Nga Sơn — "+floods) {
		t.Errorf("what they begin is of %s: %s", floods, said)
	}
}
