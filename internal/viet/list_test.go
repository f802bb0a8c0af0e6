package viet

import (
	"strings"
	"testing"
)

// TestCutList holds the rules by which one message holds several numbers.
func TestCutList(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // the items with |, a code with =; "" for one number, "?" for unclear
	}{
		{"6\n1\n2", "6|1|2"},
		{"6\n1.234\n2", "6|1.234|2"},
		{"6\r\n1,234\r\n5-7", "6|1,234|5-7"},
		{"6; 1; 2", "6|1|2"},
		{"6;1.234;12,5", "6|1.234|12,5"},
		{"6, 1, 2", "6|1|2"},
		{"6, 1.234, 2", "6|1.234|2"},
		{"6, 1 234, 2", "6|1 234|2"},
		{"1, 2", "1|2"},
		{"6,1,2", "6|1|2"},
		{"12,5", ""},
		{"6,1,234", "?"},
		{"6,1,234,5", "?"},
		{"1,234", ""},
		{"1.234", ""},
		{"1.234.567", ""},
		{"1,234,567", ""},
		{"5-7", ""},
		{"từ 5 đến 7", ""},
		{"6 1 2", "6|1|2"},
		{"6 1 2 15", "6|1|2|15"},
		{"6 1 234", "?"},
		{"1 234", "1|234"},
		{"1 234 567", "1|234|567"},
		{"12 (mười hai)", ""},
		{"2 tỷ 4", ""},
		{"hai mươi mốt", ""},
		{"20 mô hình", ""},
		{"toàn xã có 9 thôn, không kể khu tái định cư", ""},
		{"6 mô hình, 1 cấp tỉnh, 2 cấp huyện", "6 mô hình|1 cấp tỉnh|2 cấp huyện"},
		{"6, không có, làm sau, chưa thống kê", "6|không có|làm sau|chưa thống kê"},
		{"khoảng 6\nmười hai\nko có\nlàm sau", "khoảng 6|mười hai|ko có|làm sau"},
		{"5.01: 6\n5.02: 1", "5.01=6|5.02=1"},
		{"X5.01 = 6; x5.02=1", "X5.01=6|x5.02=1"},
		{"X5.01: 6, X5.02: 1 X5.03: 2", "X5.01=6|X5.02=1|X5.03=2"},
		{"X5.01 6\nX5.02 1", "X5.01=6|X5.02=1"},
		{"câu 5.01: 6 mô hình\ncâu 5.02: 1", "5.01=6 mô hình|5.02=1"},
		{"X5.01\t6\nX5.02\t1", "X5.01=6|X5.02=1"},
		{"1. 6\n2. 1\n3. 2", "#1=6|#2=1|#3=2"},
		{"1) 6\n2) 1", "#1=6|#2=1"},
		{"1: 6\n3: 2", "#1=6|#3=2"},
		{"1.6\n2.1", "1.6|2.1"},
		{"2. 6\n1. 7", ""},
		{"Tổng số mô hình\t6\nCấp tỉnh\t1", "6|1"},
		{"1\tTổng số mô hình\t6\n2\tCấp tỉnh\t1", "6|1"},
		{"Tổng số hộ\t1.250\thộ\nNhân khẩu\t4.800\tngười", "1.250|4.800"},
		{"1\t6\n2\t1", "6|1"},
		{"6\t1\t2", "6|1|2"},
		{"Số mô hình\t6\t7\nCấp tỉnh\t1", "6; 7|1"},
		{"Tổng số mô hình\t\nCấp tỉnh\t1", "|1"},
		{"Số người\tchưa thống kê\nTập thể\t4", "chưa thống kê|4"},
		{"Số liệu xã:\n6\n1", "6|1"},
		{"6\n\n2", "6||2"},
		{"6\n\n1\n\n2\n", "6|1|2"},
		{"6,\n1,\n2.", "6,|1,|2."},
		{"6\nmô hình", ""},
		{"Không rõ lắm\nđể hỏi lại", ""},
		{"", ""},
	} {
		got := CutList(c.text, true)
		text := ""
		switch {
		case got.Unclear:
			text = "?"
		case got.Lists(c.text):
			var parts []string
			for _, it := range got.Items {
				if it.Ref != "" {
					it.Text = it.Ref + "=" + it.Text
				}
				parts = append(parts, it.Text)
			}
			text = strings.Join(parts, "|")
		}
		if text != c.want {
			t.Errorf("%q is cut into %q, want %q", c.text, text, c.want)
		}
	}
}

// TestDecimalsAreNotCut: where parts of a whole are possible, commas alone
// never separate, and «12, 5» may be one number.
func TestDecimalsAreNotCut(t *testing.T) {
	for text, want := range map[string]Cut{"12,5": {}, "12,5,7": {Unclear: true}, "6,1": {}} {
		if got := CutList(text, false); got.Unclear != want.Unclear || got.Lists(text) {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := CutList("12, 5", false); !got.Either || !got.Lists("12, 5") {
		t.Errorf("«12, 5»: %+v", got)
	}
}
