package campaigns

import (
	"fmt"
	"io"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Code is an invitation with the code that redeems it. The code is shown once; only its
// hash is kept.
type Code struct {
	Code string
	roster.Invitation
}

// NewCode makes an invitation to a unit; by is the member who asked for it.
func (c *Campaign) NewCode(unit string, role roster.Role, by roster.Giver, at time.Time) (Code, error) {
	random := make([]byte, roster.CodeLetters)
	if _, err := io.ReadFull(c.Set.Random, random); err != nil {
		return Code{}, fmt.Errorf("make a code: %w", err)
	}
	return Code{roster.NewCode(random), roster.Invitation{List: c.List(), Campaign: c.Name(), Unit: unit, Role: role, By: by, Created: at, Expires: at.Add(roster.InvitationValid)}}, nil
}

// Link returns the address that opens the chat with a code, or "" if there is none.
func (c *Campaign) Link(tx store.Getter, code string) string {
	if c.Set.Link == nil {
		return ""
	}
	return c.Set.Link(tx, code)
}

// LinkLine returns a line with the address that opens the chat with a code, or "".
func (c *Campaign) LinkLine(tx store.Getter, code string, say locale.Phrases) string {
	link := c.Link(tx, code)
	if link == "" {
		return ""
	}
	return "\n" + say.Say("colleague_link", "link", link)
}
