package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestCalled: whoever reads a hint types it as it stands, however the program was called.
func TestCalled(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "giaoban")
	for _, path := range []string{program, filepath.Join(t.TempDir(), "giaoban")} {
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder)
	for _, c := range []struct {
		arg0 string
		env  map[string]string
		want string
	}{
		{"./giaoban", nil, "./giaoban"},
		{program, nil, "giaoban"},
		{"giaoban", nil, "giaoban"},
		{"/opt/other/giaoban", nil, "/opt/other/giaoban"},
		{"/tmp/go-build123/b001/exe/bot", nil, "go run ./bot"},
		{"./giaoban", map[string]string{"GIAOBAN_DATA": "thu", "GIAOBAN_CONFIG": "a b/giaoban.yaml", "TELEGRAM_BOT_TOKEN": "secret"},
			"GIAOBAN_DATA=thu GIAOBAN_CONFIG='a b/giaoban.yaml' ./giaoban"},
		{"./giaoban", map[string]string{"GIAOBAN_DATA": "it's"}, `GIAOBAN_DATA='it'\''s' ./giaoban`},
	} {
		if got := calling(c.arg0, c.env); got != c.want {
			t.Errorf("%q with %v is called %q, want %q", c.arg0, c.env, got, c.want)
		}
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := (Config{Data: "data"}).fromAnywhere("./giaoban"), "GIAOBAN_DATA="+quoted(here+"/data")+" "+quoted(here+"/giaoban"); got != want {
		t.Errorf("from another folder it is called %q, want %q", got, want)
	}
}
