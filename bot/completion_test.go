package main

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompletionInBash: bash itself completes commands, the commands of a command, flags and their values by the script.
func TestCompletionInBash(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	var script, errs strings.Builder
	if code := run(context.Background(), []string{"completion", "bash"}, nil, nil, &script, &errs); code != exitOK {
		t.Fatal(code, errs.String())
	}
	for typed, want := range map[string]string{
		"giaoban inv":                          "invite",
		"giaoban re":                           "reload retention restore",
		"giaoban campaign re":                  "rehearse reset reopen",
		"giaoban campaign close --c":           "--campaign",
		"giaoban invite --unit 16144 --role c": "coordinator",
		"giaoban why --language ":              "vi en",
		"giaoban new a":                        "annual",
		"giaoban completion ":                  "bash zsh fish --help --version",
		"giaoban serve --":                     "--help --version --new",
		"giaoban invite --csv ":                "",
		"giaoban nothing":                      "",
	} {
		words := strings.Split(typed, " ")
		call := exec.Command(bash, "-c", script.String()+"\nCOMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); _giaoban; echo \"${COMPREPLY[@]}\"", "bash")
		call.Args = append(call.Args, words...)
		out, err := call.CombinedOutput()
		if diff := cmp.Diff(want, strings.TrimSpace(string(out))); diff != "" || err != nil {
			t.Errorf("%q: %v %s", typed, err, diff)
		}
	}
}

// TestCompletionOfOthers: the scripts of zsh and fish have each command and flag; where the shell is there, it can read them.
func TestCompletionOfOthers(t *testing.T) {
	for shell, wants := range map[string][]string{
		"zsh":  {"bashcompinit\n", `"campaign close") words="`, `"invite --role") words="officer approver coordinator viewer admin"`},
		"fish": {"-a invite -d ", "__fish_seen_subcommand_from campaign' -a close -d ", "__fish_seen_subcommand_from invite' -l role -x -a 'officer approver "},
	} {
		var script, errs strings.Builder
		if code := run(context.Background(), []string{"completion", shell}, nil, nil, &script, &errs); code != exitOK {
			t.Fatal(code, errs.String())
		}
		for _, want := range wants {
			if !strings.Contains(script.String(), want) {
				t.Errorf("%s: no %q", shell, want)
			}
		}
		if path, err := exec.LookPath(shell); err == nil {
			call := exec.Command(path, "-n", filepath.Join("/dev", "stdin"))
			call.Stdin = strings.NewReader(script.String())
			if out, err := call.CombinedOutput(); err != nil {
				t.Errorf("%s: %v: %s", shell, err, out)
			}
		}
	}
}
