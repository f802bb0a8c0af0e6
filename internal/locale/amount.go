package locale

import (
	"math"
	"strings"

	"giaoban/internal/viet"
)

// Amount writes a figure as an office does: «1.234.567,5».
func (p Phrases) Amount(n float64) string { return viet.FormatNumber(n) }

// Ungrouped writes a number without marks between its thousands, as a
// spreadsheet reads it: «1234567,5».
func (p Phrases) Ungrouped(n float64) string { return strings.ReplaceAll(p.Amount(n), ".", "") }

// Whole writes a count: «1.234», in English 1,234.
func (p Phrases) Whole(n int) string { return p.number(float64(n)) }

// number is for what nobody types back. Figures of reports are written by Amount in every language: that is how they are read.
func (p Phrases) number(n float64) string {
	s := p.Amount(n)
	if p.tag != "en" {
		return s
	}
	return strings.NewReplacer(".", ",", ",", ".").Replace(s)
}

// Size writes a number of bytes: «120 KB», «1,5 MB», in English 1.5 MB.
func (p Phrases) Size(bytes int64) string {
	const mega, giga = 1 << 20, 1 << 30
	switch {
	case bytes < mega:
		return p.number(math.Ceil(float64(bytes)/1024)) + " KB"
	case bytes >= giga:
		return p.number(math.Round(float64(bytes)*10/giga)/10) + " GB"
	}
	return p.number(math.Round(float64(bytes)*10/mega)/10) + " MB"
}
