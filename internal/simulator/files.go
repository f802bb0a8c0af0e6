package simulator

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif"  // formats of photos
	_ "image/jpeg" //
	_ "image/png"  //
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

// file is a stored file. It never changes.
type file struct {
	id, unique    string
	path          string // below /file/bot<token>/
	name, mime    string
	data          []byte
	width, height int
}

// fileStore holds a bot's files in memory.
type fileStore struct {
	salt   string
	mu     sync.RWMutex
	byID   map[string]*file
	byPath map[string]*file
}

func newFileStore(salt string) *fileStore {
	return &fileStore{salt: salt, byID: map[string]*file{}, byPath: map[string]*file{}}
}

// places are the first part of a file's path and the prefix of its id, by kind.
var places = map[string]struct{ folder, prefix string }{
	"photo":     {"photos", "AgACAgUAAxkBAAI"},
	"voice":     {"voice", "AwACAgUAAxkBAAI"},
	"audio":     {"music", "CQACAgUAAxkBAAI"},
	"video":     {"videos", "BAACAgUAAxkBAAI"},
	"animation": {"animations", "CgACAgUAAxkBAAI"},
	"document":  {"documents", "BQACAgUAAxkBAAI"},
}

// add stores a file. A photo must be a picture within the platform's limits.
func (s *fileStore) add(kind string, u upload) (*file, error) {
	f := &file{name: path.Base(strings.ReplaceAll(u.name, `\`, "/")), mime: u.mime, data: u.data}
	if len(u.data) == 0 {
		return nil, badRequest("file must be non-empty")
	}
	if f.mime == "" || f.mime == "application/octet-stream" {
		f.mime = guessMIME(f.name, u.data)
	}
	if kind == "photo" {
		if err := f.measure(); err != nil {
			return nil, err
		}
	}
	sum := sha256.Sum256(u.data)
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.byID) + 1
	own := sha256.Sum256(fmt.Append(nil, s.salt, n))
	place, ok := places[kind]
	if !ok {
		place = places["document"]
	}
	f.id = place.prefix + base64.RawURLEncoding.EncodeToString(own[:])
	f.unique = "AQAD" + base64.RawURLEncoding.EncodeToString(sum[:9])
	f.path = fmt.Sprintf("%s/file_%d%s", place.folder, n, strings.ToLower(path.Ext(f.name)))
	if kind == "photo" {
		f.path = fmt.Sprintf("photos/file_%d.jpg", n)
	}
	s.byID[f.id], s.byPath[f.path] = f, f
	return f, nil
}

func guessMIME(name string, data []byte) string {
	kind := cmp.Or(mime.TypeByExtension(path.Ext(name)), http.DetectContentType(data))
	kind, _, _ = strings.Cut(kind, ";")
	return kind
}

func (f *file) measure() error {
	if len(f.data) > maxPhoto {
		return badRequest("file is too big")
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(f.data))
	if err != nil {
		return badRequest("IMAGE_PROCESS_FAILED")
	}
	f.width, f.height = c.Width, c.Height
	if f.width+f.height > 10000 || max(f.width, f.height) > 20*min(f.width, f.height) {
		return badRequest("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

// resolve finds the file that a call sends: uploaded with it, sent before (by file_id), or named by attach://. An HTTP URL is refused: the
// server fetches nothing.
func (s *fileStore) resolve(r request, kind, value, field string) (*file, error) {
	if attached, ok := strings.CutPrefix(value, "attach://"); ok {
		field = attached
	}
	if u := r.files[field]; u != nil && field != "" {
		return s.add(kind, *u)
	}
	switch {
	case value == "":
		return nil, badRequest("there is no %s in the request", kind)
	case strings.HasPrefix(value, "http://"), strings.HasPrefix(value, "https://"):
		return nil, badRequest("failed to get HTTP URL content")
	}
	f := s.get(value)
	if f == nil {
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	}
	return f, nil
}

func (s *fileStore) get(id string) *file {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[id]
}

// attach puts the file into a message as the given kind.
func (f *file) attach(m *Message, kind string) {
	media := &Media{FileID: f.id, UniqueID: f.unique, FileName: f.name, MIME: f.mime, FileSize: int64(len(f.data))}
	switch kind {
	case "photo":
		m.Photo = []PhotoSize{{FileID: f.id, UniqueID: f.unique, FileSize: int64(len(f.data)), Width: f.width, Height: f.height}}
	case "voice":
		media.FileName = ""
		m.Voice = media
	case "audio":
		m.Audio = media
	case "video":
		m.Video = media
	case "animation":
		m.Animation, m.Document = media, media
	default:
		m.Document = media
	}
}

type fileAnswer struct {
	ID     string `json:"file_id"`
	Unique string `json:"file_unique_id"`
	Size   int    `json:"file_size"`
	Path   string `json:"file_path"`
}

func (b *bot) getFile(r request) (any, error) {
	id := r.text("file_id")
	if id == "" {
		return nil, badRequest("file_id not specified")
	}
	f := b.files.get(id)
	switch {
	case f == nil:
		return nil, badRequest("invalid file_id")
	case len(f.data) > maxDownload:
		return nil, badRequest("file is too big")
	}
	return fileAnswer{ID: f.id, Unique: f.unique, Size: len(f.data), Path: f.path}, nil
}

// serveFile answers /file/bot<token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	b, err := s.botOf(token)
	if err != nil {
		answerTo(nil, err).write(w)
		return
	}
	b.files.mu.RLock()
	f := b.files.byPath[name]
	b.files.mu.RUnlock()
	if f == nil || len(f.data) > maxDownload {
		answerTo(nil, notFound("")).write(w)
		return
	}
	fault := s.faults.take(b.account.ID, "file")
	if fault.before(w) {
		return
	}
	fault.after(r.Context(), w, answer{
		status: http.StatusOK, body: f.data, header: http.Header{"Content-Type": {"application/octet-stream"}},
	})
}
