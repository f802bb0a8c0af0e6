package viet

import (
	"strconv"
	"time"
)

var (
	// looseDates name no certain day: festive, lunar, about, before or after.
	looseDates = lexicon{}.add(phrases("rằm", "tết", "tháng giêng", "tháng chạp", "âm lịch", "âl", "âm",
		"chậm nhất", "muộn nhất", "sớm nhất", "trong vòng", "hạn", "quanh", "tầm", "không quá", "từ ngày", "khoảng", "chừng", "dự kiến khoảng",
		"đầu tháng", "đầu năm", "đầu tuần", "đầu quý", "đầu kỳ", "giữa tháng", "giữa năm", "giữa tuần", "giữa quý",
		"cuối tháng", "cuối năm", "cuối tuần", "cuối quý", "cuối kỳ", "quý", "quí",
		"trước ngày", "sau ngày", "trước tháng", "sau tháng", "hàng tháng", "hằng tháng")...)
	periods = phrases("tuần", "tháng", "đầu", "giữa", "cuối", "năm", "quý", "mới đây", "gần đây", "sắp tới", "ngày", "hôm")

	monthWord = phrases("tháng", "thg")
	bounds    = phrases("trước", "sau")
	dayWords  = phrases("ngày", "mồng", "mùng", "hôm")
	dayCount  = phrases("ngày", "hôm", "bữa")
	ago       = phrases("trước", "cách đây")
	ahead     = phrases("nữa", "sau", "tới")
	this      = phrases("này", "nay")
	last      = phrases("trước", "qua", "rồi", "vừa rồi", "vừa qua", "ngoái")
	next      = phrases("sau", "tới")
	weekWord  = phrases("tuần")
	sunday    = phrases("chủ nhật", "chúa nhật", "cn")
	countBack = phrases("cách đây")

	hourSaid    = phrases("h", "g", "giờ")
	minuteSaid  = phrases("p", "ph", "phút")
	weekdaySaid = phrases("thứ")
)

// relativeDays counts the named days from today.
var relativeDays = []struct {
	names []phrase
	days  int
}{
	{phrases("hôm nay", "bữa nay", "bữa ni", "sáng nay", "trưa nay", "chiều nay", "tối nay"), 0},
	{phrases("hôm qua", "bữa qua", "sáng qua", "trưa qua", "chiều qua", "tối qua", "đêm qua"), -1},
	{phrases("hôm kia", "bữa kia"), -2},
	{phrases("ngày mai", "sáng mai", "trưa mai", "chiều mai", "tối mai"), 1},
	{phrases("ngày kia", "ngày mốt"), 2},
}

// hasBound finds «trước 15/7», which is not that day.
func (r *reader) hasBound() bool {
	for i := range r.ts {
		if r.at(i-r.i, bounds) > 0 && r.peek(i+1-r.i).kind == digitsToken {
			return true
		}
	}
	return false
}

// relative reads «hôm qua», «3 ngày trước», «cách đây ba ngày».
func (r *dateReader) relative() bool {
	for _, d := range relativeDays {
		if n := r.at(0, d.names); n > 0 {
			r.i += n
			r.addDays(d.days)
			return true
		}
	}
	back := r.at(0, countBack)
	r.i += back
	p, ok := r.part()
	if !ok || len(p.values) != 1 || p.values[0] > 366 || r.at(0, dayCount) == 0 {
		return false
	}
	days := int(p.values[0])
	r.i++
	switch {
	case back > 0:
	case r.at(0, ago) > 0:
		r.i++
	case r.at(0, ahead) > 0:
		r.i++
		days = -days
	default:
		return false
	}
	r.addDays(-days)
	return true
}

// clock steps over a time of the day: «17h30», «17 giờ 30 phút», «17:30».
func (r *dateReader) clock() bool {
	if r.peek(0).kind != digitsToken {
		return false
	}
	unit, minutes := r.peek(1), r.peek(2)
	switch {
	case unit.is(hourSaid):
	case unit.text == ":":
		if minutes.kind != digitsToken {
			return false
		}
	default:
		return false
	}
	r.i += 2
	after := r.peek(1)
	separated := after.sign("/-.") || r.at(1, monthWord) > 0
	if minutes.kind == digitsToken && (minutes.glued || !separated) && len(minutes.text) <= 2 {
		r.i++
		r.take(minuteSaid)
	}
	return true
}

// sayWeekday reads a weekday, with its week if one follows.
func (r *dateReader) sayWeekday() bool {
	day, ok := r.weekdayHere()
	if !ok {
		return false
	}
	for r.peek(0).sign(",") {
		r.i++
	}
	week, ok := r.week()
	if !ok {
		r.weekday = day
		return true
	}
	monday := -(int(r.ref.Weekday()) + 6) % 7
	r.addDays(monday + (int(day)+6)%7 + 7*week)
	return true
}

func (r *dateReader) weekdayHere() (time.Weekday, bool) {
	if n := r.at(0, sunday); n > 0 {
		r.i += n
		return time.Sunday, true
	}
	switch name := r.peek(1); {
	case r.peek(0).is(weekdaySaid):
		n, ok := wordDigit(name)
		if c, changed := changedOnes(name); changed && c == 4 {
			n, ok = 4, true
		}
		if name.kind == digitsToken {
			n, ok = shortNumber(name.text), true
		}
		r.i += 2
		return time.Weekday(n - 1), ok && n >= 2 && n <= 7
	case r.peek(0).text == "t":
		n := shortNumber(name.text)
		month := r.peek(2).sign("/-.") && r.peek(3).kind == digitsToken || isFive(r.peek(2)) || len(r.peek(2).text) == 4 && r.peek(2).kind == digitsToken
		if !name.glued || n < 2 || n > 7 || len(name.text) > 1 || month {
			return 0, false
		}
		r.i += 2
		return time.Weekday(n - 1), true
	}
	return 0, false
}

// week reads «tuần này», «tuần trước», «tuần sau» as weeks from now.
func (r *dateReader) week() (int, bool) {
	if r.at(0, weekWord) == 0 {
		return 0, false
	}
	r.i++
	n, ok := r.nearby()
	if !ok {
		r.i--
	}
	return n, ok
}

// nearby reads «này», «trước», «sau» after a week, a month or a year.
func (r *dateReader) nearby() (int, bool) {
	for _, w := range []struct {
		words []phrase
		n     int
	}{{this, 0}, {last, -1}, {next, 1}} {
		if n := r.at(0, w.words); n > 0 {
			r.i += n
			return w.n, true
		}
	}
	return 0, false
}

// shortNumber is the value of at most four digits, else -1.
func shortNumber(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 4 {
		return -1
	}
	return n
}

// hasGluedLetters finds letters among digits, other than of «17h30» and «T8».
func (r *reader) hasGluedLetters() bool {
	for i, t := range r.ts {
		if i == 0 || !t.glued {
			continue
		}
		before := r.ts[i-1]
		switch {
		case t.kind == digitsToken && before.kind == wordToken:
			if before.text != "t" && before.text != "h" && before.text != "g" {
				return true
			}
		case t.kind == wordToken && before.kind == digitsToken:
			switch t.text {
			case "h", "g", "giờ", "p", "ph":
			default:
				return true
			}
		case t.kind == signToken && isNumberSign(t.text):
			return true
		}
	}
	return false
}
