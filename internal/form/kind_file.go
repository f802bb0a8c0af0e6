package form

import (
	"regexp"

	"giaoban/internal/fault"
)

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
			p.Note(append(path, "accept", i), fault.New("accept_ending", "code", q.Code, "ending", ending))
		}
	}
	if q.MaxFiles < 0 {
		p.Note(append(path, "max_files"), fault.New("max_files_few", "code", q.Code))
	}
}
