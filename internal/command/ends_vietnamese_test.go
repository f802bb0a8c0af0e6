package command

import "testing"

// TestVietnameseEnds is TestEnglishEnds in Vietnamese.
func TestVietnameseEnds(t *testing.T) {
	ends(t, "vi", "điểm sơ tán", map[string]string{
		"không, chỉ có một": "done", "không còn điểm nào khác": "done", "không có điểm sơ tán nào nữa": "done", "hết điểm sơ tán rồi": "done", "chỉ có mỗi điểm đó thôi": "done",
		"đó là tất cả": "done", "không thêm": "done", "thế là hết": "done", "không có điểm nào khác": "done", "chỉ một điểm": "done", "không thêm nữa": "done", "không có thêm điểm nào": "done",
		"hết rồi": "done", "điểm đó là điểm cuối": "0", "đó là điểm cuối rồi": "done", "khong con diem nao nua": "done", "đó là tất cả những gì tôi muốn nói": "done", "hết bài": "done",
		"tôi nói xong rồi": "done", "báo cáo hết": "done", "chỉ có vậy": "done", "không còn gì thêm": "done", "hết ạ": "done", "tôi không còn gì để nói": "done",
		"bấm nhầm": "?", "tôi bấm nhầm": "?", "không có điện ở đó": "?", "không phải điểm này": "?",
		"Trường tiểu học": "0", "Nhà văn hóa thôn 1": "0", "Điểm trường Hải Hòa": "0", "Một điểm ở thôn Đông": "0", "Ahero": "0",
		"đừng lưu câu đó": "?text", "không, đừng ghi": "?text", "Không có người chết": "0text", "Nước đã rút hết": "0text", "đừng ghi số đó": "?text",
		"xóa điểm sơ tán thứ hai, nhập nhầm": "drop", "bỏ điểm này đi": "drop", "xóa điểm cuối": "drop", "xóa Ahero": "drop", "bỏ mục thứ hai": "drop", "điểm thứ hai nhập nhầm": "drop",
		"xóa mục thứ chín": "0", "xoa diem thu hai": "drop",
	})
}
