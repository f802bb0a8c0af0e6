package roster

import (
	"strings"
	"testing"

	"giaoban/internal/viet"
)

// TestTableSlips: what a spreadsheet and those who use one make of a list is refused once, with what to do.
func TestTableSlips(t *testing.T) {
	const top = "code,parent_code,level,type,name\n10,,1,huyện,Mẫu\n"
	const header = "unit_code,role,name,telephone\n"
	units, err := ParseUnits(strings.NewReader(top+"1001,10,2,xã,Mẫu Đông\n1002,10,2,xã,Mẫu Tây\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ content, vi, en string }{
		{top + "1001,10,2,xã,A\nTổng cộng,,1,,\n", "units.csv:4:1: dòng tổng cộng của bảng tính: xóa dòng này", "units.csv:4:1: the row with the sums of a spreadsheet: take it out"},
		{"DANH SÁCH,,,,\n,,,,\n" + top, "units.csv:1:1: dòng đầu phải là tiêu đề code,parent_code,level,type,name, đang ở dòng 3: xóa các dòng ở trên",
			"units.csv:1:1: the first line has to be code,parent_code,level,type,name, which stands in line 3: take out those above"},
		{"code,parent_code,level,type,name,\n10,,1,huyện,Mẫu,\n", "units.csv:1:1: cột thứ 6 không có tên: xóa cột trống ấy (các dấu phẩy ở cuối dòng)",
			"units.csv:1:1: column 6 has no name: take the empty column out (the commas at the ends of lines)"},
		{top + "=\"1001\",10,2,xã,A\n", "units.csv:3:2: ô ghi dạng =\"…\" là công thức của bảng tính: chép lại ô ấy, dán giá trị (Paste Values)",
			"units.csv:3:2: a cell with =\"…\" is a formula of a spreadsheet: copy the cell and paste its value"},
		{top + "1001,10,2.0,xã,A\n", "units.csv:3:9: level «2.0» (một số từ 1, là cấp cao nhất, đến 9) (có phải là «2» không?)",
			`units.csv:3:9: level "2.0" (a number from 1, the top, to 9) (did you mean "2"?)`},
		{top + "1001,10,Cấp 2,xã,A\n", "units.csv:3:9: level «Cấp 2» (một số từ 1, là cấp cao nhất, đến 9) (có phải là «2» không?)", ""},
		{top + "1001,10,xã,2,A\n", "units.csv:3:9: level là «xã» còn type là «2»: hai cột đảo chỗ", `units.csv:3:9: level is "xã" and type is "2": the columns are the wrong way round`},
		{top + "401,10,2,huyện,B\n1,401,2,xã,A\n2,401,2,xã,C\n", "units.csv:3:8: huyện B ghi level 2, mà 2 đơn vị bên dưới (như xã A) ghi level 2: cấp đếm từ 1 ở trên cùng trở xuống; sửa level ở dòng này, hoặc ở các dòng bên dưới",
			"units.csv:3:8: huyện B has level 2, and 2 units below it (such as xã A) level 2: levels count from 1 at the top down; change that of this row, or of those below"},
		{strings.ReplaceAll(top, "\n", "\r"), "units.csv:1:1: tệp xuống dòng theo kiểu Macintosh cũ: lưu lại theo CSV UTF-8", "units.csv:1:1: the lines end as on old Macintoshes: save it as CSV UTF-8"},
		{top + "1001,1001,2,xã,A\n", "units.csv:3:6: parent_code là chính mã 1001 của đơn vị này: ghi mã của đơn vị cấp trên", ""},
		{top + "1001,huyện Mẫu,2,xã,A\n", "units.csv:3:6: không có đơn vị nào mang mã «huyện Mẫu» (thêm đơn vị cấp trên, hoặc để trống parent_code; số 0 ở đầu là một phần của mã) (có phải là «10» không?)", ""},
		{top + "1001,Mẫu,2,xã,A\n", "units.csv:3:6: không có đơn vị nào mang mã «Mẫu» (thêm đơn vị cấp trên, hoặc để trống parent_code; số 0 ở đầu là một phần của mã) (có phải là «10» không?)", ""},
		{top + "1001,10,2,xã,A\n1002,11,2,xã,B\n1003,12,2,xã,C\n1004,13,2,xã,D\n",
			"units.csv:4:6: parent_code tăng dần từng dòng, 3 dòng kể từ đây: có lẽ do kéo chuột trong bảng tính; cùng một đơn vị cấp trên thì mọi dòng ghi 10",
			"units.csv:4:6: parent_code counts up from row to row, 3 rows from here: perhaps the column was dragged; under one unit all rows have 10"},
		{header + "1001,officer,0912345678,An\n1002,officer,0912345679,Bình\n", "people.csv:2:14: cột name có số điện thoại, cột telephone có tên: hai cột đảo chỗ",
			"people.csv:2:14: name has a telephone number and telephone has a name: the columns are the wrong way round"},
		{header + "1001,officer,An,0912345678 / 0912345679\n", "people.csv:2:17: ô này có hai số điện thoại: ghi một số, ví dụ 0912345678; số kia ghi thành một dòng nữa",
			"people.csv:2:17: there are two telephone numbers: write one, such as 0912345678, and the other in a line of its own"},
		{header + "Mẫu Đông,officer,An,0912345678\n", "people.csv:2:1: không có đơn vị nào mang mã «Mẫu Đông» (ghi mã trong danh sách đơn vị; số 0 ở đầu là một phần của mã) (có phải là «1001» không?)", ""},
		{header + "1001,chủ tịch,An,0912345678\n", "people.csv:2:6: không có vai trò «chủ tịch» (officer: cán bộ nhập, approver: người duyệt, coordinator: người theo dõi, viewer: người xem, admin: quản trị) (có phải là «approver» không?)", ""},
		{header + "1001,officer,An,0912345678\nTổng số: 1 người,,,\n", "people.csv:3:1: dòng tổng cộng của bảng tính: xóa dòng này", ""},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			var err error
			if strings.HasPrefix(c.content, header) {
				_, err = ParsePeople(strings.NewReader(c.content), "people.csv", units, viet.Reader{})
			} else {
				_, err = ParseUnits(strings.NewReader(c.content), "units.csv")
			}
			if got := Said(t, language, err); want != "" && got != want {
				t.Errorf("%q:\ngot  %s\nwant %s", c.content, got, want)
			}
		}
	}
}

// TestTableDoubts: what is taken, and will not have been meant, is told; the names of real units are not.
func TestTableDoubts(t *testing.T) {
	for rows, want := range map[string]string{
		"1001.0,10,2,xã,A\n":                                               "unit_code_decimal",
		"'1001,10,2,xã,A\n":                                                "cell_apostrophe",
		"1001,10,2,xã,?\n":                                                 "unit_name_empty",
		"1001,10,2,xã,M?u ?ông\n":                                          "cell_lost",
		"1001,10,2,xã,Máº«u Tây\n":                                         "cell_encoding",
		"1001,10,2,xã,Tam N«ng\n":                                          "cell_encoding",
		"1001,10,2,xã,MÉu §«ng\n":                                          "cell_encoding",
		"1001,10,2,xã,A\n1002,10,2,xã,a\n":                                 "unit_name_spelt",
		"1001,10,2,bản,A\n1002,10,2,Bản,B\n":                               "unit_type_spelt",
		"1,,2,xã,A\n2,,2,xã,B\n3,,2,xã,C\n":                                "unit_many_roots",
		"1001,10,2,xã,Nga An\n1002,10,2,xã,Nga Ân\n":                       "",
		"1001,10,2,UBND xã,A\n":                                            "unit_office_type",
		"1001,10,2,xã,UBND xã Tam Nông\n":                                  "unit_office_name",
		"1001,10,2,Xã,A\n1002,10,2,xã,B\n":                                 "unit_type_capital",
		"1001,10,2,xã,Tam Nông (sáp nhập)\n":                               "unit_name_remark",
		"1001,10,2,xã,TAM NÔNG\n":                                          "unit_name_capitals",
		"1001,10,2,xã,tam nông\n":                                          "unit_name_small",
		"1001,10,2,xã,\"Tam Nông,\"\n":                                     "unit_name_mark",
		"1001,10,2,phường,3-Feb\n":                                         "cell_day",
		"0901,10,2,xã,A\n0902,10,2,xã,B\n903,10,2,xã,C\n":                  "unit_code_zero",
		"901,10,2,xã,A\n902,10,2,xã,B\n0903,10,2,xã,C\n":                   "",
		"1001,10,2,XÃ,A\n1002,10,2,XÃ,B\n1003,10,2,XÃ,C\n1004,10,2,XÃ,D\n": "unit_type_capital",
		"1001,10,2,Xã,A\n1002,10,2,xa,B\n1003,10,2,xã,C\n1004,10,2,xã,D\n": "unit_type_capital unit_type_spelt",
		"\"16,144\",10,2,xã,A\n":                                           "unit_code_thousands",
		"11,10,2,quận,A\n12,10,2,quận,B\n1,11,3,ấp,A\n2,11,3,ấp,B\n3,12,3,ấp,A\n4,10,3,ấp,D\n":                "unit_passes_over",
		"1,10,2,tổng,A\n2,10,2,tổng,B\n3,10,2,tổng,C\n4,10,2,tổng,D\n11,1,3,xã,A\n21,2,3,xã,B\n31,3,3,xã,C\n": "unit_childless",
		"x1,10,2,xã,A\nX1,10,2,xã,B\n": "unit_code_case",
		"1001,10,2,P.,A\n":             "unit_type_short",
		"1001,10,2,xã,X. Tam Nông\n":   "unit_office_name",
		"1001,10,2,xã,“Tam Nông”\n":    "unit_name_mark",
		"1001,10,2,Ward,Oak Hill (North)\n1002,10,2,tổ dân phố,số 5\n1003,10,2,xã,DRC\n":                                                  "",
		"1001,10,2,phường,7\n1002,10,2,thị trấn,Đắk R'Lấp\n1003,10,2,xã,Cư M’gar\n1004,10,2,xã,Tổng Cọt\n1005,10,2,xã,Quảng Đức – Bình\n": "",
	} {
		units, err := ParseUnits(strings.NewReader("code,parent_code,level,type,name\n10,,1,huyện,Mẫu\n"+rows), "units.csv")
		if err != nil {
			t.Errorf("%q is refused: %v", rows, err)
			continue
		}
		var got []string
		for _, f := range units.Doubts() {
			got = append(got, f.Key)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", rows, got, want)
		}
	}
}

// TestPeopleSlips: who has nothing to do where they are, and numbers of two people, are told.
func TestPeopleSlips(t *testing.T) {
	units, err := ParseUnits(strings.NewReader("code,parent_code,level,type,name\n10,,1,huyện,Mẫu\n1001,10,2,xã,A\n1002,10,2,xã,B\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for rows, want := range map[string]string{
		"": "people_none",
		"1001,officer,An,0912345678\n1002,officer,Bình,0912 345 678\n": "person_telephone_twice",
		"1001,officer,An,0912345678\n1002,officer,An,0912345678\n":     "",
		"10,officer,An,\n":                                                                       "person_no_report",
		"10,approver,An,\n":                                                                      "person_no_approval",
		"1001,coordinator,An,\n":                                                                 "person_none_below",
		"10,coordinator,An,\n1001,approver,Bình,\n":                                              "",
		"1001,officer,Nguyễn Văn An; Trần Bình,\n":                                               "person_two",
		"1001,officer,Nguyễn Văn An và Trần Bình,\n":                                             "person_two",
		"1001,officer,\"Nguyễn Văn An, Trần Thị Bình\",\n":                                       "person_two",
		"1001,officer,Đ/c Nguyễn Văn An - CT UBND xã,\n":                                         "person_title",
		"1001,officer,\"Nguyễn Văn An, Chủ tịch UBND xã\",\n":                                    "person_title",
		"1001,officer,Nguyễn Văn An 0912345678,\n":                                               "person_digits",
		"1001,officer,Chưa có,\n1002,officer,Nguyễn Văn A,\n":                                    "person_nobody_yet person_nobody_yet",
		"1001,officer,An,091234567\n":                                                            "person_mobile_short",
		"1001,officer,Ông Thị Bà,\n":                                                             "person_title",
		"1001,officer,Đoàn Thị Phương Anh,\n1002,officer,Võ Phó,\n1001,officer,\"Kim, John\",\n": "",
	} {
		var got []string
		for _, f := range PeopleDoubts([]byte("unit_code,role,name,telephone\n"+rows), "people.csv", units, func(level int) (bool, bool) { return level == 2, level == 2 }) {
			got = append(got, f.Key)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", rows, got, want)
		}
	}
}
