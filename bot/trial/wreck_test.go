package trial_test

import (
	"context"
	"fmt"
	"time"

	"giaoban/internal/simulator"
)

// wreck is what is done to the program: when it was killed or told to end, how long an end
// and a start took.
type wreck struct {
	*world
	ends        []time.Time // of either kind
	kills       int
	terms       int
	worstEnd    time.Duration
	worstStart  time.Duration
	troublesome []string
}

// spoil has the platform fail, both ways.
func (w *world) spoil() {
	for _, f := range []simulator.Fault{
		{Method: "sendMessage", Kind: simulator.FaultPage, Share: 0.01},
		{Method: "sendMessage", Kind: simulator.FaultPageAfter, Share: 0.005},
		{Method: "sendMessage", Kind: simulator.FaultDropBefore, Share: 0.01},
		{Method: "sendMessage", Kind: simulator.FaultDropAfter, Share: 0.005},
		{Method: "sendMessage", Kind: simulator.FaultTruncate, Share: 0.003},
		{Method: "sendMessage", Kind: simulator.FaultTooMany, RetryAfter: 1, Share: 0.0005},
		{Method: "sendMessage", Kind: simulator.FaultError, Code: 403, Description: "Forbidden: bot was blocked by the user", Share: 0.001},
		{Method: "sendMessage", Kind: simulator.FaultError, Code: 400, Description: "Bad Request: chat not found", Share: 0.0005},
		{Method: "sendMessage", Kind: simulator.FaultSlow, Delay: 2 * time.Second, Share: 0.005},
		{Method: "sendMessage", Kind: simulator.FaultSlow, Delay: 8 * time.Second, Share: 0.0005},
		{Method: "sendPhoto", Kind: simulator.FaultDropAfter, Share: 0.05},
		{Method: "sendPhoto", Kind: simulator.FaultPage, Share: 0.05},
		{Method: "sendDocument", Kind: simulator.FaultDropAfter, Share: 0.05},
		{Method: "sendDocument", Kind: simulator.FaultDropBefore, Share: 0.05},
		{Method: "editMessageText", Kind: simulator.FaultPage, Share: 0.05},
		{Method: "editMessageText", Kind: simulator.FaultDropAfter, Share: 0.05},
		{Method: "editMessageText", Kind: simulator.FaultError, Code: 403, Description: "Forbidden: bot was blocked by the user", Share: 0.02},
		{Method: "answerCallbackQuery", Kind: simulator.FaultDropAfter, Share: 0.05},
		{Method: "getFile", Kind: simulator.FaultPage, Share: 0.1},
		{Method: "file", Kind: simulator.FaultTruncate, Share: 0.1},
		{Method: "file", Kind: simulator.FaultDropBefore, Share: 0.1},
		{Method: "getUpdates", Kind: simulator.FaultPage, Share: 0.02},
		{Method: "getUpdates", Kind: simulator.FaultDropBefore, Share: 0.02},
		{Method: "getUpdates", Kind: simulator.FaultDropAfter, Share: 0.02},
		{Method: "getUpdates", Kind: simulator.FaultTruncate, Share: 0.02},
		{Method: "getUpdates", Kind: simulator.FaultError, Code: 500, Share: 0.01},
		{Method: "getUpdates", Kind: simulator.FaultSlow, Delay: time.Second, Share: 0.01},
	} {
		if _, err := w.sim.AddFault(f); err != nil {
			w.t.Fatal(err)
		}
	}
}

// repeats has some updates arrive twice, until ctx ends.
func (w *world) repeats(ctx context.Context) {
	for sleep(ctx, time.Second) {
		if err := w.sim.Repeat(w.bot, 3); err != nil {
			w.t.Error(err)
		}
	}
}

// breaks kills the program every few seconds, or has it end, and starts it again, until
// ctx ends.
func (x *wreck) breaks(ctx context.Context) {
	for sleep(ctx, time.Duration(3000+x.chance(6000))*time.Millisecond) {
		if err := x.program.died(); err != nil {
			x.troublesome = append(x.troublesome, time.Now().Format(time.TimeOnly)+": "+err.Error())
			x.starts() // as whatever watches over it would
			continue
		}
		if x.chance(10) < 7 {
			x.kills++
			x.ends = append(x.ends, time.Now())
			x.program.kill()
		} else {
			x.terms++
			x.ends = append(x.ends, time.Now())
			took, err := x.program.end()
			x.worstEnd = max(x.worstEnd, took)
			if err != nil {
				x.troublesome = append(x.troublesome, fmt.Sprintf("SIGTERM at %s: after %v: %v", x.ends[len(x.ends)-1].Format(time.TimeOnly), took, err))
				x.program.kill()
			}
		}
		x.starts()
	}
}

// starts starts the program and waits until it polls.
func (x *wreck) starts() {
	begin := time.Now()
	if err := x.program.serve(); err != nil {
		x.troublesome = append(x.troublesome, err.Error())
		return
	}
	for time.Since(begin) < time.Minute {
		x.mu.Lock()
		polls := len(x.polls) > 0 && x.polls[len(x.polls)-1].After(begin)
		x.mu.Unlock()
		if polls {
			x.worstStart = max(x.worstStart, time.Since(begin))
			return
		}
		if x.program.died() != nil {
			return // told at the next turn
		}
		time.Sleep(20 * time.Millisecond)
	}
	x.troublesome = append(x.troublesome, "a minute after a start it does not poll")
}

// mayRepeat reports whether a call may come again although it was taken: its caller could
// not know, or the program ended before it could have noted that.
func (x *wreck) mayRepeat(c simulator.Call) bool {
	if c.Spoiled {
		return true
	}
	for _, end := range x.ends {
		if d := end.Sub(c.At); d > -time.Second && d < 10*time.Second {
			return true
		}
	}
	return false
}
