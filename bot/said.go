package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/store/boltkv"
	"giaoban/locales"
)

// A failure is an error that is told in the language of whoever runs the program. Its text
// and its hint are phrases of locales/cli.<language>.toml, so that they can also come over the
// socket from a bot that was started in another language. In logs, and for whoever asks for Error, it is English.
type failure struct {
	text  locale.Phrase // none: it is told as its cause
	hint  locale.Phrase // what the person probably meant or can do; none if the text says it
	code  int           // what the program ends with; 0 is its cause's
	cause error
}

// fails is an error told by a phrase. The first error among the values is its cause; errors
// are told in the same language, instants by the clock of the place.
func fails(key string, pairs ...any) error { return failed(0, key, pairs) }

// notFound, declined and busy are fails with an exit code that a script can tell apart.
func notFound(key string, pairs ...any) error { return failed(exitNotFound, key, pairs) }
func declined(key string, pairs ...any) error { return failed(exitDeclined, key, pairs) }

func failed(code int, key string, pairs []any) error {
	f := &failure{text: later(key, pairs), code: code}
	for i := 1; i < len(pairs); i += 2 {
		if err, ok := pairs[i].(error); ok {
			f.cause = err
			break
		}
	}
	return f
}

// hinted adds a hint to an error. {{.giaoban}} in it is how the program was called, so that
// the person can type the rest as it stands.
func hinted(err error, key string, pairs ...any) error {
	return &failure{hint: later(key, pairs), cause: err}
}

// coded gives an error an exit code.
func coded(code int, err error) error {
	if err == nil {
		return nil
	}
	return &failure{cause: err, code: code}
}

// Error implements error.
func (f *failure) Error() string {
	if none(f.text) {
		return f.cause.Error()
	}
	return english().Word(naming(f.text, "giaoban"))
}

// Unwrap gives the cause.
func (f *failure) Unwrap() error { return f.cause }

func none(p locale.Phrase) bool { return p.Key == "" && p.Text == nil }

// english are the phrases of logs.
var english = sync.OnceValue(func() locale.Phrases {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return locale.Phrases{} // told by whoever reads phrases first
	}
	say, _ := catalog.Language("en")
	return say
})

// phrasesOf are those of a campaign's language.
func phrasesOf(language string) locale.Phrases {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return english()
	}
	say, _ := catalog.Language(language)
	return say
}

// later is a phrase for later, whose values may be errors and instants.
func later(key string, pairs []any) locale.Phrase {
	values := make([]any, len(pairs))
	for i, v := range pairs {
		switch v := v.(type) {
		case error:
			values[i] = phraseOf(v)
		case time.Time:
			values[i] = locale.ClockMomentLater(v)
		default:
			values[i] = v
		}
	}
	return locale.Later(key, values...)
}

// phraseOf is how an error is told: by its own phrase, by that of what is known of its kind,
// else in its own words.
func phraseOf(err error) locale.Phrase {
	var f *failure
	if errors.As(err, &f) {
		if none(f.text) {
			return phraseOf(f.cause)
		}
		return f.text
	}
	if lines := faultPhrases(err); len(lines) > 0 {
		all := lines[0]
		for _, line := range lines[1:] {
			all = locale.Later("cli_lines", "first", all, "second", line)
		}
		return all
	}
	if p, ok := known(err); ok {
		return p
	}
	return locale.Text(err.Error())
}

// surveyed says what was found in a database.
func surveyed(s boltkv.Survey) locale.Phrase {
	switch {
	case s.Missing > 0:
		return locale.Later("cli_survey_missing", "n", s.Records, "missing", s.Missing)
	case s.Missing < 0:
		return locale.Later("cli_survey_more", "n", s.Records, "more", -s.Missing)
	case s.Differs:
		return locale.Later("cli_survey_differs", "n", s.Records)
	}
	return locale.Later("cli_survey_whole", "n", s.Records)
}

// naming fills in how the program is called.
func naming(p locale.Phrase, as string) locale.Phrase {
	p.Fills = append(p.Fills[:len(p.Fills):len(p.Fills)], locale.Fill{Name: "giaoban", Phrase: locale.Text(as)})
	return p
}

// hintOf is the outermost hint of an error; none if it has none.
func hintOf(err error) locale.Phrase {
	var f *failure
	for ; errors.As(err, &f); err = f.cause {
		if !none(f.hint) {
			return f.hint
		}
		if f.cause == nil {
			break
		}
	}
	return locale.Phrase{}
}

// codeOf is the exit code of an error.
func codeOf(err error) int {
	var f *failure
	for e := err; errors.As(e, &f); e = f.cause {
		if f.code != 0 {
			return f.code
		}
		if f.cause == nil {
			break
		}
	}
	return knownCode(err)
}

// fail prints an error with its hints and gives the exit code back.
func (p *program) fail(err error) int {
	all := parts(err)
	for i, e := range all {
		lines, ok := linesOf(e, p.say)
		if !ok {
			lines = []string{p.say.Word(naming(phraseOf(e), p.called))}
		}
		for _, line := range lines {
			fmt.Fprintf(p.stderr, "giaoban: %s\n", line)
		}
		hint := hintOf(e)
		if i+1 < len(all) && reflect.DeepEqual(hint, hintOf(all[i+1])) {
			continue // once behind all that it is for
		}
		if !none(hint) {
			p.tell("cli_hint", "hint", naming(hint, p.called))
		}
	}
	return codeOf(err)
}

// parts are the errors that a join holds, each with its own hint.
func parts(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || !strings.Contains(err.Error(), "\n") {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, parts(e)...)
	}
	return all
}

// print says a line on standard output, tell one on standard error. What several lines of a
// phrase say stays together. Numbers and instants are written as the language does.
func (p *program) print(key string, pairs ...any) { p.write(p.stdout, key, pairs) }
func (p *program) tell(key string, pairs ...any)  { p.write(p.stderr, key, pairs) }

// item is print for what belongs to the line above.
func (p *program) item(key string, pairs ...any) {
	fmt.Fprint(p.stdout, "  ")
	p.write(p.stdout, key, pairs)
}

func (p *program) write(to io.Writer, key string, pairs []any) {
	fmt.Fprintln(to, p.say.Word(naming(p.filled(key, pairs), p.called)))
}

// ask is print without the end of the line: the answer follows.
func (p *program) ask(key string, pairs ...any) {
	fmt.Fprint(p.stdout, p.say.Word(naming(p.filled(key, pairs), p.called)), " ")
}

func (p *program) filled(key string, pairs []any) locale.Phrase {
	values := make([]any, len(pairs))
	for i, v := range pairs {
		switch v := v.(type) {
		case int:
			values[i] = p.say.Whole(v)
		case int64:
			values[i] = p.say.Whole(int(v))
		default:
			values[i] = v
		}
	}
	return later(key, values)
}
