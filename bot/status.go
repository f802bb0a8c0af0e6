package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"giaoban/internal/health"
	"giaoban/internal/store"
)

// statusCommand tells how the running bot does.
type statusCommand struct {
	Language string `help:"${cli_help_language}" enum:"vi,en," default:"" placeholder:"vi"`
}

// Run asks the running bot. It is an error if none runs, or if people are not served.
func (k *statusCommand) Run(ctx context.Context, p *program, c Config) error {
	return withOperations(ctx, c, func(o operations) error {
		reply, err := o.Status(ctx, statusOrder{p.language(k.Language), p.called})
		if errors.Is(err, errIdle) {
			return hinted(coded(exitIdle, fails("cli_idle_on", "folder", c.Data)), "cli_idle_hint", "folder", c.Data)
		}
		if err != nil {
			return err
		}
		fmt.Fprint(p.stdout, reply.Text)
		if reply.Down {
			return coded(exitIdle, fails("cli_status_down"))
		}
		return nil
	})
}

// statusOrder asks how the bot does, in a language: "" is English.
type statusOrder struct {
	Language string `json:"language,omitempty"`
	// Call is how whoever asks calls the program.
	Call string `json:"call,omitempty"`
}

// statusReply is how a bot does, in words; Down if people are not served.
type statusReply struct {
	Text string `json:"text"`
	Down bool   `json:"down"`
}

// errIdle is said where no bot runs.
var errIdle = errors.New("no bot runs")

// Status implements operations.
func (a *admin) Status(ctx context.Context, order statusOrder) (statusReply, error) {
	if a.signs == nil {
		return statusReply{}, errIdle
	}
	return a.signs.status(ctx, order), nil
}

// Status implements operations.
func (r *remote) Status(ctx context.Context, order statusOrder) (reply statusReply, err error) {
	return reply, r.order(ctx, "/status", order, &reply)
}

// status says how the bot does, in the words of operators. If the store does not answer in time, it does without.
func (s *signs) status(ctx context.Context, order statusOrder) statusReply {
	say, ok := s.app.catalog.Language(order.Language)
	if !ok {
		say = s.english(time.Local)
	}
	text, err := inTime(ctx, func(ctx context.Context) (text string, err error) {
		err = s.app.kv.View(ctx, func(r store.Reader) error {
			text = s.report(r, say, order.Call)
			return nil
		})
		return text, err
	})
	if err != nil {
		text = s.report(nil, say, order.Call)
	}
	_, found := s.look()
	return statusReply{text, health.Worst(found) == health.Down}
}

// inTime does something that should be quick, and does not wait for it longer than is reasonable.
func inTime[T any](ctx context.Context, do func(context.Context) (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	type ended struct {
		value T
		err   error
	}
	end := make(chan ended, 1)
	go func() {
		value, err := do(ctx)
		end <- ended{value, err}
	}()
	select {
	case e := <-end:
		return e.value, e.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
