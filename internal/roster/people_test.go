package roster

import (
	"strings"
	"testing"

	"giaoban/internal/english"
	"giaoban/internal/viet"
	"github.com/google/go-cmp/cmp"
)

// TestParsePeople: a list of people is taken whole, or refused with each fault at its line.
func TestParsePeople(t *testing.T) {
	units, err := ParseUnits(strings.NewReader("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	const header = "unit_code,role,name,telephone\n"
	for _, c := range []struct{ name, rows, want string }{
		{"none", "", ""},
		{"some", "401,coordinator,Nguyễn  Văn A,0912 345 678\n401,officer,,+84 912 345 679\n38,admin,Trần Thị B,\n", ""},
		{"unit", "999,officer,A,0912345678\n", `people.csv:2:1: no unit has the code "999"`},
		{"role", "401,trưởng,A,0912345678\n", `people.csv:2:5: there is no role "trưởng"`},
		{"number", "401,officer,A,912345678\n", `people.csv:2:15: "912345678" is no telephone number`},
		{"nothing", "401,officer,,\n", "people.csv:2:13: neither a name nor a telephone"},
		{"twice", "401,officer,A,0912345678\n401,officer,A,0912.345.678\n", "people.csv:3:1: the same person again"},
		{"fields", "401,officer,A\n", "people.csv:2:1: 3 fields, want 4"},
		{"quotes", "401,officer,\"A,0912345678\n", "people.csv:"},
		{"a merged cell", "401,officer,A,0912345678\n,officer,B,0912345679\n", "people.csv:3:1: unit_code is empty: where cells were merged"},
		{"rows of commas that a spreadsheet leaves", "401,officer,A,0912345678\n,,,\n,,,\n", ""},
		{"all at once", "999,officer,A,1\n401,x,A,0912345678\n", `people.csv:3:5: there is no role "x"`},
	} {
		_, err := ParsePeople(strings.NewReader("\ufeff"+header+c.rows), "people.csv", units, viet.Reader{})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case !strings.Contains(Said(t, "en", err), c.want):
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := ParsePeople(strings.NewReader("code,name\n"), "people.csv", units, viet.Reader{}); !strings.Contains(Said(t, "en", err), "people.csv:1:1: no header") {
		t.Errorf("header: %v", err)
	}
	for first, want := range map[string]string{
		"unit_code,name,telephone":          "the column role, number 2, is missing",
		"stt,unit_code,role,name,telephone": `column 1, "stt", is one too many`,
	} {
		if _, err := ParsePeople(strings.NewReader(first+"\n"), "people.csv", units, viet.Reader{}); !strings.Contains(Said(t, "en", err), want) {
			t.Errorf("%s: %v, want %s", first, err, want)
		}
	}
	var doubts []string
	for _, f := range PeopleDoubts([]byte(header+"38,officer,A,\n401,officer,#N/A,\n,,,\n"), "people.csv", units, func(level int) (bool, bool) { return level == 2, true }) {
		doubts = append(doubts, f.Say(in(t, "en")))
	}
	if want := "people.csv:2:4: tỉnh Thanh Hóa is of level 1, which does not report: an officer has nothing to fill in there\n" +
		"people.csv:3:13: #N/A is an error of a spreadsheet: the formula of this cell could not be worked out; write the value"; strings.Join(doubts, "\n") != want {
		t.Errorf("doubts:\n%s", strings.Join(doubts, "\n"))
	}
	got, err := ParsePeople(strings.NewReader(header+"401,coordinator,Nguyễn Văn A,0912 345 678\n401,officer,,+84 912 345 679\n"), "people.csv", units, viet.Reader{})
	want := Directory{"401": {{Role: Coordinator, Name: "Nguyễn Văn A", Telephone: "0912345678"}, {Role: Officer, Telephone: "0912345679"}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v: %s", err, diff)
	}
	if got := got.Of("401", Officer); len(got) != 1 || got[0].Telephone != "0912345679" {
		t.Errorf("officers: %v", got)
	}
}

// TestTelephonesOfPeople: the list of an English campaign has numbers of its own country as they are dialled there, and others with their code.
func TestTelephonesOfPeople(t *testing.T) {
	list := "unit_code,role,name,telephone\n401,officer,A,+254 722 123 456\n401,officer,B,0722 123 456\n401,officer,C,555-123-4567\n"
	got, err := ParsePeople(strings.NewReader(list), "people.csv", nil, english.Reader{})
	want := Directory{"401": {{Role: Officer, Name: "A", Telephone: "+254722123456"}, {Role: Officer, Name: "B", Telephone: "0722123456"}, {Role: Officer, Name: "C", Telephone: "5551234567"}}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v: %s", err, diff)
	}
}
