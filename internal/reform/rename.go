package reform

import (
	"reflect"
	"slices"
	"strings"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A renaming gives units other codes in all records: in their names, and wherever a value names a unit.
type renaming struct {
	Ground
	codes map[string]string
}

// to gives the code that takes the place of one.
func (n renaming) to(code string) string {
	if now, ok := n.codes[code]; ok {
		return now
	}
	return code
}

// byReport are the beginnings of the keys behind which the name of a report stands.
var byReport = map[string]bool{"status": true, "excuse": true, "extension": true, "files": true, "removed": true, "asking": true, "report": true,
	"download": true, "found": true, "read": true, "digests": true}

// byList are those behind which a list and a unit stand.
var byList = map[string]bool{"members": true, "invited": true, "colleague": true}

// key gives the key that a record is to have.
func (n renaming) key(key string) string {
	kind, rest, _ := strings.Cut(key, "/")
	switch {
	case byReport[kind]:
		parts := strings.SplitN(rest, "/", 3)
		if len(parts) < 2 {
			return key
		}
		id, err := report.ParseID(parts[0] + "/" + parts[1])
		if err != nil || !n.has(id) || id.List != "" || n.to(id.Unit) == id.Unit {
			return key
		}
		id.Unit = n.to(id.Unit)
		return strings.Join(append([]string{kind, id.String()}, parts[2:]...), "/")
	case byList[kind]:
		unit, ours := strings.CutPrefix(rest, n.List+"/")
		behind := ""
		if i := strings.LastIndexByte(unit, '/'); kind != "members" && i >= 0 {
			unit, behind = unit[:i], unit[i:]
		}
		if ours && n.to(unit) != unit {
			return kind + "/" + n.List + "/" + n.to(unit) + behind
		}
	}
	return key
}

// silent are the kinds of which no value names a unit: they are many, or not ours to change.
var silent = map[string]bool{"report/draft": true, "report/t": true, "report/h": true, "report/presence": true, "report/time": true, "report/reopen": true,
	"status": true, "excuse": true, "found": true, "members": true, "colleague": true, "tries": true, "outbox": true, "shown": true, "aside": true, "damaged": true,
	"unread": true, "kept": true}

// names reports whether a record's value may name a unit.
func names(key string) bool { return !silent[store.KindOf(key)] }

// record changes all units that a value names, given by a pointer, and reports whether there were any. key is its own.
func (n renaming) record(key string, v any) bool {
	_, of := store.About(key)
	ours := n.has(of)
	if t, ok := v.(*report.Issue); ok {
		ours = n.has(t.Report)
	}
	if p, ok := v.(*store.Poll); ok {
		ours = slices.Contains(n.Campaigns, p.Of)
	}
	changed := n.value(reflect.ValueOf(v).Elem(), ours)
	if chat, ok := v.(*store.Chat); ok {
		changed = n.unasked(chat) || changed
	}
	return changed
}

// unasked takes back what a chat was asked about units that are others now: it is asked anew.
func (n renaming) unasked(c *store.Chat) (changed bool) {
	moved := func(id report.ID) bool { return n.has(id) && (id.Unit == "" || n.isNew(id.Unit)) }
	if c.Dialog != nil && moved(c.Dialog.Report) {
		c.Dialog, changed = nil, true
	}
	if c.Proxy != nil && moved(c.Proxy.Report) {
		c.Proxy, changed = nil, true
	}
	if c.Reading != nil && moved(c.Reading.Report) {
		c.Reading, changed = nil, true
	}
	return changed
}

// isNew reports whether a unit has got its code by the renaming.
func (n renaming) isNew(code string) bool {
	for _, now := range n.codes {
		if now == code {
			return true
		}
	}
	return false
}

// unitFields are the fields that are codes of units, by type. Those of a type with a List are of that list, all others of the
// campaign of the record.
var unitFields = map[reflect.Type][]string{
	reflect.TypeFor[roster.Membership]():      {"Unit"},
	reflect.TypeFor[roster.Past]():            {"Unit", "Into"},
	reflect.TypeFor[roster.Invitation]():      {"Unit"},
	reflect.TypeFor[roster.Giver]():           {"Unit"},
	reflect.TypeFor[report.Entry]():           {"Unit", "At", "Units"},
	reflect.TypeFor[report.Waiting]():         {"Unit", "Holder"},
	reflect.TypeFor[report.Issue]():           {"Holder", "Passed", "From"},
	reflect.TypeFor[report.Said]():            {"Unit"},
	reflect.TypeFor[report.Step]():            {"Units"},
	reflect.TypeFor[store.Deadline]():         {"Unit"},
	reflect.TypeFor[store.OrderedReminders](): {"Units"},
	reflect.TypeFor[store.Receiver]():         {"Unit"},
	reflect.TypeFor[store.Told]():             {"Also"},
	reflect.TypeFor[store.Order]():            {"Units"},
	reflect.TypeFor[store.Sent]():             {"Units"},
	reflect.TypeFor[store.Audience]():         {"Units"},
	reflect.TypeFor[store.Lost]():             {"Unit"},
	reflect.TypeFor[store.Poll]():             {"From", "Units"},
}

// value is record for all that a value is made of.
func (n renaming) value(v reflect.Value, ours bool) (changed bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && n.value(v.Elem(), ours)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return false
		}
		for i := range v.Len() {
			changed = n.value(v.Index(i), ours) || changed
		}
	case reflect.Map:
		return n.inMap(v, ours)
	case reflect.Struct:
		return n.fields(v, ours)
	}
	return changed
}

// inMap changes the keys that are reports, and all values.
func (n renaming) inMap(v reflect.Value, ours bool) (changed bool) {
	for _, key := range v.MapKeys() {
		now := reflect.New(v.Type().Elem()).Elem()
		now.Set(v.MapIndex(key))
		if n.value(now, ours) {
			v.SetMapIndex(key, now)
			changed = true
		}
		to := reflect.New(key.Type()).Elem()
		to.Set(key)
		if n.value(to, ours) {
			v.SetMapIndex(key, reflect.Value{})
			v.SetMapIndex(to, now)
			changed = true
		}
	}
	return changed
}

func (n renaming) fields(v reflect.Value, ours bool) (changed bool) {
	if id, ok := v.Interface().(report.ID); ok {
		if n.has(id) && id.List == "" && n.to(id.Unit) != id.Unit {
			id.Unit = n.to(id.Unit)
			v.Set(reflect.ValueOf(id))
			return true
		}
		return false
	}
	codes := unitFields[v.Type()]
	if list := v.FieldByName("List"); list.IsValid() && list.Kind() == reflect.String {
		ours = list.String() == n.List
	}
	for _, name := range codes {
		if ours {
			changed = n.codesIn(v.FieldByName(name)) || changed
		}
	}
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			changed = n.value(v.Field(i), ours) || changed
		}
	}
	return changed
}

// codesIn changes a code, or a list of them.
func (n renaming) codesIn(v reflect.Value) (changed bool) {
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			changed = n.codesIn(v.Index(i)) || changed
		}
		return changed
	}
	if now := n.to(v.String()); now != v.String() {
		v.SetString(now)
		return true
	}
	return false
}
