package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/roster"
)

// across are doubts about what one file of the campaign has and another lacks.
func (b *bundle) across() (found []fault.Fault) {
	if b.campaign == nil {
		return nil
	}
	for i, l := range b.campaign.Levels {
		o := b.outlines[l.Level]
		if o == nil || b.units == nil {
			continue
		}
		if l.SignOff == campaign.SignOffRequired {
			found = append(found, b.unsigned(i)...)
		}
		if kind, other := b.titled(o.Title, l.Level); other > 0 {
			found = append(found, b.campaign.Placed(fault.New("outline_of_level", "outline", l.Outline, "title", o.Title, "type", kind, "other", other, "level", l.Level), "levels", i, "outline"))
		}
		own := o.Languages
		if len(own) == 0 {
			own = []string{b.campaign.Language}
		}
		for _, tag := range b.campaign.Languages {
			if !slices.Contains(own, tag) {
				found = append(found, b.campaign.Placed(fault.New("outline_no_language", "language", tag, "outline", l.Outline, "own", own[0],
					"languages", strings.Join(b.campaign.Languages, ", "), "example", fmt.Sprintf("{%s: …, %s: …}", own[0], tag)), "languages"))
			}
		}
	}
	return found
}

// unsigned notes units of a level whose reports need a signature, and for which the list of people has nobody who signs.
func (b *bundle) unsigned(level int) []fault.Fault {
	n := b.campaign.Levels[level].Level
	units := b.units.AtLevel(n)
	lack := slices.DeleteFunc(slices.Clone(units), func(u roster.Unit) bool { return len(b.people.Of(u.Code, roster.Approver)) > 0 })
	if len(lack) == 0 {
		return nil
	}
	return []fault.Fault{b.campaign.Placed(fault.New("sign_off_nobody", "level", n, "n", len(lack), "all", len(units), "unit", lack[0].Label(), "file", peopleFile), "levels", level, "sign_off")}
}

// titled is the level, and its type of unit, that the title of an outline names where it is another level's than its own; 0 if it is not.
func (b *bundle) titled(title string, own int) (kind string, other int) {
	title = " " + strings.ToLower(title) + " "
	names := func(level int) string {
		for _, u := range b.units.AtLevel(level) {
			if kind := strings.ToLower(u.Type); kind != "" && strings.Contains(title, " "+kind+" ") {
				return kind
			}
		}
		return ""
	}
	if names(own) != "" || len(b.units.AtLevel(own)) == 0 {
		return "", 0
	}
	for _, l := range b.campaign.Levels {
		if kind := names(l.Level); l.Level != own && kind != "" && b.outlines[l.Level] != nil && b.outlines[l.Level].Hash != b.outlines[own].Hash {
			return kind, l.Level
		}
	}
	return "", 0
}

// among are doubts about campaigns beside each other. Those that are over at now are no other's namesakes.
func among(bundles []*bundle, now time.Time) (found []fault.Fault) {
	for i, b := range bundles {
		if b.campaign == nil {
			continue
		}
		found = append(found, b.before(bundles)...)
		for _, other := range bundles[:i] {
			if other.campaign == nil {
				continue
			}
			if strings.EqualFold(other.campaign.Short(), b.campaign.Short()) && !b.over(now) && !other.over(now) {
				key := "short_title"
				if b.campaign.ShortTitle == "" {
					key = "title"
				}
				found = append(found, b.campaign.Placed(fault.New("campaigns_one_title", "title", b.campaign.Short(), "other", other.campaign.Name), key))
			}
			if other.campaign.UnitList != b.campaign.UnitList && other.units.Len() > 1 && b.units.Len() > 1 && slices.Equal(other.units.All(), b.units.All()) {
				found = append(found, b.campaign.Placed(fault.New("campaigns_lists_alike", "other", other.campaign.Name, "list", other.campaign.UnitList, "own", b.campaign.UnitList), "unit_list"))
			}
		}
	}
	return found
}

// before notes a campaign before this one that is not there, or is asked of another list of units.
func (b *bundle) before(bundles []*bundle) []fault.Fault {
	name := b.campaign.Previous
	if name == "" {
		return nil
	}
	var names []string
	for _, other := range bundles {
		if other.campaign == nil || other == b {
			continue
		}
		if other.campaign.Name == name {
			if other.campaign.UnitList == b.campaign.UnitList {
				return nil
			}
			return []fault.Fault{b.campaign.Placed(fault.New("previous_other_list", "name", name, "list", other.campaign.UnitList, "own", b.campaign.UnitList), "previous")}
		}
		names = append(names, other.campaign.Name)
	}
	return []fault.Fault{b.campaign.Placed(fault.New("previous_unknown", "name", name).Meant(name, names), "previous")}
}

// given notes what the configuration puts in the place of what the campaign says, before it does.
func (c Config) given(b *bundle) {
	b.places = map[string]fault.Fault{}
	for _, l := range b.campaign.Levels {
		key := fmt.Sprint(l.Level)
		written, given := c.Deadlines[l.Level]
		if !given {
			continue
		}
		b.places[key] = c.placed(fault.Fault{}, "deadlines", key)
		if at, ok := campaign.LastInstant(written, b.campaign.Zone); ok && !l.Deadline.IsZero() && !at.Equal(l.Deadline) {
			own := l.Deadline.In(b.campaign.Zone).Format("2006-01-02 15:04")
			if campaign.EndsDay(l.Deadline.In(b.campaign.Zone)) {
				own = own[:len(time.DateOnly)]
			}
			b.given = append(b.given, c.placed(fault.New("given_deadline", "level", l.Level, "written", written, "own", own), "deadlines", key))
		}
	}
	own := func(key, here, there string) {
		if here == "" {
			return
		}
		b.places[key] = c.placed(fault.Fault{}, key)
		if there != "" && here != there {
			b.given = append(b.given, c.placed(fault.New("given_key", "key", key, "own", there), key))
		}
	}
	own("time_zone", c.TimeZone, b.campaign.Zone.String())
	if c.FormOfAddress != nil {
		here, _ := campaign.Address(c.FormOfAddress)
		own("form_of_address", here.You, b.campaign.FormOfAddress.You)
	}
	var digests []string
	for _, h := range b.campaign.Digests {
		digests = append(digests, h.String())
	}
	own("digests", strings.Join(slices.Sorted(slices.Values(c.Digests)), ", "), strings.Join(digests, ", "))
}

// replaced puts doubts about what the configuration gives where it gives it.
func (b *bundle) replaced(found []fault.Fault) {
	for i, f := range found {
		key := ""
		switch {
		case strings.HasPrefix(f.Key, "address_"):
			key = "form_of_address"
		case strings.HasPrefix(f.Key, "zone_"):
			key = "time_zone"
		case f.Key == "deadlines_past":
			for _, l := range b.campaign.Levels {
				if _, given := b.places[fmt.Sprint(l.Level)]; given {
					key = fmt.Sprint(l.Level)
				}
			}
		case strings.HasPrefix(f.Key, "deadline") && len(f.Pairs) > 1:
			key = fmt.Sprint(f.Pairs[1])
		}
		if at, given := b.places[key]; given {
			found[i] = f.At(at.File, at.Line, at.Column)
		}
	}
}
