package locale

import (
	"math"
	"strings"

	"giaoban/internal/viet"
)

// Amount writes a number as an office does: «1.234.567,5».
func (p Phrases) Amount(n float64) string { return viet.FormatNumber(n) }

// Ungrouped writes a number without marks between its thousands, as a
// spreadsheet reads it: «1234567,5».
func (p Phrases) Ungrouped(n float64) string { return strings.ReplaceAll(p.Amount(n), ".", "") }

// Whole writes a whole number as an office does: «1.234».
func (p Phrases) Whole(n int) string { return p.Amount(float64(n)) }

// Size writes a number of bytes: «120 KB», «1,5 MB».
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
