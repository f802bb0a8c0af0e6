// Package transcript plays the chats of txtar archives in tests, and compares what is said with what stands there.
//
// It is for tests alone. With -update it rewrites the archives; commit only a difference that you understand.
package transcript

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// A Replay plays one file of an archive and returns it as it should stand there; ok is
// false for a file that is no chat.
type Replay func(name, chat string) (got string, ok bool)

// Play plays every archive that the pattern names. begin gets an archive's files by name.
func Play(t *testing.T, pattern string, begin func(t *testing.T, files map[string]string) Replay) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range archive.Files {
				files[f.Name] = string(f.Data)
			}
			replay := begin(t, files)
			for i, f := range archive.Files {
				got, ok := replay(f.Name, string(f.Data))
				switch {
				case !ok:
				case *update:
					archive.Files[i].Data = []byte(got)
				default:
					if diff := cmp.Diff(strings.Split(string(f.Data), "\n"), strings.Split(got, "\n")); diff != "" {
						t.Errorf("%s: what is said has changed (-want +got):\n%s", f.Name, diff)
					}
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
