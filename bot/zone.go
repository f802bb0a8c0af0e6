package main

import (
	"os"
	"strings"
	"time"
)

// startZone is the zone of a campaign that is begun in Vietnamese.
const startZone = "Asia/Ho_Chi_Minh"

// noZone is the zone of a machine that does not say where it stands.
const noZone = "Etc/UTC"

// zoneOfStart is the zone that a new campaign in a language gets: Vietnam has one, elsewhere it is the machine's.
func zoneOfStart(language string, env map[string]string) (*time.Location, error) {
	if language == "vi" {
		return time.LoadLocation(startZone)
	}
	link, _ := os.Readlink("/etc/localtime")
	written, _ := os.ReadFile("/etc/timezone")
	return namedZone(env["TZ"], link, string(written)), nil
}

// namedZone is the zone that a system tells by its setting, by the file to which its local time leads, or by the name that it
// wrote down. Go knows the local time as «Local» only, and a campaign needs a name.
func namedZone(setting, link, written string) *time.Location {
	_, leads, _ := strings.Cut(link, "zoneinfo/")
	for _, name := range []string{strings.TrimPrefix(setting, ":"), leads, strings.TrimSpace(written)} {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "posix/"), "right/")
		if name == "" || name == "Local" {
			continue
		}
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	zone, err := time.LoadLocation(noZone)
	if err != nil { // it is built in
		return time.UTC
	}
	return zone
}
