package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

type healthCommand struct{}

// Run asks /healthz and says what it said; not 200 is an error.
func (*healthCommand) Run(ctx context.Context, p *program, c Config) error {
	if c.Listen == "" {
		return hinted(coded(exitUsage, fails("cli_health_none")), "cli_health_none_hint")
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+reachable(c.Listen)+"/healthz?language="+p.say.Tag(), nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return hinted(coded(exitIdle, fails("cli_health_not_well", "error", err)), "cli_health_idle")
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 4096))
	if err != nil {
		return coded(exitIdle, fails("cli_health_not_well", "error", err))
	}
	text := strings.TrimSpace(string(said))
	if answer.StatusCode != http.StatusOK {
		return coded(exitIdle, fails("cli_health_not_well", "error", text))
	}
	fmt.Fprintln(p.stdout, text)
	return nil
}

// reachable is an address to call where one was given to listen on: a listener
// on all addresses is on this machine's own too.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	switch host {
	case "", "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}
