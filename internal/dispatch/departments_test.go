package dispatch_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
)

// someDepartments report to the province directly.
const someDepartments = "S01,38,4,\"sở, ban, ngành\",Sở Y tế\nS02,38,4,\"sở, ban, ngành\",Hội Nông dân tỉnh\n"

// communesOnly are a province without districts.
const communesOnly = "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n16144,38,3,xã,Nga An\n16147,38,3,xã,Nga Phú\n16150,38,3,xã,Ba Đình\n"

// shortCampaign is the shipped campaign, in which communes and departments answer one
// question; units takes the place of its list, if given.
func shortCampaign(t *testing.T, units string) *campaigns.Definition {
	c := shippedCollection(t, someDepartments, "xa.yaml", "nganh.yaml")
	for level := range c.Outlines {
		c.Outlines[level] = parseOutline(t, fmt.Sprintf("level%d.yaml", level), []byte(shortOutline))
	}
	if units != "" {
		c.Units = parseUnits(t, "units.csv", units+someDepartments)
	}
	return c
}

// submits has an officer answer the one question and submit.
func (w *world) submits(name, number string) {
	for _, line := range []string{"bắt đầu", number, "/nop"} {
		w.types(name, line)
	}
}

// TestDepartmentsStandBeside has a commune of a province and a department submit: the
// department is counted beside the communes, told of, and summed apart, with districts
// between and without.
func TestDepartmentsStandBeside(t *testing.T) {
	for _, c := range []struct {
		units   string
		total   int
		commune string // as the province names it
	}{{"", 635, "xã Nga An (Nga Sơn)"}, {communesOnly, 3, "xã Nga An"}} {
		w := newWorldWith(t, shortCampaign(t, c.units))
		w.goes(time.Date(2016, 7, 4, 9, 0, 0, 0, w.c.Zone))
		w.joins("an", ngaAn, roster.Officer)
		w.joins("so", "S01", roster.Officer)
		w.joins("tinh", "38", roster.Coordinator)
		hears := w.since("tinh")
		w.submits("so", "7")
		w.submits("an", "5")
		w.goes(w.now.Add(2 * time.Hour))
		wantsIn(t, "unasked", hears("tinh"), "Sở Y tế vừa nộp báo cáo. Đã nộp 1/2 sở, ban, ngành, còn 1.")
		if c.units != "" {
			wantsIn(t, "unasked", hears("tinh"), "Xã Nga An vừa nộp báo cáo. Đã nộp 1/3 xã, còn 2.")
		}
		in := fmt.Sprintf("1/%d", c.total)
		for _, asked := range []struct {
			line  string
			words []string
		}{
			{"/tinhhinh", []string{"đã nộp " + in + " xã", "Báo cáo của sở, ban, ngành: đã nộp 1/2"}},
			{"/chuanop", []string{fmt.Sprintf("(%d/%d xã)", c.total-1, c.total), "Báo cáo của sở, ban, ngành: đã nộp 1/2", "Sở, ban, ngành chưa nộp (1): Hội Nông dân tỉnh"}},
			{"còn bao nhiêu xã chưa nộp", []string{fmt.Sprintf("còn %d/%d xã", c.total-1, c.total), "Sở, ban, ngành chưa nộp (1): Hội Nông dân tỉnh"}},
			{"sở nào chưa nộp", []string{"(1/2 sở, ban, ngành)", "Hội Nông dân tỉnh"}},
			{"/danop", []string{in + " xã đã nộp", "- " + c.commune + ": 09:00", "Sở, ban, ngành đã nộp (1): Sở Y tế"}},
			{"/tonghop", []string{"từ " + in + " báo cáo", "Báo cáo của sở, ban, ngành: đã nộp 1/2"}},
			{"tổng số mô hình toàn tỉnh", []string{"Tổng số mô hình, tỉnh Thanh Hóa: 5", "Từ " + in + " xã đã nộp", "Chỉ tính các xã; riêng sở, ban, ngành: 7 (từ 1/2 đã nộp)."}},
			{"sở nào nhiều mô hình nhất", []string{"1. Sở Y tế: 7", "Từ 1/2 sở, ban, ngành đã nộp"}},
			{"Sở Y tế", []string{"Sở Y tế", "Đã nộp lúc 9 giờ"}},
			{"hạn nộp", []string{"05/7/2016", "14/7/2016", fmt.Sprintf("Còn %d/%d xã", c.total-1, c.total), "Còn 1/2 sở, ban, ngành"}},
			{"/han các sở 20/7", []string{"2 sở, ban, ngành thuộc tỉnh Thanh Hóa", "Gồm: Hội Nông dân tỉnh, Sở Y tế"}},
			{"hủy", nil},
			{"/thongbao các sở: họp", []string{"Hội Nông dân tỉnh, Sở Y tế", "[Gửi cho 2 sở, ban, ngành]"}},
			{"hủy", nil},
			{"/nhac", []string{fmt.Sprintf("Còn %d báo cáo chưa nộp", c.total), "[Nhắc cả 1 sở, ban, ngành]", fmt.Sprintf("[Nhắc cả %d xã]", c.total-1)}},
			{"hủy", nil},
		} {
			hears := w.since("tinh")
			said := w.types("tinh", asked.line)
			text := hears("tinh")
			for _, content := range said {
				for _, row := range content.Choices {
					for _, b := range row {
						text += "\n[" + b.Label + "]"
					}
				}
			}
			wantsIn(t, asked.line, text, asked.words...)
		}
		// The digests: beside the communes before the deadlines, chased after theirs.
		digests := w.since("tinh")
		w.goes(time.Date(2016, 7, 5, 8, 0, 0, 0, w.c.Zone))
		wantsIn(t, "digest", digests("tinh"), "đã nộp "+in+" xã", "Báo cáo của sở, ban, ngành: đã nộp 1/2")
		digests = w.since("tinh")
		w.goes(time.Date(2016, 7, 7, 8, 0, 0, 0, w.c.Zone))
		wantsIn(t, "digest without news", digests("tinh"), "không có thay đổi", "Báo cáo của sở, ban, ngành: đã nộp 1/2")
		w.goes(time.Date(2016, 7, 14, 8, 0, 0, 0, w.c.Zone))
		digests = w.since("tinh")
		w.goes(time.Date(2016, 7, 15, 8, 0, 0, 0, w.c.Zone))
		wantsIn(t, "digest after their deadline", digests("tinh"), "Hết hạn nộp 14/7: 1 sở, ban, ngành chưa nộp", "Hội Nông dân tỉnh")
	}
}

// wantsIn holds that all words stand in a text.
func wantsIn(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s: %q is missing in %q", what, w, text)
		}
	}
}
