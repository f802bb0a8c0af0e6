package simulator

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// clockView is what the page shows of campaign time.
type clockView struct {
	Now  time.Time `json:"now"`
	Zone int       `json:"zone"` // seconds east of UTC
	Next *nextView `json:"next,omitempty"`
}

type nextView struct {
	At    time.Time `json:"at"`
	Label string    `json:"label"`
}

func (s *Server) clockView() clockView {
	now := s.clock.Now()
	_, zone := now.Zone()
	v := clockView{Now: now, Zone: zone}
	if at, label, ok := s.due(now); ok {
		v.Next = &nextView{At: at, Label: label}
	}
	return v
}

func (s *Server) due(now time.Time) (time.Time, string, bool) {
	if s.options.Next == nil {
		return time.Time{}, "", false
	}
	return s.options.Next(now)
}

// JumpNext moves the clock to the next due instant. Without one it does nothing.
func (s *Server) JumpNext(ctx context.Context) error {
	s.jump.Lock()
	defer s.jump.Unlock()
	defer s.stateChanged()
	return s.jumpNext(ctx)
}

func (s *Server) jumpNext(ctx context.Context) error {
	at, _, ok := s.due(s.clock.Now())
	if !ok {
		return nil
	}
	if err := s.pass(ctx, at); err != nil {
		return err
	}
	if s.options.Jump == nil {
		s.clock.Set(at)
		return nil
	}
	if err := s.options.Jump(ctx); err != nil {
		return fmt.Errorf("simulator: jump to %s: %w", at.Format(time.RFC3339), err)
	}
	return nil
}

// JumpTo moves the clock to an instant and stops at every due instant in between, so that the work of each is done at its hour.
func (s *Server) JumpTo(ctx context.Context, to time.Time) error {
	s.jump.Lock()
	defer s.jump.Unlock()
	defer s.stateChanged()
	for {
		before := s.clock.Now()
		at, _, ok := s.due(before)
		if !ok || at.After(to) {
			break
		}
		if err := s.jumpNext(ctx); err != nil {
			return err
		}
		if next, _, ok := s.due(s.clock.Now()); ok && !next.After(at) {
			break // the instant stays due; going on would turn in a circle
		}
	}
	if err := s.pass(ctx, to); err != nil {
		return err
	}
	s.clock.Set(to)
	return nil
}

// pass has everything happen that happens by itself before an instant.
func (s *Server) pass(ctx context.Context, to time.Time) error {
	if s.options.Pass == nil {
		return nil
	}
	if err := s.options.Pass(ctx, to); err != nil {
		return fmt.Errorf("simulator: pass to %s: %w", to.Format(time.RFC3339), err)
	}
	return nil
}

func (s *Server) controlClock(r request) (any, error) {
	var err error
	switch act := r.path("act"); act {
	case "next":
		err = s.JumpNext(r.ctx)
	case "advance":
		var by time.Duration
		if by, err = readDuration(r.text("by")); err == nil {
			err = s.JumpTo(r.ctx, s.clock.Now().Add(by))
		}
	case "set":
		var at time.Time
		if at, err = time.Parse(time.RFC3339, r.text("at")); err == nil {
			err = s.JumpTo(r.ctx, at)
		}
	default:
		err = fmt.Errorf("simulator: unknown action %q", act)
	}
	return s.clockView(), err
}

// readDuration reads 90m, 1h30m or a number of days: 2d.
func readDuration(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err
	}
	return time.ParseDuration(text)
}
