package form

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A PollQuestion is one question of a quick poll: what is asked, and how it is answered. Its
// type is Integer, YesNo, SelectOne with Choices, or ShortText.
type PollQuestion struct {
	Label   string
	Type    Type
	Choices []string
}

// pollOutline and pollSection are the parts of an outline that a poll has.
type pollOutline struct {
	Title    string        `yaml:"title"`
	Sections []pollSection `yaml:"sections"`
	Summary  []Line        `yaml:"summary"`
}

type pollSection struct {
	Code      string     `yaml:"code"`
	Title     string     `yaml:"title"`
	Minutes   int        `yaml:"minutes"`
	Questions []pollItem `yaml:"questions"`
}

type pollItem struct {
	Code     string       `yaml:"code"`
	Name     string       `yaml:"name"`
	Type     Type         `yaml:"type"`
	Required bool         `yaml:"required"`
	Label    string       `yaml:"label"`
	Min      string       `yaml:"min,omitempty"`
	Choices  []pollChoice `yaml:"choices,omitempty"`
}

type pollChoice struct {
	Name  string `yaml:"name"`
	Label string `yaml:"label"`
}

// Poll makes an outline of a quick poll, and its source, from which Parse makes the same. All its
// questions must be answered; a number is a count, so that none is below 0. Labels are taken as
// they are: a brace in one is no placeholder.
func Poll(title string, questions []PollQuestion) (o *Outline, source []byte, err error) {
	section := pollSection{Code: "A", Title: plain(title), Minutes: 1}
	for i, q := range questions {
		n := strconv.Itoa(i + 1)
		item := pollItem{Code: "C" + n, Name: "cau_" + n, Type: q.Type, Required: true, Label: plain(q.Label)}
		if q.Type == Integer {
			item.Min = "0"
		}
		for j, label := range q.Choices {
			item.Choices = append(item.Choices, pollChoice{"chon_" + strconv.Itoa(j+1), plain(label)})
		}
		section.Questions = append(section.Questions, item)
	}
	out := pollOutline{Title: section.Title, Sections: []pollSection{section}}
	for _, q := range section.Questions {
		out.Summary = append(out.Summary, Line{Text: strings.TrimRight(q.Label, " ?:.") + ": {" + q.Name + "}"})
	}
	source, err = yaml.Marshal(out)
	if err != nil {
		return nil, nil, fmt.Errorf("write a poll: %w", err)
	}
	if o, err = Parse("poll", source); err != nil {
		return nil, nil, fmt.Errorf("read a poll: %w", err)
	}
	return o, source, nil
}

// plain is text in which nothing is a placeholder.
func plain(text string) string { return strings.NewReplacer("{", "(", "}", ")").Replace(text) }
