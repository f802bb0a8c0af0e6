package coordinator

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/notify"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// decideAtOnce is how many reports one transaction decides about, each with its status, its
// deadline and its draft.
const decideAtOnce = 15

// decideLater notes a decision about several reports, which is carried out after the
// transaction.
func (h Handler) decideLater(o *operation.Order) error {
	order, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("note a decision: %w", err)
	}
	d := store.Decision{Campaign: h.Campaign.ID(), By: h.Update.From, ID: o.ID, At: h.Update.At, Order: order}
	store.Decisions.Put(h.Tx, d, d)
	h.Effects.Decided = &d
	return nil
}

// Undecided finds the decisions that were not carried out to their end. What cannot be read
// is logged, and holds up no other.
func Undecided(ctx context.Context, c *campaigns.Campaign) (left []store.Decision, err error) {
	err = c.Set.KV.View(ctx, func(r store.Reader) error {
		left = nil
		for row, err := range store.Decisions.All(r, c.ID().String()) {
			if err != nil {
				c.Set.Log.Error("a decision that cannot be read waits", "error", err)
				continue
			}
			left = append(left, row.Value)
		}
		return nil
	})
	return left, err
}

// DecideAll carries out what is left of a decision about several reports, some in each
// transaction, each by its own state then. The last one answers, and writes the journal's
// one line.
func DecideAll(ctx context.Context, c *campaigns.Campaign, d store.Decision) (*session.Effects, error) {
	all := &session.Effects{}
	for more := true; more; {
		var r *session.Effects
		err := store.One(ctx, c.Set.KV, func(tx store.Tx) (err error) {
			r = &session.Effects{}
			more, err = decideNext(tx, c, d, r)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("decide about several reports: %w", err)
		}
		all.Changes, all.Messages, all.Notices = append(all.Changes, r.Changes...), append(all.Messages, r.Messages...), all.Notices+r.Notices
	}
	return all, nil
}

// decideNext decides about the next few reports; more is false when that was all.
func decideNext(tx store.Tx, c *campaigns.Campaign, d store.Decision, r *session.Effects) (more bool, err error) {
	d, ok, err := store.Decisions.Find(tx, d)
	if err != nil || !ok {
		return false, err // somebody else ended it
	}
	o := &operation.Order{}
	if err := json.Unmarshal(d.Order, o); err != nil {
		return false, fmt.Errorf("read a decision: %w: %w", store.ErrDamaged, err)
	}
	s, err := session.Begin(c.Set, tx, chat.Update{Key: d.ID, From: d.By, At: d.At}, r)
	if err != nil {
		return false, err
	}
	s.In(c)
	h := Handler{Session: s}
	from := d.Next
	d.Next = min(from+decideAtOnce, len(o.Units))
	not, err := h.decideSome(o, o.Units[from:d.Next], from/decideAtOnce)
	if err != nil {
		return false, err
	}
	d.Not = append(d.Not, not...)
	if d.Next < len(o.Units) {
		store.Decisions.Put(tx, d, d)
		h.End()
		return true, nil
	}
	store.Decisions.Delete(tx, d)
	h.answerAll(o, d.Not)
	h.End()
	return false, nil
}

// decideSome decides about some of the reports, and returns those about which it cannot be
// decided any more.
func (h Handler) decideSome(o *operation.Order, units []string, nth int) (not []string, err error) {
	var did []string
	for _, unit := range units {
		rep := h.Campaign.Report(unit)
		before, err := store.Statuses.Get(h.Tx, rep)
		if err != nil {
			return nil, err
		}
		after, why := h.apply(o, unit, before)
		if why != report.Legal || !o.Saw(unit, before) {
			not = append(not, unit)
			continue
		}
		did = append(did, unit)
		if err := h.put(o, unit, after); err != nil {
			return nil, err
		}
	}
	if len(did) == 0 {
		return not, nil
	}
	h.Effects.Notices++
	by, _ := h.Campaign.Units.Get(h.Acting(did[0]).Unit)
	told := *o
	told.Units = did
	n := notify.About(decided, decision{Order: told, By: by.Code})
	n.ID, n.At = "decided/"+o.ID+"/"+strconv.Itoa(nth), h.Update.At
	heads := map[string]bool{}
	for _, unit := range did {
		u, _ := h.Campaign.Units.Get(unit)
		for _, up := range h.between(u) {
			heads[up.Code] = true
		}
	}
	to := []store.Audience{{Units: did, Roles: campaigns.Workers()}}
	for code := range heads {
		to = append(to, store.Audience{Units: []string{code}, Roles: []roster.Role{roster.Coordinator}})
	}
	return not, notify.Broadcast(h.Tx, h.Campaign, n, true, to...)
}

// put writes what came of a decision about one of several reports.
func (h Handler) put(o *operation.Order, unit string, after report.Status) error {
	rep := h.Campaign.Report(unit)
	u, _ := h.Campaign.Units.Get(unit)
	switch operation.Move(o.Name) {
	case report.MoveExtend:
		store.Extensions.Put(h.Tx, rep, o.Due)
	case report.MoveReturn:
		draft, err := store.Drafts.Get(h.Tx, rep)
		if err != nil {
			return err
		}
		if draft != nil {
			if outline := h.Campaign.OutlineOf(u, draft); outline != nil {
				draft.Recall(outline, nil, nil)
				store.Drafts.Put(h.Tx, rep, draft)
			}
		}
	}
	return h.PutStatus(rep, after)
}

// answerAll tells the coordinator what was done, and writes it into the journal.
func (h Handler) answerAll(o *operation.Order, not []string) {
	now := h.Campaign.Local(h.Update.At)
	h.Reply(o.DoneAll(h.Campaign.Units, not, notify.Allowed(h.Campaign, h.Update.At), now, h.Say)...)
	did := slices.DeleteFunc(slices.Clone(o.Units), func(unit string) bool { return slices.Contains(not, unit) })
	if len(did) == 0 {
		return
	}
	one := *o
	one.Units = did
	deed := h.entry(&one)
	u, _ := h.Campaign.Units.Get(did[0])
	deed.Unit, deed.Level, deed.Units = deed.At, u.Level, did
	h.Note(deed)
}

// decided is the kind of notice by which units hear of a decision about several reports.
const decided = "decided"

// A decision is what such a notice says: what was decided, and in whose name.
type decision struct {
	Order operation.Order `json:"o"`
	By    string          `json:"b"`
}

// wordDecision words it for a unit, or for the unit between.
func wordDecision(t notify.Delivery) (chat.Content, bool, error) {
	var what decision
	if err := t.Read(0, &what); err != nil {
		return chat.Content{}, false, err
	}
	c, o := t.Campaign, what.Order
	by, _ := c.Units.Get(what.By)
	u, ok := c.Units.Get(t.To.Unit)
	if !ok {
		return chat.Content{}, false, nil
	}
	if !slices.Contains(o.Units, u.Code) {
		text := o.Heads(c.Units, by, u, t.Say)
		return chat.Content{Text: text}, text != "", nil
	}
	rep := c.Report(u.Code)
	status, err := store.Statuses.Get(t.Tx, rep)
	if err != nil {
		return chat.Content{}, false, err
	}
	var deadline time.Time
	if deadline, err = c.DeadlineIn(t.Tx, u, status); err != nil {
		return chat.Content{}, false, err
	}
	o.Units = []string{u.Code}
	content := t.Say.Content(locale.Message{Lines: o.Notice(c.Units, by, status, c.Local(deadline), false)})
	if !status.State.In() && status.State.Counts() {
		content.Choices = [][]chat.Choice{{campaigns.StartButton(rep, t.Say)}}
	}
	return content, true, nil
}
