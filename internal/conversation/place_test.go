package conversation

import (
	"testing"

	"giaoban/internal/conversation/exchange"
)

// TestNumberOnScreen: what stands on the screen can be typed. A question is put as «Câu 2/9»
// of its part, in the order in which they are asked, and listed by its code.
func TestNumberOnScreen(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"sửa 2.2", "X2.04"},
		{"/sua 2.2", "X2.04"},
		{"câu 2", "X2.04"},
		{"câu 2.2 sai rồi", "X2.04"},
		{"sửa 2.02", "X2.02"},
		{"sửa X2.2", "X2.02"},
		{"x2.02", "X2.02"},
		{"sửa 2.8", "X2.08"}, // the eighth was not put yet
		{"sửa 2.7", "X2.07"},
		{"sửa 0.6", "X0.06"},
	} {
		f := begun(t, "đúng", "1", "1", "3", "9", "1.750", "7.200", "11", "30/6/2016", "phần 2", "Công an xã tham mưu 14 kế hoạch, hướng dẫn 9 thôn.", "xong", "18", "94")
		if f.focus.Code != "X2.06" {
			t.Fatalf("at %+v", f.focus)
		}
		if f.types(c.typed); f.focus.Code != c.want {
			t.Errorf("«%s» leads to %s, want %s", c.typed, f.focus.Code, c.want)
		}
	}
}

// TestCodeOnScreen: a list shows codes, and then a number is one.
func TestCodeOnScreen(t *testing.T) {
	f := begun(t, "phần 2", "Công an xã tham mưu 14 kế hoạch, hướng dẫn 9 thôn.", "xong", "18", "94", "xem phần 2")
	if f.types("2.2"); f.focus.Code != "X2.02" {
		t.Errorf("out of the list to %s", f.focus.Code)
	}
	f.types("xem phần 2")
	if f.types("sửa 2.3"); f.focus.Code != "X2.03" {
		t.Errorf("out of the list to %s", f.focus.Code)
	}
	if f.types("sửa 2.2 thành 20"); f.value("so_to_tu_quan").Number != 20 || f.value("so_cong_an_xa").Number != 0 {
		t.Errorf("%v, %v", f.value("so_to_tu_quan"), f.value("so_cong_an_xa"))
	}
}

// TestNumberInRow: a row numbers its own questions.
func TestNumberInRow(t *testing.T) {
	f := begun(t, "sửa 4.1", "có", "sửa 5.1", "2", "sửa 5.11", "0", "sửa 5.12", "0", "phần 6", "Tiếng kẻng an ninh", "mô hình")
	for typed, want := range map[string]string{"câu 2": "X6.01.02", "sửa 6.1.1": "X6.01.01", "sửa 6.1.11": "X6.01.11", "sửa X6.1.12": "X6.01.12"} {
		if f.types(typed); f.focus.Code != want || f.focus.Mode != exchange.Asking {
			t.Errorf("«%s» leads to %+v, want %s", typed, f.focus.Place, want)
		}
	}
}
