package seed

import (
	"fmt"
	"time"

	"giaoban/internal/locale"
)

// typing is what made-up officers type beside their answers, in a language.
type typing struct {
	done, skip, yes, keep, goOn, send string
	fix                               string // before a question's code
	reason                            string // why a warning is kept, or a figure corrected
	moreTime                          string // until a day, and why
}

var typings = map[string]typing{
	"vi": {done: "xong", skip: "bỏ qua", yes: "có", keep: "giữ nguyên", goOn: "tiếp tục", send: "gửi", fix: "sửa ",
		reason: "Đã đối chiếu sổ theo dõi, số liệu đúng.", moreTime: "xin gia hạn đến %s, vì %s"},
	"en": {done: "done", skip: "skip", yes: "yes", keep: "keep as is", goOn: "continue", send: "send", fix: "fix ",
		reason: "Checked against our own list, the figures are right.", moreTime: "I need more time until %s, because %s"},
}

// typingIn is that of a language, or of the one that every other one is held against.
func typingIn(say locale.Phrases) typing {
	if t, ok := typings[say.Tag()]; ok {
		return t
	}
	return typings[locale.Default]
}

// steering are the words that steer the interview. All others are an answer, and are not
// looked at for anything else.
func (t typing) steering() []string {
	return []string{t.done, t.skip, "1", "2", t.yes, t.keep, t.goOn}
}

// day is how a day is typed.
func day(t time.Time, say locale.Phrases) string {
	if say.Tag() == locale.Default {
		return fmt.Sprintf("%d/%d", t.Day(), t.Month())
	}
	return say.ShortDay(t, t)
}
