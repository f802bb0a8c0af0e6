package viet

import "slices"

// IsNone reports whether a whole text says that there is nothing to say.
func IsNone(text string) bool {
	return wholly(text, "khong co", "khong", "ko co", "ko", "k co", "chua co", "chua", "khong co gi")
}

// IsUnknown reports whether somebody says that they do not know, and nothing
// else.
func IsUnknown(text string) bool {
	return wholly(text, "khong biet", "ko biet", "k biet", "chua biet", "khong ro", "ko ro", "chua ro", "khong nho", "ko nho",
		"chua nam duoc", "khong nam duoc")
}

// wholly reports whether a text is one of these, which are folded, and no more.
func wholly(text string, these ...string) bool {
	return len(text) <= 60 && slices.Contains(these, Fold(Polite(Line(text))))
}
