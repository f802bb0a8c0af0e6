package oversight

import (
	"slices"
	"strings"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/paper"
)

// Attached is a file of a report as the channel can send it again.
type Attached struct {
	answers.Filed
	// Ref is the channel's handle, By the sender's address.
	Ref, By string
	Got     time.Time
	// Missing: it was stored, and its content is not on the disk.
	Missing bool
}

// filesAtOnce is how many files are sent at once.
const filesAtOnce = 10

// attached opens files of the report where it is read: each with its caption, who sent it
// and when. Those of what the person may not see are not named, nor sent.
func (f front) attached() ([]chat.Content, error) {
	files, err := f.paper.Files()
	if err != nil {
		return nil, err
	}
	files = f.open(files)
	page := f.cmd.Page
	switch {
	case len(files) == 0:
		return one(f.say.Say("attached_none", "unit", f.unit.Label())), nil
	case f.cmd.Part == command.AllFilesPart:
		return f.several(files, max(page, 1)), nil
	case page > 0:
		i := slices.IndexFunc(files, func(a Attached) bool { return a.ID == page })
		if i < 0 {
			return one(f.say.Say("attached_none", "unit", f.unit.Label())), nil
		}
		files = files[i : i+1]
	}
	if len(files) == 1 {
		c := f.sent(files[0])
		c.Choices = [][]chat.Choice{{f.at(f.unit, command.OwnReport, 0).Choice(f.say.Say("read_button_sections"))}}
		return []chat.Content{c}, nil
	}
	c := chat.Content{Text: f.say.Count("attached_title", len(files), "unit", f.unit.Label())}
	c.Choices = [][]chat.Choice{{f.at(f.unit, command.AllFilesPart, 1).Choice(f.say.Say("attached_button_all", "n", min(len(files), filesAtOnce)))}}
	var choices []chat.Choice
	for _, a := range files[:min(len(files), maxDrill)] {
		choices = append(choices, f.at(f.unit, command.FilesPart, a.ID).Choice(label(paper.FileLabel(f.say, a.Filed), 34)))
	}
	c.Choices = append(c.Choices, pairs(choices)...)
	return []chat.Content{c}, nil
}

// open are the files that the person may see.
func (f front) open(files []Attached) []Attached {
	return slices.DeleteFunc(slices.Clone(files), func(a Attached) bool { return !f.view.MayName(a.Filed) })
}

// several sends a page of the files, with a button to those that follow.
func (f front) several(files []Attached, page int) (out []chat.Content) {
	from := min((page-1)*filesAtOnce, len(files)-1)
	to := min(from+filesAtOnce, len(files))
	for _, a := range files[from:to] {
		out = append(out, f.sent(a))
	}
	last := &out[len(out)-1]
	if left := len(files) - to; left > 0 {
		last.Choices = [][]chat.Choice{{f.at(f.unit, command.AllFilesPart, page+1).Choice(f.say.Say("attached_button_more", "n", min(left, filesAtOnce)))}}
	}
	last.Choices = append(last.Choices, []chat.Choice{f.at(f.unit, command.OwnReport, 0).Choice(f.say.Say("read_button_sections"))})
	return out
}

// sent is a file with its caption, who sent it and when.
func (f front) sent(a Attached) chat.Content {
	lines := []string{f.say.Say("attached_file", "label", paper.FileLabel(f.say, a.Filed), "unit", f.unit.Label(), "place", paper.Contents{Writer: &f.view.Writer}.FilePlace(a.Filed))}
	if a.Caption != "" {
		lines = append(lines, f.say.Say("attached_caption", "caption", label(a.Caption, 500)))
	}
	lines = append(lines, f.say.Say("attached_by", "post", f.sender(a.By), "moment", f.say.Moment(a.Got.In(f.Zone))))
	if a.State == answers.FileLost || a.Ref == "" {
		return chat.Content{Text: strings.Join(append(lines, f.say.Say("attached_lost")), "\n")}
	}
	if a.Missing {
		lines = append(lines, f.say.Say("attached_missing"))
	}
	return chat.Content{Text: strings.Join(lines, "\n"), File: &chat.File{Kind: a.Kind, Ref: a.Ref, Name: a.Name, Type: a.Type, Size: a.Size, Seconds: a.Seconds}}
}

// sender is the post of who sent a file, if it is still known.
func (f front) sender(by string) string {
	if f.Members != nil {
		for _, m := range f.Members(f.unit.Code) {
			if m.Address.String() == by && m.Post != "" {
				return m.Post
			}
		}
	}
	return f.say.Say("attached_somebody")
}
