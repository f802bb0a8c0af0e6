package command

import "testing"

// TestTelephoneSentences: a person speaks of the own telephone; one of an office, or among
// other words, is an answer.
func TestTelephoneSentences(t *testing.T) {
	for language, sentences := range map[string][]struct{ said, part, number string }{
		"vi": {
			{"số điện thoại của tôi là 0912345678", "", "0912345678"},
			{"Dạ số điện thoại của em là 0912 345 678 ạ", "", "0912 345 678 ạ"},
			{"sđt của tôi: 0912.345.678", "", "0912.345.678"},
			{"sđt em 0912345678", "", "0912345678"},
			{"đổi số điện thoại thành 0987654321", "", "0987654321"},
			{"đổi số điện thoại", NewTelephone, ""},
			{"tôi muốn đổi sđt", NewTelephone, ""},
			{"xóa số điện thoại của tôi", NoTelephone, ""},
			{"cho tôi xem số điện thoại của tôi", "", ""},
			{"số điện thoại của tôi là gì", "", ""},
		},
		"en": {
			{"my phone number is 0912345678", "", "0912345678"},
			{"change my telephone number to 0912 345 678", "", "0912 345 678"},
			{"change my phone number", NewTelephone, ""},
			{"delete my phone number", NoTelephone, ""},
			{"what is my phone number", "", ""},
		},
	} {
		hear := heard(t, language)
		for _, s := range sentences {
			said, ok := hear(s.said).Said()
			c, isCommand := said.Command()
			if !ok || !isCommand || c.Name != Telephone || c.Part != s.part || c.Words != s.number {
				t.Errorf("%s: got %+v %v, want %q %q", s.said, c, said, s.part, s.number)
			}
		}
		for _, answer := range []string{"số điện thoại cơ quan là 0373852123", "Số điện thoại đường dây nóng của xã là 0373852123", "Điện thoại: 0373852123",
			"0912345678", "số điện thoại của tôi là 12", "Đổi số điện thoại đường dây nóng của xã năm 2014", "xóa số điện thoại rác"} {
			if said, ok := hear(answer).Said(); ok && (said.Kind == "/dienthoai" || said.Kind == "/dienthoai_doi" || said.Kind == "/dienthoai_xoa") {
				t.Errorf("%s: taken for %q", answer, said.Kind)
			}
		}
	}
}
