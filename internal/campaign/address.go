package campaign

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/form"
	"giaoban/internal/locale"
)

// longestWord is how many letters a form of address may have: it stands in every second
// sentence, on a phone.
const longestWord = 40

// addressKeys are those of a form of address that is a mapping.
var addressKeys = []string{"you", "title", "vocative"}

// addressHint shows both ways to write one.
const addressHint = "for example anh/chị, or {you: bà con, title: ông/bà, vocative: kính thưa bà con}"

// An AddressFault is what is wrong with a form of address.
type AddressFault struct {
	Key, Message, Hint string // Key is that of the mapping, "" if it is the whole
}

// Error returns the fault with its key.
func (f AddressFault) Error() string {
	if f.Key == "" {
		return f.Message
	}
	return f.Key + ": " + f.Message
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
		word, fault := addressWord(w, "")
		return addressOf(map[string]string{"you": word}), fault
	case map[string]any:
		return addressMapping(w)
	}
	return locale.Comrade, []AddressFault{{"", fmt.Sprintf("%v is neither a word nor a mapping", written), addressHint}}
}

func addressMapping(written map[string]any) (form locale.FormOfAddress, faults []AddressFault) {
	words := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(written)) {
		if !slices.Contains(addressKeys, key) {
			faults = append(faults, AddressFault{key, fmt.Sprintf("there is no key %q", key), nearestKey(key)})
			continue
		}
		word, ok := written[key].(string)
		if !ok {
			faults = append(faults, AddressFault{key, fmt.Sprintf("%v is no word", written[key]), addressHint})
			continue
		}
		word, fault := addressWord(word, key)
		words[key], faults = word, append(faults, fault...)
	}
	if _, ok := written["you"]; !ok {
		faults = append(faults, AddressFault{"", "you is missing, the word for the person spoken to", addressHint})
	}
	return addressOf(words), faults
}

func nearestKey(key string) string {
	if near := form.Nearest(key, addressKeys); near != "" {
		return "did you mean " + near + "?"
	}
	return "the keys are " + strings.Join(addressKeys, ", ")
}

// addressOf is the form with these words. Who gives no title is called by name as
// otherwise, and the vocative is «thưa» with the word.
func addressOf(words map[string]string) locale.FormOfAddress {
	form := locale.FormOfAddress{You: words["you"], Title: words["title"], Vocative: words["vocative"]}
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
	word = strings.TrimSpace(norm.NFC.String(written))
	wrong := ""
	switch n := utf8.RuneCountInString(word); {
	case word == "":
		wrong = "the word is empty"
	case strings.ContainsFunc(word, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune("{}", r) }):
		wrong = fmt.Sprintf("%q has a brace, a line break or another control character", word)
	case !strings.ContainsFunc(word, unicode.IsLetter):
		wrong = fmt.Sprintf("%q has no letter", word)
	case n > longestWord:
		wrong = fmt.Sprintf("«%s» has %d letters, at most %d fit into a sentence", word, n, longestWord)
	}
	if wrong != "" {
		return word, []AddressFault{{key, wrong, addressHint}}
	}
	return word, nil
}

// address reads the campaign's.
func (p *parsing) address(c *Campaign, written any) {
	form, faults := Address(written)
	for _, f := range faults {
		keys := []any{"form_of_address"}
		if f.Key != "" {
			keys = append(keys, f.Key)
		}
		p.fault(f.Hint, "form_of_address: "+f.Message, keys...)
	}
	c.FormOfAddress = form
}
