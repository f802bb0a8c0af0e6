package dispatch_test

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/roster"
	"giaoban/internal/transcript"
)

// TestTranscripts plays every chat under conversations/ through the real
// dispatcher and store: between every two lines the draft is written and read
// again. A transcript is for people to read:
//
//	@ cán bộ 16144 officer    somebody joins, or goes on if they have joined
//	> what they type
//	> [a button of the newest message that has it]
//	~ they rewrite their newest message of several lines
//	> (dán 12.000 ký tự)      a paste of that length, cut as a phone cuts it
//	> (trả lời) what they type in reply to the newest message that has buttons
//	> sửa "words of an own message" thành "other words"
//	! an outline's file is edited: "old" thành "new"; the program starts again
//	< what the bot says, then its buttons in brackets
//	: thanhhoa-2025           on the first line: the chat is of that campaign of testdata
//	= 2016-07-05 07:30        the clock moves on
//	& tập dượt                the operator changes the campaign, see operated
//	> (ảnh hop.jpg 120 KB)    a file that they send, see sends
//	* tải xong                the files that wait are fetched, see fetches
//	+ an 16144 điền xong      everything is answered up to the summary, unseen
//	% 16144 so_thon=12        the unit's report is handed in, with these answers beside the made-up ones;
//	                          the levels above report in such a chat too
func TestTranscripts(t *testing.T) {
	inLine(t)
	transcript.Play(t, shipped+"/*.txtar", func(t *testing.T, files map[string]string) transcript.Replay {
		return func(name, chat string) (string, bool) {
			if name == "units.csv" { // departments beside the shipped units
				return "", false
			}
			return replay(t, chat, files["units.csv"]), true
		}
	})
}

// replay plays a transcript's own lines and writes down the whole chat.
func replay(t *testing.T, script, departments string) string {
	return replayIn(t, newWorldWith(t, collectionOf(t, script, departments)), script)
}

// collectionOf is the campaign that a transcript is of.
func collectionOf(t *testing.T, script, departments string) *campaigns.Definition {
	first, _, _ := strings.Cut(script, "\n")
	if folder, ok := strings.CutPrefix(first, ": "); ok {
		return collectionIn(t, "testdata/"+folder)
	} else if departments != "" || strings.Contains(script, "\n% ") || strings.HasPrefix(script, "% ") {
		return shippedCollection(t, departments, "xa.yaml", "huyen.yaml", "tinh.yaml", "nganh.yaml")
	}
	return shippedCollection(t, "", "xa.yaml")
}

func replayIn(t *testing.T, w *world, script string) string {
	var b strings.Builder
	who := ""
	seen := map[string]int{}
	lists := map[string]string{} // the newest message of several lines, by person
	show := func() {
		messages := w.said[person(who)]
		for _, m := range messages[seen[who]:] {
			b.WriteString(bubble(m.Content))
		}
		seen[who] = len(messages)
	}
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "<", "":
			continue
		case "#":
			b.WriteString("\n" + line + "\n")
			continue
		}
		b.WriteString("\n" + line + "\n")
		switch mark {
		case "@":
			who = switchTo(w, rest)
		case "=":
			at, err := time.ParseInLocation("2006-01-02 15:04", rest, w.now.Location())
			if err != nil {
				t.Fatal(err)
			}
			w.goes(at)
		case "&":
			operated(w, rest)
		case "*":
			w.fetches(rest)
		case "!":
			edits(t, w, rest)
		case "%":
			w.handsIn(rest)
		case ">":
			if w.sends(who, rest) {
				break
			}
			for _, words := range pasted(t, rest) {
				say(t, w, who, words)
			}
			if strings.Contains(rest, `\n`) {
				lists[who] = strconv.Itoa(w.n)
			}
		case "~":
			w.does(who, chat.Input{Kind: chat.Edit, Message: lists[who], Text: written(rest)})
		case "+":
			fillIn(w, who, strings.Fields(rest)[1])
			seen[who] = len(w.said[person(who)])
		}
		show()
	}
	return strings.TrimLeft(b.String(), "\n")
}

// handsIn plants a whole report, as the demonstration does: «16144 so_thon=12».
func (w *world) handsIn(line string) {
	w.t.Helper()
	unit, given, _ := strings.Cut(line, " ")
	profile := profiles(w.t)[0]
	for _, field := range strings.Fields(given) {
		name, value, _ := strings.Cut(field, "=")
		profile[name] = []string{value}
	}
	planted := seed.Seed{From: w.now.Add(-time.Hour), To: w.now, Started: 100, Submitted: 100, Number: 1,
		Script: seed.Script{Answers: profile},
		Skip:   func(u roster.Unit) bool { return u.Code != unit }}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		w.t.Fatal(err)
	}
}

// switchTo goes on as somebody: «@ an 16144 officer» joins on first sight.
func switchTo(w *world, line string) string {
	words := strings.Fields(line)
	if len(words) == 3 {
		w.joins(words[0], words[1], roster.Role(words[2]))
	}
	return words[0]
}

// operated does what the operator orders for the campaign as a whole.
func operated(w *world, order string) {
	w.t.Helper()
	if order == "đợt sau" {
		w.succeeded()
		return
	}
	change, ok := map[string]campaign.Change{
		"tập dượt": campaign.Rehearse, "xóa số liệu tập dượt": campaign.Reset, "mở chính thức": campaign.Open,
		"đóng đợt": campaign.Close, "mở lại đợt": campaign.Reopen,
	}[order]
	if !ok {
		w.t.Fatalf("no operator orders %q", order)
	}
	w.mustChange(change, false)
}

// change is how a line says that one text becomes another.
var change = regexp.MustCompile(`^(?:sửa )?"(.*)" thành "(.*)"$`)

// edits changes the communes' outline while reports are under way.
func edits(t *testing.T, w *world, line string) {
	t.Helper()
	m := change.FindStringSubmatch(line)
	if m == nil || !strings.Contains(w.outline, written(m[1])) {
		t.Fatalf("the outline has nothing to edit: %s", line)
	}
	w.outline = strings.Replace(w.outline, written(m[1]), written(m[2]), 1)
	w.restarted(parseOutline(t, "xa.yaml", []byte(w.outline)))
}

// rewrites edits the newest message in which somebody said the words.
func rewrites(t *testing.T, w *world, who, old, now string) {
	t.Helper()
	typed := w.typed[person(who)]
	for i := len(typed) - 1; i >= 0; i-- {
		if typed[i].Text == old {
			typed[i].Text = now
			w.does(who, chat.Input{Kind: chat.Edit, Text: now, Message: typed[i].Message})
			return
		}
	}
	t.Fatalf("%s never said %q", who, old)
}

func say(t *testing.T, w *world, who, words string) {
	t.Helper()
	if text, ok := strings.CutPrefix(words, "(trả lời) "); ok {
		w.does(who, chat.Input{Kind: chat.Text, Text: text, Under: newestButtons(w, who)})
		return
	}
	if m := change.FindStringSubmatch(words); m != nil && strings.HasPrefix(words, "sửa ") {
		rewrites(t, w, who, written(m[1]), written(m[2]))
		return
	}
	label, isButton := strings.CutPrefix(words, "[")
	label, closed := strings.CutSuffix(label, "]")
	if !isButton || !closed {
		w.types(who, written(words))
		return
	}
	messages := w.said[person(who)]
	for i := len(messages) - 1; i >= 0; i-- {
		for _, row := range messages[i].Content.Choices {
			for _, c := range row {
				if c.Label == label {
					w.does(who, chat.Input{Kind: chat.Press, Data: c.Data, Message: messages[i].ID})
					return
				}
			}
		}
	}
	t.Fatalf("nobody offered %s a button [%s]", who, label)
}

// written is a message as it was typed: a transcript has line breaks and tabs
// as \n and \t.
func written(words string) string { return strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(words) }

// paste is «(dán 12.000 ký tự)».
var paste = regexp.MustCompile(`^\(dán ([0-9.]+) ký tự\)$`)

// pasted gives the messages that a line stands for: of a long paste those that
// an Android phone makes of it, else the line itself.
func pasted(t *testing.T, words string) (messages []string) {
	t.Helper()
	m := paste.FindStringSubmatch(words)
	if m == nil {
		return []string{words}
	}
	letters, err := strconv.Atoi(strings.ReplaceAll(m[1], ".", ""))
	if err != nil {
		t.Fatal(err)
	}
	const sentence = "Tổ tự quản của 9 thôn họp giao ban mỗi tháng, phối hợp với lực lượng Công an giữ gìn an ninh, trật tự. "
	text := []rune(strings.Repeat(sentence, letters/len([]rune(sentence))+1))[:letters]
	text[letters-1] = '.'
	for len(text) > 0 {
		end := min(4096, len(text))
		for i := end - 1; end < len(text) && i > 0; i-- {
			if text[i] == ' ' && text[i-1] == '.' {
				end = i
				break
			}
		}
		messages = append(messages, strings.TrimSpace(string(text[:end])))
		text = text[end:]
	}
	return messages
}

// newestButtons are what stands under somebody's newest message that has any.
func newestButtons(w *world, who string) (data []string) {
	messages := w.said[person(who)]
	for i := len(messages) - 1; i >= 0 && len(data) == 0; i-- {
		for _, c := range slices.Concat(messages[i].Content.Choices...) {
			data = append(data, c.Data)
		}
	}
	return data
}

// bubble is one message of the bot as a transcript shows it.
func bubble(c chat.Content) string {
	var b strings.Builder
	if strings.Contains(c.Replace, "-") { // of ours, not a channel's
		b.WriteString("<   (thay tin trước)\n")
	}
	for line := range strings.Lines(c.Text) {
		b.WriteString(strings.TrimRight("< "+strings.TrimRight(line, "\n"), " ") + "\n")
	}
	for _, row := range c.Choices {
		b.WriteString("<  ")
		for _, choice := range row {
			b.WriteString(" [" + choice.Label + "]")
		}
		b.WriteString("\n")
	}
	if c.File != nil {
		b.WriteString("<   (" + c.File.Name + ")\n")
	}
	return b.String()
}
