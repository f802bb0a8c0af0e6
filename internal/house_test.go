// Package internal_test holds the directions between the rooms: who may know whom.
// ARCHITECTURE.md tells why; a room that crosses a wall fails here with the sentence it breaks.
//
// It reads the source only. Tests of a room may import what they like.
package internal_test

import (
	"errors"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sentences are the directions. rooms are the folders under internal that a sentence is about ("../bot" is beside it). A folder
// of ours that they import has to match may, and nothing that they import or call matches never; empty is no limit.
var sentences = []struct{ text, rooms, may, never string }{
	{"chat, clock, codec, disk, language and measure import nothing of ours", `chat|clock|codec|disk|language|measure`, `-`, ``},
	{"fault tells what is wrong in a file: it knows no file of ours and no language, and imports nothing of ours", `fault`, `-`, ``},
	{"viet reads one language and knows nothing else of ours, but that its steps are counted", `viet`, `language|effort`, ``},
	{"english reads another, and takes from viet how a text is cleaned", `english`, `language|viet|effort`, ``},
	{"effort counts steps and imports nothing of ours", `effort`, `-`, ``},
	{"content reads what texts say, and knows viet only", `content`, `viet`, ``},
	{"pattern matches sentences: it knows viet only", `pattern`, `viet|effort`, ``},
	{"asked finds what of an outline is meant: it knows no report and no unit", `asked`, `form|viet|effort`, ``},
	{"ooxml opens a file of Office, xpath reads the expressions of a form: they import nothing of ours", `ooxml|xlsform/xpath`, `-`, ``},
	{"xlsx and docx read what is in such a file", `xlsx|docx`, `ooxml|effort`, ``},
	{"a channel imports chat only, and measures", `telegram|zalo`, `chat|measure`, ``},
	{"files fetches and stores: it imports the store, the disk and chat only", `files`, `chat|disk|store`, ``},
	{"the simulator must not know our bot: it imports the clock only", `simulator`, `clock|simulator/entities`, ``},
	{"simulator/entities imports nothing of ours", `simulator/entities`, `-`, ``},
	{"command reads lines and explains itself: it imports chat, language, viet, locale, pattern and roster only", `command`, `chat|language|viet|locale|roster|pattern`, ``},
	{"conversation/button knows places and labels, and nothing of the interview", `conversation/button`, `chat|form|language|viet`, ``},
	{"pure rooms import each other and chat only", pure, `chat|` + pure, ``},
	{"pure rooms read no file, socket or database, and no randomness (locale reads an fs.FS that it is given)", pure, ``,
		`os(/.*)?|net(/.*)?|syscall|math/rand(/.*)?|crypto/rand|database/.*|go\.etcd\.io/.*|log(/.*)?`},
	{"pure rooms know no clock: the time comes in as an argument", pure, ``, `time\.(Now|Since|Until|Sleep|After|AfterFunc|Tick|New\w+)`},
	{"conversation/exchange lies below the modes of the interview", `conversation/exchange`, ``, `giaoban/internal/conversation`},
	{"nothing but bot imports dispatch, outbox, files, schedule, the simulator or a channel", `\.\./(locales|conversations)|[^.].*`, ``,
		`giaoban/internal/(dispatch|outbox|files|schedule|simulator|telegram|zalo)`},
	{"nothing but bot imports a room of dispatch", `\.\./(locales|conversations)|[^.d].*|d[^i].*`, ``, inDispatch(`.*`)},
	{"inside dispatch campaigns lies lowest", `dispatch/campaigns`, ``, inDispatch(`.*`)},
	{"inside dispatch session and seed know what lies below them", `dispatch/(session|seed)`, ``,
		inDispatch(`notify|issues|people|officer|coordinator|calendar|lifecycle`)},
	{"inside dispatch notify knows what lies below it", `dispatch/notify`, ``, inDispatch(`issues|people|officer|coordinator|calendar|lifecycle|seed`)},
	{"inside dispatch people knows notify and what lies below it", `dispatch/people`, ``, inDispatch(`issues|officer|coordinator|calendar|lifecycle|seed`)},
	{"officer, coordinator, calendar, lifecycle and watch do not know each other", `dispatch/(officer|coordinator|calendar|lifecycle|issues|watch)`, ``,
		inDispatch(`officer|coordinator|calendar|lifecycle|watch|seed`)},
	{"issues are forwarded by officers only", `dispatch/(coordinator|calendar|lifecycle|watch)`, ``, inDispatch(`issues`)},
	{"invitation keeps records of the store in step, and knows nothing of campaigns", `invitation`, `chat|roster|store`, ``},
	{"retention takes away what a table of it names: it knows records and how telephones are written, and no rule of reporting", `retention`, `campaign|chat|english|invitation|language|report|roster|store|viet`, ``},
	{"reform moves records to other units: it knows no rule of reporting", `reform`, `answers|campaign|chat|codec|invitation|report|roster|store`, ``},
	{"the store knows records, and not how they are worded", `store`, `answers|campaign|chat|codec|form|measure|report|roster`, ``},
	{"only dispatch/notify asks when the quiet hours end", `dispatch|dispatch/[^n].*`, ``, `Plan\.\w+`},
	{"only store/boltkv knows bbolt", `\.\./.*|[^.s].*|s[^t].*|store|store/kvtest`, ``, `go\.etcd\.io/bbolt(/.*)?`},
	{"only telegram knows the Telegram library", `\.\./.*|[^.t].*`, ``, `github\.com/go-telegram-bot-api/.*`},
}

const pure = `fault|effort|health|asked|codec|content|docx|docx/docxtest|reading|pattern|command|language|viet|english|form|answers|paper|conversation|conversation/button|conversation/exchange|roster|report|oversight|operation|locale|campaign|picture|whom|why|ooxml|xlsx|xlsform|xlsform/xpath`

func inDispatch(rooms string) string { return `giaoban/internal/dispatch/(` + rooms + `)` }

// call finds what is called of package time, and whoever asks a campaign's plan when its quiet hours end.
var call = regexp.MustCompile(`\btime\.[A-Z]\w*|\bPlan\.(Allowed|QuietAt)\b`)

func TestHouse(t *testing.T) {
	for room, used := range rooms(t) {
		for _, s := range sentences {
			if !whole(s.rooms, room) {
				continue
			}
			for _, name := range used {
				ours, isOurs := strings.CutPrefix(name, "giaoban/internal/")
				if s.may != "" && isOurs && !whole(s.may, ours) || s.never != "" && whole(s.never, name) {
					t.Errorf("%s, but %s has %s", s.text, room, name)
				}
			}
		}
	}
}

func whole(pattern, s string) bool { return regexp.MustCompile(`^(` + pattern + `)$`).MatchString(s) }

// rooms are all folders with Go code, each with what it imports and what call finds.
func rooms(t *testing.T) map[string][]string {
	found := map[string][]string{}
	err := filepath.WalkDir("..", func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		p, err := build.ImportDir(dir, 0)
		if none := (*build.NoGoError)(nil); errors.As(err, &none) {
			return nil
		} else if err != nil {
			return err
		}
		room := filepath.ToSlash(dir)
		if inside, err := filepath.Rel("../internal", dir); err == nil {
			room = filepath.ToSlash(inside)
		}
		found[room] = p.Imports
		for _, file := range p.GoFiles {
			code, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				return err
			}
			found[room] = append(found[room], call.FindAllString(string(code), -1)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
