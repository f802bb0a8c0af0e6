package main

import (
	"strings"
	"testing"

	"giaoban/internal/retention"
)

// TestRecordWords: every kind of record that is kept is named in words of both languages.
func TestRecordWords(t *testing.T) {
	vi := phrasesOf("vi")
	for _, k := range retention.Kinds {
		for _, key := range k.Keys {
			if word, _, _ := strings.Cut(key, "/"); recordWords[word] == "" {
				t.Errorf("%s has no word", key)
			}
		}
	}
	if got, want := recordLine("members/2016/16144", vi), "members/2016/16144 (danh sách người của đơn vị, đơn vị 16144)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := recordLine("status/c@2026-W48/16144", vi), "status/c@2026-W48/16144 (tình trạng báo cáo, đợt c@2026-W48, đơn vị 16144)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
