package viet

import (
	"testing"

	"giaoban/internal/effort/efforttest"
	"giaoban/internal/language"
)

// TestGrows: no message of the platform's greatest size holds up a reader.
func TestGrows(t *testing.T) {
	now, v := refDay, Reader{Short: NewShorts(map[string][]string{"a": {"b c", "d"}, "bc": {"báo cáo"}, "ct": {"chủ tịch", "chỉ thị"}, "1": {"một"}})}
	q := language.Question{Label: "Năm nay, bao nhiêu hộ của xã có công an viên? a a a 1 1 một trăm", Unit: "hộ"}
	labels := []language.Question{{Label: "Số hộ"}, {Label: "Số thôn"}, {Label: "Công an viên"}, {Label: "a"}, {Label: "1"}}
	any := func(string) bool { return true }
	efforttest.Grows(t, efforttest.Greatest, 150, map[string]func(s string){
		"Clean": func(s string) { Clean(s) }, "Polite": func(s string) { Polite(s) }, "Number": func(s string) { _, _ = v.Number(s, q) },
		"Date": func(s string) { _, _ = v.Date(s, q, now) }, "Year": func(s string) { _, _ = v.Year(s, q, now, 2006, 2016) },
		"YesNo": func(s string) { _, _ = v.YesNo(s, q) }, "Choice": func(s string) { _, _ = v.Choice(s, q, manyChoices) },
		"Choices": func(s string) { _, _ = v.Choices(s, q, manyChoices) }, "ReadHours": func(s string) { ReadHours(s) },
		"ByLabels": func(s string) { v.ByLabels(s, labels) }, "CutList": func(s string) { CutList(s, false).Lists(s) },
		"Meaningful": func(s string) { Meaningful(s) }, "CutMends": func(s string) { CutMends(s) }, "IsLater": func(s string) { IsLater(s) },
		"Names": func(s string) { Names(s) }, "IsTotal": func(s string) { IsTotal(s) }, "PersonalNumber": func(s string) { PersonalNumber(s) },
		"Torn": func(s string) { Torn(s[:len(s)/2], s[len(s)/2:], true) }, "JoinPieces": func(s string) { JoinPieces([]string{s[:len(s)/2], s[len(s)/2:]}) },
		"Same": func(s string) { v.Same(s, "Ngân sách xã", s) }, "RemarksOf": func(s string) { RemarksOf(s, any) }, "AreRemarks": func(s string) { AreRemarks(s) },
		"Sentences": func(s string) { Sentences(s) }, "WrittenOut": func(s string) { v.Short.WrittenOut(s) }, "Shorten": func(s string) { Shorten(s, 60) },
		"TailOf": func(s string) { TailOf(s, now).Seam(s, now) }, "PersonalNumberIn": func(s string) { PersonalNumberIn(TailOf(s, now), []string{s, Glued + s}) },
		"ReadTelephone": func(s string) { ReadTelephone(s) }, "Retyped": func(s string) { Retyped(s) }, "ReadUntil": func(s string) { _, _ = ReadUntil(s, now, now) },
		"CutUntil": func(s string) { CutUntil(s, now) }, "ReadWhen": func(s string) { ReadWhen(s, now) },
	}, efforttest.Messages())
}
