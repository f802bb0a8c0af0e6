package dispatch

import (
	"giaoban/internal/campaign"
	"giaoban/internal/store"
)

// calendar is the campaign with the deadlines that coordinators set.
func (d *drive) calendar(r store.Reader) (*campaign.Campaign, error) {
	return d.Campaign, nil
}
