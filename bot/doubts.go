package main

import (
	"bytes"
	"io/fs"
	"log/slog"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

// doubts are what the campaign's files have, and their author will not have meant. languages
// are those that the program speaks; zero leaves deadlines out.
func (b *bundle) doubts(languages []string, now time.Time) []fault.Fault {
	var found []fault.Fault
	if b.units != nil {
		found = append(found, b.units.Doubts()...)
	}
	if b.campaign != nil {
		found = append(found, b.campaign.Doubts(b.units, languages, now)...)
	}
	for _, level := range slices.Sorted(maps.Keys(b.outlines)) {
		o := b.outlines[level]
		if found = append(found, o.Warnings...); b.units != nil {
			found = append(found, b.campaign.Unfilled(level, o, b.units)...)
		}
	}
	b.replaced(found)
	found = append(found, b.besides()...)
	found = append(append(found, b.across()...), b.given...)
	for _, o := range b.spare {
		found = append(found, o.Warnings...)
	}
	fault.Sort(found)
	return slices.CompactFunc(found, func(x, y fault.Fault) bool { return x.Error() == y.Error() })
}

// besides are doubts about what lies in the folder beside what its campaign names, and about what that does not have.
func (b *bundle) besides() (found []fault.Fault) {
	names, _ := fs.Glob(b.folder, "*")
	for _, name := range names {
		if name != peopleFile && strings.EqualFold(name, peopleFile) {
			found = append(found, fault.New("file_case", "file", name).In(b.folder.label(name)))
		}
		switch {
		case b.unread(name):
			found = append(found, fault.New("file_unread").In(b.folder.label(name)))
		case b.people == nil && !strings.EqualFold(name, peopleFile) && b.listOfPeople(name):
			found = append(found, fault.New("file_people", "name", peopleFile).In(b.folder.label(name)))
		}
	}
	if b.campaign == nil || b.units == nil {
		return found
	}
	if b.campaign.Contact.Office == "" && b.campaign.Contact.Telephone == "" {
		found = append(found, b.campaign.Placed(fault.New("contact_none")))
	}
	if content, err := fs.ReadFile(b.folder, peopleFile); err == nil && b.people != nil {
		found = append(found, roster.PeopleDoubts(content, b.folder.label(peopleFile), b.units, func(level int) (reports, signs bool) {
			l, reports := b.campaign.Level(level)
			return reports, l.SignOff != campaign.SignOffNone
		})...)
	}
	return found
}

// misnamed ends the names that editors give a file which was meant to have another.
var misnamed = regexp.MustCompile(`(?i)\.(ya?ml|csv)\.txt$|^(campaign|units|people).*\.(yml|txt|xlsx?|ods|docx?)$|\.yml$|^(campaign|people|units)[ _.()-].*\.(ya?ml|csv)$`)

// unread reports whether a file of the folder was perhaps meant to be read, and is not.
func (b *bundle) unread(name string) bool {
	if b.campaign == nil || temporary(name) || !misnamed.MatchString(name) || name == b.campaign.Units {
		return false
	}
	return !slices.ContainsFunc(b.campaign.Levels, func(l campaign.Level) bool { return l.Outline == name })
}

// listOfPeople reports whether a file of another name has the header of the list of people.
func (b *bundle) listOfPeople(name string) bool {
	if b.campaign == nil || name == b.campaign.Units || !strings.EqualFold(path.Ext(name), ".csv") {
		return false
	}
	content, _ := fs.ReadFile(b.folder, name)
	line, _, _ := bytes.Cut(bytes.TrimPrefix(content, []byte("\ufeff")), []byte("\n"))
	_, people := roster.OtherTable(strings.Split(strings.TrimSpace(string(line)), ","), "")
	return people && bytes.HasPrefix(line, []byte("unit_code,role"))
}

// logDoubts tells operators of what was taken. Of deadlines they hear as these pass.
func (b *bundle) logDoubts(log *slog.Logger, catalog *locale.Catalog) {
	english, _ := catalog.Language("en")
	for _, f := range b.doubts(catalog.Languages(), time.Time{}) {
		log.Warn("taken, and perhaps not meant: "+f.Say(english), "campaign", b.campaign.Name)
	}
}
