package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/clock"
	"giaoban/internal/disk/disktest"
	"giaoban/internal/health"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/simulator"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
)

// quick has the bot look at itself all the time, and what is over be over atMost.
var quick = tweak{app: func(a *app) {
	a.signs.watch.Calm = 200 * time.Millisecond
	a.signs.pause, a.alarms.pause, a.alarms.ledger.Calm = 10*time.Millisecond, 10*time.Millisecond, 300*time.Millisecond
}}

// atMost is how long a test waits for what never comes.
const atMost = 20 * time.Second

// asked asks the bot by HTTP.
func (r *limitsRun) asked(path string) (code int, said string) {
	w := httptest.NewRecorder()
	r.app.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

// becomes waits until the bot, asked by HTTP, answers with the code and says all of this.
func (r *limitsRun) becomes(path string, code int, says ...string) {
	r.t.Helper()
	var is int
	var said string
	for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		is, said = r.asked(path)
		whole := is == code
		for _, want := range says {
			whole = whole && strings.Contains(said, want)
		}
		if whole {
			return
		}
	}
	r.t.Fatalf("%s is %d, want %d with %q:\n%s", path, is, code, says, said)
}

// joins makes somebody a member who has written to the bot.
func (r *limitsRun) joins(unit string, role roster.Role) *simulator.User {
	r.t.Helper()
	u := r.sim.User(simulator.Person{Name: "Người trực"})
	a := chat.Address{Channel: telegram.Channel, ID: fmt.Sprint(u.ID)}
	list := r.app.bundles[0].campaign.UnitList
	err := store.One(r.t.Context(), r.app.kv, func(tx store.Tx) error {
		members, err := store.Members.Get(tx, store.OnList{List: list, Unit: unit})
		store.Members.Put(tx, store.OnList{List: list, Unit: unit}, append(members, roster.Member{Address: a, Role: role, Since: r.app.clock.Now()}))
		store.Chat{}.PutPerson(tx, a, store.Person{Name: "Người trực", Memberships: []roster.Membership{{List: list, Unit: unit, Role: role, Post: "cán bộ"}}})
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.says(u, "/trogiup", "/")
	return u
}

// says has somebody write, and waits until an answer has all of this.
func (r *limitsRun) says(u *simulator.User, text string, want ...string) {
	r.t.Helper()
	if _, err := u.Type(r.bot, text); err != nil {
		r.t.Fatal(err)
	}
	r.hears(u, want...)
}

// hears waits until somebody has a message from the bot with all of this.
func (r *limitsRun) hears(u *simulator.User, want ...string) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), atMost)
	defer cancel()
	if err := r.sim.Wait(ctx, func() bool { return r.heard(u, want...) > 0 }); err != nil {
		r.t.Fatalf("nobody said %q: %v", want, u.Chat(r.bot).Messages)
	}
}

// heard counts the messages from the bot with all of this.
func (r *limitsRun) heard(u *simulator.User, want ...string) (n int) {
	for _, m := range u.Chat(r.bot).Messages {
		whole := !m.Own
		for _, w := range want {
			whole = whole && strings.Contains(m.Text, w)
		}
		if whole {
			n++
		}
	}
	return n
}

// hasty is a store on which a commit that has been under way for a second counts as one of a minute.
type hasty struct{ database }

func (h hasty) Stats() store.Stats {
	s := h.database.Stats()
	s.Committing *= 60
	return s
}

// TestCommitterStuck has a transaction that does not end: /healthz and the admin's chat say so while nothing can be stored, and when it is over.
func TestCommitterStuck(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{options: func(o *appOptions) { o.kv = hasty{o.kv} }})
	root := r.app.bundles[0].units.AtLevel(1)[0].Code
	admin := r.joins(root, roster.Admin)
	r.becomes("/healthz", http.StatusOK, "ok\n")
	r.becomes("/readyz", http.StatusOK, "ready\n")
	release, begun := make(chan struct{}), make(chan struct{})
	end := sync.OnceFunc(func() { close(release) })
	defer end()
	go store.One(context.Background(), r.app.kv, func(store.Tx) error {
		close(begun)
		<-release
		return nil
	})
	<-begun
	r.becomes("/healthz", http.StatusServiceUnavailable, "down\n", "down committer since ", "stuck", "restart")
	r.app.clock.(*clock.Movable).Advance(time.Minute) // it has been so for long enough
	r.hears(admin, "Việc ghi số liệu bị treo", "khởi động lại bot", "/hethong")
	if s := r.app.signs.status(t.Context(), statusOrder{}); !s.Down || !strings.Contains(s.Text, "A commit has been stuck") || !strings.Contains(s.Text, "663 units report") {
		t.Errorf("status: %+v", s)
	}
	if _, said := r.asked("/metrics"); !strings.Contains(said, `giaoban_finding{code="committer"} 1`) || !strings.Contains(said, `giaoban_finding{code="full"} 0`) {
		t.Error("giaoban_finding does not say it")
	}
	end()
	r.becomes("/healthz", http.StatusOK, "ok\n")
	r.hears(admin, "Đã hết", "Việc ghi số liệu bị treo")
	if n := r.heard(admin, "Hệ thống có việc cần đồng chí xử lý"); n != 1 {
		t.Errorf("the admin was told %d times", n)
	}
}

// TestDiskNearlyFull has a disk become nearly full and then not: all admins hear both, and nobody else does.
func TestDiskNearlyFull(t *testing.T) {
	var free atomic.Int64
	free.Store(20 << 30)
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{options: func(o *appOptions) {
		o.disk = func(folder string) health.Disk { return health.Disk{Free: free.Load(), Size: 40 << 30, Path: folder} }
	}})
	root := r.app.bundles[0].units.AtLevel(1)[0].Code
	one, two, head := r.joins(root, roster.Admin), r.joins("401", roster.Admin), r.joins(root, roster.Coordinator)
	r.becomes("/healthz", http.StatusOK, "ok\n")
	free.Store(300 << 20)
	r.becomes("/healthz", http.StatusOK, "degraded\n", "degraded disk since 2016-07-04 09:", "300 MB of 40 GB")
	for _, u := range []*simulator.User{one, two} {
		r.hears(u, "Ổ đĩa sắp đầy: còn 300 MB trên 40 GB", "Dọn hoặc mở rộng")
	}
	free.Store(20 << 30)
	for _, u := range []*simulator.User{one, two} {
		r.hears(u, "Đã hết", "Ổ đĩa sắp đầy")
		if n := r.heard(u, "cần đồng chí xử lý:"); n != 1 {
			t.Errorf("told %d times", n)
		}
	}
	if r.heard(head, "Ổ đĩa") > 0 || r.heard(r.people[0], "Ổ đĩa") > 0 {
		t.Error("somebody else was told")
	}
	r.becomes("/healthz", http.StatusOK, "ok\n")
}

// TestDiskFull has a real disk full: admins hear it although nothing can be stored, and the bot finds out by itself that there is room again.
func TestDiskFull(t *testing.T) {
	small := disktest.New(t, 8<<20)
	var db database
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{options: func(o *appOptions) {
		if err := o.kv.Close(); err != nil {
			t.Fatal(err)
		}
		o.database = filepath.Join(small.Folder, databaseFile)
		db = founded(t, o.database)
		o.kv = db
	}})
	t.Cleanup(func() { db.Close() })
	admin := r.joins(r.app.bundles[0].units.AtLevel(1)[0].Code, roster.Admin)
	r.becomes("/healthz", http.StatusOK)
	small.Fill(0)
	for n := range 20 { // until the free pages of the file are used up
		_ = store.One(t.Context(), r.app.kv, func(tx store.Tx) error {
			store.KeepUnread(tx, fmt.Sprint(n), store.Unread{Text: strings.Repeat("dài ", 30000), At: r.app.clock.Now()})
			return nil
		})
		if r.app.kv.Stats().Failing > 0 {
			break
		}
	}
	r.becomes("/healthz", http.StatusServiceUnavailable, "down full since ", "disk is full", "no space left on device", small.Folder)
	r.hears(admin, "Ổ đĩa đã đầy", "Dọn hoặc mở rộng ổ đĩa")
	small.Empty()
	r.hears(admin, "Đã hết", "Ổ đĩa đã đầy")
	r.becomes("/healthz", http.StatusOK)
}

// TestStartOnFullDisk starts a bot on a disk that does not take what a stop cut off: it says so in the log, at /healthz and to whoever asks, tells
// admins past the store, and begins by itself when there is room.
func TestStartOnFullDisk(t *testing.T) {
	small := disktest.New(t, 8<<20)
	var log lockedBuffer
	var db database
	r := newLoggedRun(t, slog.New(slog.NewTextHandler(&log, nil)), 1, 0, 0, quick, tweak{app: func(a *app) { a.openPause = 20 * time.Millisecond }}, tweak{options: func(o *appOptions) {
		if err := o.kv.Close(); err != nil {
			t.Fatal(err)
		}
		o.database = filepath.Join(small.Folder, databaseFile)
		db = founded(t, o.database)
		o.kv = db
		if _, err := versions(t.Context(), db, o.bundles); err != nil { // as an earlier start did
			t.Fatal(err)
		}
		err := store.One(t.Context(), db, func(tx store.Tx) error {
			for n := range 40 { // questions that a kill left unanswered
				u := chat.Update{Key: fmt.Sprint("telegram/1/", n), From: chat.Address{Channel: telegram.Channel, ID: "777"}}
				u.Input.Text = strings.Repeat("d", 8000)
				store.Kepts.Put(tx, fmt.Sprintf("%016x-telegram:777", n), store.Kept{Update: u})
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		small.Fill(0)
		for n := 0; err == nil; n++ { // until the free pages of the file are used up
			err = store.One(t.Context(), db, func(tx store.Tx) error {
				store.KeepUnread(tx, fmt.Sprint(n), store.Unread{Text: strings.Repeat("d", 60000), At: o.clock.Now()})
				return nil
			})
		}
		if !errors.Is(err, store.ErrUnwritten) {
			t.Fatal(err)
		}
	}})
	t.Cleanup(func() { db.Close() })
	r.becomes("/healthz", http.StatusServiceUnavailable, "down\n", "down start since ", "has not begun its work for ", "Make room on the disk of "+small.Folder)
	r.becomes("/readyz", http.StatusServiceUnavailable, "the bot cannot begin: the disk takes nothing")
	if s := r.app.signs.status(t.Context(), statusOrder{Language: "vi"}); !s.Down || !strings.Contains(s.Text, "• Bot chưa chạy được ") {
		t.Errorf("status: %+v", s)
	}
	for end := time.Now().Add(atMost); !strings.Contains(log.String(), "finding=start") && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if said := log.String(); !strings.Contains(said, "the bot does not begin yet") || !strings.Contains(said, "finding=start") {
		t.Errorf("the log:\n%s", said)
	}
	small.Empty()
	r.becomes("/readyz", http.StatusOK, "ready\n")
	r.becomes("/healthz", http.StatusOK)
}

// TestPlatformRefuses has the simulator refuse in one way after the other.
func TestPlatformRefuses(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick)
	r.becomes("/healthz", http.StatusOK, "ok\n")
	refuse := func(f simulator.Fault) {
		r.sim.ClearFaults()
		if _, err := r.sim.AddFault(f); err != nil {
			t.Fatal(err)
		}
		if _, err := r.people[0].Type(r.bot, "chào"); err != nil { // it ends the poll that is held
			t.Fatal(err)
		}
	}
	refuse(simulator.Fault{Kind: simulator.FaultError, Method: "getUpdates", Code: http.StatusConflict, Description: "Conflict: terminated by other getUpdates request"})
	r.becomes("/healthz", http.StatusServiceUnavailable, "down conflict since ", "Another program polls")
	r.sim.ClearFaults()
	r.becomes("/healthz", http.StatusOK, "ok\n")
	refuse(simulator.Fault{Kind: simulator.FaultError, Method: "sendMessage", Code: http.StatusUnauthorized, Description: "Unauthorized"})
	r.becomes("/healthz", http.StatusServiceUnavailable, "down token since ", "does not accept")
}

// TestPlatformOutOfReach starts a bot while the platform answers with a proxy's page: not ready at once, and not well after two minutes.
func TestPlatformOutOfReach(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{app: func(a *app) { a.signs.started = time.Now().Add(-110 * time.Second) }},
		tweak{options: func(o *appOptions) {
			proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
			t.Cleanup(proxy.Close)
			o.apiURL = proxy.URL
		}})
	if code, said := r.asked("/healthz"); code != http.StatusOK {
		t.Errorf("not well too early: %d %s", code, said)
	}
	r.becomes("/readyz", http.StatusServiceUnavailable, "not ready\nthe platform has not answered a poll yet\n")
	r.becomes("/healthz", http.StatusServiceUnavailable, "down polls since ", "for 2 minutes", "HTTP 502")
}

// TestBrokenData starts a bot on a database with damaged records, on a folder without a file that a report has, and beside backups of last week.
func TestBrokenData(t *testing.T) {
	inLine(t)
	backups := t.TempDir()
	old := filepath.Join(backups, "giaoban-2016-06-20.tar")
	if err := os.WriteFile(old, []byte("of last week"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-40*time.Hour)); err != nil {
		t.Fatal(err)
	}
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{options: func(o *appOptions) {
		b := o.bundles[0]
		id := func(unit string) report.ID {
			return report.ID{Campaign: b.campaign.Name, List: b.campaign.UnitList, Unit: unit}
		}
		err := store.One(t.Context(), o.kv, func(tx store.Tx) error {
			tx.Put(store.Statuses.Key(id("16144")), []byte("rubbish"))
			tx.Put(store.Statuses.Key(id("16147")), []byte("rubbish"))
			tx.Put(store.Drafts.Key(id("16147")), []byte("rubbish"))
			tx.Put(store.Members.Key(store.OnList{List: b.campaign.UnitList, Unit: "16147"}), []byte("rubbish"))
			store.Statuses.Put(tx, id("16150"), report.Status{State: report.Submitted})
			a := chat.Address{Channel: telegram.Channel, ID: "777"} // of whom the record of the unit cannot be read
			store.People.Put(tx, a.String(), store.Person{Memberships: []roster.Membership{{List: b.campaign.UnitList, Unit: "16147", Role: roster.Officer}}})
			store.FilesOf.Put(tx, id("16150"), store.Files{Last: 1, List: []store.File{{Filed: answers.Filed{ID: 1, State: answers.FileStored}, Hash: strings.Repeat("ab", 32)}}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		o.backups.BackupTo, o.backups.zone = backups, b.campaign.Zone
	}})
	r.becomes("/healthz", http.StatusOK, "degraded\n", "degraded damaged since ", "damaged: 4, of xã Nga An (16144), xã Nga Phú (16147). All else goes on.", "; of 1 person: \"giaoban status\" has the command.", "degraded missing since ", "lacks: 1, of xã Nga Điền (16150).", "degraded backup since ")
	admin := r.joins(r.app.bundles[0].units.AtLevel(1)[0].Code, roster.Admin) // and hears what was found before
	r.hears(admin, "bản ghi bị hỏng: 4, của xã Nga An (16144), xã Nga Phú (16147). Các phần khác", old+" --unit 16144»", old+" --unit 16147»; của 1 người: «giaoban status» ghi lệnh.")
	r.hears(admin, "không còn trên ổ đĩa: 1")
	r.hears(admin, "Chưa có bản sao lưu mới")
	counted := []string{
		": open; 663 units report, 3 begun, 1 submitted; 15 members. Of the begun, 2 have a damaged record: whether they are submitted is not known." +
			" The members of 1 unit cannot be read (damaged) and are not counted.\n",
		": đang thu báo cáo; 663 đơn vị phải báo cáo, 3 đã bắt đầu, 1 đã nộp; 15 người tham gia. Trong đó 2 báo cáo hỏng bản ghi, không rõ đã nộp chưa." +
			" 1 đơn vị hỏng bản ghi danh sách người, chưa tính vào số người tham gia.\n",
	}
	for i, language := range []string{"", "vi"} {
		if said := r.app.signs.status(t.Context(), statusOrder{Language: language}).Text; !strings.Contains(said, counted[i]) || strings.Count(said, "(16147)") != 1 || !strings.Contains(said, old+" --person telegram:777") {
			t.Errorf("status does not say %q:\n%s", counted[i], said)
		}
	}
	r.says(admin, "/hethong", strings.TrimSpace(counted[1]))
	if err := os.Chtimes(old, time.Time{}, time.Now()); err != nil {
		t.Fatal(err)
	}
	r.becomes("/healthz", http.StatusOK, "degraded damaged")
	time.Sleep(time.Second)                                // it is over then
	r.app.clock.(*clock.Movable).Advance(11 * time.Minute) // an admin is left alone for so long
	r.hears(admin, "Đã hết", "Chưa có bản sao lưu mới")
}

// TestWorthKnowing has somebody whom no message reaches, and all deadlines past while the campaign is open: both are told to whoever asks, and
// wake nobody.
func TestWorthKnowing(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick, tweak{options: func(o *appOptions) {
		a := chat.Address{Channel: telegram.Channel, ID: "777"}
		unit := store.OnList{List: o.bundles[0].campaign.UnitList, Unit: "16150"}
		err := store.One(t.Context(), o.kv, func(tx store.Tx) error {
			var c store.Chat
			c.SetBlocked(true, o.clock.Now().Add(-24*time.Hour))
			store.Chats.Put(tx, a, c)
			store.Members.Put(tx, unit, roster.Members{{Address: a, Role: roster.Officer, Name: "Lê Hà", Blocked: true}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}})
	r.app.clock.(*clock.Movable).Set(time.Date(2017, 1, 2, 9, 0, 0, 0, r.app.bundles[0].campaign.Zone))
	for order, wants := range map[statusOrder][]string{
		{}: {"1 of the members, who blocked the bot or whose account is gone: Lê Hà, xã Nga Điền (16150), since 09:00 on 3 July 2016.\n",
			"All deadlines are past, and the campaign is still open: tổng kết 10 năm."},
		{Language: "vi", Call: "./giaoban"}: {"Có 1 người không nhận được tin (đã chặn bot hoặc tài khoản không còn): Lê Hà, xã Nga Điền (16150), từ 09:00 ngày 03/7/2016.",
			"«./giaoban campaign close --campaign thanhhoa-2016»"},
	} {
		var said string
		for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			said = r.app.signs.status(t.Context(), order).Text
			if strings.Contains(said, wants[0]) && strings.Contains(said, wants[1]) {
				break
			}
		}
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("status does not say %q:\n%s", want, said)
			}
		}
	}
	r.becomes("/healthz", http.StatusOK, "ok\n")
}

// TestSetAside has an update come that nobody can read.
func TestSetAside(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick)
	admin := r.joins(r.app.bundles[0].units.AtLevel(1)[0].Code, roster.Admin)
	if err := r.sim.Inject(r.bot, "message", []byte(`"no message"`)); err != nil {
		t.Fatal(err)
	}
	r.becomes("/healthz", http.StatusOK, "degraded\n", "degraded aside since ", "set aside: 1.")
	r.hears(admin, "không xử lý được trong 24 giờ qua, đã cất riêng: 1")
}

// TestWhoMayAsk has an admin ask in the chat and read figures, and others not.
func TestWhoMayAsk(t *testing.T) {
	r := newLoggedRun(t, slog.New(slog.DiscardHandler), 1, 0, 0, quick)
	root := r.app.bundles[0].units.AtLevel(1)[0].Code
	admin, head := r.joins(root, roster.Admin), r.joins(root, roster.Coordinator)
	for _, text := range []string{"/hethong", "Hệ thống thế nào", "he thong the nao", "tình trạng hệ thống?"} {
		before := r.heard(admin, "Giao Ban", "chạy từ", "Bot vẫn làm việc", "Ổ đĩa còn trống", "663 đơn vị phải báo cáo")
		if _, err := admin.Type(r.bot, text); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), atMost)
		err := r.sim.Wait(ctx, func() bool {
			return r.heard(admin, "Giao Ban", "chạy từ", "Ổ đĩa còn trống", "663 đơn vị phải báo cáo") > before
		})
		cancel()
		if err != nil {
			t.Fatalf("%q: %v", text, admin.Chat(r.bot).Messages)
		}
	}
	for name, u := range map[string]*simulator.User{"coordinator": head, "officer": r.people[0]} {
		for _, text := range []string{"/hethong", "hệ thống thế nào"} {
			before := u.Chat(r.bot).Seq
			r.ask(u) // and is answered in its turn
			if _, err := u.Type(r.bot, text); err != nil {
				t.Fatal(err)
			}
			r.ask(u)
			if r.heard(u, "chạy từ") > 0 || r.heard(u, "Ổ đĩa") > 0 {
				t.Errorf("a %s reads after %q how the program does: %v", name, text, before)
			}
		}
	}
}
