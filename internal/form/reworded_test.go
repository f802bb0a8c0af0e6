package form

import (
	"fmt"
	"strings"
	"testing"
)

// TestReworded: what is told of an edit that asks the same in other words, or something new under an old code.
func TestReworded(t *testing.T) {
	const was = `title: T
sections:
  - code: A1
    title: S
    questions:
      - {code: A1.01, name: a, type: integer, label: One}
      - {code: A1.02, name: b, type: integer, label: Two}
      - code: A1.03
        name: c
        type: select_one
        label: Which
        choices: [{name: good, label: Good}, {name: bad, label: Bad}]
`
	for _, c := range []struct{ name, now, want string }{
		{"nothing, for spaces are none", strings.Replace(was, "label: One", "label: 'One '", 1), ""},
		{"a label", strings.Replace(was, "label: One", "label: Uno", 1), "A1.01 a/ One>Uno with "},
		{"two that changed places", strings.NewReplacer("One", "Two", "Two", "One").Replace(was), "A1.01 a/ One>Two with b|A1.02 b/ Two>One with a"},
		{"two choices", strings.NewReplacer("label: Good", "label: Bad", "label: Bad", "label: Good").Replace(was), "A1.03 c/good Good>Bad with bad|A1.03 c/bad Bad>Good with good"},
		{"another name", strings.Replace(was, "name: b", "name: d", 1), "b is A1.02 d|new A1.02 d"},
		{"another name and another type", strings.Replace(was, "name: b, type: integer", "name: d, type: text", 1), "new A1.02 d"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, err := Parse("was.yaml", []byte(was))
			if err != nil {
				t.Fatal(err)
			}
			to, err := Parse("now.yaml", []byte(c.now))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range Reworded(from, to) {
				got = append(got, fmt.Sprintf("%s %s/%s %s>%s with %s", r.Code, r.Name, r.Choice, r.Was, r.Now, r.With))
			}
			for name, q := range Renamed(from, to) {
				got = append(got, name+" is "+q.Code+" "+q.Name)
			}
			for _, q := range Added(from, to) {
				got = append(got, "new "+q.Code+" "+q.Name)
			}
			if all := strings.Join(got, "|"); all != c.want {
				t.Errorf("%q, want %q", all, c.want)
			}
		})
	}
}
