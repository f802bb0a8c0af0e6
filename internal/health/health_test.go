package health_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/locales"
)

var noon = time.Date(2016, 7, 4, 12, 0, 0, 0, time.FixedZone("ICT", 7*3600))

// well is a bot of which nothing can be said.
func well() health.Facts {
	return health.Facts{
		Now: noon, Up: 100 * time.Hour, Age: 5 * time.Second,
		Platform: health.Platform{Polled: true, Public: true, Silent: 40 * time.Second},
		Outbox:   health.Outbox{Waiting: 3, People: 2, Oldest: 30 * time.Second, Silent: time.Second},
		Store:    health.Store{Committing: 20 * time.Millisecond},
		Disk:     health.Disk{Free: 3 << 30, Size: 40 << 30, Path: "data"},
		Backups:  health.Backups{Configured: true, Newest: noon.Add(-10 * time.Hour), Count: 14},
		Schedule: health.Schedule{Silent: 20 * time.Second},
	}
}

// broken are changes to a bot that is well, by the code that alone is to be found then.
var broken = map[health.Code]struct {
	weight health.Weight
	change func(*health.Facts)
	// less is the same a little less, when it is nothing yet.
	less func(*health.Facts)
	says string // in English
}{
	"blind": {health.Down, func(f *health.Facts) { f.Age = 61 * time.Second }, func(f *health.Facts) { f.Age = 59 * time.Second }, "for 1 minute"},
	"start": {health.Down, func(f *health.Facts) {
		f.Start = health.Start{Waits: 10 * time.Minute, Err: "no space left on device"}
		f.Disk.Free, f.Store.Full, f.Store.Failing = 0, true, time.Minute // and what follows from it is not told beside it
		f.Platform.Silent, f.Schedule.Silent, f.Outbox.Oldest, f.Outbox.Silent = time.Hour, time.Hour, time.Hour, time.Hour
		f.Outbox.People = 2
	}, nil, "has not begun its work for 10 minutes: what a stop cut off has to go on first, and the disk (0 KB left) does not take it"},
	"token": {health.Down, func(f *health.Facts) { f.Platform.Refused, f.Platform.Silent = true, time.Hour }, nil, "token"},
	"conflict": {health.Down, func(f *health.Facts) { f.Platform.Conflict, f.Platform.Silent = true, time.Hour }, nil,
		"Another program"},
	"webhook": {health.Down, func(f *health.Facts) {
		f.Platform.Conflict, f.Platform.Webhook, f.Platform.API = true, true, "https://api.telegram.org"
	}, nil, `curl "https://api.telegram.org/bot$TELEGRAM_BOT_TOKEN/deleteWebhook"`},
	"polls": {health.Down, func(f *health.Facts) { f.Platform.Silent = 121 * time.Second }, func(f *health.Facts) { f.Platform.Silent = 119 * time.Second }, "for 2 minutes"},
	"sends": {health.Down, func(f *health.Facts) { f.Outbox.Oldest, f.Outbox.Silent = 121*time.Second, 121*time.Second },
		func(f *health.Facts) {
			f.Outbox.Oldest, f.Outbox.Silent = time.Hour, 119*time.Second
			f.Outbox.Oldest = 3 * time.Minute
		}, "3 to 2 people"},
	"full": {health.Down, func(f *health.Facts) { f.Disk.Free = 100 << 10 }, func(f *health.Facts) { f.Disk.Free = 1100 << 10 },
		"The disk is full (100 KB left): so far no message was refused, but what people send now may not be kept. Make room on the disk of data, or take a larger one; delete neither giaoban.* nor files there"},
	"commit": {health.Down, func(f *health.Facts) { f.Store.Failing = time.Second }, nil, "for 1 second"},
	"committer": {health.Down, func(f *health.Facts) { f.Store.Committing = 11 * time.Second }, func(f *health.Facts) { f.Store.Committing = 9 * time.Second },
		"for 11 seconds"},
	"schedule":       {health.Down, func(f *health.Facts) { f.Schedule.Silent = 301 * time.Second }, func(f *health.Facts) { f.Schedule.Silent = 299 * time.Second }, "for 5 minutes"},
	"schedule_fails": {health.Degraded, func(f *health.Facts) { f.Schedule.Failing = 3 * time.Minute }, func(f *health.Facts) { f.Schedule.Failing = time.Minute }, "for 3 minutes"},
	"disk":           {health.Degraded, func(f *health.Facts) { f.Disk.Free = 900 << 20 }, func(f *health.Facts) { f.Disk.Free, f.Disk.Size = 900<<20, 8<<30 }, "900 MB of"},
	"backup_disk": {health.Degraded, func(f *health.Facts) { f.BackupDisk = health.Disk{Free: 1 << 20, Size: 100 << 30, Path: "/copies"} },
		func(f *health.Facts) { f.BackupDisk = health.Disk{Path: "/copies"} }, "/copies"},
	"clock": {health.Degraded, func(f *health.Facts) { f.Jump = health.Jump{At: noon.Add(-time.Hour), By: -3 * time.Hour} },
		func(f *health.Facts) { f.Jump = health.Jump{At: noon.Add(-25 * time.Hour), By: 3 * time.Hour} }, "jumped back by 3 hours"},
	"lost": {health.Degraded, func(f *health.Facts) { f.Lost, f.Data, f.Backups.File = 7, "/d", "/copies/a.tar" }, nil,
		`7. Stop the bot, keep this file, and put the database of the newest backup in its place: "mv /d/giaoban.db /d/giaoban.db.damaged && tar -xf /copies/a.tar -C /d giaoban.db".`},
	"older":     {health.Degraded, func(f *health.Facts) { f.Older, f.Up = true, time.Hour }, func(f *health.Facts) { f.Older, f.Up = true, 25*time.Hour }, "older state"},
	"rewritten": {health.Degraded, func(f *health.Facts) { f.Rewritten, f.Up = true, time.Hour }, func(f *health.Facts) { f.Rewritten, f.Up = true, 25*time.Hour }, "new file"},
	"damaged": {health.Degraded, func(f *health.Facts) {
		f.Damage = health.Damage{N: 3, Units: []string{"xã Nga An (16144)", "xã Nga Yên (16147)"}, Codes: []string{"16144", "16147"}, Owners: []string{"telegram:42", "telegram:43"}, Unserved: 1}
	}, nil, `3, of xã Nga An (16144), xã Nga Yên (16147); of 1 person, whom the bot cannot serve. All else goes on. Stop the bot, and bring them back from a backup of before: "giaoban restore FILE.tar --unit 16144", "giaoban restore FILE.tar --unit 16147", "giaoban restore FILE.tar --person telegram:42" and 1 more. No whole daily backup is known here: look for`},
	"missing": {health.Degraded, func(f *health.Facts) {
		f.Missing, f.MissingOf, f.Data, f.Backups.File = 4, []string{"xã Nga An (16144)"}, "/d", "a.tar"
	}, nil,
		`4, of xã Nga An (16144). "giaoban check --data /d" names each, whose it is, and the command that takes it out of a backup; or whoever sent it sends it again.`},
	"aside": {health.Degraded, func(f *health.Facts) { f.Aside = 5 }, nil, "5"},
	"backup": {health.Degraded, func(f *health.Facts) { f.Backups.Age = 37 * time.Hour }, func(f *health.Facts) { f.Backups.Age = 35 * time.Hour },
		"2016"},
	"backup_lacks": {health.Degraded, func(f *health.Facts) { f.Backups.Last, f.Backups.Lacks = "/copies/giaoban-2016-07-04.tar", 3 }, nil,
		"/copies/giaoban-2016-07-04.tar was made without what is damaged or missing: 3. Keep the earlier backups"},
	"unreached": {health.Note, func(f *health.Facts) {
		f.Unreached = []health.Unreached{{Name: "Lê Hà", Unit: "xã Nga An (16144)", Since: noon.Add(-48 * time.Hour)}, {Name: "Trần An", Unit: "xã Nga Yên (16147)"}}
	}, nil, "reaches 2 of the members, who blocked the bot or whose account is gone: Lê Hà, xã Nga An (16144), since 12:00 on 2 July 2016; Trần An, xã Nga Yên (16147). Call them"},
	"past": {health.Note, func(f *health.Facts) {
		f.Past = []health.Past{{Name: "tong-ket-2016", Title: "tổng kết", Deadline: noon.Add(-time.Hour)}}
	}, nil, `still open: tổng kết. What comes now is taken and marked late. If reports are still to come, move the deadlines in campaign.yaml and restart; if not: "giaoban campaign close --campaign tong-ket-2016".`},
	"backlog": {health.Degraded, func(f *health.Facts) { f.Outbox.People, f.Outbox.Oldest = 20, 11*time.Minute },
		func(f *health.Facts) { f.Outbox.People, f.Outbox.Oldest = 19, 11*time.Minute }, "20 people"},
	"held":      {health.Note, func(f *health.Facts) { f.Outbox.Oldest = 16 * time.Minute }, func(f *health.Facts) { f.Outbox.Oldest = 14 * time.Minute }, "2 people"},
	"no_backup": {health.Note, func(f *health.Facts) { f.Backups = health.Backups{} }, nil, "No daily"},
}

// TestChecks has each check find its own trouble and nothing else, and nothing a little before that.
func TestChecks(t *testing.T) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	en, _ := catalog.Language("en")
	vi, _ := catalog.Language("vi")
	if found := new(health.Watch).Look(well()); len(found) > 0 {
		t.Errorf("a bot that is well: %v", found)
	}
	for _, code := range health.Codes() {
		b, tried := broken[code]
		if !tried {
			t.Errorf("nobody tries %s", code)
			continue
		}
		f := well()
		b.change(&f)
		found := new(health.Watch).Look(f)
		if len(found) != 1 || found[0].Code != code || found[0].Weight != b.weight {
			t.Errorf("%s: found %v", code, found)
			continue
		}
		if said := found[0].Wrong(en) + " " + found[0].ToDo(en); !strings.Contains(said, b.says) || strings.Contains(said, "[") {
			t.Errorf("%s: %q does not say %q", code, said, b.says)
		}
		if said := found[0].Wrong(vi) + found[0].ToDo(vi); strings.Contains(said, "[") || strings.Contains(said, "%!") || strings.Contains(said, "  ") {
			t.Errorf("%s: %q", code, said)
		}
		if b.less == nil {
			continue
		}
		f = well()
		b.less(&f)
		if found := new(health.Watch).Look(f); slices.ContainsFunc(found, func(x health.Finding) bool { return x.Code == code }) {
			t.Errorf("%s is found too early: %v", code, found)
		}
	}
	if len(broken) != len(health.Codes()) {
		t.Errorf("%d troubles are tried, and there are %d checks", len(broken), len(health.Codes()))
	}
}

// TestTogether has several troubles at once found the gravest first, and a cause not hidden by what follows from it.
func TestTogether(t *testing.T) {
	f := well()
	f.Disk.Free, f.Store.Full, f.Store.Failing = 0, true, time.Minute
	f.Backups.Age, f.Missing = 50*time.Hour, 1
	var codes []health.Code
	found := new(health.Watch).Look(f)
	for _, x := range found {
		codes = append(codes, x.Code)
	}
	if want := []health.Code{"full", "missing", "backup"}; !slices.Equal(codes, want) {
		t.Errorf("found %v, want %v", codes, want)
	}
	if health.Worst(found) != health.Down || health.Worst(found[1:]) != health.Degraded || health.Worst(nil) != 0 {
		t.Error("the gravest is not told")
	}
}

// TestSince has a finding keep the instant at which it began, however its figures change, and lose it when it was over.
func TestSince(t *testing.T) {
	var w health.Watch
	f := well()
	f.Store.Committing = 30 * time.Second
	begun := noon.Add(-30 * time.Second)
	if found := w.Look(f); !found[0].Since.Equal(begun) {
		t.Errorf("since %v, want %v", found[0].Since, begun)
	}
	f.Now, f.Up, f.Store.Committing = noon.Add(time.Minute), f.Up+time.Minute, 12*time.Second
	if found := w.Look(f); !found[0].Since.Equal(begun) {
		t.Errorf("later: since %v, want %v", found[0].Since, begun)
	}
	f.Store.Committing = 0
	f.Up += time.Minute
	w.Look(f)
	f.Now, f.Store.Committing = noon.Add(2*time.Minute), 20*time.Second
	if found := w.Look(f); !found[0].Since.Equal(noon.Add(100 * time.Second)) {
		t.Errorf("again: since %v", found[0].Since)
	}
}

// TestComesAndGoes has two programs poll in turns: an answered poll between two conflicts is no end, and the beginning stays; two minutes
// without any is the end.
func TestComesAndGoes(t *testing.T) {
	en := english(t)
	for code, change := range map[health.Code]func(*health.Facts){
		"conflict":  func(f *health.Facts) { f.Platform.Conflict, f.Platform.Silent = true, 0 },
		"webhook":   func(f *health.Facts) { f.Platform.Conflict, f.Platform.Webhook, f.Platform.Silent = true, true, 0 },
		"polls":     func(f *health.Facts) { f.Platform.Silent = 3 * time.Minute },
		"sends":     func(f *health.Facts) { f.Outbox.Oldest, f.Outbox.Silent = 3*time.Minute, 3*time.Minute },
		"commit":    func(f *health.Facts) { f.Store.Failing = time.Second },
		"committer": func(f *health.Facts) { f.Store.Committing = 11 * time.Second },
		"full":      func(f *health.Facts) { f.Store.Full, f.Store.Failing = true, time.Second },
	} {
		var w health.Watch
		at := func(after time.Duration, change func(*health.Facts)) []health.Finding {
			f := well()
			f.Now, f.Up = f.Now.Add(after), f.Up+after
			if change != nil {
				change(&f)
			}
			return w.Look(f)
		}
		begun := at(0, change)[0].Since
		for n := range 20 {
			after := time.Duration(n+1) * 25 * time.Second
			found := at(after, []func(*health.Facts){nil, change}[n%2])
			if len(found) != 1 || found[0].Code != code || found[0].Weight != health.Down || !found[0].Since.Equal(begun) {
				t.Fatalf("%s: after %v: %v, want it since %v", code, after, found, begun)
			}
			if said := found[0].Calming(en); (n%2 == 0) != strings.Contains(said, "Not seen for 25 seconds; over if it stays away for ") {
				t.Errorf("%s: after %v: %q", code, after, said)
			}
		}
		if found := at(500*time.Second+2*time.Minute+time.Second, nil); len(found) > 0 {
			t.Errorf("%s: it is not over: %v", code, found)
		}
	}
}

func shipped(t *testing.T) *locale.Catalog {
	t.Helper()
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

func english(t *testing.T) locale.Phrases {
	t.Helper()
	en, _ := shipped(t).Language("en")
	return en
}

// TestWhyNoBackup has a backup that could not be made named, and each cause followed by what to do about it.
func TestWhyNoBackup(t *testing.T) {
	for cause, says := range map[health.Cause]string{
		"": "The usual causes: the disk", health.NoRoom: "has no room: make room", health.NotAllowed: "may not write into that folder: give it to the user",
		health.NoFolder: "cannot be had: mount it", health.NoKey: "encryption_key names back to its place",
	} {
		f := well()
		f.Backups.Last, f.Backups.Err, f.Backups.Cause = "/copies/giaoban-2016-07-04.tar", "no luck", cause
		found := new(health.Watch).Look(f)
		if len(found) != 1 || found[0].Detail != "no luck" {
			t.Fatalf("%s: %v", cause, found)
		}
		for _, language := range shipped(t).Languages() {
			say, _ := shipped(t).Language(language)
			if said := found[0].Wrong(say) + found[0].ToDo(say); !strings.Contains(said, f.Backups.Last) || strings.Contains(said, "[") || strings.Contains(said, "{{") {
				t.Errorf("%s: %q", cause, said)
			}
		}
		if said := found[0].ToDo(english(t)); !strings.Contains(said, says) || !strings.HasSuffix(said, `"giaoban backup FILE.tar".`) {
			t.Errorf("%s: %q does not say %q", cause, said, says)
		}
	}
}

// TestPutBack has the database taken out of an encrypted backup too.
func TestPutBack(t *testing.T) {
	f := well()
	f.Lost, f.Data, f.Backups.File = 7, "/d", "/copies/a.tar.age"
	const says = `"mv /d/giaoban.db /d/giaoban.db.damaged && age -d -i FILE /copies/a.tar.age | tar -x -C /d giaoban.db"`
	if said := new(health.Watch).Look(f)[0].ToDo(english(t)); !strings.Contains(said, says) {
		t.Errorf("%q does not say %q", said, says)
	}
}

// TestBegun has a finding begin when it did, where that is known: a clock's jump when it was noticed, and not by so much earlier.
func TestBegun(t *testing.T) {
	f := well()
	f.Jump = health.Jump{At: noon.Add(-time.Hour), By: -30000 * time.Hour}
	f.Past = []health.Past{{Name: "a", Deadline: noon.Add(-24 * time.Hour)}, {Name: "b", Deadline: noon.Add(-72 * time.Hour)}}
	found := new(health.Watch).Look(f)
	if !found[0].Since.Equal(noon.Add(-time.Hour)) || !found[1].Since.Equal(noon.Add(-72*time.Hour)) {
		t.Errorf("since %v and %v", found[0].Since, found[1].Since)
	}
}

// TestMoreExactly has findings said by what is known of them.
func TestMoreExactly(t *testing.T) {
	en := english(t)
	for says, change := range map[string]func(*health.Facts){
		"Messages that were not kept today: 3;": func(f *health.Facts) {
			f.Disk.Free, f.Today.Unkept = 0, 3
		},
		"server http://127.0.0.1:8081 refused the connection: nothing runs there.": func(f *health.Facts) {
			f.Platform = health.Platform{Silent: 3 * time.Minute, API: "http://127.0.0.1:8081", Closed: true}
		},
		"Bot API server http://127.0.0.1:8081 for 3 minutes: no poll was answered. What people write meanwhile waits there": func(f *health.Facts) {
			f.Platform = health.Platform{Silent: 3 * time.Minute, API: "http://127.0.0.1:8081"}
		},
	} {
		f := well()
		change(&f)
		found := new(health.Watch).Look(f)
		if len(found) != 1 || !strings.Contains(found[0].Wrong(en), says) {
			t.Errorf("%v does not say %q", found, says)
		}
	}
}

// TestNameless has nobody named to whom everybody may listen, and the detail stand under its own finding.
func TestNameless(t *testing.T) {
	en := english(t)
	f := well()
	f.Damage = health.Damage{N: 5000, Codes: []string{"1", "2", "3", "4", "5"}, Owners: []string{"telegram:42"}, Unserved: 1, Others: 1}
	f.Schedule.Failing, f.Schedule.Err, f.Call, f.Data = time.Hour, "no\nluck", "GIAOBAN_DATA=/d ./giaoban", "/d"
	f.Backups.File = "/copies/giaoban-2016-07-03.tar.age"
	found := new(health.Watch).Look(f)
	x := found[1]
	if said := x.Nameless().ToDo(en); strings.Contains(said, "42") || !strings.Contains(said, `of 1 person: "GIAOBAN_DATA=/d ./giaoban status" has the command`) {
		t.Errorf("named: %q", said)
	}
	const one = `"GIAOBAN_DATA=/d ./giaoban restore /copies/giaoban-2016-07-03.tar.age --identity FILE --unit 1"`
	for _, says := range []string{one, " and 3 more.", `"GIAOBAN_DATA=/d ./giaoban check --data /d" names each`} {
		if said := x.ToDo(en); !strings.Contains(said, says) {
			t.Errorf("%q does not say %q", said, says)
		}
	}
	said := health.Report(f, found, en)
	for _, says := range []string{"have failed for 60 minutes. Since ", "maintains the bot.\n  said: no luck\n* Records that are damaged: 5,000; of 1 person, whom the bot cannot serve."} {
		if !strings.Contains(said, says) {
			t.Errorf("%q is not in:\n%s", says, said)
		}
	}
}

// TestFirstLine: with somebody cut off it is not said that all is well, who that is stands first with a telephone, and since
// when is said once.
func TestFirstLine(t *testing.T) {
	en := english(t)
	f := well()
	if said := health.Report(f, new(health.Watch).Look(f), en); !strings.Contains(said, ".\nAll is well.\n\nToday") {
		t.Errorf("nothing is wrong, and it says\n%s", said)
	}
	f.Unreached = []health.Unreached{{Name: "An", Unit: "xã Nga An (16144)", Telephone: "0912", Since: noon}}
	f.Backups.Configured = false
	said := health.Report(f, new(health.Watch).Look(f), en)
	const want = "\nThe bot does its work; 2 things are worth knowing:\n* No message reaches 1 of the members, who blocked the bot or whose account is gone: " +
		"An (0912), xã Nga An (16144), since 12:00 on 4 July 2016.\n  do: Call them"
	if !strings.Contains(said, want) {
		t.Errorf("%q is not in:\n%s", want, said)
	}
	f.Unreached[0].Since = time.Time{}
	if said := health.Report(f, new(health.Watch).Look(f), en); !strings.Contains(said, "xã Nga An (16144). Since 12:00") {
		t.Errorf("since when is not said in:\n%s", said)
	}
}
