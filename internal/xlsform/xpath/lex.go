package xpath

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	end tokenKind = iota
	number
	text
	word     // of a function or of a question in a path
	question // ${name}
	operator
)

type token struct {
	kind tokenKind
	text string
}

// words are the operators that are words where an operator may stand.
var words = map[string]bool{"or": true, "and": true, "div": true, "mod": true}

// straight puts the quotes that people type in the place of those that their program made of them.
var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "\u00a0", " ")

// lex takes an expression apart.
func lex(source string) (tokens []token, err error) {
	rest := straight.Replace(source)
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		if rest == "" {
			return append(tokens, token{}), nil
		}
		t, size, err := first(rest, operand(tokens))
		if err != nil {
			return nil, err
		}
		tokens, rest = append(tokens, t), rest[size:]
	}
}

// operand tells whether what came before can stand to the left of an operator.
func operand(tokens []token) bool {
	if len(tokens) == 0 {
		return false
	}
	t := tokens[len(tokens)-1]
	return t.kind != operator || t.text == ")" || t.text == "]" || t.text == "." || t.text == ".."
}

// signs are the operators and brackets, the longer ones first.
var signs = []string{"!=", "<=", ">=", "..", "=", "<", ">", "+", "-", "*", "|", "(", ")", "[", "]", ",", "/", "."}

// first reads the token that the rest begins with.
func first(rest string, afterOperand bool) (t token, size int, err error) {
	switch c := rest[0]; {
	case c == '\'' || c == '"':
		closing := strings.IndexByte(rest[1:], c)
		if closing < 0 {
			return t, 0, &Error{ErrQuote, short(rest)}
		}
		return token{text, rest[1 : 1+closing]}, closing + 2, nil
	case strings.HasPrefix(rest, "${"):
		closing := strings.IndexByte(rest, '}')
		if closing < 0 {
			return t, 0, &Error{ErrSyntax, short(rest)}
		}
		return token{question, strings.TrimSpace(rest[2:closing])}, closing + 1, nil
	case digit(c) || c == '.' && len(rest) > 1 && digit(rest[1]):
		size := 0
		for size < len(rest) && (digit(rest[size]) || rest[size] == '.') {
			size++
		}
		return token{number, rest[:size]}, size, nil
	}
	if size := wordSize(rest); size > 0 {
		if w := rest[:size]; afterOperand && words[w] {
			return token{operator, w}, size, nil
		}
		return token{word, rest[:size]}, size, nil
	}
	for _, sign := range signs {
		if strings.HasPrefix(rest, sign) {
			return token{operator, sign}, len(sign), nil
		}
	}
	return t, 0, &Error{ErrSyntax, short(rest)}
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// wordSize is how long the name is that the rest begins with, with its colons and hyphens.
func wordSize(rest string) (size int) {
	for size < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[size:])
		if !unicode.IsLetter(r) && r != '_' && (size == 0 || !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-.:", r)) {
			break
		}
		size += n
	}
	for size > 0 && rest[size-1] == '.' { // the end of a sentence is no part of a name
		size--
	}
	return size
}

// short is the beginning of what stands there.
func short(s string) string {
	const most = 20
	letters := []rune(s)
	return string(letters[:min(len(letters), most)])
}
