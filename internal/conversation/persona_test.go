package conversation

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A persona is an officer of one habit in front of the communes' outline. What
// each message meant is kept beside the draft and compared with it at the end.
type persona struct {
	*officer
	meant   map[form.Place]form.Value
	asked   map[form.Place]bool
	by      map[string]exchange.Answer // what each message answered
	bubbles int
	words   int // of all that was said
	inputs  int
	buttons []string
	last    exchange.Outcome
}

func newPersona(t *testing.T) *persona {
	return &persona{officer: newOfficer(t, answerstest.Outline(t, "xa.yaml"), vietnamese(t)), meant: map[form.Place]form.Value{}, asked: map[form.Place]bool{}, by: map[string]exchange.Answer{}}
}

// puts gives one input and notes what was asked, answered and offered.
func (p *persona) puts(in chat.Input) exchange.Outcome {
	p.t.Helper()
	if p.n++; p.n > 3000 {
		p.t.Fatalf("no end in sight at %+v: %s", p.focus, said(p.last))
	}
	if in.Kind == chat.Text {
		in.Message = "m" + strconv.Itoa(p.n)
	}
	out := p.step(in, nil, 0, nil)
	p.last = out
	p.inputs++
	for _, c := range out.Contents {
		p.words += len(strings.Fields(c.Text))
		if c.Replace == "" { // a message rewritten is none more
			p.bubbles++
		}
	}
	for _, a := range out.Answers {
		if a.Removed {
			continue
		}
		p.meant[a.Place] = a.Value
		if message := a.Message; message != "" || in.Message != "" {
			p.by[max(message, in.Message)] = a
		}
	}
	if q := p.turn.Asked(); q != nil && p.focus.Mode == exchange.Asking {
		p.asked[p.focus.Place] = true
	}
	for _, c := range out.Contents {
		for _, row := range c.Choices {
			for _, b := range row {
				if !slices.Contains(p.buttons, b.Data) {
					p.buttons = append(p.buttons, b.Data)
				}
			}
		}
	}
	return out
}

func (p *persona) says(text string) exchange.Outcome {
	return p.puts(chat.Input{Kind: chat.Text, Text: text})
}

// taps presses the newest message's button.
func (p *persona) taps(data string) exchange.Outcome {
	return p.puts(chat.Input{Kind: chat.Press, Data: data, Message: "2"})
}

// agrees compares the draft with what was meant, question by question: what is
// there was said, and what was said is there.
func (p *persona) agrees() {
	p.t.Helper()
	have := answerstest.All(map[form.Place]form.Value{}, p.outline, p.draft)
	for place, v := range p.meant {
		if now, ok := have[place]; !ok || !reflect.DeepEqual(now, v) {
			p.t.Errorf("%+v: %+v was meant, %+v is there", place, v, now)
		}
	}
	for place := range have {
		if _, ok := p.meant[place]; !ok {
			p.t.Errorf("%+v: %+v was never said", place, have[place])
		}
	}
}

// within holds the bubbles under 1.3 for each question of the outline that was
// asked; offers, checks and confirmations are the bot's own.
func (p *persona) within(limit float64) {
	p.t.Helper()
	per := float64(p.bubbles) / float64(len(p.asked))
	p.t.Logf("%d bubbles for %d questions asked, %d inputs: %.3f", p.bubbles, len(p.asked), p.inputs, per)
	if per > limit {
		p.t.Errorf("%.3f bubbles a question, want at most %.2f", per, limit)
	}
}

// goes on until the summary, and hands in if that is possible.
func (p *persona) goes(next func() exchange.Outcome) {
	p.t.Helper()
	p.says("bắt đầu")
	for p.focus.Mode != exchange.Review {
		next()
	}
	p.says("nộp báo cáo")
}

// TestOfficerWhoTypes only ever types, and reads 27 minutes at 150 words a minute. More
// words than that are to be worth it.
func TestOfficerWhoTypes(t *testing.T) {
	p := newPersona(t)
	p.goes(func() exchange.Outcome { return p.says(p.reply()) })
	if !p.frozen {
		t.Fatal(said(p.last))
	}
	p.agrees()
	p.within(1.3)
	t.Logf("%d words, %.1f minutes", p.words, float64(p.words)/150)
	if most := 27 * 150; p.words > most {
		t.Errorf("%d words, want at most %d", p.words, most)
	}
}

// tap is the button that answers; "" where words are needed.
func (p *persona) tap() string {
	byAct := map[string]string{}
	var choices []string
	wanted := ""
	for _, row := range p.last.Contents[len(p.last.Contents)-1].Choices {
		for _, c := range row {
			b, _ := button.Parse(c.Data)
			byAct[b.Act] = c.Data
			if b.Act == button.Choose || b.Act == button.Suggest {
				choices = append(choices, c.Data)
				if c.Label == p.reply() {
					wanted = c.Data
				}
			}
		}
	}
	q := p.turn.Asked()
	switch {
	case p.focus.Mode == exchange.Offering:
		return byAct[button.Next]
	case p.focus.Mode == exchange.Growing && len(p.draft.Cells[q.Pos].Rows) < p.draft.Floor(p.outline, q):
		return byAct[button.Add]
	case p.focus.Mode == exchange.Growing:
		return byAct[button.Stop]
	case p.focus.Mode == exchange.Checking:
		return byAct[button.Keep]
	case p.focus.Text.Pieces > 0 || p.focus.Mode == exchange.Asking && q.Type == form.SelectMultiple && len(p.focus.Asked.Picked) > 0:
		return byAct[button.Done]
	case p.focus.Mode == exchange.Asking && q.Type == form.UnitName:
		return byAct[button.Own]
	case wanted != "":
		return wanted
	case len(choices) > 0 && q.Type != form.Year:
		return choices[0]
	}
	return ""
}

// TestOfficerWhoTaps types only what no button answers.
func TestOfficerWhoTaps(t *testing.T) {
	p := newPersona(t)
	taps := 0
	p.says("bắt đầu")
	for p.focus.Mode != exchange.Review {
		if data := p.tap(); data != "" {
			taps++
			p.taps(data)
			continue
		}
		p.says(p.reply())
	}
	for _, row := range p.last.Contents[len(p.last.Contents)-1].Choices {
		if b, _ := button.Parse(row[0].Data); b.Act == button.Submit {
			p.taps(row[0].Data)
		}
	}
	if !p.frozen || taps < 40 {
		t.Fatalf("%d taps: %s", taps, said(p.last))
	}
	p.agrees()
	p.within(1.3)
}

// TestOfficerWhoPastes answers every long text by 12,000 letters, which come as
// the three messages that the platform makes of them. Nothing is cut.
func TestOfficerWhoPastes(t *testing.T) {
	p := newPersona(t)
	const letters, message = 12_000, 4_000
	texts := map[form.Place]bool{}
	paste := strings.Repeat("Mô hình hoạt động tốt, có 12 hộ tham gia. ", letters)
	paste = string([]rune(paste)[:letters-1]) + "a"
	bare := strings.NewReplacer(viet.Glued, "", " ", "", "\n", "") // the seams are the platform's
	p.goes(func() exchange.Outcome {
		q := p.turn.Asked()
		if p.focus.Mode != exchange.Asking || q == nil || q.Type != form.LongText {
			return p.says(p.reply())
		}
		place := p.focus.Place
		texts[place] = true
		for i := range letters / message {
			p.says(strings.TrimSpace(string([]rune(paste)[i*message : (i+1)*message])))
		}
		return p.says("xong")
	})
	for place := range texts {
		q := p.outline.ByCode[place.Code]
		if got := p.draft.Cell(q, place.Row).Value.Text; got.Letters < letters-3 || bare.Replace(strings.Join(p.texts[place], "")) != bare.Replace(paste) {
			t.Errorf("%+v holds %+v of %d letters", place, got, len([]rune(strings.Join(p.texts[place], ""))))
		}
	}
	if !p.frozen || len(texts) < 15 {
		t.Fatalf("%d texts: %s", len(texts), said(p.last))
	}
	p.agrees()
}

// TestOfficerWhoLists answers every run of numbers in one message.
func TestOfficerWhoLists(t *testing.T) {
	p, single := newPersona(t), newPersona(t)
	single.goes(func() exchange.Outcome { return single.says(single.reply()) })
	lists := 0
	p.goes(func() exchange.Outcome {
		q := p.turn.Asked()
		if p.focus.Mode == exchange.Asking && q != nil && q.IsNumber() && !p.focus.Fixing {
			if run := p.turn.numbers().ahead(q, p.focus.Row); len(run) > 1 {
				var lines []string
				for _, x := range run {
					lines = append(lines, p.turn.Fill(x.Label, p.focus.Row)+"\t"+p.turn.Fill(x.Example, p.focus.Row))
				}
				lists++
				p.says(strings.Join(lines, "\n"))
				return p.says("đúng")
			}
		}
		return p.says(p.reply())
	})
	if !p.frozen || lists < 5 {
		t.Fatalf("%d lists: %s", lists, said(p.last))
	}
	p.agrees()
	for place, v := range single.meant {
		if got := p.meant[place]; !reflect.DeepEqual(got, v) {
			t.Errorf("%+v: %+v by list, %+v one by one", place, got, v)
		}
	}
	t.Logf("%d inputs with lists, %d without", p.inputs, single.inputs)
	if p.inputs >= single.inputs-20 {
		t.Error("lists spare no round trips")
	}
}

// TestOfficerWhoEdits rewrites each message a week later.
func TestOfficerWhoEdits(t *testing.T) {
	p := newPersona(t)
	p.says("bắt đầu")
	for p.focus.Mode != exchange.Review {
		p.says(p.reply())
	}
	p.later = 7
	for message, a := range p.by {
		text := a.Text
		q := p.outline.ByCode[a.Code]
		if q.Type == form.LongText || q.Type == form.ShortText {
			text += " Đã xem lại."
		}
		out := p.step(chat.Input{Kind: chat.Edit, Text: text, Message: message}, &a.Place, a.Piece, nil)
		if len(out.Answers) != 1 || out.Answers[0].Place != a.Place {
			t.Fatalf("editing %+v answered %+v: %s", a, out.Answers, said(out))
		}
		p.meant[a.Place] = out.Answers[0].Value
		if p.focus.Mode == exchange.Checking {
			p.says("giữ nguyên")
		}
	}
	p.agrees()
	for p.focus.Mode != exchange.Review {
		p.says(p.reply())
	}
	if p.says("nộp báo cáo"); !p.frozen {
		t.Fatal(said(p.last))
	}
	if out := p.step(chat.Input{Kind: chat.Edit, Text: "99", Message: "m9"}, &form.Place{Code: "X0.05"}, 0, nil); len(out.Answers) != 0 {
		t.Error("a submitted report was changed")
	}
}

// TestOfficerWhoPressesOldButtons presses, at the summary, every button that
// was ever shown; what they did not address is as it was, and the report is
// handed in or says what is missing.
func TestOfficerWhoPressesOldButtons(t *testing.T) {
	p := newPersona(t)
	p.says("bắt đầu")
	for p.focus.Mode != exchange.Review {
		p.says(p.reply())
	}
	w := &walk{officer: p.officer, r: rand.New(rand.NewPCG(1, 1))}
	for _, data := range p.buttons {
		if b, _ := button.Parse(data); b.Act == button.Submit || b.Act == button.Drop {
			continue
		}
		w.check(chat.Input{Kind: chat.Press, Data: data, Message: "2"}, nil, nil)
	}
	for range 400 {
		if p.focus.Mode == exchange.Review {
			break
		}
		if p.focus.Mode == exchange.Clash { // an old button gave another answer than the one that stands
			p.says("giữ nguyên")
			continue
		}
		p.says(p.reply())
	}
	out := p.says("nộp báo cáo")
	if !p.frozen && !strings.Contains(said(out), "Câu bắt buộc chưa trả lời") && !strings.Contains(said(out), "Lỗi phải sửa") {
		t.Errorf("at %+v: %s", p.focus, said(out))
	}
	t.Logf("%d old buttons; handed in: %v", len(p.buttons), p.frozen)
}

// TestOfficerWhoDoesNotKnow says so to everything, and ends with a list of what
// is missing.
func TestOfficerWhoDoesNotKnow(t *testing.T) {
	p := newPersona(t)
	p.says("bắt đầu")
	for range 1000 {
		if p.focus.Mode == exchange.Review {
			break
		}
		p.says("không biết")
	}
	if p.focus.Mode != exchange.Review || !strings.Contains(said(p.last), "Câu bắt buộc chưa trả lời") {
		t.Fatalf("at %+v: %s", p.focus, said(p.last))
	}
	if have := answerstest.All(map[form.Place]form.Value{}, p.outline, p.draft); len(have) != 0 {
		t.Errorf("answered: %+v", have)
	}
	p.says("không biết")
	if p.frozen {
		t.Error("handed in by somebody who knows nothing")
	}
}
