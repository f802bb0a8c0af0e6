package main

import (
	"regexp"
)

// misuses are the library's words for a command line that it cannot take, and the phrases for it.
var misuses = []struct {
	words *regexp.Regexp
	key   string
}{
	{regexp.MustCompile(`^unexpected argument (?P<word>\S+?)(?:, did you mean (?:one of )?(?P<near>.*)\?)?$`), "cli_usage_argument"},
	{regexp.MustCompile(`^unknown flag (?P<word>\S+?)(?:, did you mean (?:one of )?(?P<near>.*)\?)?$`), "cli_usage_flag"},
	{regexp.MustCompile(`^missing flags: (?P<word>.*?)(?P<near>)$`), "cli_usage_missing_flags"},
	{regexp.MustCompile(`^missing positional arguments (?P<word>.*?)(?P<near>)$`), "cli_usage_missing"},
	{regexp.MustCompile(`^expected "(?P<word><[^"]*)"(?P<near>)$`), "cli_usage_missing"},
	{regexp.MustCompile(`^expected (?:one of )?(?P<word>.*?)(?P<near>)$`), "cli_usage_expected"},
	{regexp.MustCompile(`^(?P<word>\S+) must be one of (?P<near>.*) but got (?P<got>.*)$`), "cli_usage_one_of"},
	{regexp.MustCompile(`^(?P<word>\S+): (?:expected an? .*|missing value.*|bool value.*) but got (?P<got>"[^"]*")(?P<near>).*$`), "cli_usage_value"},
	{regexp.MustCompile(`^(?P<word>\S+): (?:missing value|expected .* value).*?(?P<near>)$`), "cli_usage_no_value"},
	{regexp.MustCompile(`^(?P<word>\S+): stat (?P<got>.*): no such file or directory(?P<near>)$`), "cli_usage_no_file"},
	{regexp.MustCompile(`^(?P<word>\S+): (?P<got>".*") exists but is a directory(?P<near>)$`), "cli_usage_folder"},
}

// misused tells what is wrong with a command line, and where the commands are listed.
func misused(err error) error {
	said := err
	for _, m := range misuses {
		found := m.words.FindStringSubmatch(err.Error())
		if found == nil {
			continue
		}
		part := func(name string) string {
			if i := m.words.SubexpIndex(name); i > 0 {
				return found[i]
			}
			return ""
		}
		key := m.key
		if near := part("near"); near != "" && near != part("word") {
			switch key {
			case "cli_usage_argument":
				key = "cli_usage_argument_near"
			case "cli_usage_flag":
				key = "cli_usage_flag_near"
			}
		}
		said = fails(key, "word", part("word"), "near", part("near"), "got", part("got"), "error", err)
		break
	}
	return coded(exitUsage, hinted(said, "cli_usage_hint"))
}
