package locale

import (
	"math"
	"strings"
)

// Amount writes a figure as the language does: «1.234.567,5», in English 1,234,567.5.
func (p Phrases) Amount(n float64) string { return p.Tongue().WriteNumber(n) }

// Ungrouped writes a number without marks between its thousands, as a
// spreadsheet reads it: «1234567,5», in English 1234567.5.
func (p Phrases) Ungrouped(n float64) string {
	group := strings.Trim(p.Amount(1000), "01")
	return strings.ReplaceAll(p.Amount(n), group, "")
}

// Whole writes a count: «1.234», in English 1,234.
func (p Phrases) Whole(n int) string { return p.Amount(float64(n)) }

// Size writes a number of bytes: «120 KB», «1,5 MB», in English 1.5 MB.
func (p Phrases) Size(bytes int64) string {
	const mega, giga = 1 << 20, 1 << 30
	switch {
	case bytes < mega:
		return p.Amount(math.Ceil(float64(bytes)/1024)) + " KB"
	case bytes >= giga:
		return p.Amount(math.Round(float64(bytes)*10/giga)/10) + " GB"
	}
	return p.Amount(math.Round(float64(bytes)*10/mega)/10) + " MB"
}

// Signed writes a change: «+3», «−3», «0».
func (p Phrases) Signed(n float64) string {
	switch {
	case n > 0:
		return "+" + p.Amount(n)
	case n < 0:
		return "−" + p.Amount(-n)
	}
	return p.Amount(0)
}
