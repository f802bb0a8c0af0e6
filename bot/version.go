package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"
)

// versionFlag prints which program this is, and ends it. It is known from the build alone, so
// that it is answered without settings, data or network.
type versionFlag bool

// BeforeReset prints the version before the command that was left out is asked for.
func (versionFlag) BeforeReset(app *kong.Kong, p *program) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: runtime.Version()}
	}
	fmt.Fprintln(app.Stdout, p.versionOf(info))
	app.Exit(exitOK)
	return nil
}

// versionOf says the module's version, the revision that it was built from and Go's version.
func (p *program) versionOf(info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	words := []string{"giaoban"}
	released := info.Main.Version != "" && info.Main.Version != "(devel)"
	if released {
		words = append(words, info.Main.Version)
	}
	switch revision := set["vcs.revision"]; {
	case revision != "":
		words = append(words, p.say.Say("cli_version_revision", "revision", revision))
		if set["vcs.modified"] == "true" {
			words = append(words, p.say.Say("cli_version_changed"))
		}
		if at := set["vcs.time"]; at != "" {
			words = append(words, p.say.Say("cli_version_of", "at", at))
		}
	case !released: // go install of a version notes no revision
		words = append(words, p.say.Say("cli_version_unknown"))
	}
	return strings.Join(append(words, p.say.Say("cli_version_built", "go", info.GoVersion), set["GOOS"]+"/"+set["GOARCH"]), " ")
}
