package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
)

// socketName is where serve listens for commands, in its data folder.
const socketName = "giaoban.sock"

// longestSocket is the longest path that every system takes for a socket, with something
// to spare. Where the data folder's is longer, a link stands there, to a socket in a folder
// of its own with a name that nobody can foresee.
const longestSocket = 88

// socket is where commands come in. Closing it leaves nothing behind.
type socket struct {
	net.Listener
	path string
}

func (s *socket) Close() error { return errors.Join(s.Listener.Close(), clearSocket(s.path)) }

// listenAdmin opens the socket of a data folder. Only the user that runs the bot may ask
// there.
func listenAdmin(ctx context.Context, data string) (*socket, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(data, socketName)
	// Whoever holds the database owns the socket; what lies there is left over.
	if err := clearSocket(path); err != nil {
		return nil, hinted(fails("cli_socket_listen", "error", err), "cli_socket_listen_hint", "folder", data)
	}
	listener, err := listenPrivately(ctx, path)
	if err != nil {
		return nil, fails("cli_socket_listen", "error", err)
	}
	return &socket{listener, path}, nil
}

// listenPrivately makes the socket in a folder that only this user may enter and
// moves it to its place with its rights already narrow: there is no moment in
// which others could connect. With a long path it stays in that folder.
func listenPrivately(ctx context.Context, path string) (net.Listener, error) {
	long := len(path) > longestSocket
	place, pattern := filepath.Dir(path), ".s"
	if long {
		place, pattern = "", "giaoban-"
	}
	folder, err := os.MkdirTemp(place, pattern)
	if err != nil {
		return nil, err
	}
	first := filepath.Join(folder, "s")
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "unix", first)
	if err != nil {
		return nil, errors.Join(err, os.Remove(folder))
	}
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	err = os.Chmod(first, 0o600)
	switch {
	case err != nil:
	case long:
		err = os.Symlink(first, path)
	default:
		err = errors.Join(os.Rename(first, path), os.Remove(folder))
	}
	if err != nil {
		return nil, errors.Join(err, listener.Close(), os.RemoveAll(folder))
	}
	return listener, nil
}

// clearSocket removes a socket, or the link to one together with the one and its folder.
// Anything else that has the name is somebody's and stays.
func clearSocket(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type() == fs.ModeSymlink:
		target, err := os.Readlink(path)
		if err != nil {
			return err
		}
		if far, err := os.Lstat(target); err == nil && far.Mode().Type() == fs.ModeSocket {
			_ = os.Remove(target) // who cannot does no harm by what is left
			_ = os.Remove(filepath.Dir(target))
		}
	case info.Mode().Type() != fs.ModeSocket:
		return fails("cli_socket_none", "path", path)
	}
	return os.Remove(path)
}

var (
	errSilent  = errors.New("the running bot does not answer")
	errForeign = errors.New("this socket was not made by the bot that runs here")
)

// findSocket gives the path to call. Each step to it must be of this user, of root or of
// whose database it is: another user's socket would be asked for codes, and told who
// they are for.
func findSocket(data string) (string, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return "", err
	}
	owners := []int{os.Geteuid(), 0}
	if info, err := os.Lstat(filepath.Join(data, databaseFile)); err == nil {
		owners = append(owners, ownerOf(info))
	}
	path := filepath.Join(data, socketName)
	info, err := os.Lstat(path)
	if err == nil && info.Mode().Type() == fs.ModeSymlink {
		if !slices.Contains(owners, ownerOf(info)) {
			return "", fails("cli_of_file", "file", path, "error", errForeign)
		}
		if path, err = os.Readlink(path); err == nil {
			info, err = os.Lstat(path)
		}
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", errSilent, err)
	}
	if info.Mode().Type() != fs.ModeSocket || !slices.Contains(owners, ownerOf(info)) {
		return "", fails("cli_of_file", "file", path, "error", errForeign)
	}
	return path, nil
}

// dialAdmin finds out whether somebody listens.
func dialAdmin(ctx context.Context, data string) (*remote, error) {
	path, err := findSocket(data)
	if err != nil {
		return nil, err
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}
	conn, err := dial(ctx, "", "")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errSilent, err)
	}
	return &remote{&http.Client{Transport: &http.Transport{DialContext: dial}}}, conn.Close()
}
