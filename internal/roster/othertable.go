package roster

import (
	"slices"
	"strings"

	"giaoban/internal/fault"
)

// OtherTable tells that a file is a table of another command's, by its first line; want is the header that is needed.
func OtherTable(first []string, want string) (fault.Fault, bool) {
	for _, t := range []struct {
		header []string
		key    string
	}{
		{columns(), "table_is_units"},
		{peopleColumns(), "table_is_people"},
		{MoveColumns(), "table_is_moves"},
		{[]string{"unit_code", "unit_name", "role", "code", "link"}, "table_is_codes"},
	} {
		if strings.Join(t.header, ",") != want && len(first) >= len(t.header) && slices.Equal(first[:len(t.header)], t.header) {
			return fault.New(t.key, "header", want), true
		}
	}
	return fault.Fault{}, false
}
