package dispatch_test

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/viet"
)

// What follows reads digests as a head does, and counts again what they must say from
// the records of the moment, with none of the product's code about digests.

var (
	inOf     = regexp.MustCompile(`[đĐ]ã nộp (\d+/\d+) `)
	needOf   = regexp.MustCompile(`Có (\d+) nơi`)
	dueOf    = regexp.MustCompile(`^Hạn nộp: (\S+), ([^.]*)\.(?: Có hạn riêng: (\d+) \S+\.)?(?: Đã quá hạn: (\d+) \S+\.)?$`)
	callOf   = regexp.MustCompile(`^- .* \(\d+\): (.*)\.$`)
	listOf   = regexp.MustCompile(`^(Hết hạn riêng \S+ mà chưa nộp|Mới nộp|Báo cáo của huyện mới nộp|Nộp lại|Được gia hạn|Đã qua ngày hẹn mà chưa nộp|Sắp xong|Chưa nêu lý do|Có hạn riêng, chưa đến hạn)(?: \(\d+\))?: (.*)\.$`)
	moreOf   = regexp.MustCompile(` và (\d+) đơn vị khác$`)
	newsOf   = regexp.MustCompile(`^Từ bản tin trước \([^)]*\): (.*)$`)
	statedOf = regexp.MustCompile(`^(Đang làm|Trong đó|Ngoài ra|Hết hạn nộp|Báo cáo của huyện: |- (Cần gọi ngay|Sắp xong|Chưa nêu lý do|Đã nêu lý do|Có hạn riêng, chưa đến hạn): |Chưa nộp báo cáo của)`)
)

// names are those of a list in the order of the alphabet, or how many they are where
// they are too many for one line.
func names(list []string, most int) string {
	if len(list) > most {
		return fmt.Sprint("#", len(list))
	}
	list = slices.Clone(list)
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// toldOf is what a digest says.
func toldOf(text string) string {
	if strings.Contains(text, "không có thay đổi từ bản tin trước") && !strings.HasPrefix(text, "Tình hình") {
		need := "0"
		if m := needOf.FindStringSubmatch(text); m != nil {
			need = m[1]
		}
		in := inOf.FindAllStringSubmatch(strings.ReplaceAll(text, ".", " "), -1)
		same := "same " + in[0][1] + " need " + need
		for _, m := range in[1:] {
			same += " and " + m[1]
		}
		return same
	}
	return missedOf(text)
}

// missedOf is what a message about a missed deadline says.
func missedOf(text string) string { return strings.Join(readLines(strings.Split(text, "\n")), " | ") }

func readLines(lines []string) (out []string) {
	section := ""
	var call []string
	end := func() {
		if len(call) > 0 {
			out = append(out, section+names(call, 1000))
		}
		section, call = "", nil
	}
	for _, line := range lines {
		switch m := listOf.FindStringSubmatch(line); {
		case strings.HasPrefix(line, "- ") && section != "":
			switch m := callOf.FindStringSubmatch(line); {
			case section == "skip":
			case m != nil && section == "call ":
				call = append(call, strings.Split(m[1], ", ")...)
			case section == "call ":
				call = append(call, strings.Split(line[2:], ":")[0]+"!")
			default:
				call = append(call, line[2:])
			}
			continue
		case strings.HasPrefix(line, "Cần gọi ngay ("):
			end()
			section = "call "
			continue
		case strings.HasPrefix(line, "Đã nêu lý do ("):
			end()
			section = "explained "
			continue
		case strings.HasPrefix(line, "Cần đồng chí can thiệp"), strings.HasPrefix(line, "Số liệu của"):
			end()
			section = "skip"
			continue
		case m != nil:
			end()
			list := m[2]
			if more := moreOf.FindStringSubmatch(list); more != nil {
				n, _ := strconv.Atoi(more[1])
				out = append(out, fmt.Sprintf("%s #%d", m[1], n+10))
			} else {
				out = append(out, m[1]+" "+names(strings.Split(list, ", "), 10_000))
			}
			continue
		}
		if newest := newsOf.FindStringSubmatch(line); newest != nil {
			end()
			out = append(out, "news "+newest[1])
			continue
		}
		switch {
		case strings.Contains(line, "░") || strings.Contains(line, "▓"):
			out = append(out, strings.SplitN(line, "đã nộp ", 2)[1])
		case strings.HasPrefix(line, "Hạn nộp"):
			out = append(out, strings.Join(dueOf.FindStringSubmatch(line)[1:], " "))
		case strings.HasPrefix(line, "Báo cáo của huyện: đã nộp"):
			out = append(out, strings.SplitN(line, ".", 2)[0])
		case statedOf.MatchString(line):
			end()
			out = append(out, line)
		case strings.HasPrefix(line, "Đến lúc này"), strings.HasPrefix(line, "Không có thay đổi"):
			out = append(out, line)
		}
	}
	end()
	return out
}

// A telling is what is to be told of one level under a unit at an instant.
type telling struct {
	tr     *trial
	head   roster.Unit
	level  int
	at     time.Time
	last   time.Time // of the digest before; zero if there was none
	units  []roster.Unit
	all    []roster.Unit // with those that need not report
	usual  time.Time
	noun   string
	record records
}

func (tr *trial) telling(head roster.Unit, level int, at, last time.Time) telling {
	t := telling{tr: tr, head: head, level: level, at: at, last: last, record: tr.seen[at.Unix()]}
	t.noun = map[int]string{3: "xã", 2: "huyện"}[level]
	count := map[int64]int{}
	most := 0
	for _, u := range tr.units.AtLevel(level) {
		if !tr.units.Contains(head.Code, u.Code) {
			continue
		}
		t.all = append(t.all, u)
		if t.record.status[u.Code].State == report.Exempt {
			continue
		}
		t.units = append(t.units, u)
		d := tr.deadlineOf(u, at)
		count[d.Unix()]++
		if n := count[d.Unix()]; n > most || n == most && d.Before(t.usual) {
			most, t.usual = n, d
		}
	}
	kinds := map[string]int{}
	for _, u := range t.all {
		if kinds[u.Type]++; kinds[u.Type] > kinds[t.noun] {
			t.noun = u.Type
		}
	}
	return t
}

func (t telling) in(u roster.Unit) bool { return t.record.status[u.Code].State.In() }
func (t telling) since(when time.Time) bool {
	return !when.Before(t.last) && !when.After(t.at) && !when.IsZero()
}
func (t telling) due(u roster.Unit) time.Time { return t.tr.deadlineOf(u, t.at) }

// which are the units that fit.
func which(units []roster.Unit, fits func(roster.Unit) bool) (out []roster.Unit) {
	for _, u := range units {
		if fits(u) {
			out = append(out, u)
		}
	}
	return out
}

func (t telling) missing() []roster.Unit {
	return which(t.units, func(u roster.Unit) bool { return !t.in(u) })
}

func (t telling) submitted() []roster.Unit {
	return which(t.units, func(u roster.Unit) bool { return t.in(u) && t.since(t.record.status[u.Code].First) })
}

// again are those whose report came in once more.
func (t telling) again() []roster.Unit {
	return which(t.units, func(u roster.Unit) bool {
		s := t.record.status[u.Code]
		return t.in(u) && !t.since(s.First) && t.since(s.Submitted)
	})
}

func (t telling) extended() []roster.Unit {
	return which(t.missing(), func(u roster.Unit) bool {
		e, ok := t.tr.extended[u.Code]
		return ok && t.since(e.set) && t.at.Before(e.deadline)
	})
}

func (t telling) broken() []roster.Unit {
	return which(t.missing(), func(u roster.Unit) bool {
		p := t.record.excuses[u.Code].Promised
		return !p.IsZero() && !p.Before(t.last) && p.Before(t.at)
	})
}

// missed are the units whose deadline passed, by it.
func (t telling) missed() map[int64][]roster.Unit {
	out := map[int64][]roster.Unit{}
	for _, u := range t.missing() {
		if d := t.due(u); !d.Before(t.last) && d.Before(t.at) {
			out[d.Unix()] = append(out[d.Unix()], u)
		}
	}
	return out
}

// became sorts the reports that changed by what became of them.
func (t telling) became() map[string]int {
	out := map[string]int{}
	for _, u := range t.all {
		s := t.record.status[u.Code]
		var last report.Move
		for _, e := range t.tr.byUnit[u.Code] {
			if e.move != "" && t.since(e.at) {
				last = e.move
			}
		}
		switch {
		case t.in(u) && t.since(s.First):
			out["submitted"]++
		case t.in(u) && t.since(s.Submitted):
			out["again"]++
		case !t.since(s.Changed):
		case s.State == report.Exempt:
			out["exempted"]++
		case s.State == report.Accepted:
			out["accepted"]++
		case s.State == report.Returned && last == report.MoveReturn:
			out["returned"]++
		case s.State == report.InProgress && last == report.MoveReopen:
			out["reopened"]++
		case t.since(s.Started):
			out["begun"]++
		default:
			out["continued"]++
		}
	}
	return out
}

// pace is one of: collecting, chased, off, between, over.
func (t telling) pace() string {
	if !t.at.After(t.usual) {
		return "collecting"
	}
	days := int(day(t.at.Year(), t.at.Month(), t.at.Day(), "00:00").Sub(day(t.usual.Year(), t.usual.Month(), t.usual.Day(), "00:00")) / (24 * time.Hour))
	switch {
	case days > 60:
		return "over"
	case days <= 14 && off(t.at):
		return "off"
	case days <= 14 || t.at.Weekday() == time.Monday:
		return "chased"
	}
	return "between"
}

func (t telling) questions() (n int) {
	for _, u := range t.all {
		if t.since(t.tr.asked[u.Code]) {
			n++
		}
	}
	return n
}

// happened reports whether anything did that is told on a day off too.
func (t telling) happened() bool {
	n := t.became()
	return n["submitted"]+n["again"]+n["accepted"]+n["returned"]+n["reopened"]+len(t.extended())+len(t.missed())+t.questions() > 0
}

// told reports whether the level has a digest come; one whose deadline is to come does not
// where another is chased and nobody works.
func (t telling) told(dayOff bool) bool {
	switch t.pace() {
	case "collecting":
		return !dayOff || t.happened()
	case "chased":
		return len(t.missing()) > 0 || t.happened()
	case "off":
		return t.happened()
	}
	return len(t.missed()) > 0
}

// news are the counts of what happened, in the words of the digest.
func (t telling) news() (out []string) {
	n, broken := t.became(), t.broken()
	explained := which(t.missing(), func(u roster.Unit) bool {
		return t.since(t.record.excuses[u.Code].Said) && !slices.ContainsFunc(broken, func(b roster.Unit) bool { return b.Code == u.Code })
	})
	reminded := which(t.missing(), func(u roster.Unit) bool {
		return slices.ContainsFunc(t.tr.reminded[u.Code], func(at time.Time) bool { return t.since(at) && at.After(t.last) })
	})
	add := func(n int, words string) {
		if n > 0 {
			out = append(out, fmt.Sprintf(words, n))
		}
	}
	if t.level == 3 {
		add(n["submitted"], "%d mới nộp")
	}
	add(n["again"], "%d nộp lại")
	add(n["begun"], "%d mới bắt đầu")
	add(n["continued"], "%d làm tiếp")
	add(n["returned"], "%d bị trả lại")
	add(n["accepted"], "%d được chấp nhận")
	add(n["reopened"], "%d được mở lại")
	add(len(t.extended()), "%d được gia hạn")
	add(len(explained), "%d đã nêu lý do chậm")
	add(t.questions(), "%d vướng mắc mới")
	add(n["exempted"], "%d được miễn")
	add(len(reminded), "hệ thống đã nhắc %d nơi")
	return out
}

// nothing reports whether all is as it was. That somebody was reminded changes nothing.
func (t telling) nothing() bool {
	return !t.happened() && len(t.broken()) == 0 && !slices.ContainsFunc(t.news(), func(s string) bool { return !strings.HasPrefix(s, "hệ thống") })
}

// label names a unit in a list under the head.
func (t telling) label(u roster.Unit) string {
	if u.Parent == t.head.Code {
		return u.Label()
	}
	up, _ := t.tr.units.Get(u.Parent)
	return u.Label() + " (" + up.Name + ")"
}

func (t telling) list(units []roster.Unit, how func(roster.Unit) string) string {
	var out []string
	for _, u := range units {
		out = append(out, t.label(u)+how(u))
	}
	return names(out, 10)
}

func plainly(roster.Unit) string { return "" }

// stage is what is to be done about a missing report.
func (t telling) stage(u roster.Unit) string {
	s, e := t.record.status[u.Code], t.record.excuses[u.Code]
	people := t.tr.members[u.Code]
	reachable := slices.ContainsFunc(people, func(m roster.Member) bool { return !m.Blocked })
	promised := !e.Promised.IsZero() && t.at.After(e.Promised)
	quiet := s.State == report.NotStarted || t.at.Sub(s.Changed) >= 3*24*time.Hour
	switch {
	case !t.at.After(t.due(u)):
		return "Có hạn riêng, chưa đến hạn"
	case !reachable || promised:
		return "Cần gọi ngay"
	case e.Why != "":
		return "Đã nêu lý do"
	case s.State == report.AwaitingSignOff:
		if quiet {
			return "Cần gọi ngay"
		}
		return "Sắp xong"
	case quiet:
		return "Cần gọi ngay"
	case s.Total > 0 && 10*s.Done >= 8*s.Total:
		return "Sắp xong"
	}
	return "Chưa nêu lý do"
}

var stagesInOrder = []string{"Cần gọi ngay", "Sắp xong", "Chưa nêu lý do", "Đã nêu lý do", "Có hạn riêng, chưa đến hạn"}

var whySaid = map[report.Why]string{report.NoTime: "không có thời gian", report.ForFigures: "chờ số liệu", report.ForHead: "chờ lãnh đạo", report.NotAble: "chưa biết dùng"}

// chase are the lines about whom to call.
func (t telling) chase() (out []string) {
	of := map[string][]roster.Unit{}
	for _, u := range t.missing() {
		of[t.stage(u)] = append(of[t.stage(u)], u)
	}
	for _, stage := range stagesInOrder {
		units := of[stage]
		switch {
		case len(units) == 0:
		case len(t.missing()) > 60:
			out = append(out, fmt.Sprintf("- %s: %d%s", stage, len(units), t.most(stage, units)))
		case stage == "Cần gọi ngay":
			out = append(out, "call "+t.shortly(units, func(u roster.Unit) string {
				e := t.record.excuses[u.Code]
				if !e.Promised.IsZero() && t.at.After(e.Promised) && slices.ContainsFunc(t.tr.members[u.Code], func(m roster.Member) bool { return !m.Blocked }) {
					return "!"
				}
				return ""
			}))
		case stage == "Đã nêu lý do":
			out = append(out, "explained "+t.shortly(units, func(u roster.Unit) string {
				e := t.record.excuses[u.Code]
				said := ": " + whySaid[e.Why]
				if !e.Promised.IsZero() {
					said += ", hẹn nộp " + dayMonth(e.Promised)
				}
				return said
			}))
		default:
			out = append(out, stage+" "+t.shortly(units, func(u roster.Unit) string {
				s := t.record.status[u.Code]
				switch {
				case stage == "Có hạn riêng, chưa đến hạn":
					return " (" + dayMonth(t.due(u)) + ")"
				case s.State == report.AwaitingSignOff:
					return " (chờ lãnh đạo ký duyệt)"
				case s.State == report.Returned:
					return " (trả lại chờ sửa)"
				}
				return fmt.Sprintf(" (%d%%)", (200*s.Done+s.Total)/(2*s.Total))
			}))
		}
	}
	return out
}

func dayMonth(at time.Time) string { return fmt.Sprintf("%02d/%d", at.Day(), int(at.Month())) }

func (t telling) shortly(units []roster.Unit, how func(roster.Unit) string) string {
	var out []string
	for _, u := range units {
		name := u.Label()
		if u.Type == t.noun {
			name = u.Name
		}
		if up, _ := t.tr.units.Get(u.Parent); up.Code != t.head.Code {
			name += " (" + up.Name + ")"
		}
		out = append(out, name+how(u))
	}
	return names(out, 1000)
}

// most tells where most of many are, or why they are late.
func (t telling) most(stage string, units []roster.Unit) string {
	count := map[string]int{}
	for _, u := range units {
		up, _ := t.tr.units.Get(u.Parent)
		key := up.Name
		if stage == "Đã nêu lý do" {
			key = whySaid[t.record.excuses[u.Code].Why]
		}
		count[key]++
	}
	var keys []string
	for k := range count {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(count[b]-count[a], viet.Compare(a, b)) })
	for i, k := range keys {
		keys[i] = fmt.Sprint(k, " ", count[k])
	}
	if stage == "Đã nêu lý do" {
		return " (" + strings.Join(keys, ", ") + ")"
	}
	if len(keys) < 2 {
		return ""
	}
	return ", nhiều nhất: " + strings.Join(keys[:min(5, len(keys))], ", ")
}

// missedSaid are the lines about deadlines that passed.
func (t telling) missedSaid(missed map[int64][]roster.Unit) (out []string) {
	var days []int64
	for d := range missed {
		days = append(days, d)
	}
	slices.Sort(days)
	for _, d := range days {
		on := dayMonth(time.Unix(d, 0).In(t.tr.start.Location()))
		if d == t.usual.Unix() {
			out = append(out, fmt.Sprintf("Hết hạn nộp %s: %d %s chưa nộp.", on, len(missed[d]), t.noun))
		} else {
			out = append(out, fmt.Sprintf("Hết hạn riêng %s mà chưa nộp %s", on, t.list(missed[d], plainly)))
		}
	}
	return out
}

// stated are the counts by state.
func (t telling) stated() (out []string) {
	n := map[report.State]int{}
	for _, u := range t.all {
		n[t.record.status[u.Code].State]++
	}
	in, total := n[report.Submitted]+n[report.Accepted], len(t.units)
	percent := (200*in + total) / (2 * total)
	if in < total {
		percent = min(percent, 99)
	}
	if t.level == 2 {
		return []string{fmt.Sprintf("Báo cáo của huyện: đã nộp %d/%d", in, total)}
	}
	out = append(out, fmt.Sprintf("%d/%d %s (%d%%)", in, total, t.noun, percent))
	if in < total {
		out = append(out, fmt.Sprintf("Đang làm %d, chưa bắt đầu %d.", n[report.InProgress]+n[report.Returned]+n[report.AwaitingSignOff], n[report.NotStarted]))
	}
	var among []string
	for _, a := range []struct {
		state report.State
		words string
	}{{report.AwaitingSignOff, "chờ lãnh đạo ký duyệt"}, {report.Returned, "trả lại chờ sửa"}, {report.Accepted, "đã khóa số liệu"}} {
		if k := n[a.state]; k > 0 {
			among = append(among, fmt.Sprint(k, " ", a.words))
		}
	}
	if len(among) > 0 {
		out = append(out, "Trong đó: "+strings.Join(among, ", ")+".")
	}
	if k := n[report.Exempt]; k > 0 {
		out = append(out, fmt.Sprintf("Ngoài ra: %d %s được miễn báo cáo.", k, t.noun))
	}
	if in < total {
		out = append(out, t.deadline())
	}
	return out
}

// deadline is the one that most have, how far it is, and how many of the missing have
// another.
func (t telling) deadline() string {
	own, over := "", ""
	if n := len(which(t.missing(), func(u roster.Unit) bool { return !t.due(u).Equal(t.usual) })); n > 0 {
		own = fmt.Sprint(n)
		if n := len(which(t.missing(), func(u roster.Unit) bool { return t.at.After(t.due(u)) })); n > 0 {
			over = fmt.Sprint(n)
		}
	}
	left := int(day(t.usual.Year(), t.usual.Month(), t.usual.Day(), "00:00").Sub(day(t.at.Year(), t.at.Month(), t.at.Day(), "00:00")) / (24 * time.Hour))
	far := fmt.Sprintf("còn %d ngày", left)
	switch {
	case left == 0:
		far = "hôm nay là ngày cuối"
	case left < 0:
		far = fmt.Sprintf("quá hạn %d ngày", -left)
	}
	return strings.Join([]string{t.usual.Format("02/1/2006"), far, own, over}, " ")
}

// needing counts the units that wait for a person; after the deadline those to be called.
func (t telling) needing() int {
	if t.pace() != "collecting" {
		return len(which(t.missing(), func(u roster.Unit) bool { return t.stage(u) == "Cần gọi ngay" }))
	}
	return len(which(t.missing(), func(u roster.Unit) bool {
		s := t.record.status[u.Code]
		nobody := !slices.ContainsFunc(t.tr.members[u.Code], func(m roster.Member) bool { return !m.Blocked })
		stuck := s.State == report.InProgress && t.at.Sub(s.Changed) >= 3*24*time.Hour
		return nobody || stuck || t.stage(u) == "Cần gọi ngay"
	}))
}

// digest is what the coordinator of a unit is told at an instant, "" if nothing.
func (tr *trial) digest(unit roster.Unit, at, last time.Time) string {
	var parts []telling
	for level := 3; level > unit.Level; level-- {
		parts = append(parts, tr.telling(unit, level, at, last))
	}
	told, nothing := false, true
	dayOff := slices.ContainsFunc(parts, func(t telling) bool { return t.pace() == "off" })
	for _, t := range parts {
		told, nothing = told || t.told(dayOff), nothing && t.nothing()
	}
	own := tr.telling(unit, unit.Level, at, last)
	first := parts[0]
	switch {
	case !told:
		return ""
	case !last.IsZero() && nothing && own.nothing():
		in := len(first.units) - len(first.missing())
		same := fmt.Sprintf("same %d/%d need %d", in, len(first.units), first.needing())
		for _, t := range parts[1:] {
			if n := len(t.missing()); n > 0 {
				same += fmt.Sprintf(" and %d/%d", len(t.units)-n, len(t.units))
			}
		}
		return same
	}
	var out []string
	for _, t := range parts {
		out = append(out, t.stated()...)
	}
	if !last.IsZero() {
		out = append(out, tr.newsSaid(parts)...)
	}
	for _, t := range parts {
		_, level := t.missed()[t.usual.Unix()]
		if chase := t.chase(); len(chase) > 0 && (t.pace() == "chased" || level) {
			if t.level == 2 {
				out = append(out, fmt.Sprintf("Chưa nộp báo cáo của huyện (%d/%d):", len(t.missing()), len(t.units)))
			}
			out = append(out, chase...)
		}
	}
	return strings.Join(out, " | ")
}

// newsSaid are the lines about what happened.
func (tr *trial) newsSaid(parts []telling) (out []string) {
	for i, t := range parts {
		out = append(out, t.missedSaid(t.missed())...)
		if news := strings.Join(t.news(), ", "); news != "" && i == 0 {
			out = append(out, "news "+news+".")
		} else if news != "" {
			out = append(out, "Báo cáo của huyện: "+news+".")
		}
		if units := t.submitted(); len(units) > 0 {
			out = append(out, []string{"Mới nộp ", "Báo cáo của huyện mới nộp "}[i]+t.list(units, plainly))
		}
		if units := t.again(); len(units) > 0 {
			out = append(out, "Nộp lại "+t.list(units, plainly))
		}
		if units := t.extended(); len(units) > 0 {
			out = append(out, "Được gia hạn "+t.list(units, func(u roster.Unit) string { return " đến " + dayMonth(t.due(u)) }))
		}
		if units := t.broken(); len(units) > 0 {
			out = append(out, "Đã qua ngày hẹn mà chưa nộp "+t.list(units, plainly))
		}
	}
	return out
}
