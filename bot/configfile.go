package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"

	"go.yaml.in/yaml/v4"

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
		c.Lost = true
		return &fault.File{}, c.noConfig(err).In("GIAOBAN_CONFIG")
	}
	if f, other := otherFile(c.File, content); other {
		c.Lost = true
		return &fault.File{}, f.In("GIAOBAN_CONFIG")
	}
	file := fault.Read(c.File, content, c)
	file.Retell(misplacedKey)
	campaigns := file.Node([]any{"conversations"})
	c.Lost = file.Broken() || campaigns != nil && campaigns.Kind != yaml.ScalarNode // or another campaign would be read for them
	folder := filepath.Dir(c.File)
	for _, path := range []*string{&c.Units, &c.Conversations, &c.BackupTo, &c.EncryptionKey} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(folder, *path)
		}
	}
	return file, nil
}

// environmentKeys are settings of the environment, by what people call them in a file.
var environmentKeys = map[string]string{"data": "GIAOBAN_DATA", "giaoban_data": "GIAOBAN_DATA", "data_dir": "GIAOBAN_DATA", "log": "GIAOBAN_LOG", "lang": "GIAOBAN_LANG",
	"api_url": "TELEGRAM_API_URL", "telegram_api_url": "TELEGRAM_API_URL"}

// campaignKeys are those of campaign.yaml that people look for here.
var campaignKeys = []string{"name", "title", "short_title", "about", "language", "languages", "called", "unit_list", "levels", "reminders", "reminders_per_day", "recurs",
	"closes", "polls", "chase", "quiet", "working_days", "holidays", "order", "contact", "featured", "abbreviations", "deadline"}

// misplacedKey says of a key that is none here where it is set.
func misplacedKey(f fault.Fault) fault.Fault {
	if f.Key == "yaml_one_value" && len(f.Pairs) == 4 && f.Pairs[3] == "conversations" {
		return fault.New("config_one_folder", "written", f.Pairs[1]).At(f.File, f.Line, f.Column)
	}
	if f.Key != "yaml_no_key" || len(f.Pairs) < 2 {
		return f
	}
	key := strings.ToLower(fmt.Sprint(f.Pairs[1]))
	variable, ofEnvironment := environmentKeys[key]
	switch {
	case strings.Contains(key, "token"):
		return fault.New("config_token_here").At(f.File, f.Line, f.Column)
	case ofEnvironment:
		return fault.New("config_environment_key", "key", key, "variable", variable).At(f.File, f.Line, f.Column)
	case slices.Contains(campaignKeys, key):
		return fault.New("config_campaign_key", "key", key).At(f.File, f.Line, f.Column)
	}
	return f
}

// noConfig says why the configuration cannot be read, and where it perhaps lies.
func (c *Config) noConfig(err error) fault.Fault {
	if info, serr := os.Stat(c.File); serr == nil && info.IsDir() {
		f := fault.New("config_folder", "path", c.File)
		f.Near = nearConfig(c.File)
		return f
	}
	f := unreadable(c.File, err)
	f.Near = nearConfig(filepath.Dir(c.File))
	return f
}

// nearConfig is the configuration in a folder, or in the one above; "" if there is none.
func nearConfig(folder string) string {
	for _, dir := range []string{folder, filepath.Dir(filepath.Clean(folder))} {
		if path := filepath.Join(dir, configName); isFile(path) {
			return path
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// otherFile says of a file that is read as the configuration that it is a campaign's, or an outline.
func otherFile(path string, content []byte) (f fault.Fault, other bool) {
	what := kindOfFile(content)
	if what != keysOfCampaign && what != keysOfOutline {
		return f, false
	}
	if f = fault.New("config_is_outline", "path", path); what == keysOfCampaign {
		f = fault.New("config_is_campaign", "path", path)
	}
	f.Near = nearConfig(filepath.Dir(path))
	return f, true
}

// A fileKind is which of the office's files one is, by its keys.
type fileKind uint8

const (
	noKeys fileKind = iota
	keysOfCampaign
	keysOfOutline
	keysOfConfig
)

// kindOfFile tells by keys that no other file has.
func kindOfFile(content []byte) fileKind {
	var keys map[string]any
	if err := yaml.Load(content, &keys, yaml.WithUniqueKeys(false)); err != nil {
		return noKeys
	}
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := keys[name]; return ok })
	}
	switch {
	case has("levels", "recurs", "unit_list", "working_days"):
		return keysOfCampaign
	case has("sections", "figures"):
		return keysOfOutline
	case has("conversations", "listen", "bot_name", "max_file_mb", "backup_to"):
		return keysOfConfig
	}
	return noKeys
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
