package dispatch_test

import (
	"encoding/csv"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/reform"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// halfYear is the campaign that the change of 2025 meets, with the real list of June and the map from its communes to those of July.
const halfYear = "testdata/sap-xep"

// A halfYears is the campaign with all of its communes at work, before and behind the change of 1 July 2025.
type halfYears struct {
	*world
	t        *testing.T
	older    []roster.Unit
	communes []roster.Unit // of June
	plan     reform.Plan
	codes    map[int]string // by which somebody is to come in place of the officer of a commune
}

// june is the change's world on 20 June, with an officer in each commune, a head in each district, and those of the province.
func june(t *testing.T) *halfYears {
	t.Helper()
	kv, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kv.Close() })
	c := &halfYears{t: t, world: openWorldAt(t, kv, day(2025, 6, 20, "08:00"), collectionIn(t, halfYear))}
	c.older, c.communes = c.units.All(), c.units.AtLevel(3)
	for _, u := range c.communes {
		c.joins("x"+u.Code, u.Code, roster.Officer)
	}
	for _, u := range c.units.AtLevel(2) {
		c.joins("h"+u.Code, u.Code, roster.Coordinator)
	}
	c.joins("tinh", "38", roster.Coordinator)
	c.joins("quantri", "38", roster.Admin)
	c.joins("khen", "38", roster.Viewer)
	return c
}

// Of the communes each is one of these by its place in the list.
const (
	notBegun = iota
	started
	inTime
	returned
	behind
	notHandedIn
	accepted
	asksTime
	asksAgain // to correct what it submitted
	signing   // it waits for a signature
	exempted
	replacing // its officer is to hand over to whoever comes with a code
	kindsOfCommune
)

func (c *halfYears) of(kinds ...int) (out []int) {
	for i := range c.communes {
		for _, k := range kinds {
			if i%kindsOfCommune == k {
				out = append(out, i)
			}
		}
	}
	return out
}

// all has the officers of communes do the same, in one batch.
func (c *halfYears) all(who []int, line func(i int) string) {
	c.t.Helper()
	var deeds []deed
	for _, i := range who {
		deeds = append(deeds, deed{"x" + c.communes[i].Code, chat.Input{Kind: chat.Text, Text: line(i)}})
	}
	c.together(deeds...)
}

// What commune i reports.
func households(i int) int { return 1000 + 7*i }
func cases(i int) int      { return i % 9 }

// works has the communes come as far as their kind.
func (c *halfYears) works() {
	c.t.Helper()
	same := func(line string) func(int) string { return func(int) string { return line } }
	for _, i := range c.of(signing) {
		c.joins("k"+c.communes[i].Code, c.communes[i].Code, roster.Approver)
	}
	some := c.of(started, inTime, returned, behind, notHandedIn, accepted, asksTime, asksAgain, signing, replacing)
	c.all(some, same("bắt đầu"))
	c.all(some, func(i int) string { return fmt.Sprint(households(i)) })
	c.all(some, func(i int) string { return fmt.Sprint(cases(i)) })
	whole := c.of(inTime, returned, behind, notHandedIn, accepted, asksAgain, signing)
	c.all(whole, same("Ổn định"))
	c.all(whole, func(i int) string { return fmt.Sprintf("Kết quả của %s", c.communes[i].Label()) })
	c.all(whole, same("có"))
	c.all(whole, func(i int) string { return fmt.Sprintf("Người của %s", c.communes[i].Code) })
	c.all(whole, func(i int) string { return fmt.Sprint(1 + i%30) })
	c.all(whole, same("xong"))
	c.all(c.of(inTime, returned, accepted, asksAgain, signing), same("nộp"))
	c.all(c.of(signing), same("có"))
	for _, i := range c.of(exempted) {
		c.decides(i, "/mien "+c.communes[i].Code+": đang sắp xếp", "gửi")
	}
	c.all(c.of(asksAgain), same("/xinsua"))
	c.all(c.of(asksAgain), same("ghi nhầm số vụ"))
	for _, i := range c.of(returned) {
		c.decides(i, "/tralai "+c.communes[i].Code+": thiếu số liệu", "cả báo cáo", "gửi")
	}
	for _, i := range c.of(accepted) {
		c.decides(i, "/khoa "+c.communes[i].Code, "gửi")
	}
	c.all(c.of(asksTime), same("xin gia hạn đến 8/7, vì đang sắp xếp"))
	c.all(c.of(started), func(i int) string { return "/vuongmac Câu hỏi của " + c.communes[i].Code })
	c.all(c.of(started), same("gửi"))
	c.codes = c.replaces(c.of(replacing)[:2])
	c.goes(day(2025, 6, 27, "09:00"))
	c.all(c.of(behind), same("nộp"))
}

// decides has the head of commune i's district type lines.
func (c *halfYears) decides(i int, lines ...string) {
	for _, line := range lines {
		c.types("h"+c.communes[i].Parent, line)
	}
}

// replaces has the province call others in the place of the officers of communes, who work on until the code is used.
func (c *halfYears) replaces(who []int) map[int]string {
	c.t.Helper()
	codes := map[int]string{}
	for _, i := range who {
		c.types("tinh", "/thanhvien "+c.communes[i].Code)
		c.types("tinh", "bàn giao 1")
		c.types("tinh", "gửi")
		codes[i] = codeIn(c.t, c.world, "tinh")
	}
	return codes
}

// moves moves the units by the map, as a clerk does, and opens the campaign again on the list of July.
func (c *halfYears) moves() {
	t := c.t
	t.Helper()
	now := parseUnits(t, "units.csv", string(read(t, "testdata/thanhhoa-2025/units.csv")))
	rows, err := csv.NewReader(strings.NewReader(string(read(t, halfYear+"/bang-ma.csv")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	became := map[string]string{}
	for _, row := range rows[1:] {
		became[row[0]] = row[1]
	}
	var b strings.Builder
	out := csv.NewWriter(&b)
	_ = out.Write(roster.MoveColumns())
	for _, m := range roster.DraftMoves(c.older, now, became) {
		_ = out.Write(m.Row("2025-07-01"))
	}
	out.Flush()
	moves, err := roster.ParseMoves(strings.NewReader(b.String()), "thay-doi.csv", c.older, now)
	if err != nil {
		t.Fatal(err)
	}
	err = c.kv.View(t.Context(), func(r store.Reader) (err error) {
		ground, err := reform.Ground{List: c.c.UnitList, Campaigns: []string{c.c.Name}}.WithPolls(r)
		if err != nil {
			return err
		}
		if err := ground.Ready(r, moves); err != nil {
			return err
		}
		c.plan, err = ground.Draw(r, c.older, now, moves, 1, c.now)
		return err
	})
	if err != nil || len(c.plan.Missing) > 0 {
		t.Fatal(err, c.plan.Missing)
	}
	if err := reform.Begin(t.Context(), c.kv, c.plan.Reform); err != nil {
		t.Fatal(err)
	}
	if err := reform.Finish(t.Context(), c.kv, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	d := collectionIn(t, halfYear)
	d.Units = now.WithFormer(c.plan.Formers, "cũ")
	c.world = reopened(t, c.world, day(2025, 7, 1, "08:00"), d)
}

// reopened is the world after a restart.
func reopened(t *testing.T, w *world, at time.Time, d *campaigns.Definition) *world {
	t.Helper()
	v := openWorldAt(t, w.kv, at, d)
	v.n = w.n + 1000
	return v
}
