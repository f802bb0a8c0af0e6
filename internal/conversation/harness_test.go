package conversation

import (
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
	"giaoban/internal/roster"
)

const shipped = "../../conversations/thanhhoa-2016/"

var catalog = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(os.DirFS("../../locales")) })

func vietnamese(t testing.TB) locale.Phrases {
	t.Helper()
	c, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := c.Language("vi")
	return say
}

// officer is somebody in front of an outline: what they see, and what became of
// all that they did.
type officer struct {
	t       testing.TB
	outline *form.Outline
	say     locale.Phrases
	draft   *answers.Draft
	focus   exchange.Focus
	frozen  bool
	texts   map[form.Place][]string
	gave    map[string]exchange.Answer // by message
	turn    *Turn
	below   *form.Below
	past    *answers.Last
	pastly  map[form.Place][]string // texts of the last report, by where they are filed
	units   *roster.Units
	n       int
	later   int // days
	due     func() time.Time
	found   map[int]*answers.Found
	files   []answers.Filed
	keeps   bool // files
	last    exchange.Outcome
}

func newOfficer(t testing.TB, o *form.Outline, say locale.Phrases) *officer {
	return &officer{t: t, outline: o, say: say, draft: answers.NewDraft(o), texts: map[form.Place][]string{}, gave: map[string]exchange.Answer{}, found: map[int]*answers.Found{}}
}

// readers read typed lines, by language: made once and shared.
var readers sync.Map

// commandIn is what an officer's words ask.
func commandIn(in chat.Input, say locale.Phrases) command.Command {
	if in.Kind != chat.Text && in.Kind != chat.Edit {
		return command.Command{}
	}
	reader, ok := readers.Load(say.Tag())
	if !ok {
		reader, _ = readers.LoadOrStore(say.Tag(), command.New(say))
	}
	c, _ := reader.(*command.Reader).Parse(in.Text, command.Sender{May: command.Officers})
	if in.Kind == chat.Edit && !c.Is(command.Fix) {
		return command.Command{} // no other order is one in a message that was edited
	}
	return c
}

func (f *officer) does(in chat.Input, of *form.Place) exchange.Outcome { return f.turnOf(in, of, 0) }

func (f *officer) turnOf(in chat.Input, of *form.Place, piece int) exchange.Outcome {
	f.n++
	return f.step(in, of, piece, nil)
}

// doesAll is an edit of a message that had answered several questions.
func (f *officer) doesAll(in chat.Input, all []form.Place) exchange.Outcome {
	return f.step(in, nil, 0, all)
}

func (f *officer) step(in chat.Input, of *form.Place, piece int, all []form.Place) exchange.Outcome {
	f.draft.Below = f.below
	if f.past != nil {
		f.draft.Last = func() *answers.Last { return f.past }
	}
	f.turn = New(exchange.Facts{
		Writer: paper.Writer{
			Sheet: answers.Sheet{Outline: f.outline, Draft: f.draft, Now: time.Date(2016, 7, 4+f.later, 8, 0, f.n, 0, time.FixedZone("+07", 7*3600))},
			Say:   f.say,
			Words: form.Words{"xung_ho": "đồng chí", "loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố",
				"cong_an_vien": "công an viên ở thôn", "chuc_danh_cong_an": "công an viên thường trực", "cap_tren": "huyện"},
			Unit:      "16144",
			UnitLabel: "xã Nga An, huyện Nga Sơn",
			Texts: func(p form.Place) []string {
				return f.texts[p][:min(len(f.texts[p]), f.draft.Text(f.outline, p).Pieces)]
			},
			LastTexts: func(filed form.Place, of form.TextInfo) []string { return f.pastly[filed] },
			Units:     f.units,
			Deadline:  f.due,
		},
		Found:   func(id int) *answers.Found { return f.found[id] },
		Focus:   &f.focus,
		Input:   in,
		Command: commandIn(in, f.say),
		Of:      of,
		OfPiece: piece,
		OfAll:   all,
		Frozen:  f.frozen,
		Report:  "k3f9a2b",
		Names: func(s string) []string {
			if strings.Contains(s, "Nga An") {
				return []string{"16144"}
			}
			return nil
		},
	})
	if f.keeps {
		f.turn.Files = func() []answers.Filed { return f.files }
	}
	out := f.turn.Step()
	for _, a := range out.Answers {
		if a.Check != "" {
			continue
		}
		if n := a.Piece; n > 0 {
			f.texts[a.Place] = append(f.texts[a.Place], make([]string, max(0, n-len(f.texts[a.Place])))...)
			f.texts[a.Place][n-1] = a.Text
		}
		id := a.Message
		if id == "" && in.Kind == chat.Text {
			id = in.Message
		}
		f.gave[id] = a
	}
	for _, c := range out.Files {
		c.ID = len(f.files) + 1
		f.files = append(f.files, c.Filed)
	}
	if out.Found != nil { // written down and read again
		b, err := json.Marshal(out.Found)
		if err != nil {
			f.t.Fatal(err)
		}
		f.found[out.FoundIn] = &answers.Found{}
		if err := json.Unmarshal(b, f.found[out.FoundIn]); err != nil {
			f.t.Fatal(err)
		}
	}
	f.draft.Last = nil // it is not stored
	f.restart()
	f.frozen = f.frozen || out.Submitted
	return out
}

// restart writes the focus down and reads it again, as between any two turns.
func (f *officer) restart() {
	f.t.Helper()
	b, err := json.Marshal(f.focus)
	if err != nil {
		f.t.Fatal(err)
	}
	f.focus = exchange.Focus{}
	if err := json.Unmarshal(b, &f.focus); err != nil {
		f.t.Fatal(err)
	}
}

// edits rewrites the message that gave an answer.
func (f *officer) edits(message, text string) exchange.Outcome {
	in := chat.Input{Kind: chat.Edit, Text: text, Message: message}
	if a, ok := f.gave[message]; ok {
		return f.turnOf(in, &a.Place, a.Piece)
	}
	return f.does(in, nil)
}

func (f *officer) types(text string) exchange.Outcome {
	return f.does(chat.Input{Kind: chat.Text, Text: text, Message: "1"}, nil)
}

func (f *officer) presses(data string) exchange.Outcome {
	return f.does(chat.Input{Kind: chat.Press, Data: data, Message: "2"}, nil)
}

// offered is the button of the outcome with that label.
func offered(t testing.TB, out exchange.Outcome, label string) string {
	t.Helper()
	for _, c := range out.Contents {
		for _, row := range c.Choices {
			for _, b := range row {
				if b.Label == label {
					return b.Data
				}
			}
		}
	}
	t.Fatalf("no button [%s] in %+v", label, out.Contents)
	return ""
}

// said is all that an outcome says.
func said(out exchange.Outcome) string {
	var parts []string
	for _, c := range out.Contents {
		parts = append(parts, c.Text)
	}
	return strings.Join(parts, "\n\n")
}
