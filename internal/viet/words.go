package viet

import "strconv"

// Words writes n in words.
func Words(n int64) string { return strconv.FormatInt(n, 10) }
