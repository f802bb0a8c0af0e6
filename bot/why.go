package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/calendar"
	"giaoban/internal/health"
	"giaoban/internal/locale"
	"giaoban/internal/outbox"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/telegram"
	"giaoban/internal/viet"
	"giaoban/internal/why"
)

// whyCommand tells what happened to a unit, a person or a message, and what comes next.
type whyCommand struct {
	which
	About    []string `arg:"" optional:"" name:"about" help:"${cli_help_why_about}"`
	Language string   `help:"${cli_help_language}" enum:"vi,en," default:"" placeholder:"vi"`
}

// whyOrder is what is asked.
type whyOrder struct {
	Campaign string `json:"campaign,omitempty"`
	About    string `json:"about"`
	Language string `json:"language,omitempty"`
}

// whyReply is what is known.
type whyReply struct {
	Lines []string `json:"lines"`
	// NotFound says that there is nothing of that name.
	NotFound bool `json:"not_found,omitempty"`
	// Near are the units with a name like it.
	Near []string `json:"near,omitempty"`
}

// Run prints what is known.
func (k *whyCommand) Run(ctx context.Context, p *program, c Config) error {
	about := strings.TrimSpace(strings.Join(k.About, " "))
	if about == "" {
		return hinted(coded(exitUsage, fails("cli_why_nothing")), "cli_why_hint")
	}
	return withOperations(ctx, c, func(o operations) error {
		reply, err := o.Why(ctx, whyOrder{k.Campaign, about, p.language(k.Language)})
		switch {
		case err != nil:
			return err
		case len(reply.Near) > 0:
			return hinted(notFound("cli_why_unknown", "about", about), "cli_why_near", "units", strings.Join(reply.Near, "; "))
		case reply.NotFound:
			return hinted(notFound("cli_why_unknown", "about", about), "cli_why_hint")
		}
		fmt.Fprintln(p.stdout, strings.ReplaceAll(strings.Join(reply.Lines, "\n"), callMark, p.called))
		return nil
	})
}

// Why implements operations.
func (r *remote) Why(ctx context.Context, order whyOrder) (reply whyReply, err error) {
	return reply, r.order(ctx, "/why", order, &reply)
}

// Why implements operations.
func (a *admin) Why(ctx context.Context, order whyOrder) (whyReply, error) {
	b := a.bundles[0]
	if order.Campaign != "" {
		var err error
		if b, err = oneOf(a.bundles, order.Campaign); err != nil {
			return whyReply{}, err
		}
	}
	var running *dispatch.Dispatcher
	if a.delivery != nil {
		var err error
		if running, err = a.dispatcher(ctx); err != nil {
			return whyReply{}, err
		}
	}
	damaged, err := store.AllDamaged(ctx, a.kv)
	if err != nil {
		return whyReply{}, err
	}
	reader := *a
	reader.kv = store.Without(a.kv)
	d, err := reader.idle(ctx)
	if err != nil {
		return whyReply{}, err
	}
	in := d.Find(b.campaign.Name)
	q := &inquiry{admin: &reader, d: d, running: running, in: in, named: order.Campaign != "", say: in.Phrases(order.Language), damaged: damaged, foreseen: map[unitIn]calendar.Foreseen{}}
	q.trouble = q.system()
	lines, err := q.about(ctx, strings.TrimSpace(order.About))
	if errors.Is(err, errNothing) {
		return whyReply{NotFound: true, Near: q.near(strings.TrimSpace(order.About))}, nil
	}
	return whyReply{Lines: slices.Concat(q.trouble, q.damage(), lines, []string{"", q.zone()})}, err
}

// system says why nothing goes to anybody now, if that is so.
func (q *inquiry) system() []string {
	if q.signs == nil {
		return []string{q.say.Say("trace_idle")}
	}
	f, found := q.signs.look()
	q.backup = f.Backups.File
	if health.Worst(found) != health.Down {
		return nil
	}
	return []string{q.say.Say("trace_down", "wrong", found[0].Wrong(q.say), "giaoban", callMark)}
}

// zone says by which clock times are told.
func (q *inquiry) zone() string {
	return q.say.Say("trace_zone", "offset", q.now().In(q.in.Plan.Zone).Format("-07:00"))
}

// errNothing says that nothing has the name that was asked about.
var errNothing = errors.New("nothing of that name")

// inquiry finds out about one thing.
type inquiry struct {
	*admin
	d *dispatch.Dispatcher
	// running is the bot's own, which knows what the store has nothing of; nil if none runs.
	running *dispatch.Dispatcher
	in      campaignOf
	named   bool // the campaign was named
	say     locale.Phrases
	// damaged are the keys of all damaged records. Met are the units and the people that the answer is about.
	damaged []string
	met     met
	// backup is the newest one that is whole, "" if none is known.
	backup string
	// trouble says why nothing goes to anybody now; none if all is well.
	trouble []string
	// all is there once it is gathered, foreseen grows.
	all      *scattered
	foreseen map[unitIn]calendar.Foreseen
}

// rowID is the form of the outbox's ids.
var rowID = regexp.MustCompile(`^[0-9a-f]{16}-(\S+:\S+)$`)

// about finds what is meant: an id of the log, a unit, a person.
func (q *inquiry) about(ctx context.Context, what string) ([]string, error) {
	if m := rowID.FindStringSubmatch(what); m != nil {
		return q.row(ctx, what, m[1])
	}
	if strings.Count(what, "/") == 2 && !strings.Contains(what, " ") {
		return q.update(ctx, what)
	}
	if units := q.units(what); len(units) > 0 {
		return q.unitOrWhich(ctx, units)
	}
	people, err := q.people(ctx, what)
	switch {
	case err != nil:
		return nil, err
	case len(people) == 0:
		return nil, errNothing
	case len(people) > 1:
		var names []string
		for _, p := range people {
			names = append(names, p.Name+" — "+p.Address)
		}
		return why.Which(q.say, names), nil
	}
	return people[0].Lines(q.say), nil
}

// unitIn is a unit in a campaign.
type unitIn struct {
	roster.Unit
	in campaignOf
}

// units are those that the words name: by code, else by name.
func (q *inquiry) units(what string) (found []unitIn) {
	campaigns := q.d.All()
	if q.named {
		campaigns = []campaignOf{q.in}
	}
	for _, c := range campaigns {
		if u, ok := c.Units.Get(what); ok {
			found = append(found, unitIn{u, c})
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, c := range campaigns {
		m := c.Units.Find(what, "")
		if m.Found {
			m.Several = []roster.Unit{m.Unit}
		}
		for _, u := range m.Several {
			found = append(found, unitIn{u, c})
		}
	}
	return found
}

// unitOrWhich tells of one unit, in each campaign that has it, or asks which is meant.
func (q *inquiry) unitOrWhich(ctx context.Context, units []unitIn) (out []string, err error) {
	for _, u := range units {
		if u.Code != units[0].Code {
			var names []string
			for _, u := range units {
				names = append(names, u.in.Units.Path(u.Code)+" — "+u.Code)
			}
			return why.Which(q.say, names), nil
		}
	}
	for _, u := range units {
		facts, err := q.unit(ctx, u)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, facts.Lines(q.say)...)
	}
	return out, nil
}

// people are those whom the words name: by address or number, else by name.
func (q *inquiry) people(ctx context.Context, what string) (found []why.Person, err error) {
	address, bad := chat.ParseAddress(what)
	if bad != nil && what != "" && strings.Trim(what, "0123456789") == "" {
		address, bad = chat.Address{Channel: telegram.Channel, ID: what}, nil
	}
	all, err := q.gather(ctx)
	if err != nil {
		return nil, err
	}
	var addresses []chat.Address
	err = q.kv.View(ctx, func(r store.Reader) error {
		addresses = nil
		if bad == nil && (store.Chats.Has(r, address) || slices.Contains(q.damaged, store.Chats.Key(address))) {
			addresses = []chat.Address{address}
			return nil
		}
		addresses = called(r, all, what)
		return nil
	})
	for _, a := range addresses {
		if err != nil {
			break
		}
		if len(addresses) > 1 { // it is asked which
			p := why.Person{Address: a.String()}
			err = q.kv.View(ctx, func(r store.Reader) error {
				its, err := store.GetPerson(r, a)
				p.Name = cmp.Or(its.Name, all.as(a).name)
				return err
			})
			found = append(found, p)
			continue
		}
		var p why.Person
		if p, err = q.person(ctx, a); err == nil {
			p.Orders, err = q.ordersToPerson(ctx, a)
			found = append(found, p)
		}
	}
	return found, err
}

// called are those of that name. Who somebody is may be damaged: the records of the units name their members too.
func called(r store.Reader, all *scattered, what string) (addresses []chat.Address) {
	folded := viet.Fold(what)
	is := func(name string) bool {
		name = viet.Fold(name)
		return name != "" && (name == folded || strings.Contains(name, folded) && len(folded) > 2)
	}
	for row, err := range store.People.All(r, "") {
		if a, bad := chat.ParseAddress(row.Key); err == nil && bad == nil && is(row.Value.Name) {
			addresses = append(addresses, a)
		}
	}
	for _, a := range all.people {
		if is(all.as(a).name) && !slices.Contains(addresses, a) {
			addresses = append(addresses, a)
		}
	}
	return addresses
}

// row tells of a message to somebody, by the id that it has in the outbox.
func (q *inquiry) row(ctx context.Context, id, to string) ([]string, error) {
	s := why.Sent{ID: id, To: to}
	s.Decided, _ = store.QueuedAt(id)
	waits, err := q.waiting(ctx, func(m chat.Message) bool { return m.ID == id })
	s.Waits = waits
	return s.Lines(q.say), err
}

// update tells of what somebody sent, by its id in the log.
func (q *inquiry) update(ctx context.Context, id string) ([]string, error) {
	all, err := q.gather(ctx)
	if err != nil {
		return nil, err
	}
	u := why.Update{ID: id, Kept: all.kept[id], NotKept: q.running != nil && q.running.NotKept(id)}
	err = q.kv.View(ctx, func(r store.Reader) error {
		aside, _, err := store.Asides.Find(r, id)
		if err != nil {
			return err
		}
		u.Aside, u.Reason = aside.At, aside.Reason
		u.Done, err = store.OnceKeys.Get(r, "update/"+id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if u.Orders, err = q.ordersBy(ctx, id); err != nil {
		return nil, err
	}
	if u.Answers, err = q.waiting(ctx, func(m chat.Message) bool { return u.AnsweredBy(m, queued(m)) }); err != nil {
		return nil, err
	}
	return u.Lines(q.say), nil
}

// waiting lists messages of that kind that wait: those of the running bot, else the rows.
func (q *inquiry) waiting(ctx context.Context, is func(chat.Message) bool) (out []why.Message, err error) {
	if q.delivery != nil {
		return held(q.delivery.Held(is)), nil
	}
	err = q.kv.View(ctx, func(r store.Reader) error {
		out = nil
		for row, err := range outbox.AllUnsent(r) {
			if err == nil && is(row.Message) {
				at, _ := store.QueuedAt(row.Message.ID)
				out = append(out, why.Message{Kind: row.Message.Priority, Decided: at, Until: row.Message.Until, Unknown: row.Tries, ID: row.Message.ID})
			}
		}
		return nil
	})
	return out, err
}

// queued is when a message was decided.
func queued(m chat.Message) time.Time {
	at, _ := store.QueuedAt(m.ID)
	return at
}

func held(list []outbox.Held) (out []why.Message) {
	for _, h := range list {
		at, _ := store.QueuedAt(h.ID)
		out = append(out, why.Message{Kind: h.Priority, Decided: at, Next: h.Next, Until: h.Until, Sending: h.Sending, Tries: h.Tries,
			Unknown: h.Unknown, GivenUp: h.GivenUp, ID: h.ID})
	}
	return out
}
