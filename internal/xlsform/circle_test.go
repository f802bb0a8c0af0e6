package xlsform

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/form"
)

// TestCircles: calculations that stand in each other in a circle, or grow without end, are refused by name, and soon.
func TestCircles(t *testing.T) {
	say := phrases(t, "en")
	var doubling, joining strings.Builder
	for i := range 40 {
		fmt.Fprintf(&doubling, ",calculate,b%d,,\"if(${b%d} = ${b%d}, 'x', 'y')\"\n", i, i+1, i+1)
		fmt.Fprintf(&joining, ",calculate,j%d,,\"concat(${j%d}, ${j%d})\"\n", i, i+1, i+1)
	}
	source := "survey\n,type,name,label,calculation\n,integer,n,N?\n,calculate,a,,\"concat(${b}, 'x')\"\n,calculate,b,,\"concat(${a}, 'y')\"\n" +
		",calculate,c,,\"if(${d} = 'x', 'y', 'z')\"\n,calculate,d,,\"if(${c} = 'x', 'y', 'z')\"\n" +
		doubling.String() + ",calculate,b40,,\"if(${n} > 1, 'x', 'y')\"\n" + joining.String() + ",calculate,j40,,\"if(${n} > 1, 'x', 'y')\"\n"
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := form.Parse("f.yaml", m.Source); err != nil {
		t.Fatal(err)
	}
	told := remarked(m, say, "f.xlsx")
	for _, want := range []string{"b is worked out from itself", "d is worked out from itself", "b0: the calculation", "j0: the calculation", "the expression is too long"} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing of %q in:\n%s", want, told)
		}
	}
}

// TestStartAndEnd: what a phone writes down when a form is opened and closed is in nearly every form, at its top or in a group.
func TestStartAndEnd(t *testing.T) {
	say := phrases(t, "en")
	const source = "survey\n,type,name,label\n,start,start,\n,end,end,\n,begin group,g,G\n,end,until,\n,integer,n,N?\n,end group,,\n"
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	if m.Questions != 1 || m.Count(Refused) != 0 {
		t.Errorf("%d questions of\n%s\n%s", m.Questions, m.Source, remarked(m, say, "f.xlsx"))
	}
}

// TestLongOr: a condition of many parts with an «or» between them is taken, though none of them need be answered.
func TestLongOr(t *testing.T) {
	say := phrases(t, "en")
	source := "survey\n,type,name,label,relevant\n"
	var parts []string
	for i := range 60 {
		source += fmt.Sprintf(",integer,n%d,N?,\n", i)
		parts = append(parts, fmt.Sprintf("${n%d} > 3", i))
	}
	const most, plain = 35, 60 // as long as an outline's own expression may be
	source += ",integer,last,Last?," + strings.Join(parts[:most], " or ") + "\n,integer,plain,Plain?," + strings.Join(parts[:plain], " and ") + "\n"
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	if told := remarked(m, say, "f.xlsx"); m.Count(Refused) > 0 || strings.Count(string(m.Source), "answered(") != most {
		t.Errorf("told:\n%s\n%s", told, m.Source)
	}
}

// TestManyParts: a text of more parts than there are letters keeps each of them.
func TestManyParts(t *testing.T) {
	say := phrases(t, "en")
	var parts []string
	for i := range 30 {
		parts = append(parts, fmt.Sprintf("if(${n} > %d, 'x', 'y')", i))
	}
	source := "survey\n,type,name,label,calculation\n,integer,n,N?,\n,calculate,all,,\"concat(" + strings.Join(parts, ", ") + ")\"\n"
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		if want := fmt.Sprintf("n > %d ?", i); strings.Count(string(m.Source), want) != 1 {
			t.Errorf("not one %q in:\n%s", want, m.Source)
		}
	}
}

// TestLater: a calculation that stands below a question whose condition names it is put into that condition. One that stands above
// what it names comes behind all sections, on the conditions of its groups.
func TestLater(t *testing.T) {
	say := phrases(t, "en")
	const source = `survey
,type,name,label,calculation,relevant
,integer,n,N?,,
,begin group,g,G,,${n} > 1
,calculate,top,Top,${o} * 3,
,end group
,integer,m,Of ${twice}?,,${twice} > 3
,integer,k,Top?,,${top} > 3
,calculate,twice,Twice,${n} * 2,
,integer,o,O?,,${twice} > 5
,integer,l,L?,,${top} > 5
,begin group,h,H,,${n} > 2
,integer,i,I?,,
,end group
`
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"relevant: n * 2 > 3\n", "twice: n * 2\n", "relevant: twice > 5\n", "relevant: answered(o) and o * 3 > 5\n", "title: Part 4\n", "calculation: o * 3\n", "relevant: n > 1\n"} {
		if !strings.Contains(string(m.Source), want) {
			t.Errorf("nothing of %q in:\n%s", want, m.Source)
		}
	}
	if told := remarked(m, say, "f.xlsx"); strings.Count(told, "\n") != 1 || !strings.Contains(told, `"${top} > 3" could not be taken`) {
		t.Errorf("told:\n%s", told)
	}
}
