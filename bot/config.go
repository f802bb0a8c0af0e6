package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/caarlos0/env/v11"

	"giaoban/internal/campaign"
	"giaoban/internal/fault"
	"giaoban/internal/telegram"
)

// Config is how this machine runs the bot: giaoban.yaml over the defaults, the
// environment over both. What is asked of whom and until when is the
// campaign's; the keys that repeat something of it override it here.
type Config struct {
	// File is the configuration file that was read, empty if there is none.
	// Paths in it are relative to its folder; here they are as the program
	// opens them.
	File string `yaml:"-" env:"GIAOBAN_CONFIG"`

	Units         string         `yaml:"units"`
	Conversations string         `yaml:"conversations"`
	TimeZone      string         `yaml:"time_zone"`
	BotName       string         `yaml:"bot_name"`
	Listen        string         `yaml:"listen" env:"GIAOBAN_LISTEN"`
	Digests       []string       `yaml:"digests"`
	Deadlines     map[int]string `yaml:"deadlines"`
	FormOfAddress any            `yaml:"form_of_address"` // see campaign.Address
	MaxFileMB     int            `yaml:"max_file_mb"`
	// Rate and ChatRate are how many messages a second the platform takes, 0 for any number.
	Rate     float64 `yaml:"messages_per_second"`
	ChatRate float64 `yaml:"messages_per_second_to_one"`
	// BackupTo is the folder of daily backups, none if it is empty; BackupKeep is how many of them are kept.
	BackupTo   string `yaml:"backup_to"`
	BackupAt   string `yaml:"backup_at"`
	BackupKeep int    `yaml:"backup_keep"`
	// BackupRecipients are the public keys of age to which backups are encrypted, daily ones and others; without any they are not.
	BackupRecipients []string `yaml:"backup_recipients"`
	// EncryptionKey is the file of what database and files are encrypted with, "" if they are not.
	EncryptionKey string `yaml:"encryption_key" env:"GIAOBAN_ENCRYPTION_KEY"`

	Token  string `yaml:"-" env:"TELEGRAM_BOT_TOKEN"`
	APIURL string `yaml:"-" env:"TELEGRAM_API_URL"`
	Data   string `yaml:"-" env:"GIAOBAN_DATA"`
	// Lang is the language of faults, vi or en, see languageOf.
	Lang string `yaml:"-" env:"GIAOBAN_LANG"`
	// Lost marks that the file which was asked for cannot be read: nothing is known of what it says.
	Lost bool `yaml:"-"`
	// Log is from which level on something is logged.
	Log slog.Level `yaml:"-" env:"GIAOBAN_LOG"`
}

// The names of what lies in the data folder.
const (
	databaseFile = "giaoban.db"
	filesFolder  = "files" // a file per content, named by its SHA-256
)

// Database is the path of the database.
func (c Config) Database() string { return filepath.Join(c.Data, databaseFile) }

// Files is the folder of what officers sent.
func (c Config) Files() string { return filepath.Join(c.Data, filesFolder) }

// MaxFile is the largest file that is taken, in bytes.
func (c Config) MaxFile() int64 { return int64(c.MaxFileMB) << 20 }

// defaults are the settings of somebody who sets nothing.
func defaults() Config {
	return Config{File: "giaoban.yaml", APIURL: telegram.DefaultAPIURL, Data: "data", MaxFileMB: telegram.MaxFile >> 20,
		Rate: telegram.Rate, ChatRate: telegram.ChatRate, BackupAt: "02:00", BackupKeep: 14}
}

// errNoToken is said by what cannot do without one.
var errNoToken = errors.New("TELEGRAM_BOT_TOKEN is not set")

// loadConfig reads the settings. Its error joins everything that is wrong with
// them; with needToken a missing token is one of that.
func loadConfig(environ map[string]string, needToken bool) (Config, error) {
	c := defaults()
	if file := environ["GIAOBAN_CONFIG"]; file != "" {
		c.File = file
	}
	file, err := c.readFile(environ["GIAOBAN_CONFIG"] != "")
	others := []error{err}
	if err := env.ParseWithOptions(&c, env.Options{Environment: environ}); err != nil {
		others = append(others, fault.New("config_log", "level", environ["GIAOBAN_LOG"]).In("GIAOBAN_LOG")) // all others are words
	}
	for _, name := range slices.Sorted(maps.Keys(environ)) { // a file written on Windows, of which a shell took the line ends too
		if ours := strings.HasPrefix(name, "GIAOBAN_") || name == "TELEGRAM_API_URL"; ours && strings.ContainsAny(environ[name], "\r\n") {
			others = append(others, fault.New("config_line_end", "value", strings.Trim(environ[name], "\r\n")).In(name))
		}
	}
	c.BotName = strings.TrimPrefix(c.BotName, "@")
	if _, err := os.Stat(c.File); err != nil {
		c.File = ""
	}
	s := &settled{Config: &c, file: file, environ: environ}
	if s.check(); needToken && c.Token == "" {
		others = append(others, hinted(errNoToken, "cli_token_get"))
	}
	return c, errors.Join(append([]error{file.Err()}, others...)...)
}

// A settled is a configuration whose settings are looked at, each by itself.
type settled struct {
	*Config
	file    *fault.File // one without anything where there is none
	environ map[string]string
}

// wrong notes what is wrong with a setting: at its place in the file, or with the name of
// the variable of the environment that it comes from.
func (s *settled) wrong(variable string, f fault.Fault, keys ...any) {
	switch {
	case len(keys) == 0 || s.environ[variable] != "":
		s.file.Add(f.In(variable))
	case s.file.Node(keys[:1]) == nil:
		s.file.Add(f.In(fmt.Sprint(keys[0])))
	default:
		s.file.Note(keys, f)
	}
}

// check looks at each setting by itself.
func (s *settled) check() {
	c := s.Config
	for _, row := range []struct {
		variable, key, value string
		check                func(string) (fault.Fault, bool)
	}{
		{"TELEGRAM_BOT_TOKEN", "", c.Token, checkToken},
		{"TELEGRAM_API_URL", "", c.APIURL, checkURL},
		{"GIAOBAN_DATA", "", c.Data, checkData},
		{"GIAOBAN_LANG", "", c.Lang, checkLanguage},
		{"GIAOBAN_LISTEN", "listen", c.Listen, checkListen},
		{"", "units", c.Units, checkFile},
		{"GIAOBAN_ENCRYPTION_KEY", "encryption_key", c.EncryptionKey, checkFile},
		{"", "conversations", c.Conversations, checkCampaigns},
		{"", "time_zone", c.TimeZone, checkZone},
		{"", "bot_name", c.BotName, checkBotName},
	} {
		var keys []any
		if row.key != "" {
			keys = []any{row.key}
		}
		if f, bad := row.check(row.value); row.value != "" && bad {
			s.wrong(row.variable, f, keys...)
		}
	}
	for key, path := range map[string]string{"units": c.Units, "conversations": c.Conversations, "backup_to": c.BackupTo, "encryption_key": c.EncryptionKey} {
		if runtime.GOOS != "windows" && windowsPath.MatchString(path) {
			s.wrong("", fault.New("path_windows", "path", windowsPath.FindString(path)), key)
		}
	}
	if f, bad := checkHour(c.BackupAt); bad {
		s.wrong("", f, "backup_at")
	}
	s.numbers()
	s.recipients()
	if c.EncryptionKey != "" {
		_, missing := checkFile(c.EncryptionKey)
		if err := checkOutside(c.EncryptionKey, c.Data); err != nil {
			s.wrong("GIAOBAN_ENCRYPTION_KEY", fault.New("config_key_inside", "message", err), "encryption_key")
		} else if _, err := readSecret(c.EncryptionKey); err != nil && !missing {
			s.wrong("GIAOBAN_ENCRYPTION_KEY", fault.New("config_key_none", "path", c.EncryptionKey), "encryption_key")
		}
	}
	for i, hour := range c.Digests {
		if f, bad := checkHour(hour); bad {
			s.wrong("", f, "digests", i)
		}
	}
	_, amiss := campaign.Address(c.FormOfAddress)
	for _, f := range amiss {
		s.wrong("", f.Fault, f.Path()...)
	}
	for level, day := range c.Deadlines {
		if _, ok := campaign.LastInstant(day, time.UTC); !ok {
			s.wrong("", fault.New("campaign_no_moment", "written", day).WrittenDay(day), "deadlines", strconv.Itoa(level))
		}
	}
}

// windowsPath is one that begins with the letter of a disk, wherever the folder of the configuration was put before it.
var windowsPath = regexp.MustCompile(`(^|/)[A-Za-z]:[\\/].*$`)

// numbers looks at those that have bounds.
func (s *settled) numbers() {
	if most := telegram.MaxFile >> 20; s.MaxFileMB < 1 || s.MaxFileMB > most {
		s.wrong("", fault.New("config_max_file", "value", s.MaxFileMB, "most", most), "max_file_mb")
	}
	for key, rate := range map[string]float64{"messages_per_second": s.Rate, "messages_per_second_to_one": s.ChatRate} {
		if rate < 0 || rate > 1000 {
			s.wrong("", fault.New("config_rate", "value", rate), key)
		}
	}
	if s.BackupKeep < 1 {
		s.wrong("", fault.New("config_backup_keep", "value", s.BackupKeep), "backup_keep")
	}
}

// botName is the form of a bot's user name.
var botName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,31}$`)

func checkBotName(name string) (fault.Fault, bool) {
	return fault.New("config_bot_name", "name", name), !botName.MatchString(name)
}

// checkToken asks the one who uses the token; what it says never repeats it.
func checkToken(token string) (fault.Fault, bool) {
	if strings.ContainsFunc(token, unicode.IsSpace) {
		return fault.New("config_token_space"), true
	}
	_, err := telegram.New(telegram.Options{Token: token})
	return fault.New("config_token"), err != nil
}

// checkURL never repeats the address, which may hold a password.
func checkURL(s string) (fault.Fault, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fault.New("config_url", "example", telegram.DefaultAPIURL), true
	}
	if strings.Contains(u.Path, "/bot") && strings.Contains(u.Path, ":") { // as the platform's manual shows addresses
		return fault.New("config_url_token", "example", telegram.DefaultAPIURL), true
	}
	return fault.New("config_url_query"), u.RawQuery != "" || u.Fragment != ""
}

// checkData wants a folder that can be read, or none yet.
func checkData(folder string) (f fault.Fault, bad bool) {
	if bare := strings.Trim(folder, " \t\"'“”‘’"); bare != folder { // as word processors and set NAME="…" of Windows leave it
		return fault.New("path_quoted", "path", folder, "bare", bare), true
	}
	info, err := os.Stat(folder)
	switch {
	case err != nil && runtime.GOOS != "windows" && windowsPath.MatchString(folder):
		return fault.New("path_windows", "path", windowsPath.FindString(folder)), true
	case err != nil && (folder == "~" || strings.HasPrefix(folder, "~/")): // which only a shell opens
		return fault.New("path_tilde", "path", folder), true
	case filepath.Base(folder) == databaseFile && (err != nil || !info.IsDir()):
		return fault.New("path_database", "path", folder, "folder", filepath.Dir(folder)), true
	case errors.Is(err, fs.ErrNotExist):
		return f, false
	case err != nil:
		return unreadable(folder, err), true
	case !info.IsDir():
		return fault.New("path_no_folder", "path", folder), true
	}
	_, err = os.ReadDir(folder)
	return unreadable(folder, err), err != nil
}

// recipients looks at those whom backups are encrypted for.
func (s *settled) recipients() {
	for i, line := range s.BackupRecipients {
		if f, bad := checkRecipient(line); bad {
			s.wrong("", f, "backup_recipients", i)
		}
	}
}

// checkRecipient wants a public key of age.
func checkRecipient(line string) (fault.Fault, bool) {
	_, err := readRecipients([]string{line})
	if strings.Contains(strings.ToUpper(line), "AGE-SECRET-KEY-") {
		return fault.New("config_recipient_secret"), true
	}
	return fault.New("config_recipients", "written", line), err != nil
}

func checkListen(address string) (f fault.Fault, bad bool) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fault.New("config_listen", "address", address), true
	}
	n, err := strconv.Atoi(port)
	return fault.New("config_port", "port", port), err != nil || n < 0 || n > 65535
}

// checkCampaigns wants one campaign in the folder, or some in folders below.
func checkCampaigns(folder string) (f fault.Fault, bad bool) {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		f = fault.New("path_no_folder", "path", folder)
		if filepath.Base(folder) == campaignFile {
			f = fault.New("path_of_campaign")
			f.Near = filepath.Base(filepath.Dir(folder))
		}
		return f, true
	}
	if _, err := os.ReadDir(folder); err != nil {
		return noCampaigns(folder, err), true
	}
	if _, err := (Config{Conversations: folder}).folders(); errors.As(err, &f) {
		return f, true
	}
	return f, false
}

// noCampaigns says of a folder that is not there which was meant.
func noCampaigns(folder string, err error) fault.Fault {
	name, f := filepath.Base(folder), unreadable(folder, err)
	if strings.Contains(name, ",") && errors.Is(err, fs.ErrNotExist) {
		return fault.New("config_one_folder", "written", name)
	}
	if f = f.Meant(name, entriesIn(filepath.Dir(folder))); f.Near != "" {
		return f
	}
	found, _ := filepath.Glob(filepath.Join(filepath.Dir(folder), "*", campaignFile))
	for i, file := range found {
		found[i] = filepath.Base(filepath.Dir(file))
	}
	switch {
	case len(found) == 1:
		f.Near = found[0]
	case len(found) > 1:
		f = fault.New("path_missing_of", "path", folder, "names", strings.Join(found, ", "))
	}
	return f
}

// entriesIn are what lies in a folder.
func entriesIn(folder string) (names []string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func checkFile(path string) (f fault.Fault, bad bool) {
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err).Meant(filepath.Base(path), entriesIn(filepath.Dir(path))), true
	}
	defer file.Close()
	info, err := file.Stat()
	return fault.New("path_is_folder", "path", path), err == nil && info.IsDir()
}

// checkZone refuses «Local» too: a machine's own zone is no zone for a campaign.
func checkZone(name string) (fault.Fault, bool) {
	_, err := time.LoadLocation(name)
	return fault.New("zone_unknown", "zone", name).Meant(name, []string{"Asia/Ho_Chi_Minh"}), err != nil || name == "Local"
}

func checkHour(s string) (fault.Fault, bool) {
	_, err := time.Parse("15:04", s)
	return fault.New("campaign_no_hour", "hour", s).WrittenHour(s), err != nil
}
