package trial_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"

// program is the built program and its folder. One serve runs at a time; it can be killed
// or told to end, and started again.
type program struct {
	t      testing.TB
	folder string // serve.log, giaoban.yaml, data/
	data   string
	env    []string

	mu   sync.Mutex
	cmd  *exec.Cmd
	over chan error
}

// build makes the program, with the race detector where GIAOBAN_TRIAL_RACE is set. Its folder is kept when the test fails.
func build(t testing.TB, apiURL string) *program {
	t.Helper()
	folder, err := os.MkdirTemp("", "giaoban-trial-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("database and log are kept in %s", folder)
			return
		}
		os.RemoveAll(folder)
	})
	p := &program{t: t, folder: folder, data: filepath.Join(folder, "data")}
	args := []string{"build", "-o", p.path("giaoban")}
	p.env = os.Environ()
	if os.Getenv("GIAOBAN_TRIAL_RACE") != "" {
		args = append(args, "-race")
		p.env = append(p.env, "GORACE=log_path="+p.path("race"))
		t.Cleanup(p.races)
	}
	out, err := exec.Command("go", append(args, "giaoban/bot")...).CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	p.env = append(p.env, "TELEGRAM_BOT_TOKEN="+token, "TELEGRAM_API_URL="+apiURL, "GIAOBAN_DATA="+p.data,
		"GIAOBAN_CONFIG="+p.path("giaoban.yaml"))
	t.Cleanup(p.kill)
	return p
}

// races reports what the race detector wrote.
func (p *program) races() {
	found, err := filepath.Glob(p.path("race.*"))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, name := range found {
		content, err := os.ReadFile(name)
		p.t.Errorf("races in %s, %v:\n%s", name, err, first(string(content), 4000))
	}
	p.t.Logf("built with the race detector: %d starts of it wrote something", len(found))
}

func (p *program) path(name string) string { return filepath.Join(p.folder, name) }

func (p *program) write(name, content string) {
	p.t.Helper()
	if err := os.WriteFile(p.path(name), []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// run runs a command beside serve and returns what it says.
func (p *program) run(args ...string) string {
	p.t.Helper()
	cmd := exec.Command(p.path("giaoban"), args...)
	cmd.Env = p.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("giaoban %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// serve starts the bot.
func (p *program) serve() error {
	log, err := os.OpenFile(p.path("serve.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	fmt.Fprintf(log, "--- start %s\n", time.Now().Format(time.TimeOnly))
	cmd := exec.Command(p.path("giaoban"), "serve")
	cmd.Env, cmd.Stderr, cmd.Stdout = p.env, log, log
	if err := cmd.Start(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cmd, p.over = cmd, make(chan error, 1)
	go func(over chan error) { over <- cmd.Wait() }(p.over)
	return nil
}

// begins starts the bot and waits until it takes orders: until it says so by a poll that
// nothing answers would take half a minute.
func (p *program) begins() error {
	if err := p.serve(); err != nil {
		return err
	}
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(20 * time.Millisecond) {
		if conn, err := net.Dial("unix", filepath.Join(p.data, "giaoban.sock")); err == nil {
			return conn.Close()
		}
		if err := p.died(); err != nil {
			return err
		}
	}
	return errors.New("a minute after a start it takes no orders")
}

// kill ends it at once, as a power switch does.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return
	}
	_ = p.cmd.Process.Kill()
	<-p.over
	p.cmd = nil
}

// end sends SIGTERM and returns how long the program took to end well.
func (p *program) end() (time.Duration, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	begin := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return 0, fmt.Errorf("it was not running: %w: %w", err, <-p.over)
	}
	select {
	case err := <-p.over:
		p.cmd = nil
		return time.Since(begin), err
	case <-time.After(30 * time.Second):
		return time.Since(begin), errors.New("SIGTERM did not end it in 30 s")
	}
}

// died returns what ended it if it ended by itself.
func (p *program) died() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case err := <-p.over:
		p.over <- err
		return fmt.Errorf("serve ended by itself: %w; see the end of serve.log", errors.Join(err, errors.New("not asked to")))
	default:
		return nil
	}
}

// complaints are the lines of the log that say that something is wrong, by their words.
func (p *program) complaints() map[string]int {
	content, err := os.ReadFile(p.path("serve.log"))
	if err != nil {
		p.t.Fatal(err)
	}
	found := map[string]int{}
	for line := range strings.Lines(string(content)) {
		switch {
		case strings.Contains(line, "level=ERROR"):
			_, words, _ := strings.Cut(line, "msg=")
			found[strings.TrimSpace(first(words, 110))]++
		case strings.HasPrefix(line, "panic:"), strings.HasPrefix(line, "fatal error:"), strings.HasPrefix(line, "giaoban: "):
			found[strings.TrimSpace(first(line, 110))]++
		}
	}
	return found
}

func first(s string, most int) string {
	r := []rune(s)
	return string(r[:min(len(r), most)])
}

// sleep waits, and reports whether ctx has not ended before.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
