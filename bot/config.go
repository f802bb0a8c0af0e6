package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"giaoban/internal/campaign"
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
// them, each with a hint; with needToken a missing token is one of that.
func loadConfig(environ map[string]string, needToken bool) (Config, error) {
	c := defaults()
	if file := environ["GIAOBAN_CONFIG"]; file != "" {
		c.File = file
	}
	faults := c.readFile(environ["GIAOBAN_CONFIG"] != "")
	where := origins(environ, c.File)
	if err := env.ParseWithOptions(&c, env.Options{Environment: environ}); err != nil {
		faults = append(faults, err)
	}
	c.BotName = strings.TrimPrefix(c.BotName, "@")
	if _, err := os.Stat(c.File); err != nil {
		c.File = ""
	}
	faults = append(faults, c.check(where)...)
	if needToken && c.Token == "" {
		faults = append(faults, hinted(errNoToken,
			"get a token from @BotFather on Telegram; without one, {giaoban} demo shows everything"))
	}
	return c, errors.Join(faults...)
}

// origins tells where a setting comes from, for the errors.
func origins(environ map[string]string, file string) func(key, variable string) string {
	return func(key, variable string) string {
		if key == "" || environ[variable] != "" {
			return variable
		}
		return file + ": " + key
	}
}

// check looks at each setting by itself.
func (c *Config) check(where func(key, variable string) string) []error {
	var faults []error
	wrong := func(place string, err error, hint string) {
		if err != nil {
			faults = append(faults, hinted(fmt.Errorf("%s: %w", place, err), "%s", hint))
		}
	}
	for _, s := range []struct {
		place, value string
		check        func(string) error
		hint         string
	}{
		{"TELEGRAM_BOT_TOKEN", c.Token, checkToken, "copy the whole line that @BotFather gave, like 123456789:AAE…, 35 characters after the colon"},
		{"TELEGRAM_API_URL", c.APIURL, checkURL, "for example " + telegram.DefaultAPIURL + ", or http://127.0.0.1:8081"},
		{"GIAOBAN_DATA", c.Data, checkData, "name a folder that this user may write to; it is made if it does not exist"},
		{where("listen", "GIAOBAN_LISTEN"), c.Listen, checkListen, "host:port, for example 127.0.0.1:8080 or :8080"},
		{where("units", ""), c.Units, checkFile, "a CSV with the header code,parent_code,level,type,name; {giaoban} init DIR writes one"},
		{where("conversations", ""), c.Conversations, checkCampaigns,
			"the folder that has campaign.yaml and its outlines, or a folder of such folders; {giaoban} init DIR writes one"},
		{where("time_zone", ""), c.TimeZone, checkZone, "a name of the IANA list, for example Asia/Ho_Chi_Minh"},
		{where("bot_name", ""), c.BotName, checkBotName, "what @BotFather calls the bot, for example thanhhoa_baocao_bot"},
	} {
		if s.value != "" {
			wrong(s.place, s.check(s.value), s.hint)
		}
	}
	if c.MaxFileMB < 1 || c.MaxFileMB > telegram.MaxFile>>20 {
		wrong(where("max_file_mb", ""), fmt.Errorf("%d is not from 1 to %d", c.MaxFileMB, telegram.MaxFile>>20), "Telegram gives bots no larger files")
	}
	for key, rate := range map[string]float64{"messages_per_second": c.Rate, "messages_per_second_to_one": c.ChatRate} {
		if rate < 0 || rate > 1000 {
			wrong(where(key, ""), fmt.Errorf("%v is not from 0 to 1000", rate), "Telegram takes 30 in a second, 1 of them to one chat; 0 is no limit")
		}
	}
	wrong(where("backup_at", ""), checkTime("15:04", c.BackupAt), "hours and minutes in quotes, for example \"02:00\"")
	if c.BackupKeep < 1 {
		wrong(where("backup_keep", ""), fmt.Errorf("%d is not 1 or more", c.BackupKeep), "how many daily backups are kept, for example 14")
	}
	if c.EncryptionKey != "" {
		wrong(where("encryption_key", "GIAOBAN_ENCRYPTION_KEY"), checkOutside(c.EncryptionKey, c.Data), "keep it elsewhere, readable for the bot's user only")
	}
	_, err := readRecipients(c.BackupRecipients)
	wrong(where("backup_recipients", ""), err, "public keys of age, for example [\"age1…\"]; age-keygen -y FILE prints that of an identity")
	_, amiss := campaign.Address(c.FormOfAddress)
	for _, fault := range amiss {
		wrong(where("form_of_address", ""), fault, fault.Hint)
	}
	for _, hour := range c.Digests {
		wrong(where("digests", ""), checkTime("15:04", hour), "hours and minutes in quotes, for example [\"07:30\", \"16:00\"]")
	}
	for level, day := range c.Deadlines {
		wrong(where("deadlines", "")+"."+strconv.Itoa(level), checkTime(time.DateOnly, day), "level: day, for example 3: 2016-07-05")
	}
	return faults
}

// botName is the form of a bot's user name.
var botName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,31}$`)

func checkBotName(name string) error {
	if !botName.MatchString(name) {
		return fmt.Errorf("%q is not a user name of Telegram", name)
	}
	return nil
}

// checkToken asks the one who uses the token; what it says never repeats it.
func checkToken(token string) error {
	_, err := telegram.New(telegram.Options{Token: token})
	return err
}

// checkURL never repeats the address, which may hold a password.
func checkURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return errors.New("not the address of an http or https server")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("an address with ? or # cannot be put before a method's name")
	}
	return nil
}

func checkData(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is not a folder", folder)
	}
	_, err = os.ReadDir(folder)
	return err
}

func checkListen(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%q is not an address to listen on", address)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is not a port", port)
	}
	return nil
}

// checkCampaigns wants one campaign in the folder, or some in folders below.
func checkCampaigns(folder string) error {
	if _, err := os.ReadDir(folder); err != nil {
		return err
	}
	_, err := Config{Conversations: folder}.folders()
	return err
}

func checkFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder", path)
	}
	return nil
}

func checkZone(name string) error {
	if name == "Local" {
		return errors.New("a machine's own zone is no zone for a campaign")
	}
	_, err := time.LoadLocation(name)
	return err
}

func checkTime(layout, s string) error {
	if _, err := time.Parse(layout, s); err != nil {
		return fmt.Errorf("%q is not written as %s", s, map[string]string{"15:04": "07:30", time.DateOnly: "2016-07-05"}[layout])
	}
	return nil
}
