package retention

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// blank stands in the place of a name or a telephone.
const blank = "—"

// A scrub takes somebody out of records, whatever their kind: addresses become that of nobody, names and telephones a dash.
type scrub struct {
	store.Forgetting
	words []replacement
}

type replacement struct{ old, new string }

func newScrub(f store.Forgetting) *scrub {
	s := &scrub{Forgetting: f}
	for _, a := range f.Addresses {
		object := func(x chat.Address) string { b, _ := json.Marshal(x); return string(b) } // of texts
		s.words = append(s.words, replacement{a.String(), f.As.String()}, replacement{object(a), object(f.As)})
	}
	for _, name := range written(f.Names) {
		if strings.ContainsFunc(strings.TrimSpace(name), unicode.IsSpace) { // one word may be any word, but where it is said whose name it is
			s.words = append(s.words, replacement{name, blank})
		}
	}
	for _, t := range f.Telephones {
		s.words = append(s.words, replacement{t, blank})
	}
	return s
}

// needles are what a stored record has in it that may name the person.
func (s *scrub) needles() (list []string) {
	for _, a := range s.Addresses {
		list = append(list, a.ID)
	}
	return append(append(list, written(s.Names)...), s.Telephones...)
}

// written are the names as they stand in records: many records are JSON, which has other signs for some.
func written(names []string) (list []string) {
	for _, name := range names {
		list = append(list, name)
		b, _ := json.Marshal(name) // of a text
		if in := string(b[1 : len(b)-1]); in != name {
			list = append(list, in)
		}
	}
	return list
}

// anywhere reports whether bytes have one of the needles.
func anywhere(b string, needles []string) bool {
	for _, n := range needles {
		if n != "" && strings.Contains(b, n) {
			return true
		}
	}
	return false
}

// owns reports whether a key has one of the addresses in it: then the record is about them alone.
func (s *scrub) owns(key string) bool {
	for _, a := range s.Addresses {
		if replaced(key, a.String(), "") != key {
			return true
		}
	}
	return false
}

// text replaces all that names the person.
func (s *scrub) text(t string) string {
	for _, w := range s.words {
		t = replaced(t, w.old, w.new)
	}
	return t
}

// replaced puts something into the place of whole words.
func replaced(t, old, by string) string {
	for from := 0; ; {
		i := strings.Index(t[from:], old)
		if i < 0 || old == "" {
			return t
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(t[:i])
		after, _ := utf8.DecodeRuneInString(t[i+len(old):])
		if part(before) && wordly(old, false) || part(after) && wordly(old, true) {
			from = i + len(old)
			continue
		}
		t = t[:i] + by + t[i+len(old):]
		from = i + len(by)
	}
}

func part(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordly reports whether a text begins, or ends, like a word.
func wordly(s string, end bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if end {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	return part(r)
}

// record takes the person out of a record, given by a pointer to its value, and reports whether there was something. What
// was answered is not touched: it is the unit's.
func (s *scrub) record(v any) bool {
	changed := false
	switch v := v.(type) {
	case *store.Entry:
		changed = s.author(v.By, &v.Called)
		return s.but(v, &v.Text, &v.Called) || changed
	case *report.Entry:
		changed = s.author(v.By.String(), &v.Name)
		changed = s.author(v.Whom.String(), &v.Called) || changed
		return s.but(v, &v.Name, &v.Called) || changed
	case *store.Person:
		return s.but(v, &v.Name)
	case *roster.Members:
		before := len(*v)
		*v = slices.DeleteFunc(*v, func(m roster.Member) bool { return slices.Contains(s.Addresses, m.Address) })
		changed = len(*v) < before
		var names []*string
		for i := range *v {
			names = append(names, &(*v)[i].Name)
		}
		return s.but(v, names...) || changed
	case *store.Damage:
		if changed = anywhere(string(v.Raw), s.needles()); changed {
			v.Raw = nil
		}
	}
	return s.value(reflect.ValueOf(v).Elem()) || changed
}

// but is value for a record of which some texts stay: what was answered, and the names of others, whose name may begin
// with this one.
func (s *scrub) but(v any, texts ...*string) (changed bool) {
	kept := make([]string, len(texts))
	for i, t := range texts {
		kept[i], *t = *t, ""
	}
	changed = s.value(reflect.ValueOf(v).Elem())
	for i, t := range texts {
		*t = kept[i]
	}
	return changed
}

// author takes out the name of whoever did something.
func (s *scrub) author(by string, name *string) bool {
	for _, a := range s.Addresses {
		if by == a.String() && *name != "" {
			*name = ""
			return true
		}
	}
	return false
}

// value is record for all that a value is made of.
func (s *scrub) value(v reflect.Value) (changed bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && s.value(v.Elem())
	case reflect.Struct:
		return s.fields(v)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return s.bytes(v)
		}
		for i := range v.Len() {
			changed = s.value(v.Index(i)) || changed
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			now := reflect.New(v.Type().Elem()).Elem()
			now.Set(v.MapIndex(key))
			if s.value(now) {
				v.SetMapIndex(key, now)
				changed = true
			}
		}
	case reflect.String:
		if now := s.text(v.String()); now != v.String() && v.CanSet() {
			v.SetString(now)
			return true
		}
	}
	return changed
}

func (s *scrub) fields(v reflect.Value) (changed bool) {
	if a, ok := v.Interface().(chat.Address); ok {
		for _, of := range s.Addresses {
			if a == of {
				v.Set(reflect.ValueOf(s.As))
				return true
			}
		}
		return false
	}
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			changed = s.value(v.Field(i)) || changed
		}
	}
	return changed
}

// bytes are a text, such as JSON or a table for a spreadsheet, or contain none that could be found.
func (s *scrub) bytes(v reflect.Value) bool {
	if v.Kind() != reflect.Slice || v.Len() == 0 {
		return false
	}
	if now := s.text(string(v.Bytes())); now != string(v.Bytes()) {
		v.SetBytes([]byte(now))
		return true
	}
	return false
}
