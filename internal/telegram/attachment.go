package telegram

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"giaoban/internal/chat"
)

// Bounds of what a message says about its file, in bytes. The platform's own
// values are far below; only a forged or broken answer comes near.
const (
	maxRef      = 512
	maxFileName = 512
	maxFileType = 100
	maxGroup    = 64
	maxSeconds  = 24 * 3600
)

// files lists the attachments: at most one, as albums come message by message.
func (m *wireMessage) files() []chat.File {
	switch {
	case len(m.Photo) > 0:
		largest := m.Photo[0]
		for _, size := range m.Photo[1:] {
			if size.Width*size.Height >= largest.Width*largest.Height {
				largest = size
			}
		}
		return largest.list(chat.Photo, "image/jpeg")
	case m.Document != nil:
		return m.Document.list(chat.Document, "application/octet-stream")
	case m.Video != nil:
		return m.Video.list(chat.Video, "video/mp4")
	case m.VideoNote != nil:
		return m.VideoNote.list(chat.Video, "video/mp4")
	case m.Voice != nil:
		return m.Voice.list(chat.Voice, "audio/ogg")
	case m.Audio != nil:
		return m.Audio.list(chat.Audio, "audio/mpeg")
	}
	return nil
}

// list is the file as the vocabulary has it, of the usual type if none is told.
// A file without a handle could never be fetched, so it is none.
func (f *wireFile) list(kind chat.FileKind, usual string) []chat.File {
	if f.ID == "" || len(f.ID) > maxRef {
		return nil
	}
	if f.Type != "" && len(f.Type) <= maxFileType {
		usual = f.Type
	}
	return []chat.File{{
		Kind: kind, Ref: f.ID, Name: norm.NFC.String(bounded(f.Name, maxFileName)), Type: usual,
		Size: max(0, f.Size), Seconds: int(min(maxSeconds, max(0, f.Seconds))),
	}}
}

// bounded cuts a text at so many bytes, never inside a letter.
func bounded(s string, most int) string {
	if len(s) > most {
		s = s[:most]
	}
	return strings.ToValidUTF8(s, "")
}
