package pattern

import (
	"slices"
	"testing"
)

// TestSigns: where signs count, what is none, and that names are none.
func TestSigns(t *testing.T) {
	table, err := Read(`
[talk not]
chị em
[talk sure]
chị (đang|chưa)
[talk sure/first]
chào
[talk sure/last]
rồi
[talk perhaps]
chị | rồi | mai
`)
	if err != nil {
		t.Fatal(err)
	}
	for message, want := range map[string][]string{
		"chị đang bận":             {"sure"},
		"chị em đang họp":          nil,
		"hai chị em, chị chưa đến": {"sure"},
		"chào mai":                 {"sure", "perhaps"},
		"mai chào":                 {"perhaps"},
		"xong. chào":               {"sure"},
		"mai rồi đi":               {"perhaps", "perhaps"},
		"mai đi rồi, thế":          {"perhaps", "sure"},
		"gặp Mai":                  nil,
		"Mai đi":                   {"perhaps"},
		"Mai Hoa đi":               nil,
		"MAI ĐI":                   {"perhaps"},
		`tổ "chị chưa về"`:         nil,
		"xong. Mai đi":             {"perhaps"},
	} {
		say := Listen(message)
		var got []string
		for _, sign := range table.Signs(&say, nil, "talk", "not") {
			got = append(got, sign.Kind)
		}
		if !slices.Equal(got, want) {
			t.Errorf("«%s» has %q, want %q", message, got, want)
		}
	}
}
