package viet

// IsNone reports whether a whole text says that there is nothing to say.
func IsNone(text string) bool {
	return wholly(text, "không có", "không", "ko có", "ko", "k có", "chưa có", "chưa", "không có gì", "ko có gì", "k có gì", "chưa có gì")
}

// wholly reports whether a text is one of these and no more.
func wholly(text string, these ...string) bool {
	return len(text) <= 60 && Reader{}.Same(text, these...)
}
