package viet

import "slices"

// A measure is a unit that others of its sort are exact multiples of.
type measure struct {
	sort  string
	worth float64
}

// measures are the units that are converted. What differs from place to place (sào,
// mẫu, công) or has no fixed worth (buổi, bao, xe) is not here.
var measures = measuresOf(map[string]map[float64]string{
	"mass":   {1e-3: "g, gam", 0.1: "lạng", 1: "kg, cân!, ki lô gam, ki lô, kilôgam, kí, kí lô, kilogam", 10: "yến", 100: "tạ", 1000: "tấn, t"},
	"time":   {1: "giây", 60: "phút, ph, p", 3600: "giờ, tiếng, tiếng đồng hồ, giờ đồng hồ, h"},
	"days":   {1: "ngày", 7: "tuần, tuần lễ"},
	"months": {1: "tháng", 12: "năm"},
	"length": {1e-2: "cm, xăng ti mét, phân", 1: "m, mét, thước", 1000: "km, ki lô mét, cây số, kilômét"},
	"area":   {1: "m 2, mét vuông, m ²", 1e4: "ha, héc ta, hec ta, hecta, héc - ta", 1e6: "km 2, km ², ki lô mét vuông"},
	"volume": {1e-3: "ml, mi li lít", 1: "lít, l", 1e3: "m 3, m ³, mét khối, khối"},
})

// A measureWord is the name of a measure.
type measureWord struct {
	phrase
	measure
}

func measuresOf(table map[string]map[float64]string) map[string][]measureWord {
	byFirst := map[string][]measureWord{}
	for sort, units := range table {
		for worth, words := range units {
			for first, list := range lexiconOf(words) {
				for _, p := range list {
					byFirst[first] = append(byFirst[first], measureWord{p, measure{sort, worth}})
				}
			}
		}
	}
	return byFirst
}

// measureAt is the longest name of a measure that begins at the i-th token.
func (r *reader) measureAt(i int) (m measure, n int) {
	if i < 0 || i >= len(r.ts) {
		return m, 0
	}
	for _, w := range measures[r.ts[i].key] {
		if len(w.phrase) > n && r.standsAt(i-r.i, w.phrase) {
			m, n = w.measure, len(w.phrase)
		}
	}
	return m, n
}

// The words that count people, households and things. One of them behind a number that
// was to count another is no answer.
var (
	people = lexiconOf(`người, ng, ngừi, đồng chí, đ / c, đ . c, đ / c ., đc, dc, thành viên, cá nhân, cán bộ, vị, hội viên, đoàn viên, đảng viên, đại biểu,
		nhân khẩu, khẩu, học sinh, đối tượng, lượt người, công an viên, chiến sĩ, ủy viên`)
	// relatives count people too, and are whom the answer is said to elsewhere.
	relatives  = lexiconOf(`ông, bác, anh em, chị em, em, cháu`)
	households = lexiconOf(`hộ, hộ dân, hộ dân cư, hộ gia đình, gia đình, nóc nhà`)
	things     = lexiconOf(`cái, chiếc, mô hình, tổ, nhóm, đội, câu lạc bộ, camera, cụm, điểm, bộ, tấm, biển, pano, tủ, bảng, cổng`)
	cases      = lexiconOf(`vụ, vụ việc, vụ án, sự việc`)
	others     = lexiconOf(`buổi, cuộc, lượt, lần, tiết, hội nghị, thôn, bản, làng, xóm, khu phố, tổ dân phố, khu, ấp, xã, phường, sào, mẫu, thước, công, chỉ, cây vàng, bao, thùng, xe, con, cây, tin, bài, văn bản, kế hoạch,
		tổ chức, đơn vị, doanh nghiệp, tập thể, triệu, tỷ, tr, đồng, nghìn đồng, usd, đô, đô la, euro, củ, lít, khẩu phần, phần trăm, %, độ, tờ, cuốn, quyển, tấn, tạ, yến, kg`)
	// vagueThing stands for things of any kind.
	vagueThing = lexiconOf(`cái, chiếc`)
	percents   = lexiconOf(`phần trăm, %`)
	dongUnits  = lexiconOf(`đồng, vnđ, vnd, đ`)

	counted = []lexicon{people, households, things, cases, others}
	// kinds are those of which every word counts the same.
	alike = []lexicon{people, households, cases}
)

// counts says what the tokens behind a number count.
type counts uint8

const (
	nothing counts = iota // they are no unit
	own                   // what was asked
	other                 // something else
)

// countedAt says whether the tokens from the i-th on are the question's unit, in its own
// words or in others, or another. factor turns the number into the question's.
func (a *asked) countedAt(r *reader, i int) (is counts, n int, factor float64) {
	if i >= len(r.ts) {
		return nothing, 0, 1
	}
	n = a.unitWords(r, i)
	m, measured := r.measureAt(i)
	longest := measured
	for _, l := range counted {
		longest = max(longest, l.from(r, i))
	}
	if longest = max(longest, percents.from(r, i)); n > 0 && n >= longest {
		return own, n, 1
	}
	if !a.hasUnit() {
		return a.countedFreely(r, i, longest)
	}
	if measured > 0 && measured == longest {
		if mine, whole := a.unit.measureAt(0); whole == len(a.unit.ts) && mine.sort == m.sort {
			return own, measured, m.worth / mine.worth
		}
		return other, measured, 1
	}
	for _, l := range append(alike, percents) {
		if found := l.from(r, i); found == longest && found > 0 && a.unitIs(l) {
			return own, found, 1
		}
	}
	if first := a.unit.ts[0]; len(a.unit.ts) > 1 && longest <= 1 && r.ts[i].same(first) { // «độ» of «độ C»
		return own, 1, 1
	}
	if found := vagueThing.from(r, i); found > 0 && found == longest && a.isThing() {
		return own, found, 1
	}
	if found := relatives.from(r, i); found > 0 && longest == 0 && a.unitIs(people) {
		return own, found, 1
	}
	if longest > 0 {
		return other, longest, 1
	}
	return nothing, 0, 1
}

// countedFreely is countedAt where the question has no unit: its own words say what it
// counts, and whatever else is counted is a word too many.
func (a *asked) countedFreely(r *reader, i, longest int) (counts, int, float64) {
	n := a.repeats(r, i)
	alike := slices.ContainsFunc(alike, func(l lexicon) bool { return l.from(r, i) == longest && a.says(l) })
	switch {
	case longest == 0:
		return nothing, 0, 1
	case n >= longest:
		return own, n, 1
	case alike, percents.from(r, i) > 0, vagueThing.from(r, i) == longest:
		return own, longest, 1
	}
	return nothing, 0, 1
}

// unitWords returns how many tokens from the i-th on are the unit's own words.
func (a *asked) unitWords(r *reader, i int) (n int) {
	for _, words := range a.units {
		if len(words) > n && r.repeatsAll(i, words) {
			n = len(words)
		}
	}
	return n
}

// isThing tells whether «cái» may stand for the unit: it counts neither people, nor
// households, nor what is measured or paid.
func (a *asked) isThing() bool {
	if _, n := a.unit.measureAt(0); n > 0 || scaleOf(a.unit.peek(0)) > 0 {
		return false
	}
	return !slices.ContainsFunc([]lexicon{people, households, cases, percents, dongUnits}, a.unitIs)
}
