package paper

import (
	"giaoban/internal/form"
	"giaoban/internal/viet"
)

// A speech puts the parts of one answer into words, for the kinds of questions.
type speech struct{ w *Writer }

var _ form.Writer = speech{}

// Speech returns the words in which kinds of questions speak.
func (w *Writer) Speech() form.Writer { return speech{w} }

func (s speech) Say(key string, pairs ...any) string { return s.w.Say.Say(key, pairs...) }

func (s speech) Count(key string, n int, pairs ...any) string {
	return s.w.Say.Count(key, n, pairs...)
}

func (s speech) Fill(text string) string { return s.w.Fill(text, 0) }

func (s speech) Number(n float64) string { return s.w.Say.Amount(n) }

func (s speech) Day(iso string) string { return s.w.Say.StoredDay(iso) }

func (s speech) Unit(code string) string { return s.w.UnitName(code) }

// typedLetters is how much of somebody's own words a refusal repeats.
const typedLetters = 40

// Problem says why an answer cannot be taken.
func (w *Writer) Problem(p *form.Problem) string {
	pairs := make([]any, len(p.Pairs))
	for i, x := range p.Pairs {
		pairs[i] = w.part(x)
	}
	text := ""
	if p.N > 0 {
		text = w.Say.Count(p.Key, p.N, pairs...)
	} else {
		text = w.Say.Say(p.Key, pairs...)
	}
	if p.Then != nil {
		text += "\n" + w.Problem(p.Then)
	}
	return text
}

// part writes what fills a placeholder.
func (w *Writer) part(x any) any {
	switch x := x.(type) {
	case float64:
		return w.Say.Amount(x)
	case form.Day:
		return w.Say.StoredDay(string(x))
	case form.Typed:
		return viet.Shorten(string(x), typedLetters)
	case form.Quoted:
		return w.Say.Quote(viet.Shorten(string(x), typedLetters))
	case form.Label:
		return w.Fill(string(x), 0)
	case form.Named:
		return w.UnitName(string(x))
	}
	return x
}
