package roster

import (
	"slices"
	"strings"
)

// kind is one spelling of a type of unit.
type kind struct {
	spelled []word
	run     string // the spelling's letters without spaces or marks
	// key is the type that it stands for, as keyOf gives it.
	key string
}

// keyOf returns what types are compared by; a centrally run city is a city.
func keyOf(unitType string) string {
	return tones(split(strings.TrimSuffix(unitType, ofCentralRank)))
}

// shortTypes returns the spellings of types besides the type's own words.
func shortTypes() map[string][]string {
	return map[string][]string{
		"xã":        {"x"},
		"phường":    {"p"},
		"thị trấn":  {"tt", "t.t", "thitran"},
		"huyện":     {"h"},
		"thị xã":    {"tx", "t.x", "thixa"},
		"thành phố": {"tp", "t.p", "thanhpho"},
		"quận":      {"q"},
		"tỉnh":      {"t"},
		"đặc khu":   {"đk", "dackhu"},
	}
}

// kindsOf returns the spellings of the common types and of those in the list, the
// longest first.
func kindsOf(units []Unit) []kind {
	var kinds []kind
	seen := map[string]bool{}
	add := func(spelling, key string) {
		words := split(spelling)
		if len(words) == 0 || seen[spelling] {
			return
		}
		seen[spelling] = true
		run := join(words, "", func(w word) string { return w.fold })
		kinds = append(kinds, kind{spelled: words, run: run, key: key})
	}
	for long, short := range shortTypes() {
		for _, s := range append([]string{long}, short...) {
			add(s, keyOf(long))
		}
	}
	for _, u := range units {
		add(u.Type, keyOf(u.Type))
	}
	slices.SortFunc(kinds, func(a, b kind) int {
		if c := len(b.spelled) - len(a.spelled); c != 0 {
			return c
		}
		return strings.Compare(a.key+a.run, b.key+b.run)
	})
	return kinds
}

// typed is a name with the type that was stated before it.
type typed struct {
	key  string
	name []word
}

// cutKind takes a stated type off the front, in each way that it can be read:
// «xã Nga An», «X.Nga An», «p1», «xangaan».
func (ix *index) cutKind(words []word) []typed {
	var out []typed
	if t, ok := ix.cutSpelled(words); ok {
		out = append(out, t)
	}
	for _, k := range ix.kinds {
		rest, ok := glued(words[0], k)
		if ok {
			out = append(out, typed{k.key, append([]word{rest}, words[1:]...)})
		}
	}
	return out
}

// cutSpelled takes off a type that is a word, or words, of its own.
func (ix *index) cutSpelled(words []word) (typed, bool) {
	for _, k := range ix.kinds {
		if len(words) > len(k.spelled) && begins(words, k.spelled) {
			name := words[len(k.spelled):]
			if ix.behind { // «the ward of Oak Hill»
				name = ix.cutLink(name)
			}
			return typed{k.key, name}, true
		}
	}
	return typed{}, false
}

// cutBehind takes a type off the end: «Nga An (xã)», and «Oak Hill ward» where types stand there.
func (ix *index) cutBehind(words []word) (typed, bool) {
	for _, k := range ix.kinds {
		at := len(words) - len(k.spelled)
		if at > 0 && (words[at].parted || ix.behind) && begins(words[at:], k.spelled) {
			return typed{k.key, words[:at]}, true
		}
	}
	return typed{}, false
}

// glued cuts the type off a word that begins with it. One letter is a type only
// before a number.
func glued(w word, k kind) (word, bool) {
	if len(w.fold) <= len(k.run) || !strings.HasPrefix(w.fold, k.run) {
		return word{}, false
	}
	runes := []rune(w.text)
	if len(runes) <= len(k.run) || len(k.run) == 1 && !isNumber(string(runes[1:])) {
		return word{}, false
	}
	start, rest := newWord(string(runes[:len(k.run)])), newWord(string(runes[len(k.run):]))
	cut, ok := apart(start, k.spelled)
	return rest, ok && begins(cut, k.spelled)
}

// office is an organisation that people name in front of its unit.
type office struct {
	spelled []word
	stands  []word // the type of unit that it says besides
}

// offices returns the organisations, the longest spelling first.
func offices() []office {
	var out []office
	for _, s := range []string{
		"ban chỉ đạo 138", "ủy ban nhân dân", "hội đồng nhân dân", "ban chỉ đạo", "bcđ 138", "bcđ138", "công an",
		"đảng ủy", "đảng bộ", "ubnd", "hđnd", "bcđ", "ca",
	} {
		out = append(out, office{spelled: split(s)})
	}
	for short, of := range map[string]string{
		"cax": "xã", "cap": "phường", "catt": "thị trấn", "cah": "huyện", "catx": "thị xã", "catp": "thành phố", "cat": "tỉnh",
	} {
		out = append(out, office{split(short), split(of)})
	}
	return out
}

// cutOffice takes organisations off the front, «UBND», «BCĐ 138 Công an».
func (ix *index) cutOffice(words []word) []word {
	for again := true; again; {
		again = false
		for _, o := range ix.offices {
			if len(words) > len(o.spelled) && begins(words, o.spelled) {
				words = append(slices.Clone(o.stands), words[len(o.spelled):]...)
				again = true
				break
			}
		}
	}
	return words
}

// expand writes out the first short form of a city, «TPTH».
func (ix *index) expand(words []word) []word {
	for i, w := range words {
		if long, ok := ix.cities[w.fold]; ok {
			return slices.Concat(words[:i], long, words[i+1:])
		}
	}
	return words
}
