package xlsform

import (
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/xlsform/xpath"
)

// base is a form of every kind of question.
const base = `survey
,type,name,label,calculation,choice_filter,default
,today,today,,,
,select_one yn,yes,Yes?,,
,select_one letters,one,One?,,
,select_multiple letters,many,Many?,,
,select_one numbers,scored,How much?,,
,integer,n,N?,,
,decimal,d,D?,,
,date,day,Day?,,
,date,born,Born?,,
,text,words,Words?,,
,calculate,twice,Twice,${n} * 2,
,calculate,kind,Kind,"if(${n} > 3, 'big', 'small')",
,begin repeat,rows,Row,,
,text,who,Who?,,
,integer,age,Age?,,
,calculate,double,,${age} * 2,
,end repeat,,,,
,select_one numbers,picked,Picked?,,part = ${one}
,rank letters,gone,Gone.,,
,calculate,sum,,${n} + 1,
,hidden,filled,,,,user
,hidden,empty,,,,
,hidden,opened,,,,now()
,begin group,one_group,,,
,integer,note,N?,,
,end group,,,,
,begin group,other_group,,,
,integer,note,N?,,
,end group,,,,
choices
,list_name,name,label,part
,yn,1,Yes,
,yn,0,No,
,letters,a,A,
,letters,B-1,B,
,numbers,1,One,a
,numbers,2,Two,B-1
,numbers,3,Three,
`

func built(t *testing.T, csv string) *builder {
	t.Helper()
	say := phrases(t, "en")
	o := Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say }}
	f, err := read(sheets(t, []byte(csv)), o)
	if err != nil {
		t.Fatal(err)
	}
	return newBuilder(f, o)
}

// TestConditions: what the form says is said in the outline's words, or why it cannot be.
func TestConditions(t *testing.T) {
	b := built(t, base)
	for source, want := range map[string]string{
		"${yes} = '1'":                         "yes",
		"${yes} = 1 and not(${yes} = '0')":     "yes and (not answered(yes) or yes)",
		"${yes} != '1'":                        "not answered(yes) or not yes",
		"${one} = 'a' or ${one} = 'B-1'":       `one == "a" or one == "b_1"`,
		"not(${one} = 'a')":                    `not answered(one) or one != "a"`,
		"'a' = ${one}":                         `one == "a"`,
		"selected(${many}, 'B-1')":             `"b_1" in many`,
		"not(selected(${many}, \"a\"))":        `not answered(many) or "a" not in many`,
		"count-selected(${many}) >= 2":         "len(many) >= 2",
		"selected(${many}, ${one})":            "one in many",
		"${many} = 'a'":                        `len(many) == 1 and "a" in many`,
		"${scored} >= 2":                       `scored in ["c2", "c3"]`,
		"${scored} = 2":                        `scored == "c2"`,
		"${scored} + ${n} > 3":                 `({"c1": 1, "c2": 2, "c3": 3}[scored] ?? 0) + n > 3`,
		"${n} > 3 and (${d} < 1.50 or ${n}=0)": "n > 3 and (answered(d) and d < 1.5 or answered(n) and n == 0)",
		"5 < ${n}":                             "n > 5",
		"${n} = '5'":                           "n == 5",
		"(${n} + 1) * 2 div 3 - -1 = 4":        "(n + 1) * 2 / 3 - -1 == 4",
		"${n} mod 2 = 0":                       "int(n) % int(2) == 0",
		"${n}":                                 "n != 0",
		"${n} != ''":                           "answered(n)",
		"${words} = ''":                        "not answered(words)",
		"${words}":                             "answered(words)",
		"string-length(${words}) > 3":          "words.letters > 3",
		"${twice} > 4":                         "twice > 4",
		"${kind} = 'big'":                      `(answered(n) and n > 3 ? "big" : "small") == "big"`,
		"${day} >= date('2026-01-31')":         `day >= "2026-01-31"`,
		"${day} <= today()":                    "day <= today",
		"${day} > ${today}":                    "day > today",
		"today() - ${born} > 30":               "days(born, today) > 30",
		"${day} + 7 < today()":                 "add_days(day, 7) < today",
		"int((decimal-date-time(today()) - decimal-date-time(${born})) div 365.25) >= 18": "int(days(born, today) / 365.25) >= 18",
		"format-date(${born}, '%Y') < 2000":                                               "year(born) < 2000",
		"if(${yes} = '1', ${n}, 0) > 2":                                                   "answered(yes) and yes and (answered(n) and n > 2)",
		"coalesce(${n}, 0) = 1":                                                           "(answered(n) ? n : 0) == 1",
		"round(${d}, 2) = 1":                                                              "round(d * 100) / 100 == 1",
		"count(${rows}) > 2":                                                              "len(rows) > 2",
		"sum(${age}) > 10":                                                                "sum(rows, .age) > 10",
		"max(${age}) > 10":                                                                "max(map(rows, .age)) > 10",
		"count(${rows}[age > 5]) = 1":                                                     "count(rows, (.age ?? 0) > 5) == 1",
		"count(${rows}[${age} > 5 and who != '']) = 1":                                    "count(rows, (.age ?? 0) > 5 and .who != nil) == 1",
		"max(${n}, ${d}) > 1":                                                             "max(n, d) > 1",
		"pow(${n}, 2) > 4":                                                                "n ** 2 > 4",
		"true()":                                                                          "true",
		"floor(decimal-date-time(${born})) <= floor(decimal-date-time(today()))": `floor(days("1970-01-01", born)) <= floor(days("1970-01-01", today))`,
		"date(floor(decimal-date-time(${born})) + 280) < today()":                `add_days("1970-01-01", int(floor(days("1970-01-01", born)) + 280)) < today`,
		"decimal-date-time(${born}) + 7*12 > decimal-date-time(today())":         "add_days(born, 7 * 12) > today",
		"format-date(${day}, '%Y-%m-%d') = '2026-01-31'":                         `day == "2026-01-31"`,
		"${one} = 'z'":                                         "false",
		"${one} != 'z' and ${n} > 3":                           "n > 3",
		"selected(${many}, 'z') or ${n} > 3":                   "n > 3",
		"selected(${kind}, 'big')":                             `(answered(n) and n > 3 ? "big" : "small") == "big"`,
		"${sum} != ''":                                         "answered(sum_q)",
		"(${n} + 1) != ''":                                     "true",
		"${filled} = 'user'":                                   "true",
		"${filled} = 'user' and ${n} > 3":                      "n > 3",
		"${empty} = 'user'":                                    "false",
		"${empty} = '' and ${n} > 3":                           "n > 3",
		"if(${n} > 3, ${day}, '') < today()":                   `(answered(n) and n > 3 ? (answered(day) ? day : "") : "") != "" and (answered(n) and n > 3 ? (answered(day) ? day : "") : "") < today`,
		"coalesce(${empty}, ${n}) > 3":                         "n > 3",
		"if(${empty} = '', ${n}, ${d}) > 3":                    "n > 3",
		"string-length(${filled}) = 4":                         "true",
		"'10' < '9' or '1' = 1":                                "true",
		"/data/one_group/note = 1 and ../other_group/note = 2": "note == 1 and note_2 == 2",
		"/data/n > 1 and ../d = 2":                             "n > 1 and d == 2",

		"${note} = 1":               "! it names note, and 2 questions are called so: give each a name of its own",
		"../nowhere/note = 1":       `! "../nowhere/note" does not lead to note from here: name it by $ and its name in braces`,
		"once(${n}) = 1":            "! outlines have no function once(): say it otherwise, or do without",
		"${gone} = 'a'":             "! it names gone, which was left out",
		"${nowhere} = 'a'":          "! it names nowhere, and no question is called so",
		"${words} = 'oat'":          "! answers in words (${words}) cannot be compared: only whether there is one and how long it is; if you can, make it a select_one",
		"pulldata('a', ${n}) = 1":   "! outlines have no function pulldata(): say it otherwise, or do without",
		"${age} > 3":                "! age stands in list rows: outside it is reached through sum(), count(), min(), max() only",
		"0 < ${n} < 100":            "! comparisons cannot stand in a row: write them with and, for example . > 0 and . < 100",
		"${n} > ":                   "! the expression ends too early",
		"${n} = 'x":                 `! the quote that opens at "'x" is not closed`,
		"${day} > 5":                "! ${day} cannot be compared with 5",
		"format-date(${day}, '%a')": `! format-date() takes "%Y" and "%m", not "%a"`,
		". > 3":                     `! the point "." means something in the constraint of a question only`,
		"selected(${n})":            "! selected() has 1 argument, which is not right",
	} {
		n, err := xpath.Parse(source)
		var v value
		if err == nil {
			b.steps = 0
			v, err = (&converter{scope: b.scope, at: b.targets["n"].item}).truth(n)
		}
		got := v.code
		if err != nil {
			got = "! " + faultOf(err).Say(b.say)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}

// TestFilter: choices are picked by their columns, whose words are the outline's names.
func TestFilter(t *testing.T) {
	b := built(t, base)
	item := b.targets["picked"].item
	m := &mapping{}
	f := b.filtered(item, m)
	if m.get("choice_filter") != "part == one" || f == nil {
		t.Fatalf("%v: %v", m.get("choice_filter"), b.remarks)
	}
	want := []string{`of: {part: a}`, `of: {part: b_1}`, ``}
	for i, c := range b.lists["numbers"] {
		got := ""
		if pairs := f.pairs(b, c); pairs != nil {
			got = "of: " + inline(pairs[0].value.(flow))
		}
		if got != want[i] {
			t.Errorf("%s: %s, want %s", c.name, got, want[i])
		}
	}
}
