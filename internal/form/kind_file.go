package form

import "regexp"

// fileUpload is files; what the report keeps of them lies beside it.
var fileUpload = kind{
	way:   ByFiles,
	keys:  []string{"accept", "max_files"},
	check: checkFile,
	plain: func(v Value) any { return files{v.Files} },
	show: func(_ *Question, v Value, say Writer) string {
		return say.Count("value_files", v.Files)
	},
	count:      func(t *Tally, _ string, v Value) { t.Files += v.Files },
	gather:     APaper,
	gatherWord: func(_ *Question, say Writer) string { return say.Say("prepare_paper") },
}

// files is how expressions see attachments.
type files struct {
	Count int `expr:"count"`
}

var endingForm = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

func checkFile(p *parsing, q *Question, path []any) {
	for i, ending := range q.Accept {
		if !endingForm.MatchString(ending) {
			hint := "small letters without a dot, such as pdf"
			p.fault(append(path, "accept", i), hint, "question %s: %q is not the ending of a file's name", q.Code, ending)
		}
	}
	if q.MaxFiles < 0 {
		p.fault(append(path, "max_files"), "", "question %s: max_files is 1 or more", q.Code)
	}
}
