package simulator

import (
	"slices"
	"testing"
)

// A recording tells its length, and an album of any kind shares one group.
func TestRecordingsAndAlbums(t *testing.T) {
	w := newWorld(t)
	m := w.do(w.hoa.Send(botID, File{Kind: "voice", Name: "a.ogg", MIME: "audio/ogg", Seconds: 12, Data: []byte("OggS")}))
	if m.Voice == nil || m.Voice.Duration != 12 || m.Voice.FileName != "" || m.Voice.MIME != "audio/ogg" {
		t.Errorf("voice note %+v", m.Voice)
	}
	w.do(w.hoa.Send(botID, File{Kind: "document", Name: "1.pdf", Data: []byte("1")}, File{Kind: "document", Name: "2.pdf", Data: []byte("2")}))
	var groups []string
	sent := w.hoa.Chat(botID).Messages
	for _, m := range sent[len(sent)-2:] {
		groups = append(groups, m.MediaGroupID)
	}
	if len(groups) != 2 || groups[0] == "" || len(slices.Compact(groups)) != 1 {
		t.Errorf("groups %q", groups)
	}
}
