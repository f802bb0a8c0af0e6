package trial_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/simulator"
)

// typed is what somebody wrote, and the words by which the reply to it is known.
type typed struct {
	text, want string
	id         int64
	at         time.Time
}

// officer reports for a commune.
type officer struct {
	*person
	said  []typed
	files []string // SHA-256 of what was sent
	first int      // number of the first answer, so that no two communes say the same
	given int
}

// opening is how a report begins in every commune.
var opening = []string{"bắt đầu", "đúng", "1", "1", "3", "9", "1750", "7200", "11", "30/6/2016"}

// numbers is how many different answers an officer has.
const numbers = 60000

// next is the next answer, one that this officer never gave before.
func (o *officer) next() typed {
	n := 10000 + (o.first+o.given)%numbers
	o.given++
	return typed{text: "sửa X0.07 " + strconv.Itoa(n), want: reply(n)}
}

// reply is in the reply to a number of people: «Đã ghi: …», or «Đã sửa «…»: …».
func reply(n int) string { return fmt.Sprintf(": %d.%03d người.", n/1000, n%1000) }

// edits has the officer correct the last message by editing it: all of it, or so that only
// the number is left, for it is known which question the message answered.
func (o *officer) edits(ctx context.Context) {
	what := o.next()
	if o.chance(2) == 0 {
		what.text = strings.TrimPrefix(what.text, "sửa X0.07 ")
	}
	what.at, what.id = time.Now(), o.said[len(o.said)-1].id
	if _, err := o.user.Edit(o.bot, what.id, what.text); err != nil {
		o.t.Errorf("%s cannot edit: %v", o.name, err)
	}
	o.said = append(o.said, what)
	o.awaits(ctx, what)
}

// says types something and waits for the reply, not for ever.
func (o *officer) says(ctx context.Context, what typed) {
	what.at = time.Now()
	what.id = o.types(what.text)
	o.said = append(o.said, what)
	o.awaits(ctx, what)
}

// patience is how long people wait for a reply before they go on.
const patience = 20 * time.Second

func (o *officer) awaits(ctx context.Context, what typed) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	o.hears(ctx, what.id, func(m simulator.Shown) bool {
		if what.want != "" {
			return strings.Contains(m.Text, what.want)
		}
		return !unasked(m.Text)
	})
}

// unasked reports whether a text is one that came by itself.
func unasked(text string) bool {
	return strings.HasPrefix(text, "Thông báo của") || strings.HasPrefix(text, "Kính đề nghị") ||
		strings.HasPrefix(text, "Ban Chỉ đạo 138") && strings.Contains(text, " đề nghị ") ||
		strings.HasPrefix(text, "Báo cáo của") && strings.Contains(text, "ngày đến hạn")
}

// answers has the officer answer question after question until ctx ends: mostly one by
// one, at times several in a breath, at times by editing what they wrote.
func (o *officer) answers(ctx context.Context, every time.Duration) {
	for _, text := range opening {
		if !sleep(ctx, o.pause(every)) {
			return
		}
		o.says(context.WithoutCancel(ctx), typed{text: text})
	}
	for sleep(ctx, o.pause(every)) {
		for range max(0, o.chance(20)-16) {
			what := o.next()
			what.at, what.id = time.Now(), o.types(what.text)
			o.said = append(o.said, what)
		}
		o.says(context.WithoutCancel(ctx), o.next())
		if o.chance(15) == 0 {
			o.edits(context.WithoutCancel(ctx))
		}
	}
}

// plays has the officer type a whole report.
func (o *officer) plays(ctx context.Context, script []string, every time.Duration) {
	for _, text := range script {
		if !sleep(ctx, o.pause(every)) {
			return
		}
		o.says(context.WithoutCancel(ctx), typed{text: text})
	}
}

// sendsFiles has the officer send files with the report, one after the other.
func (o *officer) sendsFiles(ctx context.Context, n int, every time.Duration) {
	for _, text := range append(opening, "/tep", "ảnh, tài liệu khác") {
		if !sleep(ctx, o.pause(every/4)) {
			return
		}
		o.says(context.WithoutCancel(ctx), typed{text: text})
	}
	for i := range n {
		if !sleep(ctx, o.pause(every)) {
			return
		}
		content := []byte(fmt.Sprintf("tệp %d của %s, %s", i, o.name, o.unit))
		m, err := o.user.Send(o.bot, simulator.File{Kind: "document", Name: fmt.Sprintf("trang-%d.pdf", i+1), Data: content})
		if err != nil {
			o.t.Error(err)
			return
		}
		sum := sha256.Sum256(content)
		o.files = append(o.files, hex.EncodeToString(sum[:]))
		o.awaits(context.WithoutCancel(ctx), typed{want: "Đã nhận", id: m.ID})
	}
	o.says(context.WithoutCancel(ctx), typed{text: "xong"})
}

// wholeReport is what an officer types in the transcript of a whole report, up to its
// submission.
func (w *world) wholeReport() []string {
	w.t.Helper()
	content, err := os.ReadFile("../../conversations/thanhhoa-2016/xa-ca-bai.txtar")
	if err != nil {
		w.t.Fatal(err)
	}
	var script []string
	for line := range strings.Lines(string(content)) {
		text, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> ")
		switch {
		case !ok:
		case text == "xã Nga An, huyện Nga Sơn":
			script = append(script, "đúng")
		case text == "/tinhhinh":
			return script
		default:
			script = append(script, strings.Trim(text, "[]"))
		}
	}
	w.t.Fatal("the transcript of a whole report has changed its end")
	return nil
}
