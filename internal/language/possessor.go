package language

import "strings"

// Possessor is the name that words end with in the possessive, «Oak Hill» of «Oak Hill's».
func Possessor(words string) (name string, ok bool) {
	for _, mark := range []string{"'s", "’s"} {
		if name, ok = strings.CutSuffix(words, mark); ok {
			return name, true
		}
	}
	return words, false
}
