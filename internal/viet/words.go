package viet

import (
	"strconv"
	"strings"
)

var digitWords = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Words writes a whole number in words, the northern way: «linh», «nghìn», and
// a hundred between groups never left out («hai nghìn không trăm mười sáu»).
func Words(n int64) string {
	if n == 0 {
		return digitWords[0]
	}
	u := uint64(n)
	if n < 0 {
		return "âm " + strings.Join(wholeWords(-u), " ")
	}
	return strings.Join(wholeWords(u), " ")
}

// wholeWords counts in thousands of millions («tỷ»), which repeat.
func wholeWords(n uint64) []string {
	var out []string
	if high := n / 1e9; high > 0 {
		out = append(wholeWords(high), "tỷ")
	}
	for _, scale := range []struct {
		value uint64
		word  string
	}{{1e6, "triệu"}, {1e3, "nghìn"}, {1, ""}} {
		group := n / scale.value % 1000
		if group == 0 {
			continue
		}
		out = append(out, groupWords(int(group), len(out) > 0)...)
		if scale.word != "" {
			out = append(out, scale.word)
		}
	}
	return out
}

// groupWords writes 1 to 999; after a higher group the hundreds are always said.
func groupWords(n int, full bool) []string {
	var out []string
	hundreds, tens, ones := n/100, n/10%10, n%10
	if hundreds > 0 || full {
		out = append(out, digitWords[hundreds], "trăm")
	}
	switch {
	case tens == 1:
		out = append(out, "mười")
	case tens > 1:
		out = append(out, digitWords[tens], "mươi")
	case ones > 0 && len(out) > 0:
		out = append(out, "linh")
	}
	switch {
	case ones == 1 && tens > 1:
		out = append(out, "mốt")
	case ones == 4 && tens > 1:
		out = append(out, "tư")
	case ones == 5 && tens > 0:
		out = append(out, "lăm")
	case ones > 0:
		out = append(out, digitWords[ones])
	}
	return out
}

// decimalWords writes a number that may have a fraction, its digits one by one:
// «một phẩy hai ba tư».
func decimalWords(n float64) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(n, 'f', -1, 64), ".")
	w, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return ""
	}
	out := []string{Words(w)}
	if fraction != "" {
		out = append(out, "phẩy")
	}
	for i, d := range fraction {
		if d == '4' && i > 0 && i == len(fraction)-1 && fraction[i-1] > '1' {
			out = append(out, "tư")
			continue
		}
		out = append(out, digitWords[d-'0'])
	}
	return strings.Join(out, " ")
}
