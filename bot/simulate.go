package main

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"time"

	"giaoban/internal/simulator"
)

type simulateCommand struct {
	Listen   string  `default:"127.0.0.1:8081" help:"${cli_help_simulate_listen}" placeholder:"${cli_arg_addr}"`
	Rate     float64 `help:"${cli_help_simulate_rate}" placeholder:"${cli_arg_n}"`
	Language string  `help:"${cli_help_simulate_language}" enum:"vi,en," default:"" placeholder:"en"`
	ChatRate float64 `help:"${cli_help_simulate_chat_rate}" placeholder:"${cli_arg_n}"`
}

// Run serves the simulator until it is stopped.
func (s *simulateCommand) Run(ctx context.Context, p *program) error {
	sim := simulator.New(simulator.Options{Title: p.say.Say("cli_simulate_title"), Language: p.language(s.Language),
		Limits: simulator.Limits{Rate: s.Rate, ChatRate: s.ChatRate}})
	return p.serveSimulator(ctx, s.Listen, sim.Handler(), sim.Close, func(address string) {
		p.print("cli_simulate_at", "url", "http://"+address)
	})
}

// serveSimulator listens on an address and serves a simulator until ctx ends, as serveOn
// does. It warns where others than this machine can reach it. ready gets the address that was found for port 0.
func (p *program) serveSimulator(ctx context.Context, listen string, handler http.Handler, ending func(), ready func(address string)) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", listen)
	if err != nil {
		return hinted(notListening(listen, err), "cli_listen_failed_hint")
	}
	address := listener.Addr().(*net.TCPAddr)
	if !address.IP.IsLoopback() {
		p.tell("cli_listen_open", "address", address, "port", strconv.Itoa(address.Port))
	}
	ready(reachable(address.String()))
	if err := serveOn(ctx, listener, simulator.Guard(listen, handler), 3*time.Second, ending); err != nil {
		return fails("cli_serve_failed", "address", listen, "error", err)
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
