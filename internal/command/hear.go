package command

import (
	"fmt"
	"strings"
	"sync"

	"giaoban/internal/chat"
	"giaoban/internal/locale"
	"giaoban/internal/pattern"
)

// tables are the tables that were read, by their text: reading one takes long, and a
// language has one of each.
var tables sync.Map

// speech reads the language's table of speech, to which the spellings of commands
// are added: courtesy may stand around every command.
func speech(say locale.Phrases) *pattern.Table {
	text := say.Speech()
	if text == "" {
		return nil
	}
	var b strings.Builder
	b.WriteString(text)
	for _, row := range table {
		if row.spelled == "" || row.bare != always || row.args != none && row.args != passed && row.args != place {
			continue
		}
		fmt.Fprintf(&b, "\n[%s /%s]\n", rootSaid, row.name)
		parts := strings.Split(say.Say(row.spelled), ";")
		for _, list := range parts[:min(2, len(parts))] {
			for spelled := range strings.SplitSeq(list, ",") {
				b.WriteString(strings.TrimSpace(spelled) + "\n")
			}
		}
	}
	return tableOf(b.String(), say, slots)
}

// oversight reads the language's table of what coordinators ask and order. Other ways to
// write words, parts and courtesy are those of the table of speech, up to its first kind.
func oversight(say locale.Phrases) *pattern.Table {
	if say.Oversight() == "" {
		return nil
	}
	shared, _, _ := strings.Cut(say.Speech(), "\n[")
	return tableOf(shared+"\n"+say.Oversight()+"\n"+say.Pieces(), say, askedSlots)
}

func tableOf(text string, say locale.Phrases, slots []string) *pattern.Table {
	if t, ok := tables.Load(text); ok {
		return t.(*pattern.Table)
	}
	t, err := pattern.Read(text, slots...)
	if err != nil {
		panic(fmt.Sprintf("what is said in %s: %v", say.Tag(), err)) // the program's own data, read by its tests
	}
	tables.Store(text, t)
	return t
}

// hear makes a message ready to be asked what it says.
func (r *Reader) hear(text string, who Sender) *Heard {
	say := pattern.Listen(text)
	h := &Heard{table: r.speech(), say: &say, tongue: r.say.Tongue(), now: who.Now, units: who.Units}
	h.figure = strings.Trim(say.Text(), "0123456789") == ""
	if !h.figure && !strings.HasPrefix(say.Text(), "/") {
		h.listen(text)
	}
	return h
}

// listen finds what all words of the message say: as they stand, or as what their
// letters mean where the phone left them unconverted, «khoong bieets».
func (h *Heard) listen(text string) {
	var ok bool
	if h.said, ok = h.find(rootSaid); ok || h.table == nil || h.say.Long() {
		return
	}
	if words, changed := h.tongue.Retyped(text); changed {
		say := pattern.Listen(words)
		say.Within(h.say.Effort())
		h.retyped = &Heard{table: h.table, say: &say, tongue: h.tongue, now: h.now, units: h.units}
		h.said, _ = h.retyped.find(rootSaid)
	}
}

// spoken is the command that all words of a message are, with courtesy around it.
func (h *Heard) spoken(who Sender) (Command, bool) {
	c, ok := h.said.Command()
	if !ok {
		return Command{}, false
	}
	return who.may(c)
}

// may is the command if its sender may give it here.
func (who Sender) may(c Command) (Command, bool) {
	for _, row := range table {
		if row.name == c.Name && row.whom&who.May != 0 {
			return c, who.Bare == nil || c.Room() == chat.Interview || who.Bare(c)
		}
	}
	return Command{}, false
}

// Wonders reports whether the message asks about words that are wanted, as «ghi lý do gì
// bây giờ» does, and is none of them.
func (h *Heard) Wonders() bool { return h.is(rootWonder) }

// Drops reports whether all of the message lets something go: «thôi bỏ đi», “actually leave it for now”.
func (h *Heard) Drops() bool { return h.is(rootDrop) }

// Remarks reports whether the message says of what was written that it does not do, «nói rõ
// hơn», which to the bot would be something else.
func (h *Heard) Remarks() bool { return h.is(rootRemark) }

// is reports whether all of the message is a sentence of a root without slots.
func (h *Heard) is(root string) bool {
	if h == nil || h.asked == nil {
		return false
	}
	_, ok := h.asked.Whole(h.say, nil, root)
	return ok
}
