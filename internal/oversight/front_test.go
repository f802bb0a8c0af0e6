package oversight_test

import (
	"strings"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/command"
	"giaoban/internal/form"
	"giaoban/internal/oversight"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// TestFrontPage: before a report's sections stands who filled it in and when,
// how often it came back, what was signed, what was kept, and which files came.
func TestFrontPage(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	o := smallOutline(t, "X")
	now := time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC)
	lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(unit string) (oversight.Paper, error) {
		return filledIn(o, unit, 5), nil
	}}
	status := report.Status{State: report.Submitted, Submitted: now.Add(-time.Hour), Revision: 2, Round: 1, Note: "bổ sung phần 2",
		Signed: "12/BC-UBND ngày 05/7/2016", Scan: true, Behalf: true, By: "Trưởng Công an"}
	s := report.Overview{Units: units, Level: 3, Now: now, Zone: time.UTC, Status: map[string]report.Status{"16144": status}}
	read := func(cmd command.Command) string {
		out, err := oversight.Read(s, lib, []roster.Membership{{Unit: "401", Role: roster.Coordinator}}, cmd, nil, phrases(t, "vi"))
		if err != nil {
			t.Fatal(err)
		}
		return everything(out)
	}
	front := read(command.Command{Name: command.View, Unit: "Nga An"})
	for _, want := range []string{"Trưởng Công an", "7 giờ ngày 07/7/2016", "Đã trả lại để bổ sung: 1 lần", "bổ sung phần 2", "12/BC-UBND", "bản ký, đóng dấu",
		"nhập thay", "FILE16144.pdf", "(chỉ người có quyền mới xem được)", "1. Số liệu d||xem|16144|X1", "2. Nội dung d||xem|16144|X2"} {
		if !strings.Contains(front, want) {
			t.Errorf("no %q in:\n%s", want, front)
		}
	}
	status.State = report.InProgress
	s.Status["16144"] = status
	if page := read(command.Command{Name: command.View, Code: "16144", Part: "X2"}); !strings.Contains(page, "chưa nộp") || !strings.Contains(page, "WORD16144") {
		t.Errorf("a report that is not in is shown, and said to be so:\n%s", page)
	}
}

// TestFrontPageFits: whatever was kept, sent and left empty, the page fits a phone and
// tells how much of it is left out.
func TestFrontPageFits(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	o := smallOutline(t, "X")
	long := strings.Repeat("chưa thống nhất với số liệu của năm trước ", 20)
	p := filledIn(o, "16144", 5)
	p.Files = func() (files []oversight.Attached, err error) {
		for i := range 40 {
			files = append(files, oversight.Attached{Filed: answers.Filed{ID: i + 1, Name: long}})
		}
		return files, nil
	}
	p.Mended = func() (oversight.Mended, error) {
		return oversight.Mended{At: time.Date(2016, 7, 6, 8, 0, 0, 0, time.UTC), Remark: long, Codes: []string{"X1.01", "X1.03"}, Changed: []string{"so", "loi", "khen"}}, nil
	}
	lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(string) (oversight.Paper, error) { return p, nil }}
	now := time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC)
	s := report.Overview{Units: units, Level: 3, Now: now, Zone: time.UTC, Status: map[string]report.Status{
		"16144": {State: report.Submitted, Submitted: now.Add(-time.Hour), Revision: 2, Round: 1}}}
	out, err := oversight.Read(s, lib, []roster.Membership{{Unit: "401", Role: roster.Coordinator}}, command.Command{Name: command.View, Code: "16144"}, nil, phrases(t, "vi"))
	if err != nil || len(out) != 1 {
		t.Fatal(len(out), err)
	}
	front := out[0].Text
	if n, lines := len([]rune(front)), strings.Count(front, "\n"); n > 1800 || lines > 30 {
		t.Errorf("%d letters, %d lines:\n%s", n, lines, front)
	}
	for _, want := range []string{"Tệp đã gửi: 40", "… và 35 tệp khác.", "đã sửa: X1.01", "chưa thay đổi: X1.03", "Câu khác đã thay đổi từ khi trả lại: X2.01"} {
		if !strings.Contains(front, want) {
			t.Errorf("no %q in:\n%s", want, front)
		}
	}
	if strings.Contains(front, "X2.03") { // what the person may not see
		t.Errorf("a barred question is named:\n%s", front)
	}
}

// TestMissingFile: whoever opens a file whose copy is gone from the disk reads so.
func TestMissingFile(t *testing.T) {
	units, err := roster.ParseUnits(strings.NewReader(fewUnits), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	o := smallOutline(t, "X")
	for _, missing := range []bool{false, true} {
		p := filledIn(o, "16144", 5)
		p.Files = func() ([]oversight.Attached, error) {
			return []oversight.Attached{{Filed: answers.Filed{ID: 1, Name: "a.pdf"}, Ref: "a", Missing: missing}}, nil
		}
		lib := oversight.Library{Outlines: map[int]*form.Outline{3: o}, Open: func(string) (oversight.Paper, error) { return p, nil }}
		s := report.Overview{Units: units, Level: 3, Now: time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC), Zone: time.UTC, Status: map[string]report.Status{"16144": {State: report.Submitted}}}
		out, err := oversight.Read(s, lib, []roster.Membership{{Unit: "401", Role: roster.Coordinator}},
			command.Command{Name: command.View, Code: "16144", Part: command.FilesPart}, nil, phrases(t, "vi"))
		if err != nil || len(out) != 1 || out[0].File == nil || strings.Contains(out[0].Text, "trên máy chủ không còn") != missing {
			t.Errorf("missing %v: %v, %+v", missing, err, out)
		}
	}
}
