package main

import (
	"strings"

	"giaoban/internal/locale"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// damages are what is damaged in a database: records, and their number if that is not as it was written.
type damages struct {
	keys  []string
	count *boltkv.Survey // nil if it is right
}

func (d damages) n() int {
	if d.count != nil {
		return len(d.keys) + 1
	}
	return len(d.keys)
}

// lines name all of it in a language.
func (d damages) lines(say locale.Phrases) (lines []string) {
	for _, key := range d.keys {
		lines = append(lines, recordLine(key, say))
	}
	if d.count != nil {
		lines = append(lines, say.Word(surveyed(*d.count)))
	}
	return lines
}

// recordLine names a record by its key, in words, and with whose it is.
func recordLine(key string, say locale.Phrases) string {
	_, of := store.About(key)
	about := []string{recordWord(key, say)}
	if of.Campaign != "" {
		about = append(about, say.Say("cli_record_campaign", "campaign", strings.TrimSuffix(of.Whole().String(), "/")))
	}
	if of.Unit != "" {
		about = append(about, say.Say("cli_record_unit", "unit", of.Unit))
	}
	return key + " (" + strings.Join(about, ", ") + ")"
}

// recordWord is what a record is, in words.
func recordWord(key string, say locale.Phrases) string {
	kind, _, _ := strings.Cut(store.KindOf(key), "/")
	if word := recordWords[kind]; word != "" {
		return say.Say(word)
	}
	return kind
}

// recordWords are the phrases of what records are, by the first part of their keys.
var recordWords = map[string]string{
	"report": "cli_record_answers", "found": "cli_record_answers", "read": "cli_record_answers", "said": "cli_record_answers",
	"status": "cli_record_status", "excuse": "cli_record_status", "extension": "cli_record_deadline", "deadlines": "cli_record_deadline", "below": "cli_record_status",
	"files": "cli_record_files", "download": "cli_record_files", "removed": "cli_record_files",
	"journal": "cli_record_journal", "issue": "cli_record_issue", "waiting": "cli_record_issue", "answered": "cli_record_issue", "asking": "cli_record_issue",
	"notice": "cli_record_order", "folded": "cli_record_order", "order": "cli_record_order", "told": "cli_record_order", "decision": "cli_record_order",
	"sent": "cli_record_order", "ordered": "cli_record_order", "course": "cli_record_order", "ladder": "cli_record_reminded", "reminded": "cli_record_reminded",
	"poll": "cli_record_poll", "person": "cli_record_person", "chat": "cli_record_chat", "members": "cli_record_members", "digests": "cli_record_digests",
	"outbox": "cli_record_message", "sending": "cli_record_message", "shown": "cli_record_message", "kept": "cli_record_question",
	"invite": "cli_record_code", "invited": "cli_record_code", "colleague": "cli_record_code", "tries": "cli_record_code",
	"once": "cli_record_once", "unread": "cli_record_unread", "aside": "cli_record_aside", "damaged": "cli_record_damaged", "alarm": "cli_record_alarm",
	"outline": "cli_record_outline", "phase": "cli_record_phase", "series": "cli_record_phase", "meta": "cli_record_meta", "units": "cli_record_units", "reform": "cli_record_units",
	"carried": "cli_record_under_way", "forgetting": "cli_record_under_way",
}
