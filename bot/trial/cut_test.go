package trial_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// trialFor is how long a trial goes on; without a duration in the environment it is skipped.
func trialFor(t *testing.T) time.Duration {
	t.Helper()
	long, err := time.ParseDuration(os.Getenv("GIAOBAN_TRIAL"))
	if err != nil {
		t.Skip("GIAOBAN_TRIAL is not set to a duration")
	}
	return long
}

// on is the same program on another data folder.
func (p *program) on(data string) *program {
	return &program{t: p.t, folder: p.folder, data: data, env: append(slices.Clone(p.env), "GIAOBAN_DATA="+data)}
}

// ended is how a command ended: by itself, or because it was killed.
type ended struct {
	said   string
	err    error
	killed bool
	took   time.Duration
}

// says reports whether a command that ended by itself said one of these.
func (e ended) says(words ...string) bool {
	return !e.killed && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(e.said, w) })
}

// cut runs a command to which a line is typed, and kills it after a while if it has not
// ended by then. After 0 it is not killed.
func (p *program) cut(after time.Duration, typed string, args ...string) ended {
	p.t.Helper()
	var said bytes.Buffer
	cmd := exec.Command(p.path("giaoban"), args...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = p.env, strings.NewReader(typed+"\n"), &said, &said
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	if after > 0 {
		timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		defer timer.Stop()
	}
	err := cmd.Wait()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ended{said.String(), err, ok && status.Signaled(), time.Since(begin)}
}

// span draws how long a command may run before it is killed, from how long it usually takes:
// at any time, or near its end, where it gives things their names.
func (w *world) span(usual time.Duration) time.Duration {
	if w.chance(2) == 0 {
		return usual*8/10 + time.Duration(w.chance(int(usual*3/10)))
	}
	return time.Duration(1 + w.chance(int(usual)))
}

// exists reports whether there is something of that name.
func exists(t testing.TB, path string) bool {
	t.Helper()
	_, err := os.Lstat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return err == nil
}

// names lists a folder.
func names(t testing.TB, folder string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}
