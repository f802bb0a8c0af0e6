package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"giaoban/internal/fault"
)

// missingFile tells that a file which somebody named is not there, and which was perhaps meant.
func missingFile(path string) error {
	folder := filepath.Dir(path)
	names, err := namesIn(folder, "*")
	if err != nil {
		return notFound("cli_new_no_folder", "folder", folder)
	}
	err = notFound("cli_no_file", "path", path)
	if near := fault.Nearest(filepath.Base(path), names); near != "" {
		return hinted(err, "cli_no_file_near", "near", near)
	}
	return hinted(err, "cli_no_file_hint", "folder", folder)
}

// namesIn are the files of a folder that fit a pattern, but for what is hidden or another program's own.
func namesIn(folder, pattern string) (names []string, err error) {
	entries, err := os.ReadDir(folder)
	for _, entry := range entries {
		name := entry.Name()
		if fits, _ := filepath.Match(pattern, name); fits && !entry.IsDir() && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, lockMark) {
			names = append(names, name)
		}
	}
	return names, err
}

// lockMark begins the name of the file that an office program keeps beside one that it has open.
const lockMark = "~$"

// lockOf tells that a file is only such a mark; nil if it is not.
func lockOf(path string) error {
	of, lock := strings.CutPrefix(filepath.Base(path), lockMark)
	if !lock {
		return nil
	}
	return coded(exitUsage, fails("cli_lock_file", "file", filepath.Base(path), "of", of))
}

// anOutline refuses a path that cannot be an outline's, and names those that are beside it; nil if it may be one.
func anOutline(path string) error {
	if err := lockOf(path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return missingFile(path)
	}
	if err != nil {
		return err
	}
	folder, key := filepath.Dir(path), ""
	switch {
	case info.IsDir():
		folder, key = path, "cli_outline_folder"
	case filepath.Base(path) == campaignFile:
		key = "cli_outline_campaign"
	case filepath.Base(path) == configName:
		key = "cli_outline_config"
	case strings.EqualFold(filepath.Ext(path), ".xlsx"):
		return hinted(coded(exitUsage, fails("cli_outline_form", "path", path)), "cli_outline_form_hint", "path", quoted(path))
	case !outlineText.fits(path):
		key = "cli_outline_other"
	default:
		return nil
	}
	err = coded(exitUsage, fails(key, "path", path))
	if names := outlinesIn(folder); len(names) > 0 {
		return hinted(err, "cli_outline_these", "names", strings.Join(names, ", "))
	}
	return err
}

// outlinesIn are the files of a campaign's folder, or of those in it, that will be outlines.
func outlinesIn(folder string) (out []string) {
	for _, pattern := range []string{"*.yaml", "*/*.yaml"} {
		found, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range found {
			base := filepath.Base(path)
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), campaignFile)); err == nil && base != campaignFile && base != configName {
				out = append(out, path)
			}
		}
	}
	return out
}
