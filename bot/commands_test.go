package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestSimulateServesAnyBotUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out, stdout := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"simulate", "--listen", "127.0.0.1:0"}, nil, strings.NewReader(""), stdout, io.Discard)
		stdout.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "http://127.0.0.1:") {
		t.Fatalf("the first line is %q", lines.Text())
	}
	address := lines.Text()
	if !lines.Scan() || !strings.Contains(lines.Text(), "TELEGRAM_API_URL="+address) {
		t.Errorf("the second line is %q", lines.Text())
	}
	// A poll is held while the server is told to end.
	poll := make(chan error, 1)
	go func() {
		answer, err := http.Get(address + "/bot" + goodToken + "/getUpdates?timeout=50")
		if err == nil {
			err = answer.Body.Close()
		}
		poll <- err
	}()
	answer, err := http.Get(address + "/bot" + goodToken + "/getMe")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(said), `"ok":true`) {
		t.Errorf("getMe: %s, %v", said, err)
	}
	stop()
	if got := <-code; got != exitOK {
		t.Errorf("exit code %d", got)
	}
	<-poll
}

// A simulator that others can reach says so, and answers to no name of the web.
func TestSimulatorOnAllAddresses(t *testing.T) {
	for listen, warned := range map[string]bool{"0.0.0.0:0": true, "127.0.0.1:0": false} {
		ctx, stop := context.WithCancel(context.Background())
		var warning strings.Builder
		status := 0
		p := &program{say: english(), stderr: &warning}
		err := p.serveSimulator(ctx, listen, http.NotFoundHandler(), nil, func(address string) {
			go func() {
				defer stop()
				r, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address, nil)
				r.Host = "evil.example"
				if answer, err := http.DefaultClient.Do(r); err == nil {
					status = answer.StatusCode
					answer.Body.Close()
				}
			}()
		})
		if err != nil || status != http.StatusMisdirectedRequest {
			t.Errorf("%s: status %d, %v", listen, status, err)
		}
		if strings.Contains(warning.String(), "in everybody's name") != warned {
			t.Errorf("%s: %q", listen, warning.String())
		}
	}
}

func TestHealthAsksTheRunningBot(t *testing.T) {
	well := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" || !well {
			http.Error(w, "store does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n")
	}))
	defer server.Close()
	t.Chdir(t.TempDir())
	ask := func() (int, string, string) {
		var out, errs strings.Builder
		environ := []string{"GIAOBAN_LISTEN=" + strings.TrimPrefix(server.URL, "http://")}
		return run(context.Background(), []string{"health"}, environ, nil, &out, &errs), out.String(), errs.String()
	}
	if code, out, errs := ask(); code != exitOK || out != "ok\n" || errs != "" {
		t.Errorf("%d %q %q", code, out, errs)
	}
	well = false
	if code, out, errs := ask(); code != exitIdle || out != "" || !strings.Contains(errs, "not well: store does not answer") {
		t.Errorf("%d %q %q", code, out, errs)
	}
}

func TestListenersEverywhereAreReachedHere(t *testing.T) {
	for listen, want := range map[string]string{
		":8080": "127.0.0.1:8080", "0.0.0.0:1": "127.0.0.1:1", "[::]:1": "[::1]:1", "example.org:1": "example.org:1",
	} {
		if got := reachable(listen); got != want {
			t.Errorf("reachable(%q) = %q, want %q", listen, got, want)
		}
	}
}
