package dispatch_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"giaoban/internal/answers"
	"giaoban/internal/chat"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/store"
)

// A file in a transcript: what it is, perhaps its name, perhaps its size.
//
//	(ảnh 120 KB)  (ảnh 1,5 MB) Họp thôn  (tệp ban ky.pdf 2 MB)  (video hop.mp4 30 MB)  (ghi âm 12 giây)
//	(album: ảnh 90 KB; ảnh 80 KB; tệp a.heic 2 MB) Lễ ra mắt
//
// Words behind it are the caption, of an album's first part.
var (
	sentForm = regexp.MustCompile(`^\((.+)\)(?: (.+))?$`)
	fileForm = regexp.MustCompile(`^(ảnh|tệp|video|nhạc|ghi âm)(?: (.+?))??(?: ([0-9,]+) (KB|MB|giây))?$`)
)

var sentKinds = map[string]chat.File{
	"ảnh":    {Kind: chat.Photo, Type: "image/jpeg"},
	"tệp":    {Kind: chat.Document, Type: "application/octet-stream"},
	"video":  {Kind: chat.Video, Type: "video/mp4"},
	"nhạc":   {Kind: chat.Audio, Type: "audio/mpeg"},
	"ghi âm": {Kind: chat.Voice, Type: "audio/ogg", Size: 9 << 10},
}

// sends lets somebody send what the words describe; false if they are no file.
func (w *world) sends(who, words string) bool {
	w.t.Helper()
	m := sentForm.FindStringSubmatch(words)
	if m == nil {
		return false
	}
	list, album := strings.CutPrefix(m[1], "album: ")
	var updates []chat.Update
	for i, one := range strings.Split(list, "; ") {
		f, ok := w.file(one)
		if !ok {
			return false
		}
		in := chat.Input{Kind: chat.Attachment, Message: "f" + strconv.Itoa(w.n), Files: []chat.File{f}}
		if i == 0 {
			in.Text = m[2]
		}
		if album {
			in.Group = "album" + strconv.Itoa(w.n-i)
		}
		w.n++
		updates = append(updates, chat.Update{Key: "test/" + strconv.Itoa(w.n), From: person(who), Name: who, At: w.now, Input: in})
	}
	if err := w.d.Updates(context.Background(), updates); err != nil {
		w.t.Fatal(err)
	}
	return true
}

func (w *world) file(words string) (chat.File, bool) {
	m := fileForm.FindStringSubmatch(words)
	if m == nil {
		return chat.File{}, false
	}
	f := sentKinds[m[1]]
	f.Name = m[2]
	n, _ := strconv.ParseFloat(strings.Replace(m[3], ",", ".", 1), 64)
	switch m[4] {
	case "KB":
		f.Size = int64(n * 1024)
	case "MB":
		f.Size = int64(n * (1 << 20))
	case "giây":
		f.Seconds = int(n)
	}
	f.Ref = fmt.Sprintf("ref%d %d", w.n, f.Size)
	return f, true
}

// fetches has all that waits fetched («tải xong»), or given up: «không tải được:
// mất», «quá lớn» or «quá lâu».
func (w *world) fetches(how string) {
	w.t.Helper()
	why := map[string]store.Loss{"mất": store.Gone, "quá lớn": store.TooBig, "quá lâu": store.TooLate}
	for _, d := range w.downloads {
		var err error
		if reason, lost := strings.CutPrefix(how, "không tải được: "); lost {
			err = w.d.FileLost(context.Background(), w.now, d, why[reason])
		} else {
			err = store.One(context.Background(), w.kv, func(tx store.Tx) error {
				var n, size int64
				if _, err := fmt.Sscan(strings.TrimPrefix(d.Ref, "ref"), &n, &size); err != nil {
					return err
				}
				_, err := store.MarkStored(tx, d, strings.Repeat("0", 64), size)
				return err
			})
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	w.downloads = nil
	w.reads()
}

// reads has all files read that wait for it, as the program does once they are on the
// disk.
func (w *world) reads() {
	w.t.Helper()
	for _, r := range w.readings {
		if err := w.d.ReadFile(context.Background(), w.now, r, w.content(r)); err != nil {
			w.t.Fatal(err)
		}
	}
	w.readings = nil
}

// content is what a file holds: «bao-cao-03.docx» the third of the ten reports, any
// other name nothing that can be read.
func (w *world) content(r store.Reading) (content []byte) {
	w.t.Helper()
	if r.Paste != "" {
		return []byte(r.Paste)
	}
	err := w.kv.View(context.Background(), func(tx store.Reader) error {
		files, err := store.FilesOf.Get(tx, r.Report)
		file := files.Find(r.ID)
		if file == nil || file.State != answers.FileStored {
			return err
		}
		content = []byte("không phải Word")
		if m := reportNumber.FindStringSubmatch(file.Name); m != nil {
			names, _ := filepath.Glob("../reading/testdata/" + m[1] + "-*.txt")
			content = docxtest.Make(string(read(w.t, names[0])))
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return content
}

var reportNumber = regexp.MustCompile(`^bao-cao-(\d\d)\.docx$`)
