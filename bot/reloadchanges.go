package main

import (
	"maps"
	"os/user"
	"reflect"
	"slices"
	"strings"
	"time"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// changes tells what becomes of a campaign: its reports, its deadlines, its units, and what else was changed. None is that
// nothing was.
func (b *bundle) changes(was *bundle, i impact) (lines []locale.Phrase) {
	if was == nil {
		return []locale.Phrase{locale.Later("cli_reload_new", "n", b.units.Len())}
	}
	lines = append(lines, b.levelChanges(was)...)
	lines = append(lines, unitChanges(was.units, b.units)...)
	lines = append(lines, i.losses(was)...)
	lines = append(lines, b.keyChanges(was)...)
	lines = append(lines, b.fileChanges(was)...)
	if i.Open+i.Settled > 0 {
		lines = append(append(lines, i.phrase()), i.lines()...)
	}
	return lines
}

// levelChanges are deadlines that are others, and levels that report from now on or do not any more.
func (b *bundle) levelChanges(was *bundle) (lines []locale.Phrase) {
	for _, l := range b.campaign.Levels {
		before, there := was.campaign.Level(l.Level)
		switch {
		case !there:
			lines = append(lines, locale.Later("cli_reload_level", "level", l.Level, "n", len(b.units.AtLevel(l.Level))))
		case !l.Deadline.Equal(before.Deadline):
			lines = append(lines, locale.Later("cli_reload_deadline", "level", l.Level, "from", deadlineLater(before.Deadline), "to", deadlineLater(l.Deadline)))
		}
	}
	for _, l := range was.campaign.Levels {
		if _, there := b.campaign.Level(l.Level); !there {
			lines = append(lines, locale.Later("cli_reload_level_gone", "level", l.Level, "n", len(b.units.AtLevel(l.Level))))
		}
	}
	return lines
}

// mostAltered is how many values of the campaign's file are told one by one.
const mostAltered = 15

// keyChanges are the values of the campaign's file that are others; those that are no single words by their keys.
func (b *bundle) keyChanges(was *bundle) (lines []locale.Phrase) {
	var others []string
	for _, a := range b.campaign.Changed(was.campaign) {
		key := strings.Join(a.Keys, " › ")
		switch {
		case a.Plain && len(a.Keys) == 3 && a.Keys[0] == "levels" && a.Keys[2] == "deadline": // which is told with its level
		case a.Plain && len(lines) < mostAltered:
			lines = append(lines, locale.Later("cli_reload_value", "file", campaignFile, "key", key, "was", valueLater(a.Was), "now", valueLater(a.Now)))
		case !slices.Contains(others, a.Keys[0]):
			others = append(others, a.Keys[0])
		}
	}
	if len(others) > 0 {
		lines = append(lines, locale.Later("cli_reload_keys_of", "file", campaignFile, "keys", strings.Join(others, ", ")))
	}
	return lines
}

// valueLater is a value of a file, or that there is none.
func valueLater(value string) locale.Phrase {
	if value = shortWords(value); value == "" {
		return locale.Later("cli_reload_no_value")
	}
	return locale.Later("cli_reload_is", "value", value)
}

// newDoubts are what check would tell of a campaign and did not before.
func (b *bundle) newDoubts(was *bundle) (lines []locale.Phrase) {
	var before []fault.Fault
	if was != nil {
		before = was.doubts(languages(), time.Now())
	}
	for _, f := range b.doubts(languages(), time.Now()) {
		same := func(x fault.Fault) bool {
			f.Line, f.Column, x.Line, x.Column = 0, 0, 0, 0 // lines move
			return x.Error() == f.Error()
		}
		if !slices.ContainsFunc(before, same) {
			lines = append(lines, faultPhrase(f))
		}
	}
	return lines
}

// deadlineLater is a deadline, or that there is none.
func deadlineLater(t time.Time) locale.Phrase {
	if t.IsZero() {
		return locale.Later("cli_reload_no_deadline")
	}
	return locale.ClockMomentLater(t)
}

// fileChanges are the outlines, and the list of people, that are not as they were, with the words of the outlines that are
// others.
func (b *bundle) fileChanges(was *bundle) (lines []locale.Phrase) {
	var files []string
	var words []locale.Phrase
	for _, level := range slices.Sorted(maps.Keys(b.outlines)) {
		name := ""
		for _, l := range b.campaign.Levels {
			if l.Level == level {
				name = l.Outline
			}
		}
		before := was.outlines[level]
		if before != nil && before.Hash == b.outlines[level].Hash || slices.Contains(files, name) {
			continue
		}
		if files = append(files, name); before != nil {
			words = append(words, rewordings(name, before, b.outlines[level])...)
		}
	}
	if len(files) > 0 {
		lines = append(lines, locale.Later("cli_reload_files", "files", strings.Join(files, ", ")))
	}
	if lines = append(lines, words...); !reflect.DeepEqual(b.people, was.people) {
		lines = append(lines, locale.Later("cli_reload_people", "file", peopleFile, "was", was.people.Len(), "now", b.people.Len()))
	}
	return lines
}

// mostChanged is how many units a line names.
const mostChanged = 10

// unitChanges names the units that come, that go, that are called or placed otherwise.
func unitChanges(was, now *roster.Units) (lines []locale.Phrase) {
	var come, gone, called, placed []string
	for _, u := range now.All() {
		before, there := was.Get(u.Code)
		switch {
		case !there:
			come = append(come, u.Label()+" ("+u.Code+")")
		case before.Label() != u.Label():
			called = append(called, before.Label()+" → "+u.Label()+" ("+u.Code+")")
		case before.Parent != u.Parent || before.Level != u.Level:
			placed = append(placed, u.Label()+" ("+u.Code+")")
		}
	}
	for _, u := range was.All() {
		if _, there := now.Get(u.Code); !there {
			gone = append(gone, u.Label()+" ("+u.Code+")")
		}
	}
	for _, row := range []struct {
		key   string
		units []string
	}{{"cli_reload_come", come}, {"cli_reload_units_gone", gone}, {"cli_reload_called", called}, {"cli_reload_placed", placed}} {
		names := strings.Join(row.units[:min(len(row.units), mostChanged)], ", ")
		if len(row.units) > mostChanged {
			names += ", …"
		}
		if len(row.units) > 0 {
			lines = append(lines, locale.Later(row.key, "n", len(row.units), "units", names))
		}
	}
	return lines
}

// taken are the settings of the file that a reload takes up; all others are read by a start.
var taken = []string{"units", "conversations", "time_zone", "digests", "deadlines", "form_of_address"}

// changed names the settings that are not as they were, of those that a reload takes up or of the others.
func (c Config) changed(now Config, takenUp bool) (names []string) {
	before, after := reflect.ValueOf(c), reflect.ValueOf(now)
	for f := range reflect.TypeFor[Config]().Fields() {
		key := f.Tag.Get("yaml")
		if key != "-" && slices.Contains(taken, key) == takenUp && !reflect.DeepEqual(before.FieldByIndex(f.Index).Interface(), after.FieldByIndex(f.Index).Interface()) {
			names = append(names, key)
		}
	}
	return names
}

// restart names what was changed and only a start reads. The zone of the first campaign is the one in which the program itself
// counts days: each campaign goes by its own at once.
func (r *reloader) restart(now Config, bundles []*bundle) []string {
	names := r.started.changed(now, false)
	if zone := r.app.clock.Now().Location(); bundles[0].campaign.Zone.String() != zone.String() {
		names = append(names, "time_zone")
	}
	return names
}

// journalled is what the journals of the campaigns are to say of a reload.
type journalled struct {
	changed map[string][]locale.Phrase // by campaign
	by      string
	at      time.Time
}

// mostJournalled is how many letters of what changed a line keeps.
const mostJournalled = 600

// write adds a line to the journal of each campaign in which something changed.
func (j journalled) write(tx store.Tx, bundles []*bundle) {
	written := map[string]bool{}
	for i := len(bundles) - 1; i >= 0; i-- { // as they are now, where they are
		b := bundles[i]
		name := b.campaign.Name
		if written[name] || len(j.changed[name]) == 0 {
			continue
		}
		written[name] = true
		var words []string
		for _, line := range j.changed[name] {
			words = append(words, phrasesOf(b.campaign.Language).In(b.campaign.Zone).Word(line))
		}
		said := []rune(strings.Join(words, "; "))
		store.Journal.Put(tx, store.Line{Campaign: report.ID{Campaign: name}, Update: "reload", At: j.at},
			report.Entry{Role: roster.Admin, Name: j.by, When: j.at, Outreach: report.Reloaded, Unit: b.units.Roots()[0].Code, Remark: string(said[:min(len(said), mostJournalled)])})
	}
}

// account is what the machine calls whoever runs the program.
func account() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
