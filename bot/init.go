package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

type initCommand struct {
	Dir string `arg:"" type:"path" help:"${cli_help_init_dir}"`
}

// Run writes the shipped campaign and a commented configuration. It overwrites
// nothing.
func (i *initCommand) Run(p *program) error {
	files, err := p.shippedFiles()
	if err != nil {
		return err
	}
	return p.start(i.Dir, shippedCampaign, files)
}

// configName is the configuration's name where it is not named otherwise.
const configName = "giaoban.yaml"

// A starter is a file that init writes.
type starter struct {
	path    string
	content []byte
}

func (p *program) shippedFiles() ([]starter, error) {
	config, err := starterConfig(p.say.Tag(), shippedCampaign)
	if err != nil {
		return nil, err
	}
	files := []starter{config}
	folder := shipped()
	err = campaignFiles(folder, func(path string, content []byte) error {
		files = append(files, starter{filepath.Join(shippedCampaign, filepath.FromSlash(path)), content})
		return nil
	})
	if err != nil {
		return nil, err
	}
	schemas, err := schemaFiles()
	return append(files, schemas...), err
}

// campaignFiles gives the files of a campaign's folder, without the demo's and without transcripts, which are tests.
func campaignFiles(folder fs.FS, each func(path string, content []byte) error) error {
	return fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		hidden := path != "." && strings.HasPrefix(filepath.Base(path), ".")
		if err == nil && d.IsDir() && (path == demoFolder || hidden) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || hidden || filepath.Ext(path) == ".txtar" {
			return err
		}
		if info, err := fs.Stat(folder, path); err != nil || !info.Mode().IsRegular() { // a link to a folder is one
			return err
		}
		content, err := fs.ReadFile(folder, path)
		if err != nil {
			return err
		}
		return each(path, content)
	})
}

func (f starter) write(dir string) error {
	path := filepath.Join(dir, f.path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(f.content)
	return errors.Join(err, file.Close())
}
