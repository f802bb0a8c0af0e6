package main

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"giaoban/internal/chat"
	"giaoban/internal/health"
	"giaoban/internal/measure"
)

// registry has all that is measured: ours, and what the process and its runtime say of
// themselves.
func (a *app) registry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(&meters{app: a}, a.signs, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return registry
}

// meters shows what the rooms count. No label holds a person, a unit or a word that
// somebody typed. monitoring/README.md lists all of them, and a test compares.
type meters struct{ *app }

// Describe implements prometheus.Collector: what Collect gives describes itself.
func (*meters) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (m *meters) Collect(out chan<- prometheus.Metric) {
	s := sink{out}
	m.incoming(s)
	m.outgoing(s)
	m.stored(s)
}

func (m *meters) incoming(s sink) {
	stats, polls := m.dispatcher.Stats(), m.bot.Stats()
	for outcome, n := range polls.Polls {
		s.counter("polls_total", "Polls, by how they ended.", n, "outcome", outcome)
	}
	s.histogram("poll_updates", "Updates that a poll brought which brought any.", polls.Together)
	s.counter("updates_total", "Updates answered.", stats.Updates.Load())
	s.counter("updates_repeated_total", "Updates that the platform delivered again.", stats.Repeated.Load())
	s.counter("updates_set_aside_total", "Updates that could not be dealt with.", stats.SetAside.Load())
	s.counter("updates_not_kept_total", "Updates that the disk did not take; their senders were told to send them again.", stats.Unkept.Load())
	s.counter("updates_ignored_total", "Updates that are no act of a person: groups, channels, other bots.", polls.Dropped)
	s.counter("sentences_not_understood_total", "Sentences of coordinators that were answered with what they may have meant.", stats.Unread.Load())
	s.counter("answers_total", "Answers stored.", stats.Answers.Load())
	s.gauge("questions_waiting", "Questions that are stored and not answered yet.", float64(m.dispatcher.Waiting()))
	s.counter("reports_submitted_total", "Reports handed in.", stats.Submitted.Load())
	s.counter("campaigns_closed_total", "Campaigns and periods that closed by their calendar.", stats.Closed.Load())
	s.counter("periods_opened_total", "Periods that opened by the calendar, of campaigns that recur.", stats.Opened.Load())
	s.counter("digests_due_total", "Digests whose hour came.", stats.DigestsDue.Load())
	s.counter("digests_sent_total", "Digests written for delivery.", stats.DigestsSent.Load())
	s.counter("digests_empty_total", "Digests without news, for those who want none then.", stats.DigestsEmpty.Load())
	s.counter("reminders_due_total", "People whom a step of the ladder was to remind.", stats.RemindersDue.Load())
	s.counter("reminders_sent_total", "Reminders written for delivery; nobody gets more on a day than the campaign allows.", stats.RemindersSent.Load())
}

// priorities are the words for what waits for the same channel.
var priorities = [...]string{chat.Reply: "reply", chat.Notice: "notice", chat.Bulk: "bulk"}

// outcomes are the words for how messages ended that were not plainly delivered.
var outcomes = map[chat.Outcome]string{chat.MaybeSent: "maybe_sent", chat.Gone: "gone", chat.Refused: "refused", chat.GivenUp: "given_up"}

func (m *meters) outgoing(s sink) {
	stats := m.outbox.Stats()
	for p, kind := range priorities {
		line := stats.Lines[p]
		s.gauge("messages_waiting", "Messages in the outbox.", float64(line.Waiting), "kind", kind)
		s.gauge("messages_oldest_seconds", "How long the oldest message in the outbox waits.", line.Oldest.Seconds(), "kind", kind)
		for outcome, n := range line.Tries {
			s.counter("sends_total", "Calls that send or rewrite a message, by how they ended.", n, "kind", kind, "outcome", outcome)
		}
		s.histogram("send_duration_seconds", "How long such a call took.", line.Took, "kind", kind)
	}
	for outcome, word := range outcomes {
		s.counter("messages_dropped_total", "Messages that are not tried any more, by why.", stats.Ended[outcome], "outcome", word)
	}
	s.add(prometheus.CounterValue, "throttled_seconds_total", "For how long the platform asked to wait, all in all.", stats.Asked.Seconds())
	s.histogram("answer_duration_seconds", "From the poll that brought an update to the delivery of the first message that answers it.", stats.Answering)
}

func (m *meters) stored(s sink) {
	kv, files := m.kv.Stats(), m.app.files.Stats()
	s.counter("store_commits_total", "Commits of the store.", int64(kv.Commits))
	s.counter("store_commits_failed_total", "Commits that did not reach the disk.", int64(kv.Failed))
	s.counter("store_transactions_total", "Transactions of the store.", int64(kv.Functions))
	s.histogram("store_commit_duration_seconds", "How long a commit took, its fsync included.", kv.Took)
	s.histogram("store_commit_transactions", "Transactions that shared a commit.", kv.Together)
	s.counter("files_stored_total", "Files of reports fetched and stored.", files.Stored)
	s.counter("files_retried_total", "Tries to fetch a file that will be repeated.", files.Retried)
	s.counter("files_lost_total", "Files given up; their senders were told.", files.Lost)
	s.counter("files_trashed_total", "Files that reports gave up, put into the trash.", files.Trashed)
	s.gauge("files_waiting", "Files of reports that are still to be fetched.", float64(files.Waiting))
	m.onDisk(s)
}

// onDisk tells what signs looked at last: a scrape waits for no disk, least of all for one
// that hangs.
func (m *meters) onDisk(s sink) {
	f, _ := m.signs.look()
	s.gauge("store_committing_seconds", "For how long a commit has been under way.", f.Store.Committing.Seconds())
	s.gauge("files_missing", "Files that reports have and the disk lacks.", float64(f.Missing))
	s.gauge("records_damaged", "Records that are damaged and set aside.", float64(f.Damage.N))
	s.gauge("database_bytes", "Size of the database.", float64(f.DataSize))
	s.gauge("files_bytes", "Size of the files of reports, without the trash.", float64(f.FilesSize))
	for disk, is := range map[string]health.Disk{"data": f.Disk, "backups": f.BackupDisk} {
		if is.Size > 0 {
			s.gauge("disk_free_bytes", "Room on the disk of the data folder, and of backups if that is another.", float64(is.Free), "disk", disk)
		}
	}
	if !f.Backups.Configured {
		return
	}
	s.gauge("backups", "Daily backups that are kept.", float64(f.Backups.Count))
	s.gauge("backup_bytes", "Size of the last daily backup.", float64(f.Backups.Size))
	at := 0.0
	if !f.Backups.Newest.IsZero() {
		at = float64(f.Backups.Newest.UnixMilli()) / 1000
	}
	s.gauge("backup_last_success_timestamp_seconds", "When the last daily backup was whole; 0 if none ever was.", at)
}

// sink takes what is measured. Labels come as name and value.
type sink struct{ out chan<- prometheus.Metric }

func (s sink) counter(name, help string, value int64, labels ...string) {
	s.add(prometheus.CounterValue, name, help, float64(value), labels...)
}

func (s sink) gauge(name, help string, value float64, labels ...string) {
	s.add(prometheus.GaugeValue, name, help, value, labels...)
}

func (s sink) add(kind prometheus.ValueType, name, help string, value float64, labels ...string) {
	desc, values := described(name, help, labels)
	s.out <- prometheus.MustNewConstMetric(desc, kind, value, values...)
}

func (s sink) histogram(name, help string, h *measure.Histogram, labels ...string) {
	desc, values := described(name, help, labels)
	seen := h.Seen()
	s.out <- prometheus.MustNewConstHistogram(desc, seen.Count, seen.Sum, seen.Below, values...)
}

func described(name, help string, labels []string) (*prometheus.Desc, []string) {
	var names, values []string
	for i := 0; i < len(labels); i += 2 {
		names, values = append(names, labels[i]), append(values, labels[i+1])
	}
	return prometheus.NewDesc("giaoban_"+name, help, names, nil), values
}
