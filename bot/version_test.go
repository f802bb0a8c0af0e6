package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	system := []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "GOARCH", Value: "amd64"}}
	revision := append([]debug.BuildSetting{{Key: "vcs.revision", Value: "313a21c"}, {Key: "vcs.time", Value: "2026-11-27T22:55:00Z"}}, system...)
	for want, info := range map[string]*debug.BuildInfo{
		"giaoban of an unknown revision built by go1.26.1 linux/amd64":                   {Main: debug.Module{Version: "(devel)"}, Settings: system},
		"giaoban revision 313a21c of 2026-11-27T22:55:00Z built by go1.26.1 linux/amd64": {Main: debug.Module{Version: "(devel)"}, Settings: revision},
		"giaoban v1.2.0 revision 313a21c with changes since of 2026-11-27T22:55:00Z built by go1.26.1 linux/amd64": {
			Main: debug.Module{Version: "v1.2.0"}, Settings: append(revision, debug.BuildSetting{Key: "vcs.modified", Value: "true"})},
		"giaoban v1.2.0 built by go1.26.1 linux/amd64": {Main: debug.Module{Version: "v1.2.0"}, Settings: system},
	} {
		info.GoVersion = "go1.26.1"
		if got := (&program{say: english()}).versionOf(info); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
