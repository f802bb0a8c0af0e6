package locale

import (
	"regexp"
	"strings"
	"testing"
)

var (
	// vietnamese is a letter that English has none like.
	vietnamese = regexp.MustCompile(`[\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1b0}\x{1ea0}-\x{1ef9}]`)
	// many is a count with a word behind it that is wrong beside 1.
	many = regexp.MustCompile(`\{\{\.(n|in|total|units|days|questions|parts|sections|texts|figures|files|messages|minutes|times)\}\} (?:more |other |required )?[a-z]+s\b`)
	// alike are words that one thing takes as well.
	alike = regexp.MustCompile(`\}\} (?:s|is|was|has|this|goes|comes|adds|needs|asks|waits)$`)
)

// TestEnglish: who reads English reads no Vietnamese, and of one thing as of one.
func TestEnglish(t *testing.T) {
	for key, p := range shipped(t)["en"] {
		for _, text := range []string{p.One, p.Other} {
			if found := vietnamese.FindString(text); found != "" && !strings.Contains(text, "×") {
				t.Errorf("%q has the letter %q: %s", key, found, text)
			}
			for _, counted := range many.FindAllString(text, -1) {
				if !p.counted() && !alike.MatchString(counted) && !fewNever[key] {
					t.Errorf("%q says «%s» of 1 too: name both forms, {{.n|unit|units}}, or count it", key, counted)
				}
			}
		}
	}
}

// fewNever are phrases whose count is never 1.
var fewNever = map[string]bool{"campaign_chase": true, "reminder_far": true, "reminder_far_hours": true, "reminder_every": true, "campaign_per_day": true, "address_long": true,
	"table_fields": true, "unit_no_parent_of": true, "xls_too_large": true}
