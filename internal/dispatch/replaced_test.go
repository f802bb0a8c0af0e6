package dispatch_test

import (
	"strings"
	"testing"

	"giaoban/internal/chat"
	"giaoban/internal/form"
	"giaoban/internal/roster"
)

// photoOutline asks for photos.
const photoOutline = `
title: Báo cáo ảnh
sections:
  - code: A1
    title: Phần một
    questions:
      - {code: A1.01, name: anh, type: file, label: Ảnh hiện trường, accept: [jpg, png], max_files: 3, required: true}
      - {code: A1.02, name: so, type: integer, label: Tổng số mô hình, required: true}
`

// TestReplacedAndRefused: a photo that is replaced in the messenger stays what it was, and
// its sender hears so; of one that the messenger refuses for good the sender hears, and
// whoever reads the report does not read that it is there.
func TestReplacedAndRefused(t *testing.T) {
	c := shippedCollection(t, "", "xa.yaml")
	c.Outlines = map[int]*form.Outline{3: parseOutline(t, "xa.yaml", []byte(photoOutline))}
	w := newWorldWith(t, c)
	w.joins("an", ngaAn, roster.Officer)
	w.joins("huyen", "401", roster.Coordinator)
	w.types("an", "bắt đầu")
	w.sends("an", "(ảnh 800 KB)")
	w.fetches("tải xong")
	w.sends("an", "(ảnh 700 KB)")
	files, _, _ := filesOf(w)
	if len(files.List) != 2 {
		t.Fatalf("%+v", files)
	}
	hears := func(what, got, want string, not bool) {
		t.Helper()
		if strings.Contains(got, want) == not {
			t.Errorf("%s: %q in\n%s", what, want, got)
		}
	}
	photo := chat.File{Kind: chat.Photo, Ref: "another", Type: "image/jpeg", Size: 1000}
	hears("replaced", saidIn(w.does("an", chat.Input{Kind: chat.Edit, Message: "f1", Files: []chat.File{photo}})), "không đổi được tệp đã gửi", false)
	if now, _, _ := filesOf(w); len(now.List) != 2 || now.List[0].Ref != files.List[0].Ref {
		t.Errorf("%+v", now)
	}
	reads := func() string { return saidIn(w.types("huyen", "/xem nga an phần 1")) }
	hears("before", reads(), "chưa tải được", true)
	w.fetches("không tải được: mất")
	hears("the head reads", reads(), "2 tệp (1 tệp trong đó chưa tải được)", false)
}
