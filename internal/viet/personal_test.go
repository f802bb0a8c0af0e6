package viet

import (
	"strings"
	"testing"
)

func TestPersonalNumber(t *testing.T) {
	for text, want := range map[string]string{
		"Gọi anh Nam 0912345678 nhé":              "0912345678",
		"liên hệ 0912.345.678":                    "0912.345.678",
		"0912 345 678":                            "0912 345 678",
		"091-234-5678 (trưởng thôn)":              "091-234-5678",
		"số cũ 01234567890":                       "01234567890",
		"0168 345 6789":                           "0168 345 6789",
		"+84 912 345 678":                         "84 912 345 678",
		"(+84)912345678":                          "84)912345678",
		"Công an xã: (037) 3852 123":              "037) 3852 123",
		"máy 0373.852.123":                        "0373.852.123",
		"0237 3852 123":                           "0237 3852 123",
		"04 3825 1234":                            "04 3825 1234",
		"điện thoại: 3.852.123":                   "3.852.123",
		"SĐT 3852123":                             "3852123",
		"ĐT: 852123":                              "852123",
		"SĐT0912345678":                           "0912345678",
		"Nguyễn Văn A, 171234567, thôn 3":         "171234567",
		"CMND 171.234.567":                        "171.234.567",
		"số chứng minh nhân dân số: 171 234 567":  "171 234 567",
		"038085001234":                            "038085001234",
		"CCCD số 038 085 001 234":                 "038 085 001 234",
		"thôn 5 0912345678":                       "0912345678",
		"năm 2015. 0912345678":                    "0912345678",
		"Kinh phí 1.234.567 đồng; gọi 0912345678": "0912345678",
		"gồm 2 người (0912345678, 0987654321)":    "0912345678",
		"09 12 34 56 78":                          "09 12 34 56 78",
		"căn cước công dân 123456789012":          "123456789012",
		"Ông A\n0912345678\nBà B":                 "0912345678",
		"báo qua zalo 0987 654 321 hoặc gặp trực tiếp.": "0987 654 321",
		"Call Mr Otieno on 0722 123 456":                "0722 123 456",
		"reach me at +254 722 123 456 any time":         "254 722 123 456",
		"+44 20 7946 0000":                              "44 20 7946 0000",
		"phone number: 7946 0000":                       "7946 0000",
		"call me on 722123":                             "722123",
		"her ID number is 23456789":                     "23456789",
		"passport no. 12345678":                         "12345678",
	} {
		if got := PersonalNumber(Clean(text)); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

func TestNoPersonalNumber(t *testing.T) {
	for _, text := range []string{
		"", "Từ năm 2006 đến 2016", "giai đoạn 2006-2016, 2011 - 2015", "2012 2013 2014",
		"kinh phí 1.234.567 đồng", "250.000.000", "250.000.000 đồng", "250000000 đồng", "250000000", "125500000đ", "171234567 đồng",
		"2 tỷ 450 triệu", "12.345.678.900 đồng", "Quyết định số 45/BC-UBND", "QĐ 1234/QĐ-UBND ngày 15/7/2016", "0123456789/QĐ-UBND",
		"ngày 30/6/2016", "ngày 15.07.2016", "liên hệ ngày 15.07.2016", "15 07 2016", "2016-07-05", "từ 1.200-1.500 hộ", "120.000-150.000",
		"5-7 mô hình", "05 mô hình, 012 tổ", "05 12 30 45 10", "0 12 15 20 30 5 1", "1.750 hộ, 6.800 nhân khẩu", "320 buổi, 24.500 lượt người",
		"0,0912345678", "đạt 98,5%", "tổng 123.456.789 người", "1 234 567", "100 000 000", "Kế hoạch 120/KH-BCA-V28", "Nghị định 06/2014/NĐ-CP",
		"tỷ lệ 0,125", "điện thoại cho 1.234 hộ", "đã gọi 12 đối tượng, cảm hóa 45 người", "liên hệ với 1.234.567 người dân", "mã 16144",
		"Số: 123/TB-CA ngày 01/02/2015", "năm 2006: 12; 2007: 15; 2008: 20", "000000000", "cấp căn cước cho 4.500 người",
		"a growth of +250 000 000", "+12 500 350 people", "we called 12 meetings", "125000500 KES", "on 24.11.2026", "mobile clinics: 120", "1,250,000 litres",
	} {
		if got := PersonalNumber(Clean(text)); got != "" {
			t.Errorf("%q: found %q", text, got)
		}
	}
}

// FuzzPersonalNumber: what is found stands in the text, whatever the text is.
func FuzzPersonalNumber(f *testing.F) {
	f.Add("SĐT (037) 3852 123")
	f.Add("ạ+84)")
	f.Fuzz(func(t *testing.T, text string) {
		text = Clean(text)
		if got := PersonalNumber(text); got != "" && !strings.Contains(text, got) {
			t.Errorf("%q is not in %q", got, text)
		}
	})
}
