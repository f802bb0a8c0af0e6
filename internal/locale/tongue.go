package locale

import (
	"giaoban/internal/english"
	"giaoban/internal/language"
	"giaoban/internal/viet"
)

// tongues are what reads and writes each language, with the abbreviations that answers may
// use.
var tongues = map[string]func(*viet.Shorts) language.Language{
	"vi": func(shorts *viet.Shorts) language.Language { return viet.Reader{Short: shorts} },
	"en": func(*viet.Shorts) language.Language { return english.Reader{} },
}

// Tongue is what reads and writes the language of the phrases. A language without one of
// its own is read and written as Default is.
func (p Phrases) Tongue() language.Language {
	if tongue, ok := tongues[p.tag]; ok {
		return tongue(p.shorts)
	}
	return tongues[Default](p.shorts)
}

// TongueOf is what reads and writes a language, without the abbreviations of a campaign.
func TongueOf(tag string) language.Language { return Phrases{tag: tag}.Tongue() }

// TypesBehind tells that a language says the types of units behind their names.
func TypesBehind(tag string) bool {
	tongue, ok := tongues[tag]
	return ok && tongue(nil).TypeBehind()
}
