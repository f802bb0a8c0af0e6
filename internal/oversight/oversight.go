// Package oversight is what coordinators read: how the reports of their units
// stand and what they say, who did what, which questions from below wait. It finds
// the unit that is meant among those that the person may see, and answers in the
// words of package report. A district head and a provincial coordinator are the
// same here, at another place in the tree.
//
// It is pure: an overview comes in, contents go out. It never names a unit outside
// the memberships that it is given, and never guesses which unit was meant.
package oversight

import (
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/roster"
)

// A verb is how a command is answered about one unit: from how its report and those
// below stand, or from what they say.
type verb struct {
	stand func(question, roster.Unit) []chat.Content
	say   func(*reader, roster.Unit) ([]chat.Content, error)
}

// verbs are the commands that are asked of units. The list of questions from below and
// the journal are of no unit's report.
var verbs = map[command.Name]verb{
	command.Progress:  {stand: question.progress},
	command.Missing:   {stand: question.missing},
	command.Deadline:  {stand: question.due},
	command.Causes:    {stand: question.causes},
	command.People:    {stand: question.people},
	command.HandedIn:  {stand: question.handedIn},
	command.Ranking:   {stand: question.ranking},
	command.SinceDay:  {stand: question.sinceDay},
	command.Forecast:  {stand: question.forecast},
	command.Why:       {stand: question.why},
	command.Document:  {say: (*reader).document},
	command.View:      {say: (*reader).view},
	command.Summary:   {say: (*reader).sums},
	command.Attention: {say: (*reader).look},
	command.Models:    {say: (*reader).rows},
	command.Awards:    {say: (*reader).rows},
	command.Polled:    {say: polled},
	command.Figure:    {say: (*reader).figure},
	command.Average:   {say: (*reader).figure},
	command.Most:      {say: (*reader).figure},
	command.Least:     {say: (*reader).figure},
	command.Having:    {say: (*reader).figure},
	command.Lacking:   {say: (*reader).figure},
	command.Far:       {say: (*reader).figure},
}

// Reads reports whether the command is about what reports say: it is answered by
// Read, from the reports themselves.
func Reads(c command.Command) bool { return verbs[c.Name].say != nil }

// button offers the command for one unit.
func button(name command.Name, unit roster.Unit, label string) chat.Choice {
	return command.Command{Name: name, Code: unit.Code}.Choice(label)
}
