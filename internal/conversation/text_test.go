package conversation

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"pgregory.net/rapid"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// longAnswer is a text of so many letters, in sentences and paragraphs.
func longAnswer(letters int) string {
	sentences := []string{
		"Đảng ủy, UBND xã đã ban hành nghị quyết chuyên đề và kế hoạch hằng năm về phong trào toàn dân bảo vệ an ninh Tổ quốc",
		"Tổ tự quản của 9 thôn họp giao ban mỗi tháng, huy động 1.234 lượt hộ tham gia và phối hợp nghiêm túc với lực lượng Công an",
		"Quần chúng cung cấp 45 nguồn tin, giúp giải quyết 12 vụ việc ngay từ cơ sở",
	}
	var b []rune
	for i := 0; len(b) < letters; i++ {
		b = append(b, []rune(sentences[i%3])...)
		if i%4 == 3 {
			b = append(b, []rune(".\n")...)
		} else {
			b = append(b, []rune(". ")...)
		}
	}
	return string(b[:letters-2]) + "ạ."
}

// The clients' ways to cut a text that is too long for one message.

func cutHard(text string) (parts []string) {
	for u := utf16.Encode([]rune(text)); len(u) > 0; {
		n := min(4096, len(u))
		parts = append(parts, string(utf16.Decode(u[:n])))
		u = u[n:]
	}
	return parts
}

func cutAndroid(text string) (parts []string) {
	for r := []rune(text); len(r) > 0; {
		end := min(4096, len(r))
		if end < len(r) {
			enter, dot, space := 0, 0, 0
			for i := end - 1; i > end-300; i-- {
				switch {
				case r[i] == '\n':
					enter = i
				case dot == 0 && unicode.IsSpace(r[i]) && r[i-1] == '.':
					dot = i
				case space == 0 && unicode.IsSpace(r[i]):
					space = i
				}
			}
			for _, at := range []int{space, dot, enter} {
				if at > 0 {
					end = at
				}
			}
		}
		parts = append(parts, strings.TrimSpace(string(r[:end])))
		r = r[end:]
	}
	return parts
}

func cutIPhone(text string) (parts []string) {
	for r := []rune(text); len(r) > 0; {
		end := min(4096, len(r))
		if end < len(r) {
			for i := end - 1; i > 0; i-- {
				if r[i] == '\n' || r[i] == '.' {
					end = i + 1
					break
				}
			}
		}
		parts = append(parts, strings.TrimSpace(string(r[:end])))
		r = r[end:]
	}
	return parts
}

// TestPaste: a text of 12,000 letters that the sender's client cut is one
// answer to the last letter, acknowledged by one bubble with its length.
func TestPaste(t *testing.T) {
	for name, cut := range map[string]func(string) []string{"hard": cutHard, "android": cutAndroid, "iphone": cutIPhone} {
		t.Run(name, func(t *testing.T) {
			f := begun(t, "phần 8")
			text := longAnswer(12_000)
			var last exchange.Outcome
			bubbles := 0
			for i, part := range cut(text) {
				last = f.does(chat.Input{Kind: chat.Text, Text: part, Message: strconv.Itoa(i)}, nil)
				for _, c := range last.Contents {
					if c.Replace == "" {
						bubbles++
					}
				}
				f.focus.Ack = "ack" // as the shell does
			}
			got := viet.JoinPieces(f.texts[form.Place{Code: "X8.01"}])
			flat := func(s string) string { return strings.ReplaceAll(s, "\n", " ") }
			if flat(got) != flat(text) || name == "hard" && got != text {
				t.Errorf("%d letters of %d are the same", same(flat(got), flat(text)), viet.Letters(text))
			}
			if !strings.Contains(said(last), "tất cả 12.000 ký tự") || bubbles != 1 {
				t.Errorf("%d bubbles; at last %s", bubbles, said(last))
			}
			if f.types("xong"); f.value("tac_dung_chu_truong").Text.Letters != 12_000 {
				t.Errorf("%+v", f.value("tac_dung_chu_truong"))
			}
		})
	}
}

// TestDoneInPlace: where one message was the text, the bubble that says so becomes the next
// question when its button is pressed. Typed words stand below it, as a second message does,
// and are answered below.
func TestDoneInPlace(t *testing.T) {
	for name, c := range map[string]struct {
		texts []string
		typed bool
		want  string
	}{
		"pressed":      {texts: []string{"Từ mô hình điểm, quy ước thôn bổ sung nội dung tự quản."}, want: "bubble"},
		"typed":        {texts: []string{"Từ mô hình điểm, quy ước thôn bổ sung nội dung tự quản."}, typed: true},
		"two messages": {texts: []string{"Từ mô hình điểm, quy ước thôn bổ sung nội dung tự quản.", "Các chi bộ đều họp dân."}},
	} {
		t.Run(name, func(t *testing.T) {
			f := begun(t, "phần 8")
			var out exchange.Outcome
			for _, text := range c.texts {
				out = f.types(text)
				f.focus.Ack = "bubble" // as the shell does
			}
			if c.typed {
				out = f.types("xong")
			} else {
				out = f.presses(offered(t, out, "Xong"))
			}
			if len(out.Contents) != 1 || out.Contents[0].Replace != c.want || !strings.HasSuffix(said(out), "văn hóa, xã hội?") {
				t.Errorf("%+v", out.Contents)
			}
			if kept := strings.Contains(said(out), "«Từ mô hình"); kept == c.typed {
				t.Errorf("what was stored is quoted: %v: %s", kept, said(out))
			}
		})
	}
}

func same(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// TestSeam: what stands between two messages of one paste.
func TestSeam(t *testing.T) {
	pad := func(end string, units int) string { return strings.Repeat("a ", (units-len([]rune(end)))/2) + end }
	for _, x := range []struct {
		name, end, next string
		units           int
		want            string
	}{
		{"a short message is a paragraph", "hết.", "Đoạn hai", 40, ""},
		{"a word in two", "bảo vệ an nin", "h Tổ quốc", 4096, viet.Glued},
		{"a number in two", "tổng cộng 12", "50 hộ", 4096, viet.Glued},
		{"two words, the space trimmed", "bảo vệ an", "ninh Tổ quốc", 4096, " "},
		{"at a space", "bảo vệ an", "ninh Tổ quốc", 3900, " "},
		{"at a sentence's end", "đã làm tốt.", "Xã tiếp tục", 3800, " "},
		{"an iPhone inside a number", "huy động 1.", "234 lượt hộ", 3600, viet.Glued},
		{"an iPhone inside a date", "ngày 15.", "7.2016 họp", 3600, viet.Glued},
		{"a year ends the sentence", "từ năm 2015.", "12 mô hình", 3600, " "},
		{"an iPhone inside an abbreviation", "trồng cây v.", "v. và", 3600, viet.Glued},
		{"a list goes on", "gồm:", "- Tổ tự quản", 3900, ""},
		{"numbered lines", "đã làm tốt.", "2. Tồn tại", 3900, ""},
		{"a line's end that was kept", "hết đoạn.\n", "Đoạn sau", 3900, ""},
		{"a space that was kept", "bảo vệ an ", "ninh", 4096, " "},
	} {
		f := begun(t, "phần 8")
		f.types(pad(x.end, x.units))
		f.types(x.next)
		pieces := f.texts[form.Place{Code: "X8.01"}]
		if len(pieces) != 2 || viet.SeamOf(pieces[1]) != x.want {
			t.Errorf("%s: the seam is %q, want %q", x.name, viet.SeamOf(pieces[len(pieces)-1]), x.want)
		}
	}
}

// TestReopened: words for a text that is there wait until it is said whether
// they go behind it or take its place.
func TestReopened(t *testing.T) {
	place := form.Place{Code: "X8.01"}
	for _, x := range []struct {
		typed []string
		want  string
	}{
		{[]string{"Đoạn mới.", "viết thêm"}, "Đoạn cũ, có đủ độ dài cần thiết.\nĐoạn mới."},
		{[]string{"Đoạn mới.", "thay"}, "Đoạn mới."},
		{[]string{"Đoạn mới.", "Đoạn mới nữa.", "1"}, "Đoạn cũ, có đủ độ dài cần thiết.\nĐoạn mới.\nĐoạn mới nữa."},
		{[]string{"Đoạn mới.", "giữ nguyên"}, "Đoạn cũ, có đủ độ dài cần thiết."},
		{[]string{"viết thêm", "Đoạn mới."}, "Đoạn cũ, có đủ độ dài cần thiết.\nĐoạn mới."},
		{[]string{"viết lại", "Đoạn mới.", "Đoạn hai."}, "Đoạn mới.\nĐoạn hai."},
		{[]string{"viết lại", "giữ nguyên"}, "Đoạn cũ, có đủ độ dài cần thiết."},
		{[]string{"Đoạn mới.", "/phan 5"}, "Đoạn cũ, có đủ độ dài cần thiết."}, // refused: the words wait
	} {
		f := begun(t, "phần 8", "Đoạn cũ, có đủ độ dài cần thiết.", "xong", "sửa 8.1")
		var out exchange.Outcome
		for _, text := range x.typed {
			out = f.types(text)
		}
		if got := viet.JoinPieces(f.texts[place][:f.draft.Text(f.outline, place).Pieces]); got != x.want {
			t.Errorf("%q: %q, want %q\n%s", x.typed, got, x.want, said(out))
		}
		if f.focus.Undecided != nil && !strings.Contains(said(out), "còn chờ") {
			t.Errorf("%q: still waiting: %s", x.typed, said(out))
		}
	}
}

// TestWholeText: the text in full, however long it is.
func TestWholeText(t *testing.T) {
	f := begun(t, "phần 8")
	text := longAnswer(9000)
	for _, part := range cutHard(text) {
		f.types(part)
	}
	f.types("xong")
	out := f.types("sửa 8.1")
	out = f.presses(offered(t, out, "Xem toàn văn"))
	if !strings.Contains(said(out), text) {
		t.Error("the text is not shown in full")
	}
	offered(t, out, "Viết thêm")
}

// TestPrivate: a telephone number is asked about before it is stored, whatever
// the way it came, and the words wait meanwhile.
func TestPrivate(t *testing.T) {
	place := form.Place{Code: "X8.01"}
	const first, second = "Đoạn một, có đủ độ dài cần thiết.", "Liên hệ ông A, 0912 345 678."
	for _, x := range []struct {
		name  string
		typed []string
		want  []string
	}{
		{"kept", []string{first, second, "vẫn giữ"}, []string{first, second}},
		{"kept with what came meanwhile", []string{first, second, "Đoạn ba.", "2"}, []string{first, second, "Đoạn ba."}},
		{"sent again", []string{first, second, "Đoạn ba.", "sửa lại", "Liên hệ ông A."}, []string{first, "Liên hệ ông A.", "Đoạn ba."}},
		{"sent again with a number", []string{second, "sửa lại", second}, nil},
		{"not decided", []string{first, second, "nghỉ"}, []string{first}},
	} {
		f := begun(t, "phần 8")
		var out exchange.Outcome
		for _, text := range x.typed {
			out = f.types(text)
		}
		got := f.texts[place]
		if strings.Join(got, "|") != strings.Join(x.want, "|") {
			t.Errorf("%s: stored %q, want %q\n%s", x.name, got, x.want, said(out))
		}
		if (f.focus.Undecided != nil) != (x.name == "sent again with a number" || x.name == "not decided") {
			t.Errorf("%s: waiting is %+v", x.name, f.focus.Undecided)
		}
	}
}

// TestPrivateEdits: also in a message that is rewritten, before it was stored
// and after.
func TestPrivateEdits(t *testing.T) {
	f := begun(t, "phần 8")
	message := func(id, text string) exchange.Outcome {
		return f.does(chat.Input{Kind: chat.Text, Text: text, Message: id}, nil)
	}
	message("m1", "Gọi 0912345678 để biết thêm chi tiết.")
	f.edits("m1", "Hỏi trưởng thôn để biết thêm chi tiết.")
	place := form.Place{Code: "X8.01"}
	if got := f.texts[place]; len(got) != 1 || got[0] != "Hỏi trưởng thôn để biết thêm chi tiết." {
		t.Fatalf("stored %q", got)
	}
	message("m2", "Đoạn hai.")
	f.types("xong")
	at := f.focus
	out := f.edits("m2", "Đoạn hai: 0912345678.")
	if f.texts[place][1] != "Đoạn hai." || f.focus.Mode != exchange.Private {
		t.Fatalf("stored %q: %s", f.texts[place], said(out))
	}
	f.types("vẫn giữ")
	if f.texts[place][1] != "Đoạn hai: 0912345678." || f.focus.Place != at.Place || f.focus.Mode != exchange.Asking {
		t.Errorf("stored %q at %+v", f.texts[place], f.focus)
	}
	if f.edits("m2", "Đoạn hai, số 0912345678."); f.focus.Mode == exchange.Private {
		t.Error("a number that was kept is asked about again")
	}
	f.edits("m1", "Số 171234567.")
	f.types("sửa lại")
	if strings.Contains(f.texts[place][0], "171234567") || f.focus.Place != at.Place {
		t.Errorf("stored %q at %+v", f.texts[place], f.focus)
	}
}

// TestEditsBesideWhatWaits: an earlier answer that is edited while words wait
// is corrected, and the words go on waiting, whatever the new answer means.
func TestEditsBesideWhatWaits(t *testing.T) {
	start := func() *officer {
		f := atFigures(t)
		f.does(chat.Input{Kind: chat.Text, Text: "9, 1250, 4800, 12", Message: "n"}, nil)
		f.types("đúng")
		f.types("phần 8")
		f.does(chat.Input{Kind: chat.Text, Text: "Gọi 0912345678 để biết thêm chi tiết.", Message: "w"}, nil)
		return f
	}
	for text, at := range map[string][]form.Place{
		"1,234":         {{Code: "X0.06"}},
		"1300":          {{Code: "X0.06"}},
		"3":             {{Code: "X0.07"}},
		"9\n1300\n4801": {{Code: "X0.05"}, {Code: "X0.06"}, {Code: "X0.07"}},
	} {
		f := start()
		in := chat.Input{Kind: chat.Edit, Text: text, Message: "n"}
		var out exchange.Outcome
		if len(at) == 1 {
			out = f.does(in, &at[0])
		} else {
			out = f.doesAll(in, at)
		}
		if f.focus.Mode != exchange.Private || f.focus.Code != "X8.01" || !strings.Contains(said(out), "0912345678") {
			t.Errorf("%q: at %+v: %s", text, f.focus, said(out))
		}
		f.types("giữ nguyên")
		if got := f.texts[form.Place{Code: "X8.01"}]; len(got) != 1 || got[0] != "Gọi 0912345678 để biết thêm chi tiết." {
			t.Errorf("%q: stored %q", text, got)
		}
	}
}

// TestPrivateShort: in a short text too.
func TestPrivateShort(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "2", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6")
	f.types("Tổ ông A 0912345678")
	if f.focus.Mode != exchange.Private {
		t.Fatalf("at %+v", f.focus)
	}
	f.types("Tổ tự quản thôn 1")
	if r := f.draft.Cells[f.outline.ByName["tieu_bieu"].Pos].Rows[0]; r.Label != "Tổ tự quản thôn 1" {
		t.Errorf("the row is called %q", r.Label)
	}
}

// TestClash: whatever the type and however it was given, a colleague's answer
// is not overwritten and one's own is not lost.
func TestClash(t *testing.T) {
	for _, x := range []struct {
		name, at    string
		theirs      []string
		mine, swaps string
		words       string
	}{
		{"so_ho", "sửa 0.6", []string{"1.000"}, "1.200", "1.200 hộ", "1.000 hộ"},
		{"moc_so_lieu", "sửa 0.9", []string{"30/6/2016"}, "1/7/2016", "01/7/2016", "30/6/2016"},
		{"co_bcd", "sửa 1.4", []string{"có"}, "chưa", "Chưa", "Rồi"},
		{"loai_dia_ban", "sửa 0.4", []string{"1, 2"}, "3", "Đồng bằng", "Miền núi; Trung du"},
		{"tac_dung_chu_truong", "sửa 8.1", []string{"Lời của Bình, đủ độ dài cần thiết.", "xong"}, "Lời của An.", "«Lời của An.»", "«Lời của Bình"},
	} {
		for _, decision := range []string{"giữ", "thay"} {
			a := begun(t, x.at)
			b := newOfficer(t, a.outline, a.say)
			b.draft, b.texts = a.draft, a.texts
			b.types(x.at)
			for _, text := range x.theirs {
				b.types(text)
			}
			code := a.focus.Place
			before := *a.draft.Cell(a.outline.ByCode[code.Code], 0)
			text := said(a.types(x.mine))
			if !strings.Contains(text, x.swaps) || !strings.Contains(text, x.words) || a.focus.Mode != exchange.Clash {
				t.Fatalf("%s: said %s", x.name, text)
			}
			text = said(a.types(decision))
			after := *a.draft.Cell(a.outline.ByCode[code.Code], 0)
			if kept := sameAnswer(&form.Question{}, before.Value, after.Value); kept != (decision == "giữ") {
				t.Errorf("%s, %s: %+v -> %+v: %s", x.name, decision, before.Value, after.Value, text)
			}
			if a.focus.Undecided != nil {
				t.Errorf("%s, %s: still waiting", x.name, decision)
			}
		}
	}
}

// TestClashTapped: ticks that were made before a colleague answered.
func TestClashTapped(t *testing.T) {
	a := begun(t)
	tick := offered(t, a.types("sửa 0.4"), "Miền núi")
	b := newOfficer(t, a.outline, a.say)
	b.draft = a.draft
	b.types("sửa 0.4")
	b.types("3")
	a.presses(tick)
	a.types("xong")
	if a.focus.Mode != exchange.Clash || a.value(a.turn.Asked().Name).Names[0] != "dong_bang" {
		t.Errorf("at %+v", a.focus)
	}
}

// TestClashInText: a colleague rewrote the text that one is writing on.
func TestClashInText(t *testing.T) {
	a := begun(t, "phần 8", "Đoạn một của An, đủ độ dài cần thiết.")
	b := newOfficer(t, a.outline, a.say)
	b.draft, b.texts = a.draft, a.texts
	b.types("sửa 8.1")
	b.types("viết lại")
	b.types("Bài của Bình, đủ độ dài cần thiết.")
	a.types("Đoạn hai của An.")
	if a.focus.Mode != exchange.Clash {
		t.Fatalf("at %+v", a.focus)
	}
	a.types("viết thêm")
	if got := viet.JoinPieces(a.texts[form.Place{Code: "X8.01"}]); got != "Bài của Bình, đủ độ dài cần thiết.\nĐoạn hai của An." {
		t.Errorf("stored %q", got)
	}
}

// TestTooManyMessages: a text takes no more messages than a transaction can.
func TestTooManyMessages(t *testing.T) {
	f := begun(t, "phần 8")
	for range maxPieces {
		f.types("Đoạn văn.")
	}
	if out := f.types("Đoạn cuối."); len(out.Answers) != 0 || !strings.Contains(said(out), "chưa ghi") {
		t.Errorf("said %s", said(out))
	}
}

// TestNoLetterIsLost sends pieces, edits, additions and rewrites at random: what
// is stored or waiting is always what a simple model of it says.
func TestNoLetterIsLost(t *testing.T) {
	o, say := answerstest.Outline(t, "xa.yaml"), vietnamese(t)
	rapid.Check(t, func(r *rapid.T) {
		f := newOfficer(t, o, say)
		f.types("phần 8")
		place, n := form.Place{Code: "X8.01"}, 0
		var want []string // the model: the messages of the text
		open := true      // and whether they are going on
		words := func() string {
			n++
			text := "Tin số " + strconv.Itoa(n) + " của câu này"
			if rapid.IntRange(0, 3).Draw(r, "number?") == 0 {
				text += " 0912345678"
			}
			return text
		}
		give := func(text string) { // says yes to whatever is asked about it
			f.does(chat.Input{Kind: chat.Text, Text: text, Message: strconv.Itoa(n)}, nil)
			if f.focus.Mode == exchange.Adding {
				f.types("viết thêm")
			}
			if f.focus.Mode == exchange.Private {
				f.types("vẫn giữ")
			}
		}
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			switch rapid.IntRange(0, 6).Draw(r, "what") {
			case 0, 1, 2:
				text := words()
				give(text)
				want, open = append(want, text), true
			case 3:
				if len(want) > 0 && open {
					f.types("xong")
					f.types("sửa 8.1")
					open = false
				}
			case 4:
				if len(want) > 0 {
					f.types("viết lại")
					text := words()
					give(text)
					want, open = []string{text}, true
				}
			case 5:
				for id, a := range f.gave {
					if a.Place == place && a.Piece <= len(want) && want[a.Piece-1] == a.Text {
						text := words()
						f.edits(id, text)
						if f.focus.Mode == exchange.Private {
							f.types("vẫn giữ")
						}
						want[a.Piece-1] = text
						break
					}
				}
			case 6:
				f.types("ví dụ")
			}
			got := f.texts[place][:f.draft.Text(o, place).Pieces]
			if strings.Join(got, "|") != strings.Join(want, "|") {
				r.Fatalf("stored %q, want %q, at %+v", got, want, f.focus)
			}
			if len(want) > 0 {
				if info := f.value("tac_dung_chu_truong").Text; info.Letters != viet.Letters(viet.JoinPieces(got)) {
					r.Fatalf("%d letters are counted of %d", info.Letters, viet.Letters(viet.JoinPieces(got)))
				}
			}
		}
	})
}
