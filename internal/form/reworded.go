package form

import (
	"cmp"
	"slices"
)

// A Rewording is a label that is not what it was: of a question, or of one of its choices. What was answered stands by names,
// so that it is said in the new words.
type Rewording struct {
	Code, Name string // of the question in the new version
	Choice     string // its name; "" of the question itself
	Was, Now   string
	// With is the name of the question or of the choice with which it changed words, "" if with none.
	With string
}

// Reworded are the labels of questions that two versions both have, in the order of the new one.
func Reworded(from, to *Outline) (all []Rewording) {
	for _, q := range to.inOrder() {
		old := from.ByName[q.Name]
		if old == nil {
			continue
		}
		if plainSpaces(old.Label) != plainSpaces(q.Label) {
			all = append(all, Rewording{Code: q.Code, Name: q.Name, Was: old.Label, Now: q.Label})
		}
		for _, o := range q.Options() {
			if was, ok := old.Option(o.Name); ok && plainSpaces(was.Label) != plainSpaces(o.Label) {
				all = append(all, Rewording{Code: q.Code, Name: q.Name, Choice: o.Name, Was: was.Label, Now: o.Label})
			}
		}
	}
	for i, r := range all {
		j := slices.IndexFunc(all, func(o Rewording) bool {
			return o.Now == r.Was && (o.Choice == "") == (r.Choice == "") && (r.Choice == "" || o.Name == r.Name)
		})
		if j >= 0 {
			all[i].With = cmp.Or(all[j].Choice, all[j].Name)
		}
	}
	return all
}

// Renamed are the questions of the new version that have the code and the type of one whose name is gone, by the name that is
// gone: whoever meant to change only the name lost the answers.
func Renamed(from, to *Outline) map[string]*Question {
	all := map[string]*Question{}
	for name, old := range from.ByName {
		now := to.ByCode[old.Code]
		if to.ByName[name] == nil && now != nil && now.Type == old.Type && from.ByName[now.Name] == nil {
			all[name] = now
		}
	}
	return all
}

// Added are the questions that no question of the version before had the name of, in their order.
func Added(from, to *Outline) (all []*Question) {
	for _, q := range to.inOrder() {
		if from.ByName[q.Name] == nil {
			all = append(all, q)
		}
	}
	return all
}

// inOrder are all questions, each list before its fields.
func (o *Outline) inOrder() (all []*Question) {
	for _, q := range o.Top {
		all = append(all, q)
		for i := range q.Questions {
			all = append(all, &q.Questions[i])
		}
	}
	return all
}
