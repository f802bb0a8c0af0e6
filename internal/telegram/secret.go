package telegram

import (
	"errors"
	"net/url"
	"strings"
)

// placeholder is all that the library ever sees of the token.
const placeholder = "BOT"

// secret keeps the token inside closures: fmt prints a function as an address,
// whatever the verb and however deep the struct that holds it.
type secret struct {
	// reveal puts the token into a request's path in the placeholder's place.
	reveal func(*url.URL)
	// scrub takes the token out of an error's text, should it have got there.
	// An error without it is returned as it came.
	scrub func(error) error
}

func newSecret(token string) secret {
	_, half, _ := strings.Cut(token, ":")
	escapedHalf := url.QueryEscape(half)
	hide := strings.NewReplacer(token, "[token]", half, "[token]", escapedHalf, "[token]")
	put := func(path string) string {
		return strings.Replace(path, "/bot"+placeholder+"/", "/bot"+token+"/", 1)
	}
	return secret{
		reveal: func(u *url.URL) {
			u.Path = put(u.Path)
			u.RawPath = put(u.RawPath)
		},
		scrub: func(err error) error {
			if err == nil {
				return nil
			}
			if text := err.Error(); strings.Contains(text, half) || strings.Contains(text, escapedHalf) {
				return errors.New(hide.Replace(text))
			}
			return err
		},
	}
}

// checkToken reads the bot's number out of a token of the right shape. Its
// errors do not repeat what was given.
func checkToken(token string) (id string, err error) {
	id, half, ok := strings.Cut(token, ":")
	switch {
	case token == "":
		return "", errors.New("telegram: no token given")
	case !ok || id == "" || len(id) > 20 || strings.Trim(id, "0123456789") != "":
		return "", errors.New("telegram: the token does not begin with the bot's number and a colon")
	case len(half) < 30 || len(half) > 64 || strings.ContainsFunc(half, notTokenLetter):
		return "", errors.New("telegram: the token's second part is not 35 letters, digits, _ or -")
	}
	return id, nil
}

func notTokenLetter(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-')
}
