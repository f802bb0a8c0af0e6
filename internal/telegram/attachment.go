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

// files lists the attachments: at most one, as albums come message by message. A
// photo comes in several sizes, of which the largest is taken.
func (m *wireMessage) files() []chat.File {
	var photo *wireFile
	for i, size := range m.Photo {
		if photo == nil || size.Width*size.Height >= photo.Width*photo.Height {
			photo = &m.Photo[i]
		}
	}
	for _, sent := range []struct {
		file  *wireFile
		kind  chat.FileKind
		usual string
	}{
		{photo, chat.Photo, "image/jpeg"},
		{m.Document, chat.Document, "application/octet-stream"},
		{m.Video, chat.Video, "video/mp4"},
		{m.VideoNote, chat.Video, "video/mp4"},
		{m.Voice, chat.Voice, "audio/ogg"},
		{m.Audio, chat.Audio, "audio/mpeg"},
	} {
		if sent.file != nil {
			return sent.file.list(sent.kind, sent.usual)
		}
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
	size := int64(0)
	if f.Size != nil {
		size = max(0, *f.Size)
	}
	return []chat.File{{
		Kind: kind, Ref: f.ID, Name: norm.NFC.String(bounded(f.Name, maxFileName)), Type: usual,
		Size: size, Empty: f.Size != nil && *f.Size == 0, Seconds: int(min(maxSeconds, max(0, f.Seconds))),
	}}
}

// bounded cuts a text at so many bytes, never inside a letter.
func bounded(s string, most int) string {
	if len(s) > most {
		s = s[:most]
	}
	return strings.ToValidUTF8(s, "")
}
