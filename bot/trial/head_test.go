package trial_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"giaoban/internal/simulator"
)

// head is a coordinator who asks and orders.
type head struct {
	*person
	below  []*officer // of the unit
	places []string   // units that the head asks about
	asked  []typed
	orders []order
	hours  []hour
}

// order is something that the head had many told, in words that nobody else uses.
type order struct {
	kind, words string
	sent        typed // the confirmation
	told        bool  // it was answered
}

// hour is when the head wanted a digest, and when the bot said that it would come.
type hour struct{ at, noted time.Time }

// questions are what a head asks. %s is a unit; want, a regular expression, is in the answer.
var questions = []struct{ text, want string }{
	{"/tinhhinh %s", "%s"},
	{"tình hình %s", "%s"},
	{"/chuanop %s", "%s"},
	{"/xem %s", "%s"},
	{"/thanhvien %s", "%s"},
	{"/tinhhinh", "Tình hình nộp báo cáo"},
	{"xã nào chưa nộp?", "chưa nộp"},
	{"/solieu dân số", "[Nn]hân khẩu|chưa có báo cáo nào nộp"},
	{"/canxem", "."},
	{"/nhatky", "Nhật ký"},
	{"/lich", "Bản tổng hợp về"},
	{"/tonghop", "[Tt]ổng hợp"},
	{"/xuat", "[Tt]ổng hợp|[Xx]uất"},
	{"khi nào hết hạn?", "[Hh]ạn"},
}

// asks has the head ask something and wait for the answer, not for ever.
func (h *head) asks(ctx context.Context) {
	q := questions[h.chance(len(questions))]
	if n := len(h.hours); n > 0 && q.text == "/tinhhinh" && time.Since(h.hours[n-1].at).Abs() < 2*time.Minute {
		q.text = "/lich" // the answer would look like the digest
		q.want = "Bản tổng hợp về"
	}
	ask := typed{text: q.text, want: q.want}
	if strings.Contains(q.text, "%s") {
		place := h.places[h.chance(len(h.places))]
		name := regexp.QuoteMeta(string([]rune(place)[1:])) // the first letter is large at the beginning of a line
		ask = typed{text: fmt.Sprintf(q.text, place), want: strings.ReplaceAll(q.want, "%s", name)}
	}
	ask.at, ask.id = time.Now(), h.types(ask.text)
	h.asked = append(h.asked, ask)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	h.hears(ctx, ask.id, ask.answered)
}

func (q typed) answered(m simulator.Shown) bool {
	found, err := regexp.MatchString(q.want, m.Text)
	return err == nil && found && !news(m.Text)
}

// news reports whether a head is told something without having asked.
func news(text string) bool {
	return strings.HasPrefix(text, "Đang gửi") || strings.HasPrefix(text, "Đã gửi") || strings.Contains(text, "vừa nộp báo cáo") ||
		strings.Contains(text, "không có thay đổi từ bản tin trước")
}

// says types something and waits for words, as long as it takes to be sure that they do not come.
func (h *head) says(text, want string) (typed, bool) {
	what := typed{text: text, want: want, at: time.Now(), id: h.types(text)}
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	_, ok := h.hears(ctx, what.id, func(m simulator.Shown) bool { return strings.Contains(m.Text, want) })
	return what, ok
}

// announces has all communes below told something.
func (h *head) announces() {
	o := order{kind: "gửi thông báo", words: "họp giao ban mã " + h.code() + ", mang theo sổ ghi chép."}
	if _, ok := h.says("/thongbao các xã: "+o.words, "Sẽ gửi thông báo"); ok {
		o.sent, o.told = h.says("Gửi", "gửi thông báo")
	}
	h.orders = append(h.orders, o)
}

// reminds has all communes below reminded, with words of the head's own.
func (h *head) reminds() {
	o := order{kind: "gửi nhắc", words: "Đề nghị làm ngay, mã " + h.code() + "."}
	if _, ok := h.says("/nhac các xã", "Sẽ nhắc"); !ok {
		return
	}
	if _, ok := h.says("thêm lời nhắn", "Xin gõ lời nhắn"); !ok {
		return
	}
	if _, ok := h.says(o.words, "Sẽ nhắc"); ok {
		o.sent, o.told = h.says("Gửi", "gửi nhắc")
	}
	h.orders = append(h.orders, o)
}

// code is a word that no message has by chance.
func (h *head) code() string {
	word := []byte("kbdghmnt")
	n := len(h.orders)*7919 + int(h.user.ID%997)*31 + 1
	out := make([]byte, 6)
	for i := range out {
		out[i] = word[n%len(word)]
		n = n/len(word) + n%13*17
	}
	return string(out) + fmt.Sprintf("%c", 'a'+len(h.orders)%26)
}

// moves has the next digest come two minutes from now.
func (h *head) moves() {
	at := time.Now().In(h.zone).Truncate(time.Minute).Add(2 * time.Minute)
	if time.Until(at) < 70*time.Second {
		at = at.Add(time.Minute)
	}
	if _, ok := h.says(fmt.Sprintf("lịch %d giờ %02d", at.Hour(), at.Minute()), "Đã ghi lịch mới"); ok {
		h.hours = append(h.hours, hour{at, time.Now()})
	}
}

// works has the head ask and order until ctx ends.
func (h *head) works(ctx context.Context, every time.Duration) {
	var moved time.Time
	for turn := 1; sleep(ctx, h.pause(every)); turn++ {
		switch {
		case time.Now().After(moved):
			h.moves()
			moved = time.Now().Add(4 * time.Minute)
		case turn%8 == 5:
			h.announces()
		case turn%16 == 11:
			h.reminds()
		default:
			h.asks(context.WithoutCancel(ctx))
		}
	}
}

// account is what the head's confirmation says of an order.
type account struct {
	over         bool
	all, reached int
	unsure       int    // how many may have it
	missed       string // the lines that name those who do not have it
}

var (
	counted = regexp.MustCompile(`xong: (\d+)/(\d+) đơn vị đã nhận`)
	soFar   = regexp.MustCompile(`: (\d+)(?:/\d+)? đơn vị đã nhận`)
	failed  = regexp.MustCompile(`(?m)^(Chưa có ai|Đã chặn|Ứng dụng|Không gửi được|Không rõ)[^:]*\((\d+)\): .*$`)
)

// read reads what the head was told last.
func read(text string) account {
	var a account
	if m := counted.FindStringSubmatch(text); m != nil {
		a.over = true
		fmt.Sscan(m[1], &a.reached)
		fmt.Sscan(m[2], &a.all)
	}
	for _, m := range failed.FindAllStringSubmatch(text, -1) {
		if m[1] == "Không rõ" {
			fmt.Sscan(m[2], &a.unsure)
		} else {
			a.missed += m[0] + "\n"
		}
	}
	return a
}
