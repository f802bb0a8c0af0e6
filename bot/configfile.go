package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"syscall"

	"giaoban/internal/fault"
)

// readFile reads the configuration file over what c has. It may be missing
// unless somebody asked for it by name.
func (c *Config) readFile(asked bool) (*fault.File, error) {
	content, err := os.ReadFile(c.File)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked, err == nil && fault.Empty(content):
		return &fault.File{}, nil
	case err != nil:
		return &fault.File{}, unreadable(c.File, err).In("GIAOBAN_CONFIG")
	}
	file := fault.Read(c.File, content, c)
	folder := filepath.Dir(c.File)
	for _, path := range []*string{&c.Units, &c.Conversations, &c.BackupTo, &c.EncryptionKey} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(folder, *path)
		}
	}
	return file, nil
}

// placed is a fault at the place of a key of the configuration file, which is read again for
// it.
func (c Config) placed(f fault.Fault, keys ...any) fault.Fault {
	content, err := os.ReadFile(c.File)
	if err != nil {
		return f.In(c.File)
	}
	var again Config
	file := fault.Read(c.File, content, &again)
	if file.Node(keys) == nil {
		return f.In(c.File)
	}
	return file.Placed(keys, f)
}

// unreadable says why a file or a folder cannot be read.
func unreadable(path string, err error) fault.Fault {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.New("path_missing", "path", path)
	case errors.Is(err, fs.ErrPermission):
		return fault.New("path_forbidden", "path", path)
	case errors.Is(err, syscall.ENOTDIR):
		return fault.New("path_no_folder", "path", path)
	}
	return fault.New("path_unreadable", "path", path, "message", err)
}

// keys are the settings that stand in giaoban.yaml.
func keys() (names []string) {
	for f := range reflect.TypeFor[Config]().Fields() {
		if key := f.Tag.Get("yaml"); key != "-" {
			names = append(names, key)
		}
	}
	return names
}
