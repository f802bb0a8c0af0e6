package docx

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/effort"
)

// Letters is how the letters of a font lie. Fonts made before Unicode draw Vietnamese letters
// where Western ones are: «.VnTime» after the standard TCVN 5712, which is called TCVN3, and
// «VNI-Times» with the mark behind its vowel.
type Letters uint8

// The kinds of letters.
const (
	Unicode Letters = iota
	TCVN3
	TCVN3Capitals // of a font whose small letters look like capitals
	VNI
)

// lettersOf tells by its name how a font's letters lie.
func lettersOf(font string) Letters {
	effort.Add(len(font))
	switch lower := strings.ToLower(font); {
	case strings.HasPrefix(lower, ".vn") && strings.HasSuffix(font, "H"):
		return TCVN3Capitals
	case strings.HasPrefix(lower, ".vn"):
		return TCVN3
	case strings.HasPrefix(lower, "vni-"):
		return VNI
	}
	return Unicode
}

// Read is a text of such letters in Unicode.
func (l Letters) Read(s string) string {
	switch l {
	case TCVN3:
		return tcvn3.Replace(s)
	case TCVN3Capitals:
		return strings.ToUpper(tcvn3.Replace(s))
	case VNI:
		return norm.NFC.String(vni.Replace(s))
	}
	return s
}

// tcvn3 puts the letters of TCVN3 into Unicode. Its «ư» is what Unicode calls a soft hyphen.
var tcvn3 = replacerOf(
	"àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
	"µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦")

func replacerOf(to, from string) *strings.Replacer {
	var pairs []string
	letters := []rune(to)
	for i, r := range []rune(from) {
		pairs = append(pairs, string(r), string(letters[i]))
	}
	return strings.NewReplacer(pairs...)
}

// vni puts the letters of VNI into Unicode: a vowel is followed by its marks.
var vni = vniReplacer()

func vniReplacer() *strings.Replacer {
	const (
		grave, acute, hook, tilde, dot = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
		roof, bowl, horn               = "\u0302", "\u0306", "\u031b"
	)
	// The marks that follow a vowel: tones alone, on «â ê ô», on «ă».
	marks := [][2]string{{"ø", grave}, {"ù", acute}, {"û", hook}, {"õ", tilde}, {"ï", dot},
		{"â", roof}, {"à", roof + grave}, {"á", roof + acute}, {"å", roof + hook}, {"ã", roof + tilde}, {"ä", roof + dot},
		{"ê", bowl}, {"è", bowl + grave}, {"é", bowl + acute}, {"ú", bowl + hook}, {"ü", bowl + tilde}, {"ë", bowl + dot}}
	// The vowels that are followed by marks, and what they are. «ô» and «ö» stand for «ơ» and «ư».
	vowels := [][2]string{{"a", "a"}, {"e", "e"}, {"o", "o"}, {"u", "u"}, {"y", "y"}, {"ô", "o" + horn}, {"ö", "u" + horn}}
	var pairs []string
	put := func(from, to string) { pairs = append(pairs, from, to, strings.ToUpper(from), strings.ToUpper(to)) }
	for _, v := range vowels {
		for _, m := range marks {
			put(v[0]+m[0], v[1]+m[1])
			pairs = append(pairs, strings.ToUpper(v[0])+m[0], strings.ToUpper(v[1])+m[1])
		}
	}
	for _, v := range vowels[5:] {
		put(v[0], v[1])
	}
	for _, one := range [][2]string{{"ñ", "đ"}, {"ì", "ì"}, {"í", "í"}, {"æ", "ỉ"}, {"ó", "ĩ"}, {"ò", "ị"}, {"î", "ỵ"}} {
		put(one[0], one[1])
	}
	return strings.NewReplacer(pairs...)
}

// What no other language writes so often inside its words.
var (
	tcvn3Word = regexp.MustCompile(`\pL[¸¶·¹©¬®]|[¸¶·¹©¬®§]\pL|[§®][¶·¹]`)
	vniWord   = regexp.MustCompile(`(?:^|\s)[ñÑ](?:a|ö|ô|o|e|u)|[aoueAOUE][ïûøåäÏÛØÅÄ]`)
)

// fewOld is how many such words a text of old letters has at least.
const fewOld = 4

// Guess tells how the letters of a text lie whose font is not known.
func Guess(text string) Letters {
	if strings.ContainsFunc(text, isVietnamese) {
		return Unicode
	}
	a, b := len(tcvn3Word.FindAllStringIndex(text, -1)), len(vniWord.FindAllStringIndex(text, -1))
	switch most := utf8.RuneCountInString(text) / 12; {
	case a >= max(fewOld, most/8) && a > b:
		return TCVN3
	case b >= max(fewOld, most/8):
		return VNI
	}
	return Unicode
}

// isVietnamese reports whether a letter is one that only Vietnamese in Unicode has.
func isVietnamese(r rune) bool {
	return r >= 'Ạ' && r <= 'ỹ' || strings.ContainsRune("ăđơưĂĐƠƯ", r) || unicode.Is(unicode.Mn, r)
}

// unseen are signs that only tell where a word may be parted, or nothing.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\ufeff", "")

// settle takes out what is not seen, and puts words into Unicode if their letters are old ones and no font said so.
func (d *Document) settle() {
	var all strings.Builder
	each := func(do func(*string)) {
		for i := range d.Blocks {
			do(&d.Blocks[i].Text)
			for n := range d.Blocks[i].Notes {
				do(&d.Blocks[i].Notes[n])
			}
			for _, row := range d.Blocks[i].Rows {
				for c := range row {
					do(&row[c])
				}
			}
		}
	}
	each(func(s *string) {
		if all.Len() < 20_000 {
			all.WriteString(*s + "\n")
		}
	})
	l := Guess(all.String())
	each(func(s *string) {
		effort.Add(len(*s))
		*s = unseen.Replace(l.Read(*s))
	})
}
