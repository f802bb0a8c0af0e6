// Package seed fills the store with reports for a demonstration and for tests, by the same conversation that officers have. It says
// nothing to anybody.
package seed

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// A Seed makes reports for a demonstration, by the same conversation that
// officers have: somebody who answers each question with what the script has for
// the unit, or else with the outline's example, and stops where a share is done.
type Seed struct {
	// From and To are when the reports were worked at.
	From, To time.Time
	// Started and Submitted are the parts of units that have begun, and that
	// have handed in.
	Started, Submitted float64
	// Number makes everything the same again.
	Number uint64
	// Script is what is answered instead of the examples.
	Script Script
	// Campaign is whose reports they are; empty for the first.
	Campaign string
	// Skip leaves units out.
	Skip func(roster.Unit) bool
}

// Nobody is the channel of the made-up officers. What is said to them must be
// dropped by whoever plants them.
const Nobody = "nobody"

// Plant fills the store with reports of the level at which coordinators
// chase. It says nothing to anybody. Each unit's choice depends on its own code
// and the seed's number only.
func Plant(ctx context.Context, campaigns *campaigns.Set, seed Seed) error {
	for _, in := range campaigns.All() {
		if seed.Campaign == "" || seed.Campaign == in.Name() {
			return plantAll(ctx, in, seed)
		}
	}
	return fmt.Errorf("plant: no campaign %q", seed.Campaign)
}

func plantAll(ctx context.Context, c *campaigns.Campaign, seed Seed) error {
	units := c.Units.AtLevel(c.Level())
	players := make([]*player, len(units))
	errs := make([]error, len(units))
	var workers sync.WaitGroup
	for worker := range runtime.NumCPU() {
		workers.Go(func() {
			for i := worker; i < len(units); i += runtime.NumCPU() {
				if (seed.Skip == nil || !seed.Skip(units[i])) && !slices.Contains(seed.Script.Untouched, units[i].Code) {
					players[i], errs[i] = plant(c, units[i], seed)
				}
			}
		})
	}
	workers.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	var functions []func(store.Tx) error
	for _, p := range players {
		if p != nil {
			functions = append(functions, p.write)
		}
	}
	functions = append(functions, func(tx store.Tx) error {
		_, err := store.CountBelow(tx, c.ID())
		return err
	})
	for _, err := range c.Set.KV.Update(ctx, functions...) {
		if err != nil {
			return fmt.Errorf("plant reports: %w", err)
		}
	}
	return c.Below.Load(ctx)
}

// plant plays one unit's officer; nil if the unit has not begun.
func plant(c *campaigns.Campaign, u roster.Unit, seed Seed) (*player, error) {
	code, _ := strconv.ParseUint(u.Code, 10, 64)
	random := rand.New(rand.NewPCG(seed.Number, code))
	// Districts differ: some are quick, some slow.
	parent, _ := strconv.ParseUint(u.Parent, 10, 64)
	pace := 0.55 + 0.9*rand.New(rand.NewPCG(seed.Number, parent)).Float64()
	luck := random.Float64() / pace
	if luck > seed.Started {
		return nil, nil
	}
	share := 1.0
	if luck > seed.Submitted {
		share = 0.05 + 0.9*random.Float64()
	}
	p := newPlayer(c, u)
	p.at = seed.From.Add(time.Duration(random.Float64() * 0.5 * float64(seed.To.Sub(seed.From))))
	p.end = seed.To.Add(-time.Duration(math.Pow(random.Float64(), 2) * 0.5 * float64(seed.To.Sub(seed.From))))
	if rested := seed.Script.Rested; share < 1 && (slices.Contains(rested, u.Code) || slices.Contains(rested, u.Parent)) {
		p.rest = seed.To.AddDate(0, 0, -4)
	}
	if err := p.prepare(&seed.Script, seed.Number); err != nil {
		return nil, err
	}
	return p, p.play(share)
}
