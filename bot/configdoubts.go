package main

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/telegram"
)

// doubts are what the configuration may have, and its author will not have meant.
func (c Config) doubts() (found []fault.Fault) {
	content, err := os.ReadFile(c.File)
	if err != nil {
		return nil
	}
	var again Config
	file := fault.Read(c.File, content, &again)
	note := func(f fault.Fault, key string) {
		if file.Node([]any{key}) != nil {
			found = append(found, file.Placed([]any{key}, f))
		}
	}
	if n := file.Node([]any{"conversations"}); n != nil && n.Kind == yaml.ScalarNode && again.Conversations == "" {
		note(fault.New("config_conversations_empty", "campaign", shippedCampaign), "conversations")
	}
	if again.BotName != "" && !strings.HasSuffix(strings.ToLower(again.BotName), "bot") {
		note(fault.New("config_bot_name_end", "name", again.BotName), "bot_name")
	}
	if host, _, err := net.SplitHostPort(again.Listen); err == nil && slices.Contains([]string{"", "0.0.0.0", "::"}, host) {
		note(fault.New("config_listen_all", "address", again.Listen), "listen")
	}
	if c.APIURL == telegram.DefaultAPIURL && (again.Rate > telegram.Rate || again.ChatRate > telegram.ChatRate) {
		key := "messages_per_second"
		if again.ChatRate > telegram.ChatRate {
			key = "messages_per_second_to_one"
		}
		note(fault.New("config_rate_high", "key", key, "rate", telegram.Rate, "one", telegram.ChatRate), key)
	}
	if f, doubt := c.doubtBackup(); c.BackupTo != "" && doubt {
		note(f, "backup_to")
	}
	return append(found, c.astray()...)
}

// doubtBackup looks at where backups go: a disk that is not there now may come, and one that is the data's goes with them.
func (c Config) doubtBackup() (fault.Fault, bool) {
	if f, bad := checkData(c.BackupTo); bad {
		return f, true
	}
	folder, campaigns, data := absolute(c.BackupTo), absolute(c.Conversations), absolute(c.Data)
	switch {
	case within(data, folder):
		return fault.New("config_backup_beside", "path", c.BackupTo), true
	case c.Conversations != "" && (within(campaigns, folder) || folder == absolute(filepath.Dir(c.File))):
		return fault.New("backup_in_campaign", "folder", c.BackupTo), true
	}
	_, err := os.Stat(filepath.Dir(folder))
	return fault.New("backup_no_folder", "folder", c.BackupTo, "above", filepath.Dir(folder)), err != nil
}

// astray are files of a campaign that lie beside the configuration, where they are not read.
func (c Config) astray() (found []fault.Fault) {
	folder := filepath.Dir(c.File)
	if c.Conversations == "" || absolute(c.Conversations) == absolute(folder) {
		return nil
	}
	for _, name := range []string{campaignFile, peopleFile, usualUnits} {
		if path := filepath.Join(folder, name); isFile(path) && absolute(path) != absolute(c.Units) {
			found = append(found, fault.New("file_astray", "folder", filepath.Base(c.Conversations)).In(path))
		}
	}
	return found
}
