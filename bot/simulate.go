package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"giaoban/internal/simulator"
)

type simulateCommand struct {
	Listen   string  `default:"127.0.0.1:8081" help:"Address of the server and the page." placeholder:"ADDR"`
	Rate     float64 `help:"Messages a second that a bot may send, as Telegram's 30; 0: any number." placeholder:"N"`
	ChatRate float64 `help:"Messages a second that a bot may send to one chat, as Telegram's 1; 0: any number." placeholder:"N"`
}

// Run serves the simulator until it is stopped.
func (s *simulateCommand) Run(ctx context.Context, p *program) error {
	sim := simulator.New(simulator.Options{Title: "Giao Ban: simulator",
		Limits: simulator.Limits{Rate: s.Rate, ChatRate: s.ChatRate}})
	return serveSimulator(ctx, p.stderr, s.Listen, sim.Handler(), sim.Close, func(address string) {
		fmt.Fprintf(p.stdout, "http://%s\npoint any bot at it: TELEGRAM_API_URL=http://%s, with any token of the right shape (123456789: and 35 letters)\n", address, address)
	})
}

// serveSimulator listens on an address and serves a simulator until ctx ends, as serveOn
// does. It warns where others than this machine can reach it. ready gets the address that was found for port 0.
func serveSimulator(ctx context.Context, warn io.Writer, listen string, handler http.Handler, ending func(), ready func(address string)) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", listen)
	if err != nil {
		return hinted(fmt.Errorf("listen on %s: %w", listen, err), "is the address in use? another one: --listen 127.0.0.1:0 finds a free port")
	}
	address := listener.Addr().(*net.TCPAddr)
	if !address.IP.IsLoopback() {
		fmt.Fprintf(warn, "warning: whoever reaches %s reads and writes here in everybody's name; --listen 127.0.0.1:%d is for this machine only\n", address, address.Port)
	}
	ready(reachable(address.String()))
	if err := serveOn(ctx, listener, simulator.Guard(listen, handler), 3*time.Second, ending); err != nil {
		return fmt.Errorf("serve on %s: %w", listen, err)
	}
	return nil
}

// serveOn serves until ctx ends, and then finishes what is under way for as long
// as grace. ending, if not nil, ends what would be held open otherwise. There is no
// limit to writing: polls and pages are held on purpose.
func serveOn(ctx context.Context, listener net.Listener, handler http.Handler, grace time.Duration, ending func()) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	if ending != nil {
		ending()
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if server.Shutdown(wait) != nil {
		_ = server.Close() // an error only says that a listener is closed already
	}
	return nil
}
