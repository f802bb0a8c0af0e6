package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"giaoban/internal/simulator"
)

type simulateCommand struct {
	Listen string `default:"127.0.0.1:8081" help:"Address of the server and the page." placeholder:"ADDR"`
}

// Run serves the simulator until it is stopped.
func (s *simulateCommand) Run(ctx context.Context, p *program) error {
	sim := simulator.New(simulator.Options{Title: "Giao Ban: simulator"})
	return serveHTTP(ctx, s.Listen, sim.Handler(), sim.Close, func(address string) {
		fmt.Fprintf(p.stdout, "http://%s\npoint any bot at it: TELEGRAM_API_URL=http://%s, with any token of the right shape (123456789: and 35 letters)\n", address, address)
	})
}

// serveHTTP serves until ctx ends. ready gets the address that was found for
// port 0. ending, if not nil, ends what would be held open otherwise. There is
// no limit to writing: polls and pages are held on purpose.
func serveHTTP(ctx context.Context, listen string, handler http.Handler, ending func(), ready func(address string)) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", listen)
	if err != nil {
		return hinted(fmt.Errorf("listen on %s: %w", listen, err), "is the address in use? another one: --listen 127.0.0.1:0 finds a free port")
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	ready(reachable(listener.Addr().String()))
	select {
	case err := <-ended:
		return fmt.Errorf("serve on %s: %w", listen, err)
	case <-ctx.Done():
	}
	if ending != nil {
		ending()
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(wait); err != nil {
		return server.Close()
	}
	return nil
}
