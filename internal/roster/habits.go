package roster

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// mostAlike is how many rows with one doubt are told one by one.
const mostAlike = 3

// habits are how offices write units that are read in the middle of sentences here.
var habits = []func(u Unit) (f fault.Fault, odd bool){officeForUnit, typeInCapitals, remarkInName, nameInCapitals, nameUncapitalised, markBehind, shortKind}

// officeName begins what is the name of a unit's office, and not the unit's own.
var officeName = regexp.MustCompile(`(?i)^(ubnd|hđnd|hdnd|uỷ ban nhân dân|ủy ban nhân dân|đảng ủy|đảng uỷ|văn phòng ubnd)\s+`)

func officeForUnit(u Unit) (fault.Fault, bool) {
	if meant := officeName.ReplaceAllString(u.Type, ""); meant != u.Type {
		return fault.New("unit_office_type", "code", u.Code, "type", u.Type, "meant", meant), true
	}
	meant := officeName.ReplaceAllString(u.Name, "")
	if rest, ok := cutFold(meant, u.Type+" "); ok {
		meant = rest
	}
	return fault.New("unit_office_name", "code", u.Code, "name", u.Name, "meant", meant), officeName.MatchString(u.Name)
}

// cutFold takes a beginning off, whatever its capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// typeInCapitals are types that no sentence has with a capital: in English they are names, in Vietnamese they never are.
func typeInCapitals(u Unit) (fault.Fault, bool) {
	meant := strings.ToLower(u.Type)
	return fault.New("unit_type_capital", "type", u.Type, "meant", meant, "name", u.Name), meant != u.Type && isUsual(meant)
}

// remark is what offices add to a name for their own use.
var remark = regexp.MustCompile(`(?i)\s*[(\[][^)\]]*(nhập|hợp nhất|cũ|mới|giải thể|chia tách|trước đây|thành lập|đổi tên|merged|former|formerly|abolished)[^)\]]*[)\]]`)

func remarkInName(u Unit) (fault.Fault, bool) {
	written := strings.TrimSpace(remark.FindString(u.Name))
	return fault.New("unit_name_remark", "code", u.Code, "remark", written, "meant", remark.ReplaceAllString(u.Name, "")), written != ""
}

// wordLong is how many letters a word has at least that stands in capitals and is no short form.
const wordLong = 4

func nameInCapitals(u Unit) (fault.Fault, bool) {
	letters := 0
	for _, r := range u.Name {
		if unicode.IsLower(r) {
			return fault.Fault{}, false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return fault.New("unit_name_capitals", "code", u.Code, "name", u.Name, "meant", eachCapital(u.Name)), letters >= wordLong && strings.Contains(u.Name, " ")
}

// eachCapital writes each word with one capital.
func eachCapital(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = viet.UpperFirst(w)
	}
	return strings.Join(words, " ")
}

func nameUncapitalised(u Unit) (fault.Fault, bool) {
	first, size := utf8.DecodeRuneInString(u.Name)
	small := unicode.IsLower(first) && size < len(u.Name)
	return fault.New("unit_name_small", "code", u.Code, "name", u.Name, "meant", eachCapital(u.Name)), small && isUsual(strings.ToLower(u.Type))
}

func markBehind(u Unit) (fault.Fault, bool) {
	meant := strings.TrimLeft(strings.TrimRight(u.Name, " ,.;:-*”»\""), "“«\"")
	return fault.New("unit_name_mark", "code", u.Code, "name", u.Name, "meant", meant), meant != u.Name && meant != ""
}

// shortKinds are how offices shorten types.
var shortKinds = map[string]string{"tt": "thị trấn", "p": "phường", "x": "xã", "h": "huyện", "q": "quận", "tp": "thành phố", "tx": "thị xã", "t": "tỉnh"}

// shortName is a name that begins with one.
var shortName = regexp.MustCompile(`^(TT|P|X|H|Q|TP|TX|T)\.\s*(\pL.*)$`)

func shortKind(u Unit) (fault.Fault, bool) {
	if meant, ok := shortKinds[strings.ToLower(strings.TrimSuffix(u.Type, "."))]; ok {
		return fault.New("unit_type_short", "code", u.Code, "type", u.Type, "meant", meant), true
	}
	m := shortName.FindStringSubmatch(u.Name)
	if m == nil {
		return fault.Fault{}, false
	}
	return fault.New("unit_office_name", "code", u.Code, "name", u.Name, "meant", m[2]), true
}

// personHabits are how offices write people, the surest first.
var personHabits = []struct {
	key  string
	form *regexp.Regexp
}{
	{"person_title", regexp.MustCompile(`^(?:[Đđ][/.][Cc]|[Đđ]ồng chí|ĐỒNG CHÍ|[Ôô]ng|[Bb]à|anh|chị|Mrs?|Ms|Dr|[Tt][Hh][Ss]|TS)[.: ]\s*\pL`)},
	{"person_title", regexp.MustCompile(`(?i)(\s[-–—]\s*|\s*[,/]\s*|\()(p?ct\b|chủ tịch|phó|trưởng|bí thư|cán bộ|công chức|chuyên viên|văn phòng|kế toán|chair|head\b|officer|clerk)`)},
	{"person_two", regexp.MustCompile(`\pL{2}.*(;|/|&|\+| và | and ).*\pL{2}|\pL \pL.*,\s*\pL+ \pL`)},
	{"person_nobody_yet", regexp.MustCompile(`(?i)^(chưa( có| rõ| phân công| bổ nhiệm)?|không( có)?|trống|đang .*|\.+|…+|-+|\?+|n/?a|x+|tbd|none|nguyễn văn [a-c]|name)$`)},
	{"person_digits", regexp.MustCompile(`\d{3}`)},
}

// personHabit is what is wrong with a name.
func personHabit(name string) (f fault.Fault, odd bool) {
	for _, h := range personHabits {
		if h.form.MatchString(name) {
			return fault.New(h.key, "name", name), true
		}
	}
	return f, false
}
