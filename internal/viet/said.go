package viet

// IsNone reports whether a whole text says that there is nothing to say.
func IsNone(text string) bool {
	return wholly(text, "không có", "không", "ko có", "ko", "k có", "chưa có", "chưa", "không có gì", "ko có gì", "k có gì", "chưa có gì")
}

// IsUnknown reports whether somebody says that they do not know, and nothing
// else.
func IsUnknown(text string) bool {
	return wholly(text, "không biết", "ko biết", "k biết", "chưa biết", "không rõ", "ko rõ", "chưa rõ", "không nhớ", "ko nhớ",
		"chưa nắm được", "không nắm được")
}

// wholly reports whether a text is one of these and no more.
func wholly(text string, these ...string) bool {
	return len(text) <= 60 && Reader{}.Same(text, these...)
}
