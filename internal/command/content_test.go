package command_test

import (
	"strings"
	"testing"

	"giaoban/internal/command"
)

// contentSentences ask what the reports say: a command, its part, and its words.
const contentSentences = `
tonghop kho-khan | các xã nêu khó khăn gì
tonghop kho-khan thiếu kinh phí | xã nào kêu thiếu kinh phí
tonghop kho-khan | tổng hợp tồn tại hạn chế
tonghop kien-nghi | xã nào có kiến nghị
tonghop kien-nghi | Nga An kiến nghị gì
tonghop phuong-huong | phương hướng các xã viết gì
tonghop bai-hoc | bài học kinh nghiệm các xã rút ra
tonghop kien-nghi tỉnh | các xã kiến nghị gì với tỉnh
tonghop kien-nghi | kiến nghị đề xuất của cơ sở
tonghop kho-khan | hạn chế chung là gì
tonghop kho-khan | khó khăn chủ yếu là gì
tonghop kien-nghi | xã nào kiến nghị gì
tonghop kho-khan thiếu kinh phí | có bao nhiêu xã than thiếu kinh phí
tonghop | tóm tắt nội dung các báo cáo
tonghop kho-khan dân đi làm ăn xa | xã nào phản ánh dân đi làm ăn xa
tonghop kien-nghi Bộ Công an | các huyện có kiến nghị gì với Bộ Công an
tonghop bai-hoc | kinh nghiệm hay của các xã
tonghop kien-nghi | đề xuất của các xã ra sao
tonghop kien-nghi | các xã đề xuất những gì
tonghop kho-khan | tồn tại của Nga An là gì
canxem | báo cáo nào có mâu thuẫn
tonghop nguyen-nhan | nguyên nhân hạn chế là gì
tonghop kien-nghi | huyện Nga Sơn có kiến nghị gì
tonghop uu-diem | ưu điểm chính của các xã là gì
tonghop hieu-qua | hiệu quả các mô hình ra sao
tonghop | nội dung chính các báo cáo là gì
tonghop kho-khan | cac xa gap kho khan gi
tonghop kien-nghi | cac xa kien nghi gi
tonghop kho-khan | cho tôi biết các xã đang gặp những khó khăn gì ạ
tonghop kho-khan | điểm qua các tồn tại của cơ sở
tonghop kien-nghi | tổng hợp các đề xuất của xã giúp tôi
`

func TestContentSentences(t *testing.T) {
	r := reader(t)
	who, _ := sender(t, command.Coordinators)
	wrong, all := 0, 0
	for line := range strings.Lines(contentSentences) {
		wanted, said, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		all++
		c, ok := r.Parse(said, who)
		if got := strings.Join(strings.Fields(string(c.Name)+" "+c.Part+" "+c.Words), " "); !ok || got != wanted {
			wrong++
			t.Errorf("«%s» is %q %v, want %q", said, got, ok, wanted)
		}
	}
	t.Logf("%d of %d right", all-wrong, all)
}
