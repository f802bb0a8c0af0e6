package main

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptSend sends files to the bot as a user of the simulator: several make an
// album.
func scriptSend(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: send USER photo|document|voice|audio|video FILE...")
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i, name := range args[2:] {
		part, err := form.CreateFormFile(string(rune('a'+i)), filepath.Base(name))
		ts.Check(err)
		_, err = io.WriteString(part, ts.ReadFile(name))
		ts.Check(err)
	}
	ts.Check(form.Close())
	answer, err := http.Post(ts.Getenv("SIM")+"/sim/users/"+args[0]+"/"+args[1], form.FormDataContentType(), &body)
	ts.Check(err)
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	ts.Check(err)
	if answer.StatusCode != http.StatusOK {
		ts.Fatalf("%s", content)
	}
}
