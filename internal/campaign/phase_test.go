package campaign_test

import (
	"errors"
	"testing"

	"giaoban/internal/campaign"
)

// What holds data is never given up unasked, and what is so already is said.
func TestPhaseAfter(t *testing.T) {
	real, trial, closed := campaign.Phase{}, campaign.Phase{Rehearsal: true}, campaign.Phase{Closed: true}
	for _, test := range []struct {
		before campaign.Phase
		change campaign.Change
		begun  int
		force  bool
		after  campaign.Phase
		err    error
	}{
		{real, campaign.Rehearse, 0, false, trial, nil},
		{real, campaign.Rehearse, 1, false, real, campaign.ErrBegun},
		{real, campaign.Rehearse, 1, true, trial, nil},
		{trial, campaign.Rehearse, 0, false, trial, campaign.ErrUnchanged},
		{real, campaign.Reset, 1, false, real, campaign.ErrNoRehearsal},
		{real, campaign.Reset, 1, true, campaign.Phase{Wiping: true}, nil},
		{trial, campaign.Reset, 1, false, campaign.Phase{Rehearsal: true, Wiping: true}, nil},
		{trial, campaign.Open, 1, false, trial, campaign.ErrRehearsed},
		{trial, campaign.Open, 0, false, real, nil},
		{trial, campaign.Open, 1, true, real, nil},
		{real, campaign.Open, 0, false, real, campaign.ErrUnchanged},
		{real, campaign.Close, 9, false, closed, nil},
		{closed, campaign.Close, 9, false, closed, campaign.ErrUnchanged},
		{closed, campaign.Reopen, 9, false, real, nil},
		{real, campaign.Reopen, 9, false, real, campaign.ErrUnchanged},
	} {
		after, err := test.before.After(test.change, test.begun, test.force)
		if after != test.after || !errors.Is(err, test.err) {
			t.Errorf("%+v, %s with %d begun, forced %t: %+v, %v; want %+v, %v", test.before, test.change, test.begun, test.force, after, err, test.after, test.err)
		}
	}
	if _, err := real.After("burn", 0, true); err == nil {
		t.Error("a change that is none is taken")
	}
}
