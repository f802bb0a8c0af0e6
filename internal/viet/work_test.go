package viet

import (
	"math"
	"runtime"
	"strings"
	"testing"

	"giaoban/internal/effort"
	"giaoban/internal/language"
)

// manyChoices has options that hold separators, so that parts are joined.
var manyChoices = []string{"Ngân sách xã", "Ngân sách huyện, tỉnh hỗ trợ", "a a a a", "a", "1"}

// TestSteps: a message of twice the length takes about twice the steps, however
// it is made. One message of 4,096 letters must not hold up everybody.
func TestSteps(t *testing.T) {
	triệu := Reader{}.understand(language.Question{Label: "a a a 1 1 1 năm năm một trăm một trăm", Unit: "triệu đồng"})
	readers := map[string]func(input string){
		"yes":    func(input string) { _, _ = read(input).yesNo(triệu) },
		"number": func(input string) { _, _ = triệu.numbers(read(input)).number() },
		"date": func(input string) {
			_, _ = (&dateReader{reader: read(input), ref: refDay, weekday: -1}).date(nobody)
		},
		"year": func(input string) {
			_, _ = (&yearReader{dateReader: &dateReader{reader: read(input), ref: refDay}, from: 2006, to: 2016}).year(nobody)
		},
		"remark": func(input string) {
			_, _ = withRemark(read("5 hộ, "+input), func(r *reader) (language.Number, *language.Unclear) { return triệu.numbers(r).number() }, triệu.mayFollowNumber)
		},
		"choices": func(input string) {
			_, _ = Reader{}.choose(language.Question{Label: "a a a a a"}, manyChoices).several(read(input))
		},
	}
	for _, again := range []string{"a,", "a, ", "1,", "-,", "Ngân sách huyện, ", "1.", "1 000 ", "000 ", "một trăm ", "không trăm ",
		"một phẩy ", "hai nghìn ", "nghìn rưỡi ", "tháng ", "1/1 ", "cn, ", "năm ", "ngày 1 ", "cách đây 1 "} {
		for name, reads := range readers {
			once := effort.Of(func() { reads(strings.Repeat(again, 200)) })
			twice := effort.Of(func() { reads(strings.Repeat(again, 400)) })
			if twice > 2*once+once/4+100 {
				t.Errorf("%s of %q again and again: %d steps, %d for twice as many", name, again, once, twice)
			}
		}
	}
}

// TestMemory: what the readers build on the way grows with the message, and not
// faster.
func TestMemory(t *testing.T) {
	readers := map[string]func(input string){
		"polite":   func(input string) { Polite(input) },
		"number":   func(input string) { _, _ = Reader{}.Number(input, language.Question{Unit: "triệu đồng"}) },
		"date":     func(input string) { _, _ = Reader{}.Date(input, language.Question{}, refDay) },
		"year":     func(input string) { _, _ = Reader{}.Year(input, language.Question{}, refDay, 2006, 2016) },
		"yes":      func(input string) { _, _ = Reader{}.YesNo(input, language.Question{}) },
		"choice":   func(input string) { _, _ = Reader{}.Choice(input, language.Question{}, manyChoices) },
		"choices":  func(input string) { _, _ = Reader{}.Choices(input, language.Question{}, manyChoices) },
		"hours":    func(input string) { _, _ = ReadHours(input) },
		"personal": func(input string) { _ = PersonalNumber(input) },
	}
	for _, again := range []string{"a,", "1,", "a", "1", "ă", "dạ, ", "da ", " ạ", " nhé", "báo cáo đồng chí ", "một trăm ", "1 000 ", "và "} {
		for name, reads := range readers {
			input := strings.Repeat(again, 4096/len(again))
			once, twice := allocated(reads, input), allocated(reads, input+input)
			if twice > 3*once+1<<20 {
				t.Errorf("%s of %q again and again: %d bytes, %d for twice as many", name, again, once, twice)
			}
		}
	}
}

// allocated counts bytes. What is made once and kept for the next time does not
// count, so the least of some runs does.
func allocated(reads func(string), input string) uint64 {
	least := uint64(math.MaxUint64)
	for range 3 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		reads(input)
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}
