package main

import (
	"context"
	"crypto/rand"
	"encoding"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"giaoban/internal/invitation"
	"giaoban/internal/locale"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
)

// inviteOrder says for whom codes are to be made.
type inviteOrder struct {
	Campaign string        `json:"campaign,omitempty"` // its name, where several are open
	Unit     string        `json:"unit"`
	Role     roster.Role   `json:"role"`
	Below    bool          `json:"below"`
	Level    int           `json:"level"`
	Count    int           `json:"count"` // per unit
	Expires  time.Duration `json:"expires"`
	Replace  bool          `json:"replace"` // void the unused ones of the same units and role
}

// inviteReply is what came of it.
type inviteReply struct {
	Bot     string        `json:"bot"`    // the user name for links, if known
	NoBot   locale.Phrase `json:"no_bot"` // why it is not
	Expires time.Time     `json:"expires"`
	Voided  int           `json:"voided"`
	Invited []invited     `json:"invited"`
	// Closed says that the campaign takes no reports now.
	Closed bool `json:"closed,omitempty"`
}

// invited is one code with what it is for.
type invited struct {
	Unit string      `json:"unit"`
	Name string      `json:"name"` // of the unit, with its type
	Role roster.Role `json:"role"`
	Code string      `json:"code"` // without hyphens
	// For is whom the office's own list has for the unit and the role.
	For       string `json:"for,omitempty"`
	Telephone string `json:"telephone,omitempty"`
}

// link opens the chat with the bot and hands it the code.
func (i invited) link(bot string) string {
	if bot == "" {
		return ""
	}
	return "https://t.me/" + bot + "?start=" + i.Code
}

// The limits of one order.
const (
	maxPerUnit = 1000
	maxPerRun  = 200_000
	maxExpires = 3660 * 24 * time.Hour
)

// Invite makes new codes and stores their hashes. It implements operations.
func (a *admin) Invite(ctx context.Context, order inviteOrder) (inviteReply, error) {
	b, err := oneOf(a.bundles, order.Campaign)
	if err != nil {
		return inviteReply{}, err
	}
	if err := a.settled(ctx); err != nil {
		return inviteReply{}, err
	}
	targets, err := b.targets(order)
	if err != nil {
		return inviteReply{}, err
	}
	now := a.now()
	reply := inviteReply{Expires: now.Add(order.Expires)}
	if reply.Closed, err = isClosed(ctx, a.kv, b.campaign.Name); err != nil {
		return inviteReply{}, err
	}
	if order.Replace {
		if reply.Voided, err = a.void(ctx, b.campaign.UnitList, targets, order.Role); err != nil {
			return inviteReply{}, err
		}
	}
	var fs []func(store.Tx) error
	for _, u := range targets {
		made, err := a.codes(u, order)
		if err != nil {
			return inviteReply{}, err
		}
		addressed(made, b.people.Of(u.Code, order.Role))
		reply.Invited = append(reply.Invited, made...)
		inv := roster.Invitation{List: b.campaign.UnitList, Campaign: b.campaign.Name, Unit: u.Code, Role: order.Role, Created: now, Expires: reply.Expires}
		for some := range slices.Chunk(made, invitation.MaxVoid) {
			fs = append(fs, func(tx store.Tx) error { return putInvitations(tx, inv, some) })
		}
	}
	if err := errors.Join(a.kv.Update(ctx, fs...)...); err != nil {
		return inviteReply{}, fails("cli_invite_store", "error", err)
	}
	if reply.Bot, err = a.botName(ctx); err != nil {
		reply.NoBot = phraseOf(err)
	}
	return reply, nil
}

// isClosed reports whether a campaign takes no reports any more, in none of its periods.
func isClosed(ctx context.Context, kv store.KV, campaign string) (closed bool, err error) {
	err = kv.View(ctx, func(r store.Reader) error {
		phase, err := store.Phases.Get(r, report.ID{Campaign: campaign})
		if err != nil {
			return err
		}
		series, err := store.AllSeries.Get(r, campaign)
		closed = phase.Closed || series.Stopped
		return err
	})
	return closed, err
}

func putInvitations(tx store.Tx, inv roster.Invitation, made []invited) error {
	for _, m := range made {
		if err := invitation.Put(tx, roster.Hash(m.Code), inv); err != nil {
			return err
		}
	}
	return nil
}

// addressed gives each code to one of the people who are expected for it; what is left of
// them has no code, and a code that is left has nobody.
func addressed(made []invited, people []roster.Contact) {
	for i, p := range people[:min(len(people), len(made))] {
		made[i].For, made[i].Telephone = p.Name, p.Telephone
	}
}

// targets reads the order against the list of units.
func (b *bundle) targets(o inviteOrder) ([]roster.Unit, error) {
	unit, ok := b.units.Get(o.Unit)
	switch {
	case !ok:
		return nil, b.noUnit(o.Unit)
	case !o.Role.Known():
		return nil, hinted(notFound("cli_role_none", "role", o.Role), "cli_one_of", "names", roleNames())
	case o.Count < 1 || o.Count > maxPerUnit:
		return nil, hinted(coded(exitUsage, fails("cli_invite_per_unit", "n", o.Count)), "cli_invite_per_unit_hint", "most", maxPerUnit)
	case o.Expires <= 0 || o.Expires > maxExpires:
		return nil, hinted(coded(exitUsage, fails("cli_invite_expires")), "cli_invite_expires_hint")
	}
	if !o.Below && o.Level != 0 && unit.Level == o.Level {
		return nil, hinted(coded(exitUsage, fails("cli_invite_level_alone", "level", o.Level)), "cli_invite_level_alone_hint")
	}
	if !o.Below && (o.Role == roster.Officer || o.Role == roster.Approver) && !b.campaign.Expects(unit) {
		return nil, b.noReport(unit, o.Role)
	}
	targets := roster.Targets(b.units, o.Unit, o.Role, o.Below, o.Level, b.campaign.Expects)
	switch {
	case len(targets)*o.Count > maxPerRun:
		return nil, hinted(coded(exitUsage, fails("cli_invite_per_run", "n", len(targets)*o.Count)), "cli_invite_per_run_hint", "most", maxPerRun)
	case len(targets) > 0:
		return targets, nil
	case o.Below:
		return nil, b.noneBelow(unit, o)
	}
	return nil, hinted(notFound("cli_invite_level", "unit", unit.Label(), "level", o.Level), "cli_invite_level_hint")
}

// noUnit tells that a code does not exist, and which was perhaps meant.
func (b *bundle) noUnit(typed string) error {
	m := b.units.Find(typed, "")
	near := append(m.Several, m.Near...)
	if m.Found {
		near = []roster.Unit{m.Unit}
	}
	err := notFound("cli_unit_none", "unit", typed)
	if strings.ContainsAny(typed, ",;") {
		return hinted(err, "cli_unit_one_hint")
	}
	var names []string
	for _, u := range near[:min(len(near), 5)] {
		names = append(names, "--unit "+u.Code+": "+b.units.Path(u.Code))
	}
	if names == nil {
		return hinted(err, "cli_unit_code_hint")
	}
	return hinted(err, "cli_unit_near_hint", "units", strings.Join(names, "; "))
}

// void takes back all unused invitations of the units and role.
func (a *admin) void(ctx context.Context, list string, units []roster.Unit, role roster.Role) (voided int, err error) {
	for {
		var some []roster.Unit
		err := a.kv.View(ctx, func(r store.Reader) error {
			for _, u := range units {
				waiting, err := invitation.Waiting(r, store.OnList{List: list, Unit: u.Code}, role)
				if err != nil {
					return err
				}
				if waiting > 0 {
					some = append(some, u)
				}
			}
			return nil
		})
		if err != nil || len(some) == 0 {
			return voided, err
		}
		counts := make([]int, len(some))
		fs := make([]func(store.Tx) error, len(some))
		for i, u := range some {
			fs[i] = func(tx store.Tx) (err error) {
				counts[i], _, err = invitation.Void(tx, store.OnList{List: list, Unit: u.Code}, role, a.now())
				return err
			}
		}
		if err := errors.Join(a.kv.Update(ctx, fs...)...); err != nil {
			return voided, fails("cli_invite_void", "error", err)
		}
		for _, n := range counts {
			voided += n
		}
	}
}

func (a *admin) codes(u roster.Unit, o inviteOrder) ([]invited, error) {
	made := make([]invited, o.Count)
	random := make([]byte, roster.CodeLetters)
	for i := range made {
		if _, err := io.ReadFull(a.random, random); err != nil {
			return nil, fails("cli_invite_random", "error", err)
		}
		made[i] = invited{Unit: u.Code, Name: u.Full(), Role: o.Role, Code: roster.NewCode(random)}
	}
	return made, nil
}

func roleNames() string {
	var names []string
	for _, r := range roster.Roles() {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// newAdmin is the admin on an open database, for the open campaigns.
func newAdmin(c Config, bundles []*bundle, db database) *admin {
	a := &admin{
		kv: db, bundles: bundles, backup: db.Backup, data: absolute(c.Data),
		botName: func(ctx context.Context) (string, error) { return c.botName(ctx, db) },
		now:     time.Now, random: rand.Reader, log: slog.New(slog.DiscardHandler), tidy: func(context.Context) error { return nil }, // the next start does
	}
	a.dispatcher = a.idle
	return a
}

// botName finds the name for links: the configuration's, else what the last
// serve heard from Telegram, else what Telegram says within five seconds.
func (c Config) botName(ctx context.Context, kv store.KV) (string, error) {
	if c.BotName != "" {
		return c.BotName, nil
	}
	var stored string
	err := kv.View(ctx, func(r store.Reader) (err error) {
		stored, err = store.Names.Get(r, store.BotName)
		return err
	})
	if err != nil || stored != "" {
		return stored, err
	}
	if c.Token == "" {
		return "", errNoToken
	}
	bot, err := telegram.New(telegram.Options{Token: c.Token, APIURL: c.APIURL})
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return bot.Me(ctx)
}

// span is a time in days or in what time.ParseDuration reads.
type span time.Duration

var _ encoding.TextUnmarshaler = (*span)(nil)

// UnmarshalText reads 30d, 12h, 90m.
func (s *span) UnmarshalText(text []byte) error {
	if days, ok := strings.CutSuffix(string(text), "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < 0 || n > 10_000 {
			return fails("cli_span_days", "text", string(text))
		}
		*s = span(time.Duration(n) * 24 * time.Hour)
		return nil
	}
	d, err := time.ParseDuration(string(text))
	if err != nil {
		return fails("cli_span_time", "text", string(text))
	}
	*s = span(d)
	return nil
}
