package roster

import (
	"errors"
	"giaoban/internal/viet"
	"strings"
	"sync"
	"testing"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/locales"
)

// phrases are read once.
var phrases = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(locales.FS) })

// Said are the faults of an error in a language, a line each; "" without an error.
func Said(t *testing.T, language string, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var faults *fault.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("the error is no list of faults: %v", err)
	}
	return strings.Join(faults.Lines(in(t, language)), "\n")
}

func in(t *testing.T, language string) locale.Phrases {
	t.Helper()
	catalog, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalog.Language(language)
	return say
}

// TestListTexts: what is said of a list, whole, in both languages; one cause once.
func TestListTexts(t *testing.T) {
	const unitsHeader, peopleHeader = "code,parent_code,level,type,name\n", "unit_code,role,name,telephone\n"
	units, err := ParseUnits(strings.NewReader(unitsHeader+"038,,1,tỉnh,Thanh Hóa\n401,038,2,huyện,Nga Sơn\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, units, people, vi, en string }{
		{name: "semicolons", units: strings.ReplaceAll(unitsHeader+strings.Repeat("1,,1,tỉnh,Thanh Hóa\n", 1316), ",", ";"),
			vi: "units.csv:1:1: các cột ngăn bằng «;»: lưu lại tệp với dấu phẩy, như code,parent_code,level,type,name",
			en: "units.csv:1:1: the columns are separated by “;”: save the file with commas, as code,parent_code,level,type,name"},
		{name: "Windows-1258", units: unitsHeader + strings.Repeat("1,,1,t\xf2nh,Thanh H\xf3a\n", 1316),
			vi: "units.csv:2:7: tệp không được lưu theo UTF-8 mà theo bảng mã khác, như Windows-1258, TCVN3; 1316 dòng không đọc được: lưu lại theo UTF-8 (Excel: CSV UTF-8)",
			en: "units.csv:2:7: the file is not saved as UTF-8 but in another encoding, such as Windows-1258; 1316 lines cannot be read: save it as UTF-8 (Excel: CSV UTF-8)"},
		{name: "a workbook", units: "PK\x03\x04...",
			vi: "units.csv:1:1: đây là tệp bảng tính hoặc tệp nén, không phải văn bản thuần: lưu lại dưới dạng văn bản (danh sách thì chọn CSV UTF-8; biểu mẫu XLSForm thì làm thành đề cương bằng lệnh import)",
			en: "units.csv:1:1: this is a spreadsheet or an archive, no text: save it as text (a list as CSV UTF-8; a form, XLSForm, becomes an outline by the command import)"},
		{name: "a column of another name", units: "code,parent,level,type,name\n1,,1,tỉnh,Thanh Hóa\n",
			vi: "units.csv:1:1: cột 2 ghi «parent», phải là parent_code: dòng đầu phải là code,parent_code,level,type,name",
			en: `units.csv:1:1: column 2 is called "parent" and not parent_code: the first line must be code,parent_code,level,type,name`},
		{name: "a zero that a spreadsheet dropped", units: unitsHeader + "038,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n",
			vi: "units.csv:3:5: không có đơn vị nào mang mã «38» (thêm đơn vị cấp trên, hoặc để trống parent_code; số 0 ở đầu là một phần của mã) (có phải là «038» không?)",
			en: `units.csv:3:5: no unit has the code "38" (add the unit above, or leave parent_code empty; zeros in front belong to a code) (did you mean "038"?)`},
		{name: "a code that a spreadsheet made, above others", units: unitsHeader + "38,,1,tỉnh,Thanh Hóa\n1.48E+04,38,2,huyện,Nga Sơn\n1,14800,3,xã,Nga An\n2,14800,3,xã,Nga Mỹ\n",
			vi: "units.csv:3:1: mã «1.48E+04» do bảng tính đổi từ một số dài: định dạng cột là chữ (Text) rồi ghi lại mã\n" +
				"units.csv:4:3: không có đơn vị nào mang mã «14800», là cấp trên của 2 dòng kể từ dòng này (thêm đơn vị cấp trên, hoặc sửa lại mã của đơn vị ấy; số 0 ở đầu là một phần của mã)",
			en: `units.csv:3:1: code "1.48E+04" was made of a long number by a spreadsheet: format the column as text and write the code again` + "\n" +
				`units.csv:4:3: no unit has the code "14800", above 2 lines from this one on (add the unit above, or mend its code; zeros in front belong to a code)`},
		{name: "people", people: peopleHeader + "38,oficer,A,0912345678\n1.48E+04,officer,B,912345678\n",
			vi: "people.csv:2:1: không có đơn vị nào mang mã «38» (ghi mã trong danh sách đơn vị; số 0 ở đầu là một phần của mã) (có phải là «038» không?)\n" +
				"people.csv:2:4: không có vai trò «oficer» (officer: cán bộ nhập, approver: người duyệt, coordinator: người theo dõi, viewer: người xem, admin: quản trị) (có phải là «officer» không?)\n" +
				"people.csv:3:1: mã «1.48E+04» do bảng tính đổi từ một số dài: định dạng cột là chữ (Text) rồi ghi lại mã\n" +
				"people.csv:3:20: «912345678» không phải số điện thoại (chín đến mười một chữ số có số 0 ở đầu, hoặc +84; bảng tính làm mất số 0 nếu cột không phải kiểu chữ) (có phải là «0912345678» không?)",
			en: `people.csv:2:1: no unit has the code "38" (a code of the list of units; zeros in front belong to it) (did you mean "038"?)` + "\n" +
				`people.csv:2:4: there is no role "oficer" (officer, approver, coordinator, viewer or admin) (did you mean "officer"?)` + "\n" +
				`people.csv:3:1: code "1.48E+04" was made of a long number by a spreadsheet: format the column as text and write the code again` + "\n" +
				`people.csv:3:20: "912345678" is no telephone number (as it is dialled inside the country, or with + and the code of the country; spreadsheets drop a 0 before it unless the column is text) (did you mean "0912345678"?)`},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			var err error
			if c.people != "" {
				_, err = ParsePeople(strings.NewReader(c.people), "people.csv", units, viet.Reader{})
			} else {
				_, err = ParseUnits(strings.NewReader(c.units), "units.csv")
			}
			if got := Said(t, language, err); got != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, want)
			}
		}
	}
}

// TestListDoubts: a list that was taken without a word is still taken, and what it will not
// mean is told.
func TestListDoubts(t *testing.T) {
	for _, c := range []struct{ name, rows, vi, en string }{
		{"a second root", "38,,1,tỉnh,Thanh Hóa\n401,,2,huyện,Nga Sơn\n",
			"units.csv:3:5: huyện Nga Sơn không có đơn vị cấp trên, cũng như tỉnh Thanh Hóa ở dòng 2: không ai tổng hợp cả hai (parent_code để trống)",
			"units.csv:3:5: huyện Nga Sơn has no unit above it, as tỉnh Thanh Hóa in line 2: nobody adds the two up (parent_code is empty)"},
		{"a code that a spreadsheet made", "38,,1,tỉnh,Thanh Hóa\n1.48E+04,38,2,huyện,Nga Sơn\n",
			"units.csv:3:1: mã «1.48E+04» do bảng tính đổi từ một số dài: định dạng cột là chữ (Text) rồi ghi lại mã",
			`units.csv:3:1: code "1.48E+04" was made of a long number by a spreadsheet: format the column as text and write the code again`},
		{"type and name the wrong way round", "38,,1,tỉnh,Thanh Hóa\n401,38,2,Nga Sơn,huyện\n402,38,2,huyện,Hà Trung\n",
			"units.csv:3:1: đơn vị 401 có loại «Nga Sơn» và tên «huyện»: hai cột đảo chỗ?", `units.csv:3:1: unit 401 has the type "Nga Sơn" and the name "huyện": are the columns the wrong way round?`},
		{"a level too low", "38,,1,tỉnh,Thanh Hóa\n401,38,2,xã,Nga Sơn\n402,38,3,xã,Hà Trung\n",
			"units.csv:4:8: xã Hà Trung ở cấp 3, trong khi xã khác ở cấp 2: cấp ghi nhầm thì đơn vị này không nhận báo cáo của cấp 2",
			"units.csv:4:8: xã Hà Trung is of level 3, while others of the type xã are of level 2: by a wrong level it does not get the report of level 2"},
		{"what a spreadsheet leaves", "38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,#REF!\n,,,,\n",
			"units.csv:3:16: #REF! là lỗi của bảng tính: công thức ở ô này không tính được; ghi lại giá trị", "units.csv:3:16: #REF! is an error of a spreadsheet: the formula of this cell could not be worked out; write the value"},
		{"as it should be", "38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n", "", ""},
	} {
		units, err := ParseUnits(strings.NewReader("code,parent_code,level,type,name\n"+c.rows), "units.csv")
		if err != nil {
			t.Fatal(err)
		}
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			var got []string
			for _, f := range units.Doubts() {
				got = append(got, f.Say(in(t, language)))
			}
			if strings.Join(got, "\n") != want {
				t.Errorf("%s: %s, want %s", c.name, got, want)
			}
		}
	}
}
