package conversation

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/paper"
)

// refusals are the sentences that refuse what somebody wanted and cannot have.
// Each is said together with whom to call.
var refusals = []string{
	"button_unknown", "button_gone", "button_not_now", "already_done", "choice_gone", "question_gone",
	"command_unknown", "command_of", "command_not_yet", "edit_gone", "edit_unknown", "edit_pieces", "edit_order", "edit_other",
	"input_unsupported", "file_refused", "file_too_big", "file_empty", "file_heic", "file_enough", "file_report_full",
	"file_not_own", "file_unknown", "file_frozen", "file_keep_frozen", "unit_not_yours", "skip_required", "section_has_required",
	"section_not_now", "no_such_section", "no_such_question", "no_such_row", "rows_most", "rows_full",
	"not_ready", "frozen", "frozen_accepted", "frozen_exempt", "view_file_too_long",
	"code_wrong", "code_tries", "code_unit_gone", "code_used_up", "viewer_nothing", "set_aside",
}

// TestRefusalsNameTheContact: every refusing sentence either has the contact in
// its own words or is said by Refuse or WithContact, wherever it is said.
func TestRefusalsNameTheContact(t *testing.T) {
	t.Parallel()
	phrases, err := os.ReadFile("../../locales/active.vi.toml")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := filepath.Glob("../form/kind*.go")
	if err != nil {
		t.Fatal(err)
	}
	exchanged, err := filepath.Glob("exchange/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(append(files, kinds...), exchanged...)
	var code []string // the lines
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			code = append(code, strings.Split(string(b), "\n")...)
		}
	}
	for _, key := range refusals {
		line := regexp.MustCompile(`(?m)^` + key + ` = .*$`).FindString(string(phrases))
		if line == "" {
			t.Errorf("there is no sentence %s", key)
			continue
		}
		if strings.Contains(line, "{{.contact}}") {
			continue
		}
		said := false
		for _, at := range code {
			if !strings.Contains(at, `Say.Say("`+key+`"`) && !strings.Contains(at, `Say.Count("`+key+`"`) &&
				!strings.Contains(at, `problem("`+key+`"`) && !strings.Contains(at, `refusal("`+key+`"`) {
				continue
			}
			said = true
			if !strings.Contains(at, "t.Refuse(") && !strings.Contains(at, "t.decline(") && !strings.Contains(at, "t.WithContact(") && !strings.Contains(at, "refusal(") {
				t.Errorf("%s is said without the contact: %s", key, strings.TrimSpace(at))
			}
		}
		if !said {
			t.Errorf("%s is never said here", key)
		}
	}
}

// TestContact: who is refused, who asks for help, and who is not understood
// twice in a row is told whom to call.
func TestContact(t *testing.T) {
	t.Parallel()
	const contact = "điện thoại 0237 000 000"
	o, say := answerstest.Outline(t, "xa.yaml"), vietnamese(t)
	for name, c := range map[string]struct {
		before []string
		in     chat.Input
		frozen bool
	}{
		"help":            {in: chat.Input{Kind: chat.Text, Text: "trợ giúp"}},
		"help, frozen":    {in: chat.Input{Kind: chat.Text, Text: "trợ giúp"}, frozen: true},
		"other's command": {in: chat.Input{Kind: chat.Text, Text: "/tinhhinh"}},
		"unknown command": {in: chat.Input{Kind: chat.Text, Text: "/abc"}},
		"not here":        {in: chat.Input{Kind: chat.Attachment, Files: []chat.File{{Name: "a.jpg"}}}},
		"unsupported":     {in: chat.Input{Kind: chat.Unsupported}},
		"edit":            {in: chat.Input{Kind: chat.Edit, Text: "12"}},
		"other's button":  {in: chat.Input{Kind: chat.Press, Data: "q|other|keep|X0.02"}},
		"old button":      {in: chat.Input{Kind: chat.Press, Data: "q|k3f9a2b|none|X0.05"}},
		"hidden":          {in: chat.Input{Kind: chat.Text, Text: "sửa 5.1"}},
		"frozen":          {in: chat.Input{Kind: chat.Text, Text: "sửa 0.5"}, frozen: true},
		"required":        {in: chat.Input{Kind: chat.Text, Text: "bỏ qua"}},
		"cannot submit":   {in: chat.Input{Kind: chat.Text, Text: "nộp"}},
		"misread twice":   {before: []string{"đúng", "lăng nhăng"}, in: chat.Input{Kind: chat.Text, Text: "lăng nhăng"}},
	} {
		f := newOfficer(t, o, say)
		f.types("bắt đầu")
		for _, text := range c.before {
			f.types(text)
		}
		f.frozen = c.frozen
		turn := New(exchange.Facts{
			Writer: paper.Writer{
				Sheet:     answers.Sheet{Outline: o, Draft: f.draft, Now: f.turn.Now},
				Say:       say,
				Words:     f.turn.Words,
				Unit:      "16144",
				UnitLabel: "xã Nga An",
			},
			Focus:   &f.focus,
			Input:   c.in,
			Command: commandIn(c.in, say),
			Frozen:  c.frozen,
			Report:  "k3f9a2b",
			Names:   f.turn.Names,
			Contact: contact,
		})
		if got := said(turn.Step()); !strings.Contains(got, contact) {
			t.Errorf("%s: nobody to call in: %s", name, got)
		}
	}
}
