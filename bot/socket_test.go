package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is left of a bot that was killed gives way, near or behind a link.
func TestALeftOverSocketGivesWay(t *testing.T) {
	for name, data := range map[string]string{"short": t.TempDir(), "long": filepath.Join(t.TempDir(), strings.Repeat("d", 120))} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			if err := os.MkdirAll(data, 0o700); err != nil {
				t.Fatal(err)
			}
			killed, err := listenAdmin(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			if err := killed.Listener.Close(); err != nil { // its name stays
				t.Fatal(err)
			}
			if _, err := dialAdmin(t.Context(), data); !errors.Is(err, errSilent) {
				t.Errorf("asked a bot that is gone: %v", err)
			}
			served(t, data, &admin{})
			if _, err := dialAdmin(t.Context(), data); err != nil {
				t.Error(err)
			}
			left, err := os.ReadDir(os.TempDir())
			if err != nil || len(left) > 1 {
				t.Errorf("left in the temporary folder: %v, %v", left, err)
			}
			path, err := findSocket(data)
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(filepath.Dir(path))
			if err != nil || name == "long" && info.Mode().Perm() != 0o700 {
				t.Errorf("its folder: %v, %v", info, err)
			}
		})
	}
}

// Somebody's file, folder or link by the socket's name is neither deleted nor followed.
func TestWhatIsNoSocketStays(t *testing.T) {
	for name, lay := range map[string]func(path string) error{
		"file":   func(path string) error { return os.WriteFile(path, []byte("mine"), 0o600) },
		"folder": func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		data := t.TempDir()
		path := filepath.Join(data, socketName)
		if err := lay(path); err != nil {
			t.Fatal(err)
		}
		if at, err := listenAdmin(t.Context(), data); err == nil || !exists(path) {
			t.Errorf("%s: listened at %v, it is there: %v", name, at, exists(path))
		}
		if _, err := dialAdmin(t.Context(), data); !errors.Is(err, errForeign) {
			t.Errorf("%s: asked: %v", name, err)
		}
	}
	data := t.TempDir()
	precious := filepath.Join(t.TempDir(), "precious")
	err := errors.Join(os.WriteFile(precious, nil, 0o600), os.Symlink(precious, filepath.Join(data, socketName)))
	if err != nil {
		t.Fatal(err)
	}
	served(t, data, &admin{})
	if !exists(precious) {
		t.Error("what a link led to is gone")
	}
}

// A socket that another user made is not asked.
func TestAForeignSocketIsNotAsked(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can make a file somebody else's")
	}
	for _, linked := range []bool{false, true} {
		data, there := t.TempDir(), filepath.Join(t.TempDir(), "s")
		path := filepath.Join(data, socketName)
		if !linked {
			there = path
		}
		var config net.ListenConfig
		squatter, err := config.Listen(context.Background(), "unix", there)
		if err != nil {
			t.Fatal(err)
		}
		defer squatter.Close()
		if linked {
			err = os.Symlink(there, path)
		}
		if err := errors.Join(err, os.Lchown(there, 12345, 12345)); err != nil {
			t.Fatal(err)
		}
		if _, err := dialAdmin(t.Context(), data); !errors.Is(err, errForeign) {
			t.Errorf("linked %v: %v", linked, err)
		}
		// Whose database it is may have made it: root asks for the user of the bot.
		database := filepath.Join(data, databaseFile)
		if err := errors.Join(os.WriteFile(database, nil, 0o600), os.Chown(database, 12345, 12345)); err != nil {
			t.Fatal(err)
		}
		if _, err := dialAdmin(t.Context(), data); err != nil {
			t.Errorf("linked %v, of the bot's user: %v", linked, err)
		}
	}
}
