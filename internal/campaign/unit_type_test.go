package campaign

import (
	"strings"
	"testing"
)

// TestUnitType: types stand where the language says them, unless the campaign says otherwise.
func TestUnitType(t *testing.T) {
	const plain = "name: a\ntitle: A\nlevels:\n  - {level: 3, outline: a.yaml, deadline: 2026-12-01}\n"
	for lines, want := range map[string]bool{
		"": false, "language: en\n": true, "language: en\nunit_type: before\n": false, "unit_type: after\n": true,
	} {
		c, err := Parse("c.yaml", []byte(plain+lines))
		if err != nil {
			t.Fatal(err)
		}
		if c.TypesBehind() != want {
			t.Errorf("%q: behind is %v", lines, !want)
		}
	}
	if _, err := Parse("c.yaml", []byte(plain+"unit_type: afer\n")); err == nil || !strings.Contains(err.Error(), "c.yaml:5:12") {
		t.Errorf("a wrong word: %v", err)
	}
}
