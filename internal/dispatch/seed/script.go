package seed

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strconv"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
)

// A Script is data for a demonstration: what is answered instead of the outline's
// examples. An empty one is a script too.
type Script struct {
	// Untouched are the codes of units that have not begun, whatever the seed says: a
	// demonstration shows each state near at hand.
	Untouched []string `yaml:"untouched"`
	// Rested are units, or those above them, whose open reports nobody was at in the last
	// days before the end.
	Rested []string `yaml:"rested"`
	// Telephone is what is told as everybody's telephone, {code} being the unit's code; ""
	// is none.
	Telephone string `yaml:"telephone"`
	// Turns is about how many messages a whole report takes; 0 is as many as the ten-year review.
	Turns int `yaml:"turns"`
	// Answers are answers by the question's name, one for each row of a group; they
	// come before those that are drawn by lot.
	Answers map[string][]string `yaml:"answers"`
	// Figures are names with an expression each, in the order in which they are reckoned.
	Figures []map[string]string `yaml:"figures"`
	// Ground is what the ground is like, by the code of a unit or of one above it.
	Ground map[string][]string `yaml:"ground"`
	Models []Model             `yaml:"models"`
	// Texts are the questions whose answers are made of sentences.
	Texts map[string]Writing `yaml:"texts"`
	// Styles are how often a text is written in a way; Slips are what a slip of the
	// keys makes of words.
	Styles map[string]float64 `yaml:"styles"`
	Slips  map[string]string  `yaml:"slips"`
	// Openers and Tails stand before and behind sentences, and say nothing more.
	Openers []string `yaml:"openers"`
	Tails   []string `yaml:"tails"`
	// Copied is which part of texts are taken over from a neighbour, and what may be
	// added to them.
	Copied struct {
		Share float64  `yaml:"share"`
		Added []string `yaml:"added"`
	} `yaml:"copied"`
	// Contradicted is the part of reports with a text that one of their figures denies.
	Contradicted   float64         `yaml:"contradicted"`
	Contradictions []Contradiction `yaml:"contradictions"`
	// Going is how units go on as the clock moves.
	Going Going `yaml:"going"`

	compiled `yaml:"-"`
}

// A Model is a name that models have, what its row says besides, and on which ground it
// is found.
type Model struct {
	Name  string `yaml:"name" expr:"name"`
	Field string `yaml:"field" expr:"field"`
	Scope string `yaml:"scope" expr:"scope"`
	// Share is how often it is found, against 1 of others.
	Share float64  `yaml:"share"`
	Only  []string `yaml:"only"`
	Not   []string `yaml:"not"`
}

// A Writing is what texts to one question are made of.
type Writing struct {
	// Parts are the fewest and the most entries of a text.
	Parts [2]int  `yaml:"parts"`
	Say   []Entry `yaml:"say"`
}

// An Entry is one thing to say, in several words.
type Entry struct {
	Words  []string `yaml:"words"`
	Themes []string `yaml:"themes"`
	To     []string `yaml:"to"`
	When   string   `yaml:"when"`
	Share  float64  `yaml:"share"`
	Always bool     `yaml:"always"`
}

// A Contradiction is what the text of a question says although a figure denies it.
type Contradiction struct {
	Name  string   `yaml:"name"`
	In    string   `yaml:"in"`
	When  string   `yaml:"when"`
	Words []string `yaml:"words"`
}

// scriptFiles are what a script is read from, one after the other.
var scriptFiles = []string{"demo.yaml", "units.yaml", "models.yaml", "texts.yaml", "going.yaml"}

// ReadScript reads the script of a folder. A file that is not there says nothing.
func ReadScript(folder fs.FS) (s Script, err error) {
	for _, name := range scriptFiles {
		content, err := fs.ReadFile(folder, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = yaml.Load(content, &s, yaml.WithKnownFields())
		}
		if err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
	}
	return s, s.compile()
}

// Made is what one unit answers.
type Made struct {
	// Answers are by the question's name, one for each row of a group.
	Answers map[string][]string
	// Figures are what was drawn by lot.
	Figures map[string]any
	Truth   Truth
}

// Make draws what each of the units answers, whatever part of it they come to say.
func Make(c *campaigns.Campaign, seed Seed) ([]Made, error) {
	var all []Made
	for _, u := range c.Units.AtLevel(c.Level()) {
		made, err := seed.Script.make(c, u, seed.Number)
		if err != nil {
			return nil, err
		}
		all = append(all, made)
	}
	return all, nil
}

func (s *Script) make(c *campaigns.Campaign, u roster.Unit, number uint64) (Made, error) {
	code, _ := strconv.ParseUint(u.Code, 10, 64)
	l, err := s.draw(number, code, u, c.Units.Ancestors(u.Code))
	if err != nil {
		return Made{}, err
	}
	w := l.writer(number, u, c.AboutUnit(u, c.Phrases("")).Words)
	answers := l.answers()
	maps.Copy(answers, w.write(func(name string) bool {
		q := c.Outlines[u.Level].ByName[name]
		return q != nil && q.Parent != nil
	}))
	maps.Copy(answers, s.Answers)
	return Made{answers, l.figures, w.truth}, nil
}
