package health

import (
	"slices"

	"giaoban/internal/locale"
)

// Join makes one piece of news of several, the oldest first. What began and was over meanwhile is told as over alone.
func Join(all ...News) (n News) {
	for _, more := range all {
		for _, k := range more.Over {
			n.Begun = slices.DeleteFunc(n.Begun, func(b Known) bool { return b.Code == k.Code })
		}
		n.Begun, n.Over = append(n.Begun, more.Begun...), append(n.Over, more.Over...)
	}
	return n
}

// Tell says news to an admin: what needs somebody and what to do, and what is over.
func (n News) Tell(say locale.Phrases) string {
	var b lines
	if len(n.Begun) > 0 {
		b.add(say.Say("alarm_begun"))
		var found []Finding
		for _, k := range n.Begun {
			found = append(found, k.Finding)
		}
		b.findings(found, false, say)
	}
	if len(n.Over) > 0 {
		b.add(say.Say("alarm_over"))
	}
	for _, k := range n.Over {
		b.add(say.Say("alarm_was", "wrong", k.Wrong(say), "since", say.ClockMoment(k.Since), "until", say.ClockMoment(k.Last)))
	}
	if b.Len() > 0 {
		b.add(say.Say("alarm_more"))
	}
	return b.String()
}
