package command

import (
	"os"
	"testing"
	"time"

	"giaoban/internal/locale"
)

func BenchmarkHear(b *testing.B) {
	catalog, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		b.Fatal(err)
	}
	say, _ := catalog.Language("vi")
	r := New(say)
	for _, c := range []struct{ name, text string }{
		{"number", "1.725"}, {"unit", "1.725 hộ ạ"}, {"yes", "có"}, {"later", "để mai em hỏi lại chị Bảy văn phòng rồi báo"},
		{"name", "Tiếng kẻng an ninh"}, {"text", "Công an xã phối hợp với Hội Cựu chiến binh, Đoàn Thanh niên tuyên truyền 25 buổi ở 9 thôn, có 85% số hộ dự."},
		{"long", "Công an xã đã tham mưu cho Đảng ủy, chính quyền xã ban hành 14 kế hoạch, hướng dẫn 9 thôn ký giao ước thi đua, phối hợp với Mặt trận Tổ quốc và các đoàn thể tuyên truyền, vận động nhân dân tham gia phong trào."},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.hear(c.text, Sender{May: Officers, Now: time.Time{}})
			}
		})
	}
}
