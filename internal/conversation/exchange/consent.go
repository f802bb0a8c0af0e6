package exchange

import (
	"giaoban/internal/command"
)

// Consents is what the typed words are to something that waits.
func (t *Facts) Consents(d command.Deed) command.Consent { return t.Command.Heard.Consent(d) }
