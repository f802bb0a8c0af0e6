package campaign

import (
	"os"
	"testing"
)

// FuzzParse: a campaign's file is taken or refused.
func FuzzParse(f *testing.F) {
	source, err := os.ReadFile("../../conversations/thanhhoa-2016/campaign.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(source)
	f.Add([]byte("campaign: a\ndeadline: 2016-13-45\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if c, err := Parse("campaign.yaml", source); err == nil && c == nil {
			t.Error("nothing was read, and nothing refused")
		}
	})
}
