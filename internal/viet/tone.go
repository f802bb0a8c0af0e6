package viet

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The tone marks in NFD, numbered in keys.
var tones = map[rune]byte{'\u0300': '1', '\u0309': '2', '\u0303': '3', '\u0301': '4', '\u0323': '5'}

// A toned letter is one without its tone, and the tone's number; 0 for none. One
// without a letter has to be taken apart with what stands around it.
type toned struct {
	letter rune
	tone   byte
}

// The letters of Vietnamese lie in two stretches, so that a key costs a look-up a letter.
var tonedLatin, tonedVietnamese = tonedTable(latinFrom, latinTo), tonedTable(vietnameseFrom, vietnameseTo)

func tonedTable(from, to rune) []toned {
	table := make([]toned, 0, to-from)
	for r := from; r < to; r++ {
		t := toned{}
		bare := withoutTone(string(r), &t.tone)
		if utf8.RuneCountInString(bare) == 1 {
			t.letter, _ = utf8.DecodeRuneInString(bare)
		}
		table = append(table, t)
	}
	return table
}

// withoutTone takes the tones off a word and tells the last of them.
func withoutTone(w string, tone *byte) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if t, ok := tones[r]; ok {
			*tone = t
			return -1
		}
		return r
	}, norm.NFD.String(w)))
}

// keyOf is the key of a word in lower case.
func keyOf(w string) string {
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return syllableKey(w)
		}
	}
	return plainEnd(w)
}

// syllableKey is the key of a word with marks.
func syllableKey(w string) string {
	var tone byte
	key := make([]byte, 0, len(w)+1)
	for _, r := range w {
		var t toned
		switch {
		case r < latinFrom:
			t.letter = r
		case r < latinTo:
			t = tonedLatin[r-latinFrom]
		case r >= vietnameseFrom && r < vietnameseTo:
			t = tonedVietnamese[r-vietnameseFrom]
		}
		if t.letter == 0 {
			return rareKey(w)
		}
		if t.tone != 0 {
			tone = t.tone
		}
		key = utf8.AppendRune(key, t.letter)
	}
	return withTone(plainEnd(string(key)), tone)
}

// rareKey is the key of a word with letters of no stretch, or with marks that stand by
// themselves.
func rareKey(w string) string {
	var tone byte
	bare := withoutTone(w, &tone)
	return withTone(plainEnd(bare), tone)
}

func withTone(key string, tone byte) string {
	if tone == 0 {
		return key
	}
	return key + string(rune(tone))
}

// plainEnd writes a final y as i where they sound the same.
func plainEnd(w string) string {
	start, ok := strings.CutSuffix(w, "y")
	if !ok || start == "" || !strings.HasSuffix(start, "qu") && !strings.ContainsRune("hklmstv", rune(start[len(start)-1])) {
		return w
	}
	return start + "i"
}
