package main

import (
	"archive/tar"
	"errors"
	"io"
	"io/fs"
	"net"
	"syscall"

	"giaoban/internal/campaign"
	"giaoban/internal/disk"
	"giaoban/internal/locale"
	"giaoban/internal/retention"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
	"giaoban/internal/telegram"
)

// kinds are errors of other rooms and of the system, and the phrases for them.
var kinds = []struct {
	err error
	key string
}{
	{errNone, "cli_err_no_database"}, {errIdle, "cli_err_idle"}, {errSilent, "cli_err_silent"}, {errForeign, "cli_err_foreign_socket"}, {errNoToken, "cli_err_no_token"}, {errBroken, "cli_err_archive"},
	{boltkv.ErrLocked, "cli_err_locked"}, {boltkv.ErrDamaged, "cli_err_no_bbolt"}, {boltkv.ErrEmpty, "cli_err_empty_database"},
	{store.ErrForeign, "cli_err_foreign"}, {store.ErrNewer, "cli_err_newer"}, {store.ErrDamaged, "cli_err_damaged"}, {store.ErrUnwritten, "cli_err_unwritten"},
	{retention.ErrOpen, "cli_err_open_campaign"}, {telegram.ErrUnauthorized, "cli_err_unauthorized"},
	{campaign.ErrUnchanged, "cli_err_unchanged"}, {campaign.ErrBegun, "cli_err_begun"}, {campaign.ErrRehearsed, "cli_err_rehearsed"}, {campaign.ErrNoRehearsal, "cli_err_no_rehearsal"},
	{campaign.ErrPurging, "cli_err_purging"},
}

// reasons are the system's.
var reasons = []struct {
	err error
	key string
}{
	{fs.ErrNotExist, "cli_os_missing"}, {fs.ErrPermission, "cli_os_forbidden"}, {fs.ErrExist, "cli_os_exists"}, {syscall.ENOTDIR, "cli_os_no_folder"}, {syscall.EISDIR, "cli_os_folder"},
	{syscall.EADDRNOTAVAIL, "cli_os_no_such_address"}, {syscall.ENOSPC, "cli_os_full"}, {syscall.EDQUOT, "cli_os_quota"}, {syscall.EROFS, "cli_os_read_only"}, {syscall.EADDRINUSE, "cli_os_address_used"}, {windowsAddressInUse, "cli_os_address_used"}, {syscall.ECONNREFUSED, "cli_os_refused"},
	{io.ErrUnexpectedEOF, "cli_os_cut"}, {io.EOF, "cli_os_cut"}, {tar.ErrHeader, "cli_os_no_tar"},
}

// known is the phrase of an error that this program or the system knows: with the path that it names, if it names one.
func known(err error) (locale.Phrase, bool) {
	var room *disk.NoRoomError
	if errors.As(err, &room) {
		return locale.Later("cli_err_no_room", "folder", room.Folder, "need", room.Need>>20, "free", room.Free>>20), true
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return locale.Later(k.key, "error", err.Error()), true
		}
	}
	if said, ok := unknownAddress(err); ok {
		return said, true
	}
	for _, r := range reasons {
		if !errors.Is(err, r.err) {
			continue
		}
		reason := locale.Later(r.key)
		if at := placeOf(err); at != "" {
			return locale.Later("cli_os_at", "place", at, "reason", reason), true
		}
		return reason, true
	}
	return locale.Phrase{}, false
}

// unknownAddress is the phrase for an address that cannot be read, or that no machine is known by.
func unknownAddress(err error) (locale.Phrase, bool) {
	var address *net.AddrError
	var name *net.DNSError
	switch {
	case errors.As(err, &address):
		return locale.Later("cli_os_no_address"), true
	case errors.As(err, &name):
		return locale.Later("cli_os_no_host", "host", name.Name), true
	}
	return locale.Phrase{}, false
}

// placeOf is the path or the address that an error is about.
func placeOf(err error) string {
	var path *fs.PathError
	var call *net.OpError
	switch {
	case errors.As(err, &path):
		return path.Path
	case errors.As(err, &call) && call.Addr != nil:
		return call.Addr.String()
	}
	return ""
}
