package simulator

import (
	"mime"
	"net/textproto"
	"strings"
)

// disposition reads the names in a part's Content-Disposition. Some clients put a file name there that is neither quoted nor ASCII; the
// platform takes it, so what the standard library refuses is read by hand.
func disposition(header textproto.MIMEHeader) (field, file string, isFile bool) {
	text := header.Get("Content-Disposition")
	_, args, err := mime.ParseMediaType(text)
	if err != nil {
		args = map[string]string{}
		for _, piece := range splitOutsideQuotes(text) {
			name, value, ok := strings.Cut(piece, "=")
			if ok {
				value = strings.Trim(strings.TrimSpace(value), `"`)
				args[strings.ToLower(strings.TrimSpace(name))] = strings.ReplaceAll(value, `\"`, `"`)
			}
		}
	}
	file, isFile = args["filename"]
	return args["name"], file, isFile
}

func splitOutsideQuotes(s string) []string {
	var list []string
	quoted, from := false, 0
	for i := range len(s) {
		switch {
		case s[i] == '"' && (i == 0 || s[i-1] != '\\'):
			quoted = !quoted
		case s[i] == ';' && !quoted:
			list = append(list, s[from:i])
			from = i + 1
		}
	}
	return append(list, s[from:])
}
