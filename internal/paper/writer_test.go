package paper_test

import (
	"os"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/form"
	"giaoban/internal/locale"
	"giaoban/internal/paper"
)

// writer writes an empty report to the outline, in Vietnamese.
func writer(t testing.TB, o *form.Outline) *paper.Writer {
	t.Helper()
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language("vi")
	return &paper.Writer{
		Sheet: answers.Sheet{Outline: o, Draft: answers.NewDraft(o), Now: time.Date(2016, 7, 4, 8, 0, 0, 0, time.FixedZone("+07", 7*3600))},
		Say:   say,
		Words: form.Words{"xung_ho": "đồng chí", "loai": "xã", "thon": "thôn", "khu_dan_cu": "thôn, bản, tổ dân phố",
			"cong_an_vien": "công an viên ở thôn", "chuc_danh_cong_an": "công an viên thường trực", "cap_tren": "huyện"},
		Unit:      "16144",
		UnitLabel: "xã Nga An, huyện Nga Sơn",
	}
}
