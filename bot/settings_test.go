package main

import "giaoban/internal/telegram"

// A setting is a row of the table of settings in the README.
type setting struct {
	Name    string // of a variable, in capitals, or of a key of giaoban.yaml
	Default string
	Meaning string
}

// settings are all there are. A test holds the table, the Config and the README
// together.
func settings() []setting {
	return []setting{
		{"TELEGRAM_BOT_TOKEN", "", "the bot's token from @BotFather; serve needs it"},
		{"TELEGRAM_API_URL", telegram.DefaultAPIURL, "the Bot API server: Telegram's own, one's own, or a proxy"},
		{"GIAOBAN_DATA", "data", "folder of the database and of the files of reports; made if missing"},
		{"GIAOBAN_CONFIG", "giaoban.yaml", "the configuration file; may be missing unless it is named here"},
		{"GIAOBAN_LISTEN", "", "address for health and metrics, for example 127.0.0.1:8080; empty: no HTTP; goes before listen"},
		{"GIAOBAN_LANG", "", "language of faults: vi or en; empty: by LC_ALL, LC_MESSAGES or LANG, else English"},
		{"GIAOBAN_LOG", "INFO", "what is logged: ERROR, WARN, INFO, or DEBUG for each message's way, by an id that names nobody"},
		{"units", "", "CSV of the units; empty: the campaign's own list"},
		{"conversations", "", "folder of the campaign and its outlines; empty: the shipped campaign"},
		{"time_zone", "", "of deadlines, digests and quiet hours; empty: the campaign's"},
		{"bot_name", "", "the bot's user name, for links; empty: what Telegram says"},
		{"listen", "", "as GIAOBAN_LISTEN"},
		{"max_file_mb", "20", "largest file that officers may send, in MB, 1 to 20: Telegram gives bots no larger ones"},
		{"messages_per_second", "30", "messages a second that the platform takes; what is sent to many stays below, and leaves the answers their room; 0: no limit"},
		{"messages_per_second_to_one", "1", "messages a second for one chat; 0: no limit"},
		{"backup_to", "", "folder of daily backups while the bot runs, best on another disk; empty: none"},
		{"backup_at", "02:00", "hour of the daily backup; one that was missed is made at the start"},
		{"backup_keep", "14", "how many daily backups are kept"},
		{"backup_recipients", "", "public keys of age to which backups are encrypted; empty: they are not"},
		{"encryption_key", "", "file of the age identity that database and files are encrypted with, outside the data folder; empty: they are not"},
		{"GIAOBAN_ENCRYPTION_KEY", "", "as encryption_key"},
		{"digests", "", "hours of the digests instead of the campaign's"},
		{"deadlines", "", "last days on time by level instead of the campaign's"},
		{"form_of_address", "", "how officers are addressed instead of the campaign's way"},
	}
}
