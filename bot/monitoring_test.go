package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// named finds the names of metrics.
var named = regexp.MustCompile(`\b(giaoban|process|go)_[a-z_]+`)

// What the board and the rules name, the bot exports; and each rule is held by a test.
func TestBoardAndRulesNameWhatIsExported(t *testing.T) {
	_, all := measured(t)
	board, rules, tests := monitoring(t, "grafana.json"), monitoring(t, "alerts.yaml"), monitoring(t, "alerts_test.yaml")
	if !json.Valid([]byte(board)) {
		t.Error("grafana.json is no JSON")
	}
	part := regexp.MustCompile(`_(bucket|sum|count)$`)
	for file, text := range map[string]string{"grafana.json": board, "alerts.yaml": rules, "alerts_test.yaml": tests} {
		for _, name := range named.FindAllString(text, -1) {
			if all[name] == nil && all[part.ReplaceAllString(name, "")] == nil {
				t.Errorf("%s names %s, which is not exported", file, name)
			}
		}
	}
	for _, alert := range regexp.MustCompile(`alert: (\w+)`).FindAllStringSubmatch(rules, -1) {
		if !strings.Contains(tests, alert[1]) {
			t.Errorf("alerts_test.yaml has no case for %s", alert[1])
		}
	}
}

// The rules find what they are for, and nothing while all is well, as Prometheus itself
// computes it.
func TestAlerts(t *testing.T) {
	tool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not installed; it comes with Debian's package prometheus")
	}
	for _, args := range [][]string{{"check", "config", "prometheus.yaml"}, {"test", "rules", "alerts_test.yaml"}} {
		c := exec.CommandContext(t.Context(), tool, args...)
		c.Dir = "../monitoring"
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

func monitoring(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile("../monitoring/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
