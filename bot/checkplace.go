package main

import (
	"maps"
	"os"
	"path/filepath"

	"giaoban/internal/fault"
)

// settings are those of the place that was named, else those that every command has. A place is a configuration or the folder
// in which it lies, a campaign's folder or a folder of several, a file of one, or a data folder.
func (k *checkCommand) settings(environ map[string]string) (Config, error) {
	if k.Place == "" {
		return loadConfig(environ, false)
	}
	info, err := os.Stat(k.Place)
	if err != nil {
		return Config{Lost: true}, unreadable(k.Place, err)
	}
	folder := k.Place
	if !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	if isFile(filepath.Join(folder, databaseFile)) && k.Data == "" && !isFile(filepath.Join(folder, campaignFile)) {
		k.Data = folder
		return loadConfig(environ, false)
	}
	own := configBeside(folder)
	if own != "" {
		environ = maps.Clone(environ)
		environ["GIAOBAN_CONFIG"] = own
	}
	c, err := loadConfig(environ, false)
	switch {
	case own != "" && filepath.Dir(own) == filepath.Clean(folder): // it names the campaigns
		return c, err
	case own == "" && (c.Conversations == "" || !within(absolute(c.Conversations), absolute(folder))): // it is about others
		c, err = defaults(), nil
	}
	if f, none := checkCampaigns(folder); none {
		if !info.IsDir() && outlineText.fits(k.Place) {
			f = fault.New("check_lone", "path", k.Place)
		}
		return Config{Lost: true}, f
	}
	c.Conversations = folder
	return c, err
}

// configBeside is the configuration in a campaign's folder or the one above; "" if there is none.
func configBeside(folder string) string {
	for _, at := range []string{folder, filepath.Dir(folder)} {
		if own := filepath.Join(at, configName); isFile(own) {
			return own
		}
	}
	return ""
}
