package viet

import (
	"fmt"
	"time"
)

// Date is a calendar day, or a month when Day is 0.
type Date struct{ Year, Month, Day int }

// String returns the ISO form: "2016-07-05", or "2016-07" for a month.
func (d Date) String() string {
	if d.Day == 0 {
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// FormatDate writes a date as Vietnamese offices do.
func FormatDate(d Date) string {
	month := fmt.Sprint(d.Month)
	if d.Month <= 2 {
		month = fmt.Sprintf("%02d", d.Month)
	}
	if d.Day == 0 {
		return fmt.Sprintf("%s/%d", month, d.Year)
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day, month, d.Year)
}

// ReadDate reads a date.
func ReadDate(input string, ref time.Time) (Date, *Unclear) {
	return Date{}, &Unclear{Why: Unreadable}
}
