package operation

import (
	"strings"

	"giaoban/internal/command"
	"giaoban/internal/viet"
)

// cutEnd parts a question on one line from until when it is to be answered: “how many boats do you have? by tomorrow noon”. What
// stands there is one only if it is read as an instant to come.
func (p poll) cutEnd(typed string) (question, until string) {
	line := []rune(viet.Line(typed))
	if strings.Contains(strings.TrimSpace(typed), "\n") {
		return typed, ""
	}
	folded := []rune(strings.ToLower(viet.Fold(string(line)))) // folding keeps the number of letters
	if len(folded) != len(line) {
		return typed, ""
	}
	for _, word := range command.Listed(p.Say.Say("spelled_poll_by")) {
		at := strings.LastIndex(string(folded), " "+word+" ")
		if at < 0 {
			continue
		}
		from := len([]rune(string(folded)[:at]))
		head, end := strings.TrimRight(string(line[:from]), " ,;-–"), strings.TrimSpace(string(line[from+1+len([]rune(word)):]))
		if _, ok := readEnd(end, p.Overview.Now, p.Say.Tongue()); ok && len(strings.Fields(head)) > 1 {
			return head, end
		}
	}
	return typed, ""
}
