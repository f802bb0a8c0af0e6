package conversation

import (
	"strconv"
	"strings"
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/button"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// TestEveryCommand holds the officers' list of commands: each in its three
// written forms, said while a number is asked for, X0.05 being open and X0.04
// answered.
func TestEveryCommand(t *testing.T) {
	t.Parallel()
	o, say := answerstest.Outline(t, "xa.yaml"), vietnamese(t)
	const others, notYet = "Lệnh này dành cho đầu mối theo dõi", "Lệnh này chưa dùng được"
	for _, c := range []struct {
		forms string // by «|»
		want  string
	}{
		{"/start|/batdau|/bat_dau|bat dau|Bắt đầu", "Toàn xã có bao nhiêu thôn"},
		{"/tieptuc|/tiep_tuc|tiep tuc|Tiếp tục|lam tiep|làm tiếp", "Toàn xã có bao nhiêu thôn"},
		{"/tiendo|tien do|Tiến độ|tiến độ.", "câu bắt buộc. Hạn nộp"},
		{"/phan|phan|phần|chuyen phan|Chuyển phần|/mucluc|muc luc|mục lục", "Các phần của báo cáo"},
		{"/phan 5|phan 5|Phần 5|/phan_5|chuyển phần 5|phần x5|vào phần 5", "Phần 5/10. Số lượng"},
		{"phan mo dau|Phần mở đầu|phần 0|/phan 0", "Toàn xã có bao nhiêu thôn"},
		{"/xemphan 5|xem phan 5|Xem phần 5|/xem_phan 5", "X5. Số lượng và hiệu quả chung."},
		{"/xemlai|/xem_lai|xem lai|Xem lại|tom tat|tóm tắt", "Tóm tắt báo cáo"},
		{"/sua 2.3|sua 2.3|sửa 2.3|câu 2.3|X2.03|x2.3|/sua X2.03", "Phần 2/10. Tổ chức"},
		{"/sua|sua|Sửa|/quaylai|/quay_lai|quay lai|Quay lại|truoc|trước", "Địa bàn của xã"},
		{"/boqua|/bo_qua|bo qua|Bỏ qua|bq", "Câu này bắt buộc nên chưa bỏ qua được"},
		{"/lamsau|lam sau|Làm sau|de sau|để sau", "Để câu này trả lời sau"},
		{"/phansau|/phan_sau|phan sau|Phần sau|sang phần sau", "Câu đang hỏi bắt buộc nên chưa sang phần sau được"},
		{"/vidu|/vi_du|vi du|Ví dụ", "Ví dụ: "},
		{"/nghi|nghi|Nghỉ|lưu|lưu và nghỉ", "Đã lưu."},
		{"/nop|nop|Nộp|nộp báo cáo", "Chưa nộp được"},
		{"/help|/trogiup|/tro_giup|tro giup|Trợ giúp|giup|giúp", "Lúc nào cũng có thể gõ"},
		{"/huy|huy|Hủy|hủy", "Đã hủy thao tác đang làm"},
		{"/dangodau|/dang_o_dau|dang o dau|Tôi đang ở đâu?|đang ở đâu", "Đang ở Phần mở đầu (Thông tin đơn vị), câu 5/9"},
		{"/tep|gui tep|Gửi tệp", "Đồng chí gửi loại tệp nào"}, {"/xem_tep|xem tệp", "chưa có tệp nào"},
		{"/vuongmac|/vuong_mac|vuong mac|Vướng mắc|hỏi", notYet},
		{"/word|/xuat|xuat word|Xuất Word", notYet},
		{"/excel|xuat excel|Xuất Excel|biểu", others},
		{"/tinhhinh|/tinh_hinh|tinh hinh|Tình hình|/tinhhinh@giaobanbot", others},
		{"/chuanop|chua nop|Chưa nộp", others},
		{"/nhac|nhac|Nhắc", others},
		{"/donvi|don vi|Đơn vị|/xem", others},
		{"/mohinh|/mo_hinh|mo hinh|Mô hình", others},
		{"/canxem|can xem|Cần xem|cảnh báo", others},
		{"/tralai|tra lai|Trả lại", others},
		{"/traloi|tra loi|Trả lời", others},
		{"/khoa|khoa|Khóa|/mo|mo|Mở", others},
		{"/capma|cap ma|Cấp mã", others},
		{"/nhatky|nhat ky|Nhật ký|/lich|/han", others},
		{"/khen|khen thuong|Khen thưởng", "Lệnh này dành cho người được giao xem danh sách riêng"},
		{"/abc|/toi", "Không có lệnh này"},
		{"2.3|2,3", "số nguyên"},
	} {
		for form := range strings.SplitSeq(c.forms, "|") {
			f := newOfficer(t, o, say)
			for _, text := range []string{"bắt đầu", "đúng", "1", "1", "3"} {
				f.types(text)
			}
			if f.types("xong"); f.focus.Code != "X0.05" {
				t.Fatalf("at %+v", f.focus)
			}
			if out := f.types(form); !strings.Contains(said(out), c.want) || len(out.Answers) != 0 {
				t.Errorf("«%s»: want «%s», said:\n%s", form, c.want, said(out))
			}
		}
	}
}

// TestCommandsInTexts: a message that is a command in all its words is one inside a
// text too; a sentence that begins so is the text.
func TestCommandsInTexts(t *testing.T) {
	t.Parallel()
	f := begun(t, "phần 8")
	for _, text := range []string{"Tiến độ đạt yêu cầu.", "Xem lại các vụ việc cũ.", "Mô hình hoạt động tốt.", "Phần 5 thôn đã ký cam kết.",
		"Tình hình ổn định.", "Mục lục hồ sơ đã lập."} {
		before := f.focus.Text.Pieces
		if out := f.types(text); f.focus.Text.Pieces != before+1 || len(out.Answers) != 1 {
			t.Errorf("«%s» is no part of the text: %+v", text, f.focus)
		}
	}
	for _, text := range []string{"Tiến độ", "mục lục", "mục lục với em ơi", "trợ giúp", "/mucluc"} {
		if out := f.types(text); len(out.Answers) != 0 || f.focus.Text.Pieces != 6 {
			t.Errorf("«%s» is no command: %+v", text, f.focus)
		}
		if text == "trợ giúp" {
			continue
		}
		f.types("tiếp tục")
	}
	if f.types("Thêm một đoạn."); f.focus.Text.Pieces != 7 {
		t.Errorf("the text under way goes on: %+v", f.focus)
	}
	if got := len(f.texts[form.Place{Code: "X8.01"}]); got != 7 {
		t.Errorf("%d pieces are stored, want 7", got)
	}
}

// TestContents: the table of contents leads to each section, by its button and
// by its number, and a section's list to each question.
func TestContents(t *testing.T) {
	t.Parallel()
	o, say := answerstest.Outline(t, "xa.yaml"), vietnamese(t)
	for i := range o.Sections {
		s := &o.Sections[i]
		n, _ := o.Number(i)
		f := newOfficer(t, o, say)
		f.types("/batdau")
		if f.turn.Entry(s) == nil {
			continue // nothing of it applies yet
		}
		f.presses(offered(t, f.types("/mucluc"), f.turn.SectionName(i)))
		pressed := f.focus
		f.types("/mucluc")
		if f.types(strconv.Itoa(n)); f.focus.Place != pressed.Place {
			t.Errorf("«%d» leads to %+v, the button to %+v", n, f.focus.Place, pressed.Place)
		}
		if q := f.turn.Asked(); q == nil || q.Section != i {
			t.Errorf("section %s leads to %+v", s.Code, f.focus)
		}
		reached := map[string]bool{}
		for out := f.types("/xem_phan " + strconv.Itoa(n)); len(out.Contents) > 0; {
			next := ""
			for _, row := range out.Contents[0].Choices {
				for _, b := range row {
					if b.Label == f.say.Say("button_page_next") {
						next = b.Data
					}
					if b, _ := button.Parse(b.Data); b.Act == button.Fix {
						reached[b.Code] = true
					}
				}
			}
			if next == "" {
				break
			}
			out = f.presses(next)
		}
		for j := range s.Questions {
			q := &s.Questions[j]
			if !f.draft.Cells[q.Pos].Hidden && q.Type != form.Acknowledge && !reached[q.Code] {
				t.Errorf("%s is not reached from the list of its section", q.Code)
			}
		}
	}
}

// TestLongList: a list of the most rows that there may be stays within what a
// message holds, and every row can be reached.
func TestLongList(t *testing.T) {
	t.Parallel()
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "40", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6", strings.Repeat("Tiếng kẻng an ninh ", 8))
	for range 40 {
		f.types("sao chép mục 1")
		f.types(strings.Repeat("Dòng họ tự quản ", 8) + strconv.Itoa(f.n))
	}
	group := f.outline.ByName["tieu_bieu"]
	list := f.draft.Cells[group.Pos].Rows
	if most, _ := f.turn.Ceiling(group); len(list) != most {
		t.Fatalf("%d rows, want %d", len(list), most)
	}
	reached := map[int]bool{}
	out := f.types("/sua 6.1")
	for range 5 {
		c := out.Contents[len(out.Contents)-1]
		next, buttons := "", 0
		for _, row := range c.Choices {
			for _, b := range row {
				buttons++
				if p, _ := button.Parse(b.Data); p.Act == button.Fix {
					reached[p.Row] = true
				}
				if b.Label == f.say.Say("button_page_next") {
					next = b.Data
				}
			}
		}
		if buttons > 20 || len(c.Text) > 4096 {
			t.Errorf("%d buttons under %d bytes", buttons, len(c.Text))
		}
		if next == "" {
			break
		}
		out = f.does(chat.Input{Kind: chat.Press, Data: next, Message: "7"}, nil)
		if out.Contents[0].Replace != "7" {
			t.Error("a page is turned in its own message")
		}
	}
	if len(reached) != len(list) {
		t.Errorf("%d of %d rows are reached", len(reached), len(list))
	}
	for i, r := range list {
		f.types("xem mục " + strconv.Itoa(i+1))
		if f.focus.Mode != exchange.Showing || f.focus.Row != r.ID {
			t.Errorf("row %d: at %+v", i+1, f.focus)
		}
	}
}
