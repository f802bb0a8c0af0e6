package fault_test

import (
	"testing"

	"giaoban/internal/fault"
)

// TestWrittenDay: a day as offices and spreadsheets write it is told as files have it; one that the calendar does not have is told.
func TestWrittenDay(t *testing.T) {
	for written, want := range map[string]string{
		"28/12/2026": "2026-12-28", "28-12-2026": "2026-12-28", "28.12.26": "2026-12-28", "2026/12/28": "2026-12-28", "2026-28-12": "2026-12-28",
		"ngày 28 tháng 12 năm 2026": "2026-12-28", "46384": "2026-12-28", "2026-12-28 16h30": "2026-12-28 16:30", "28/12/2026 4h chiều": "2026-12-28 16:00",
		"17:00 28/12/2026": "2026-12-28 17:00", "2026-12-28T16:30:00": "2026-12-28 16:30", "12/28/2026": "2026-12-28",
		"2026-12-28 25h": "", "cuối năm": "", "": "", "28/12": "", "12": "",
	} {
		if got := fault.New("campaign_no_day").WrittenDay(written); got.Near != want || got.Key != "campaign_no_day" {
			t.Errorf("%q: %s %q, want %q", written, got.Key, got.Near, want)
		}
	}
	for _, written := range []string{"2026-11-31", "31/11/2026", "2026-02-30", "2026-13-13"} {
		if got := fault.New("campaign_no_day").WrittenDay(written); got.Key != "day_none" || got.Near != "" {
			t.Errorf("%q: %s %q", written, got.Key, got.Near)
		}
	}
}

func TestWrittenHour(t *testing.T) {
	for written, want := range map[string]string{"16h30": "16:30", "16.30": "16:30", "7h": "07:00", "4h chiều": "16:00", "4:30 PM": "16:30", "12 am": "00:00", "0730": "07:30", "24:00": "00:00", "25:00": "", "16:75": "", "sáng": ""} {
		if got := fault.New("campaign_no_hour").WrittenHour(written); got.Near != want {
			t.Errorf("%q: %q, want %q", written, got.Near, want)
		}
	}
}

// TestTyped: what an editor or a word processor made of a line is told where it is, and not where it was noticed.
func TestTyped(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"name: a\nlevel:3\nitems: []\n", `a.yaml:2:1: a space is wanted behind "level:", as level: 3`},
		{"items:\n  - {code:A, keep: true}\n", `a.yaml:2:6: a space is wanted behind "code:", as code: A`},
		{"name: a\nwords:127.0.0.1:8080\nlevel: 3\n", `a.yaml:2:1: a space is wanted behind "words:", as words: 127.0.0.1:8080`},
		{"name: a\nlevel 3\nitems: []\n", `a.yaml:2:1: a ":" is missing behind "level": level: 3`},
		{"name: a\nlevel = 3\nitems: []\n", `a.yaml:2:1: behind "level" stands a ":" with a space, not a "="`},
		{"name: a\nlevel：3\nitems: []\n", `a.yaml:2:1: the colon behind "level" is a wide one of another keyboard: type ":" and a space`},
		{"name:\u00a0a\nlevel: 3\n", `a.yaml:1:6: the blank here is no space (it comes from a word processor or a web page): take it out and press the space bar`},
		{"items:\n  – code: A\n", `a.yaml:2:3: an entry of a list begins with "-" and a space, not with "–"`},
		{"items:\n  -code: A\n", `a.yaml:2:3: a space is wanted behind the "-" at the beginning of the line: - code: A`},
		{"name: [Dự thảo] Báo cáo\n", `a.yaml:1:7: the value of "name" cannot begin with this character: put all of it between quotes, name: "…"`},
		{"name: 'Báo cáo'năm\n", `a.yaml:1:7: the value of "name" cannot begin with this character: put all of it between quotes, name: "…"`},
		{"name: - Báo cáo\n", `a.yaml:1:7: the value of "name" cannot begin with this character: put all of it between quotes, name: "…"`},
		{"name: *Báo cáo* năm\n", `a.yaml:1:7: the value of "name" cannot begin with this character: put all of it between quotes, name: "…"`},
		{"level: –7\n", `a.yaml:1:8: "–7" is not a whole number (digits only, such as 12) (did you mean "-7"?)`},
		{"level: \"-7\"\n", `a.yaml:1:8: "-7" is not a whole number (digits only, such as 12) (did you mean "-7"?)`},
		{"code: A\n", `a.yaml:1:1: there is no key "code" here: it stands in items`},
		{"items:\n  - {xyzzy: A}\n", `a.yaml:2:6: there is no key "xyzzy" here (the keys are code, keep)`},
		{"items:\n  - {code: Ngày, tháng, năm, keep: true}\n", `a.yaml:2:18: "tháng" is no key: between braces a text with a comma is put between quotes`},
		{"name: >= 5\nlevel: 3\n", `a.yaml:1:7: the value of "name" cannot begin with this character: put all of it between quotes, name: "…"`},
	} {
		var into file
		lines := fault.Read("a.yaml", []byte(c.content), &into).Lines(english(t))
		if len(lines) != 1 || lines[0] != c.want {
			t.Errorf("%q:\ngot  %q\nwant %q", c.content, lines, c.want)
		}
	}
}
