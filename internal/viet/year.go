package viet

import "time"

// ReadYear reads a year.
func ReadYear(input string, ref time.Time, from, to int) (int, *Unclear) {
	return 0, &Unclear{Why: Unreadable}
}
