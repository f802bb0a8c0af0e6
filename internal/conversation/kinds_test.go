package conversation

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/conversation/exchange"
)

// told is what a row of the table of speech leads to: a phrase, words, or a place.
type told struct {
	row, words string
	before     []string // typed since the report was begun
	says       string   // a phrase's key, or words in « »
	mode       exchange.Mode
	code       string
}

var (
	atYes   = []string{"5"}
	atShort = []string{"5", "rồi"}
	atLong  = []string{"5", "rồi", "Trưởng ban"}
	onText  = append(atLong[:3:3], "Phong trào phát triển tốt ở cả 9 thôn.")
	atRow   = append(onText[:4:4], "xong")
	grown   = append(atRow[:5:5], "Tiếng kẻng")
	ready   = append(grown[:6:6], "dừng", "rồi")
)

// toldOf has one sentence for each row of the table, and what it leads to.
var toldOf = []told{
	{row: "said /nop", words: "bấm nộp giúp tôi", mode: exchange.Review},
	{row: "said /batdau", words: "vào việc luôn", before: []string{"nghỉ"}, mode: exchange.Asking, code: "X1.01"},
	{row: "said /tieptuc", words: "làm tiếp đi em", before: []string{"nghỉ"}, mode: exchange.Asking, code: "X1.01"},
	{row: "said fix_to", words: "sửa câu X1.01 thành 7", before: atYes, says: "«7 hộ»", code: "X1.02"},
	{row: "said fix", words: "xem lại câu X1.01", before: atShort, mode: exchange.Asking, code: "X1.01"},
	{row: "said later_at", words: "nhắc tôi tối nay 8h", says: "«20 giờ»", mode: exchange.Resting},
	{row: "said undo_to", words: "à nhầm, 27", before: atYes, says: "«27»", code: "X1.01"},
	{row: "said undo", words: "bấm nhầm rồi", before: atYes, says: "undo_last", code: "X1.01"},
	{row: "said wipe", words: "sai rồi xóa hết làm lại", before: atYes, mode: exchange.Wiping},
	{row: "said /boqua", words: "cho qua câu này đi", says: "put_off", code: "X1.02"},
	{row: "said /quaylai", words: "lùi lại một câu", before: atYes, mode: exchange.Asking, code: "X1.01"},
	{row: "said /phan", words: "cho xem mục lục với", says: "«Một»"},
	{row: "said /tiendo", words: "làm được bao nhiêu rồi em", before: atYes, says: "«1/6»"},
	{row: "said /vidu", words: "cho xem ví dụ", says: "«Gợi ý riêng.»", code: "X1.01"},
	{row: "said /trogiup", words: "giúp tôi với", says: "«vướng mắc»"},
	{row: "said /xemlai", words: "cho xem lại báo cáo", before: atYes, mode: exchange.Review},
	{row: "said /toanbo", words: "cho coi bản đầy đủ", before: atYes, says: "«5 hộ»"},
	{row: "said /xong", words: "viết xong rồi đấy", before: onText, code: "X1.05.1"},
	{row: "said /vietlai", words: "cho tôi viết lại đoạn này", before: onText, says: "«Mời đồng chí viết lại»", code: "X1.04"},
	{row: "said /huy", words: "hủy thao tác này", says: "cancelled", code: "X1.01"},
	{row: "said /giunguyen", words: "cứ để như cũ", before: []string{"5", "quay lại"}, code: "X1.02"},
	{row: "said repeat", words: "nhắc lại câu hỏi", says: "«Toàn xã có bao nhiêu hộ?»", code: "X1.01"},
	{row: "said read_back", words: "đọc lại đoạn vừa viết xem", before: onText, says: "«9 thôn»", code: "X1.04"},
	{row: "said how", words: "ghi thế nào đây", says: "explain_else", code: "X1.01"},
	{row: "said contact", words: "gọi ai được", says: "«vướng mắc»", code: "X1.01"},
	{row: "said deadline", words: "hạn nộp khi nào", says: "«Hạn nộp»", code: "X1.01"},
	{row: "said duration", words: "làm mất bao lâu", says: "«phút»", code: "X1.01"},
	{row: "said more_time", words: "xin gia hạn thêm 3 ngày", says: "«Hạn nộp: chưa quy định»", code: "X1.01"},
	{row: "said who", words: "ai giao việc này", says: "«Thử»", code: "X1.01"},
	{row: "said /nghi", words: "nghỉ tay đã", mode: exchange.Resting},
	{row: "said /lamsau", words: "để mai em làm", says: "put_off", code: "X1.02"},
	{row: "said busy", words: "tôi đang bận họp", says: "reply_busy", mode: exchange.Resting},
	{row: "said wait", words: "đợi chút nhé", says: "reply_wait", code: "X1.01"},
	{row: "said not_yet", words: "chưa có số liệu", says: "number_not_known", code: "X1.01"},
	{row: "said unknown", words: "không rõ lắm", says: "not_known", code: "X1.01"},
	{row: "said not_understood", words: "không hiểu câu này", says: "explain_else", code: "X1.01"},
	{row: "said same", words: "như năm ngoái nhé", says: "reply_same", code: "X1.01"},
	{row: "said halt", words: "thôi", says: "reply_halt", code: "X1.01"},
	{row: "said thanks", words: "cảm ơn đồng chí", says: "reply_thanks", code: "X1.01"},
	{row: "said greeting", words: "chào em", says: "reply_greeting", code: "X1.01"},
	{row: "said anger", words: "phiền phức quá", says: "reply_anger", code: "X1.01"},
	{row: "said received", words: "đã nhận được báo cáo chưa", says: "«chưa nộp»", code: "X1.01"},
	{row: "said no_submit", words: "khoan hãy nộp", says: "reply_no_submit", code: "X1.01"},
	{row: "said chatter", words: "haha", says: "reply_chatter", code: "X1.01"},
	{row: "said ack", words: "vâng", says: "reply_ack", code: "X1.01"},

	{row: "like /lamsau", words: "Chiều nay em mang sổ", before: atShort, says: "doubt_later", mode: exchange.Doubtful},
	{row: "like unknown", words: "em không có tên người đó", before: atShort, says: "doubt_later", mode: exchange.Doubtful},
	{row: "like not_understood", words: "chức danh đó nghĩa là gì", before: atShort, says: "doubt_asks", mode: exchange.Doubtful},
	{row: "like how", words: "Tên người đó đủ chưa", before: atShort, says: "doubt_asks", mode: exchange.Doubtful},
	{row: "like contact", words: "Cần thêm số điện thoại ai", before: atShort, says: "doubt_asks", mode: exchange.Doubtful},
	{row: "like undo", words: "gõ nhầm tên anh ấy", before: atShort, says: "doubt_undo", mode: exchange.Doubtful},
	{row: "like /quaylai", words: "câu trước tôi chưa xem kỹ", before: atShort, says: "doubt_undo", mode: exchange.Doubtful},
	{row: "like /nop", words: "nộp luôn cho kịp giờ", before: atShort, says: "doubt_submit", mode: exchange.Doubtful},
	{row: "like /nghi", words: "nghỉ đã mỏi mắt lắm", before: atShort, says: "doubt_rest", mode: exchange.Doubtful},
	{row: "like /boqua", words: "bỏ qua mục chức vụ", before: atShort, says: "doubt_later", mode: exchange.Doubtful},
	{row: "like /trogiup", words: "giúp tôi cái tên", before: atShort, says: "doubt_asks", mode: exchange.Doubtful},
	{row: "talk not", words: "ông Hà Văn Bác", before: atShort, code: "X1.04"},
	{row: "talk sure", words: "Chức ấy của bác Sáu đấy", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk sure/first", words: "ủa chức danh khác", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk sure/last", words: "Trưởng ban nghỉ hưu rồi", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk likely", words: "Nhà bên kia mất sóng", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk likely/first", words: "Chắc ai cũng được", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk likely/last", words: "Thêm ông ấy nữa", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk order", words: "ghi xong sáng mai họp anh nhé", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk order/first", words: "Kính gửi các đơn vị, nội dung báo cáo như sau", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk gear", words: "xe hỏng", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk trouble", words: "mất điện cả buổi", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk life", words: "lợn nái đẻ", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "talk perhaps", words: "ngồi chờ", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "report sure", words: "chờ con về tuyên truyền", before: atShort, code: "X1.04"},
	{row: "report word", words: "chờ kinh phí hỗ trợ", before: atLong, code: "X1.04"},
	{row: "report other", words: "kế toán", before: atShort, code: "X1.04"},
	{row: "report common", words: "ở trong từng phần", before: atShort, says: "doubt_other", mode: exchange.Doubtful},

	{row: "asks name/first", words: "Chờ con về", before: atRow, code: "X1.05"},
	// This outline asks for nothing that is out of order, and is about none of the fields:
	// one word of them alone is none of a report.
	{row: "asks trouble", words: "máy cứ hỏng", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "field nature", words: "nước lên", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "field farm", words: "vịt kia", before: atShort, says: "doubt_other", mode: exchange.Doubtful},
	{row: "field health", words: "vắc xin mới", before: atShort, code: "X1.04"},
	{row: "field school", words: "mẫu giáo bán trú", before: atShort, code: "X1.04"},
	{row: "field roads", words: "lấn chiếm nhiều", before: atShort, code: "X1.04"},
	{row: "field environment", words: "chôn lấp", before: atShort, code: "X1.04"},
	{row: "field money", words: "nợ đọng", before: atShort, code: "X1.04"},
	{row: "field registry", words: "tảo hôn", before: atShort, code: "X1.04"},
	{row: "field culture", words: "múa hát", before: atShort, code: "X1.04"},
	{row: "field security", words: "tự quản", before: atShort, code: "X1.04"},
	{row: "field unions", words: "hũ gạo", before: atShort, code: "X1.04"},
	{row: "field building", words: "lợp dần", before: atShort, says: "doubt_other", mode: exchange.Doubtful},

	{row: "guess how", words: "hộ nghèo hay tổng số", says: "explain_else", code: "X1.01"},
	{row: "guess /lamsau", words: "đợi ông trưởng bản xuống đây", says: "guess_later", code: "X1.01"},
	{row: "guess unknown", words: "không nhớ bà con trong bản", says: "guess_later", code: "X1.01"},
	{row: "guess undo", words: "số kia nhầm thôn bên", before: nil, says: "guess_undo", code: "X1.01"},

	{row: "end done", words: "thế là hết", before: grown, code: "X1.06"},
	{row: "end none", words: "không có mô hình nào", before: atRow, says: "«mô hình»", code: "X1.05.1"},
	{row: "end more", words: "còn 2 cái nữa", before: grown, code: "X1.05.1"},

	{row: "endsrows done", words: "không phải mô hình này", before: atRow, says: "doubt_end", mode: exchange.Doubtful},
	{row: "endstext done", words: "nội dung như vậy là đủ", before: atLong, says: "doubt_end", mode: exchange.Doubtful},
	{row: "endstext undo", words: "đừng ghi câu đó nữa", before: atLong, says: "doubt_undo", mode: exchange.Doubtful},
	{row: "takeout row", words: "bỏ mục này đi, nhập nhầm", before: grown, says: "«Xóa mục thứ»", mode: exchange.Dropping},
	{row: "no act", words: "không nộp nữa", before: ready, says: "submit_not", mode: exchange.Resting},

	{row: "yes said", words: "vâng đúng rồi", before: ready, says: "«nộp»"},
	{row: "yes act", words: "đúng hết rồi, nộp luôn", before: ready, says: "«nộp»"},
	{row: "no whole", words: "đừng nộp", before: ready, says: "submit_not", mode: exchange.Resting},
	{row: "hold whole", words: "ok mai nộp", before: ready, says: "submit_held", mode: exchange.Review},
}

// TestEveryRowIsAnswered: each row of the table of speech has its sentence here, and the
// answer that a good clerk gives.
func TestEveryRowIsAnswered(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../../locales/speech.vi.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, c := range toldOf {
		tried[c.row] = true
		f := officerAt(t, c.before...)
		out := f.types(c.words)
		reply, want := said(out), strings.Trim(c.says, "«»")
		if want == c.says && want != "" { // a phrase's key
			want = f.say.Say(want)
		}
		switch {
		case !strings.Contains(reply, want):
			t.Errorf("[%s] «%s» says %q; want %q", c.row, c.words, reply, want)
		case c.mode != "" && f.focus.Mode != c.mode, c.code != "" && f.focus.Code != c.code:
			t.Errorf("[%s] «%s» leads to %s %s; want %s %s", c.row, c.words, f.focus.Mode, f.focus.Code, c.mode, c.code)
		case out.Submitted != strings.HasPrefix(c.row, "yes "):
			t.Errorf("[%s] «%s»: handed in: %v", c.row, c.words, out.Submitted)
		}
		if c.row == "said fix_to" && f.draft.Cells[0].Value.Number != 7 || c.row == "said wipe" && f.draft.Cells[0].State != answers.Answered {
			t.Errorf("[%s] «%s»: the answer is %+v", c.row, c.words, f.draft.Cells[0])
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^\[(\w+ [\w/]+)\]$`).FindAllStringSubmatch(string(table), -1) {
		name, isCommand := strings.CutPrefix(m[1], "said /")
		name, _, _ = strings.Cut(name, "_")
		if elsewhere := isCommand && name == "dienthoai"; !tried[m[1]] && !elsewhere {
			t.Errorf("[%s] has no sentence here", m[1])
		}
	}
}
