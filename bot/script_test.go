package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long a script waits for something to become so. It is only
// met if that never comes: a busy machine may take its time.
const patience = 5 * time.Minute

// scriptCommands are what scripts can say beside testscript's own words:
//
//	[!] sim METHOD PATH [name=value]...   call the simulator at $SIM; its answer is stdout
//	press USER LABEL                      press the newest button with these words
//	send USER KIND FILE...                send files from a phone; several make an album
//	waitfor FILE|PATH REGEXP              until a file, or what a call of $SIM gives, matches; that is stdout then
//	capture NAME REGEXP                   $NAME is the first group's match in stdout
//	[!] serve [ARG]...                    start the bot, which the platform turns away; with ! it must not come so far
//	ends CODE [ARG]...                    call the program, which must end with this exit code
//	stopwatch [LIMIT]                     start, or hold that no more than the limit is past since the start
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"sim": scriptSim, "press": scriptPress, "send": scriptSend, "waitfor": scriptWaitFor, "capture": scriptCapture, "serve": scriptServe, "ends": scriptEnds, "stopwatch": scriptStopwatch,
	}
}

// call makes a call to the simulator of the script.
func call(ts *testscript.TestScript, method, path string, values url.Values) (body string, status int) {
	request, err := http.NewRequest(method, ts.Getenv("SIM")+path, strings.NewReader(values.Encode()))
	ts.Check(err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	ts.Check(err)
	return string(content), answer.StatusCode
}

func scriptSim(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: sim METHOD PATH [name=value]...")
	}
	values := url.Values{}
	for _, arg := range args[2:] {
		name, value, _ := strings.Cut(arg, "=")
		values.Add(name, value)
	}
	body, status := call(ts, args[0], args[1], values)
	fmt.Fprintln(ts.Stdout(), body)
	if neg == (status == http.StatusOK) {
		ts.Fatalf("status %d", status)
	}
}

func scriptPress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: press USER LABEL")
	}
	var chat struct {
		Messages []struct {
			ID     int64 `json:"message_id"`
			Markup struct {
				Rows [][]struct {
					Text string `json:"text"`
					Data string `json:"callback_data"`
				} `json:"inline_keyboard"`
			} `json:"reply_markup"`
		} `json:"messages"`
	}
	user := "/sim/users/" + args[0]
	body, _ := call(ts, http.MethodGet, user+"/chat", nil)
	ts.Check(json.Unmarshal([]byte(body), &chat))
	press := url.Values{}
	for _, m := range chat.Messages {
		for _, row := range m.Markup.Rows {
			for _, button := range row {
				if button.Text == args[1] {
					press = url.Values{"message_id": {strconv.FormatInt(m.ID, 10)}, "data": {button.Data}}
				}
			}
		}
	}
	if body, status := call(ts, http.MethodPost, user+"/press", press); len(press) == 0 || status != http.StatusOK {
		ts.Fatalf("no button %q: %s", args[1], body)
	}
}

func scriptWaitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: waitfor FILE|PATH REGEXP")
	}
	wanted, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); ; <-tick.C {
		var text string
		if strings.HasPrefix(args[0], "/") {
			text, _ = call(ts, http.MethodGet, args[0], nil)
		} else {
			content, _ := os.ReadFile(ts.MkAbs(args[0])) // which may not be there yet
			text = string(content)
		}
		if wanted.MatchString(text) {
			fmt.Fprint(ts.Stdout(), text)
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("%s is still not there:\n%s", args[1], text)
		}
	}
}

func scriptCapture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME REGEXP")
	}
	wanted, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	found := wanted.FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("stdout has no %s", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// scriptServe starts the bot on a platform that turns it away: it has opened the data folder by then. With ! it must
// not come so far.
func scriptServe(ts *testscript.TestScript, neg bool, args []string) {
	var reached atomic.Bool
	refuse := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached.Store(true)
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintln(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`)
	}))
	for name, value := range map[string]string{"TELEGRAM_API_URL": refuse.URL, "TELEGRAM_BOT_TOKEN": "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		before := ts.Getenv(name)
		ts.Setenv(name, value)
		defer ts.Setenv(name, before)
	}
	err := ts.Exec("giaoban", append([]string{"serve"}, args...)...)
	refuse.Close() // waits for all calls
	if err == nil || reached.Load() == neg {
		ts.Fatalf("serve: %v; it came as far as the platform: %v", err, reached.Load())
	}
}

// scriptEnds calls the program and holds it to an exit code; what it said can be looked at then.
func scriptEnds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: ends CODE [ARG]...")
	}
	code := 0
	err := ts.Exec("giaoban", args[1:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d", code)
	}
}

func scriptStopwatch(ts *testscript.TestScript, neg bool, args []string) {
	switch {
	case neg || len(args) > 1:
		ts.Fatalf("usage: stopwatch [LIMIT]")
	case len(args) == 0:
		ts.Setenv("STOPWATCH", time.Now().Format(time.RFC3339Nano))
	default:
		limit, err := time.ParseDuration(args[0])
		ts.Check(err)
		started, err := time.Parse(time.RFC3339Nano, ts.Getenv("STOPWATCH"))
		ts.Check(err)
		if took := time.Since(started); took > limit {
			ts.Fatalf("took %v", took)
		}
	}
}
