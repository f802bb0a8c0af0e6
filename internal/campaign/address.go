package campaign

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/viet"
)

// longestWord is how many letters a form of address may have: it stands in every second
// sentence, on a phone.
const longestWord = 40

// addressKeys are those of a form of address that is a mapping.
var addressKeys = []string{"you", "title", "vocative"}

// addressExample shows both ways to write one.
const addressExample = "anh/chị, {you: bà con, title: ông/bà, vocative: kính thưa bà con}"

// An AddressFault is what is wrong with a form of address.
type AddressFault struct {
	Key string // of the mapping, "" if it is the whole
	fault.Fault
}

// Path is where it stands in a file that has the form.
func (f AddressFault) Path() []any {
	if f.Key == "" {
		return []any{"form_of_address"}
	}
	return []any{"form_of_address", f.Key}
}

// Address reads a form of address as YAML has it: one word for all, or a mapping where the
// title before a name or the vocative is another. Nothing is locale.Comrade.
func Address(written any) (form locale.FormOfAddress, faults []AddressFault) {
	switch w := written.(type) {
	case nil:
		return locale.Comrade, nil
	case string:
		if w == "" {
			return locale.Comrade, nil
		}
		word, faults := addressWord(w, "")
		return addressOf(map[string]string{"you": word}), faults
	case map[string]any:
		return addressMapping(w)
	}
	return locale.Comrade, []AddressFault{{"", fault.New("address_no_word", "written", written, "example", addressExample)}}
}

func addressMapping(written map[string]any) (form locale.FormOfAddress, faults []AddressFault) {
	words := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(written)) {
		if !slices.Contains(addressKeys, key) {
			faults = append(faults, AddressFault{key, fault.New("yaml_no_key", "key", key).Meant(key, addressKeys)})
			continue
		}
		word, ok := written[key].(string)
		if !ok {
			faults = append(faults, AddressFault{key, fault.New("address_no_word", "written", written[key], "example", addressExample)})
			continue
		}
		word, wrong := addressWord(word, key)
		words[key], faults = word, append(faults, wrong...)
	}
	if _, ok := written["you"]; !ok {
		faults = append(faults, AddressFault{"", fault.New("address_no_you", "example", addressExample)})
	}
	return addressOf(words), faults
}

// addressOf is the form with these words. Who gives no title is called by name as
// otherwise, and the vocative is «thưa» with the word.
func addressOf(words map[string]string) locale.FormOfAddress {
	// A vocative is written as it begins a letter, and stands in the middle of sentences too.
	form := locale.FormOfAddress{You: words["you"], Title: words["title"], Vocative: viet.LowerFirst(words["vocative"])}
	if form.Title == "" {
		form.Title = form.You
	}
	if form.Vocative == "" {
		form.Vocative = "thưa " + form.You
	}
	return form
}

// addressWord is one of the words, if it can stand in a sentence.
func addressWord(written, key string) (word string, faults []AddressFault) {
	word = strings.Trim(norm.NFC.String(written), " \u00a0")
	var wrong fault.Fault
	switch n := utf8.RuneCountInString(word); {
	case word == "":
		wrong = fault.New("address_empty", "example", addressExample)
	case strings.ContainsFunc(word, unfit):
		wrong = fault.New("address_brace", "word", strconv.Quote(word))
	case !strings.ContainsFunc(word, unicode.IsLetter):
		wrong = fault.New("address_no_letter", "word", word, "example", addressExample)
	case n > longestWord:
		wrong = fault.New("address_long", "word", word, "n", n, "most", longestWord)
	}
	if wrong.Key != "" {
		return word, []AddressFault{{key, wrong}}
	}
	return word, nil
}

// unfit reports whether a character has no place in a word: a brace would be a placeholder
// again, and what is not seen, a mark that turns the writing around too, would be in every message.
func unfit(r rune) bool {
	return strings.ContainsRune("{}", r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// address reads the campaign's, and what a report is called in it.
func (p *parsing) address(c *Campaign, written any, called string) {
	p.called(c, called)
	form, faults := Address(written)
	for _, f := range faults {
		p.fault(f.Fault, f.Path()...)
	}
	c.FormOfAddress = form
}

// called reads what a report is called.
func (p *parsing) called(c *Campaign, written string) {
	if written == "" {
		return
	}
	word, faults := addressWord(written, "")
	for _, f := range faults {
		p.fault(f.Fault, "called")
	}
	c.Called = viet.LowerFirst(word)
}
