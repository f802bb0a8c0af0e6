package main

import (
	"context"
	"errors"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/retention"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// The exit codes, for scripts. --help and README list them; once given out, none changes its meaning.
const (
	exitOK       = iota
	exitFault    // something else failed
	exitUsage    // the command line is wrong
	exitFiles    // configuration, campaign, outlines, units or people have faults
	exitNotFound // what was named is not there
	exitDeclined // it may not be done as things stand, and nothing was changed
	exitBusy     // somebody else has the database open
	exitIdle     // no bot runs there, or it does not serve people
	exitDamaged  // the database, its files or a backup are damaged
)

// exits are the codes with what help says of them.
var exits = []struct {
	code int
	key  string
}{
	{exitOK, "cli_exit_ok"}, {exitFault, "cli_exit_fault"}, {exitUsage, "cli_exit_usage"}, {exitFiles, "cli_exit_files"}, {exitNotFound, "cli_exit_not_found"},
	{exitDeclined, "cli_exit_declined"}, {exitBusy, "cli_exit_busy"}, {exitIdle, "cli_exit_idle"}, {exitDamaged, "cli_exit_damaged"},
}

// codes are those of errors that other rooms make.
var codes = []struct {
	err  error
	code int
}{
	{errNone, exitNotFound}, {errIdle, exitIdle}, {errSilent, exitBusy}, {boltkv.ErrLocked, exitBusy}, {errBroken, exitDamaged}, {boltkv.ErrDamaged, exitDamaged},
	{boltkv.ErrEmpty, exitDamaged}, {store.ErrDamaged, exitDamaged}, {store.ErrForeign, exitDeclined}, {store.ErrNewer, exitDeclined}, {retention.ErrOpen, exitDeclined},
	{campaign.ErrUnchanged, exitDeclined}, {campaign.ErrBegun, exitDeclined}, {campaign.ErrRehearsed, exitDeclined}, {campaign.ErrNoRehearsal, exitDeclined},
	{campaign.ErrPurging, exitDeclined}, {context.Canceled, exitFault},
}

// knownCode is the code of an error that has none of its own.
func knownCode(err error) int {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	var one fault.Fault
	var many *fault.Faults
	if errors.As(err, &one) || errors.As(err, &many) {
		return exitFiles
	}
	return exitFault
}
