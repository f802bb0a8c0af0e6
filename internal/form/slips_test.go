package form_test

import (
	"strings"
	"testing"
)

// asked are the questions of the tests of conditions; the next one stands in line 12 of the outline.
const asked = head +
	"      - {code: A1.1, name: so_ho, type: integer, label: Số hộ, min: 0, max: 1000}\n" +
	"      - {code: A1.2, name: co_dien, type: yes_no, label: Có điện không?}\n" +
	"      - {code: A1.3, name: muc, type: select_one, label: Mức?, choices: [{name: nhe, label: Nhẹ}, {name: nang, label: Nặng}]}\n" +
	"      - {code: A1.4, name: viec, type: select_multiple, label: Việc?, choices: [{name: don, label: Dọn}, {name: sua, label: Sửa}]}\n" +
	"      - {code: A1.5, name: ngay, type: date, label: Ngày?}\n" +
	"      - {code: A1.7, name: ds, type: repeat, label: D, rows: {noun: mục, name: ten}, questions: [{code: A1.7.1, name: ten, type: text, label: T}, {code: A1.7.2, name: von, type: integer, label: V}]}\n"

// conditioned is the outline with a question that is asked on a condition.
func conditioned(condition string) string {
	return asked + "      - code: A1.6\n        name: q\n        type: integer\n        label: Q\n        relevant: '" + strings.ReplaceAll(condition, "'", "''") + "'\n"
}

// TestSlips: a condition as spreadsheets, word processors and other programs have it is refused with what is written here.
func TestSlips(t *testing.T) {
	for _, c := range []struct{ condition, column, vi, en string }{
		{"so_ho = 5", "26", "«=» ở đây viết là «==»", `"=" is written "==" here`},
		{"so_ho <> 5", "26", "«<>» ở đây viết là «!=»", `"<>" is written "!=" here`},
		{"so_ho =< 5", "26", "«=<» ở đây viết là «<=»", `"=<" is written "<=" here`},
		{"so_ho ≥ 5", "26", "«≥» ở đây viết là «>=»", `"≥" is written ">=" here`},
		{"so_ho × 2 > 5", "26", "«×» ở đây viết là «*»", `"×" is written "*" here`},
		{"so_ho – 2 > 5", "26", "«–» ở đây viết là «-»", `"–" is written "-" here`},
		{"so_ho x 2 > 5", "26", "«x» ở đây viết là «*»", `"x" is written "*" here`},
		{"muc == “nhe”", "27", "«“» ở đây viết là «\"»", `"“" is written """ here`},
		{"so_ho > 5 AND co_dien", "30", "«AND» ở đây viết là «and»", `"AND" is written "and" here`},
		{"so_ho > 5 hoặc co_dien", "30", "«hoặc» ở đây viết là «or»", `"hoặc" is written "or" here`},
		{"=SUM(so_ho;so_ho) > 5", "19", "bỏ dấu «=» ở đầu, đây không phải công thức bảng tính", `leave out the "=" at the beginning, this is no formula of a spreadsheet`},
		{"max(so_ho;3) > 5", "29", "«;» ở đây viết là «,»", `";" is written "," here`},
		{"so_ho > so_ho * 10%", "36", "không có dấu phần trăm, «10%» viết là 0.1", `there are no per cent, "10%" is written 0.1`},
		{"so_ho > 2.5% * so_ho", "28", "không có dấu phần trăm, «2.5%» viết là 0.025", `there are no per cent, "2.5%" is written 0.025`},
		{"so_ho > 0,5", "28", "«0,5» ở đây viết là «0.5»", `"0,5" is written "0.5" here`},
		{"so_ho > 1.000.000", "28", "«1.000.000» ở đây viết là «1000000»", `"1.000.000" is written "1000000" here`},
		{"${so_ho} > 5", "19", "«${so_ho}» ở đây viết là «so_ho»", `"${so_ho}" is written "so_ho" here`},
		{"A1.1 > 5", "19", "điều kiện không dùng mã A1.1 mà dùng tên (name) của câu ấy, so_ho", "a condition names a question not by its code A1.1 but by its name, so_ho"},
		{"số hộ > 5", "19", "«số hộ» phải ghi bằng tên (name) của câu, so_ho", `"số hộ" is written with the name of the question, so_ho`},
		{"số nhà > 5", "19", "«số nhà» không phải tên câu nào (ghi name của câu: không dấu, không có dấu cách, ví dụ so_ho)",
			`"số nhà" is no name of a question (names are small letters without marks or spaces, such as so_ho)`},
		{"(so_ho > 5", "19", "ngoặc mở ở đây chưa có dấu «)» đóng lại", `the bracket that opens here is not closed with ")"`},
		{"so_ho > 5)", "29", "dấu «)» này thừa, trước đó không có ngoặc nào mở", `this ")" closes no bracket`},
		{`muc == "nhe`, "27", "ngoặc kép mở ở đây chưa đóng lại", "the quotation mark that opens here is not closed"},
		{"so_ho is not null", "19", "«so_ho is not null» ở đây viết là «answered(so_ho)»", `"so_ho is not null" is written "answered(so_ho)" here`},
		{"IF(so_ho > 5, true, false)", "19", "«IF» viết như trong bảng tính thì không được; ở đây viết a ? b : c", `"IF" is not called as in spreadsheets; write a ? b : c`},
		{`not muc == "nhe"`, "28", `«not muc == "nhe"» ở đây viết là «not (muc == "nhe")»`, `"not muc == "nhe"" is written "not (muc == "nhe")" here`},
		{`muc == "nhe" or "nang"`, "33", `«muc == "nhe" or "nang"» ở đây viết là «muc == "nhe" or muc == "nang"»`, `"muc == "nhe" or "nang"" is written "muc == "nhe" or muc == "nang"" here`},
		{`so_ho == ""`, "26", `«so_ho == ""» ở đây viết là «not answered(so_ho)»`, `"so_ho == """ is written "not answered(so_ho)" here`},
		{"today - ngay > 30", "26", "«today - ngay» ở đây viết là «days(ngay, today)»", `"today - ngay" is written "days(ngay, today)" here`},
		{`year(ngay) == "2026"`, "31", `«year(ngay) == "2026"» ở đây viết là «year(ngay) == 2026»`, `"year(ngay) == "2026"" is written "year(ngay) == 2026" here`},
		{"days(ngay) > 3", "19", "hàm days ở đây viết như days(tu_ngay, den_ngay)", "the function days is written like days(tu_ngay, den_ngay)"},
		{"sum(ds, .vong) > 3", "29", "danh sách ds không có câu «vong» hỏi trong từng mục (có ten, von) (có phải là «von» không?)",
			`the list ds asks no "vong" in its rows (it asks ten, von) (did you mean "von"?)`},
		{"round(so_ho / 3, 1) > 5", "19", "«round(so_ho / 3, 1)» ở đây viết là «round((so_ho / 3) * 10) / 10»", `"round(so_ho / 3, 1)" is written "round((so_ho / 3) * 10) / 10" here`},
		{"if(so_ho > 5, true, false)", "19", "«if» viết như trong bảng tính thì không được; ở đây viết a ? b : c", `"if" is not called as in spreadsheets; write a ? b : c`},
		{"SUM(so_ho, so_ho) > 5", "19", "«SUM» viết như trong bảng tính thì không được; ở đây viết a + b", `"SUM" is not called as in spreadsheets; write a + b`},
		{"sum(so_ho, so_ho) > 5", "24", "«sum» viết như trong bảng tính thì không được; ở đây viết a + b", `"sum" is not called as in spreadsheets; write a + b`},
		{"ROUND(so_ho) > 5", "19", "«ROUND» viết như trong bảng tính thì không được; ở đây viết round(…)", `"ROUND" is not called as in spreadsheets; write round(…)`},
		{"muc == nhe", "27", "«nhe» là một lựa chọn: đặt trong ngoặc kép, \"nhe\"", `"nhe" is a choice, and stands between quotation marks: "nhe"`},
		{"co_dien == co", "31", "«co» ở đây viết là «true»", `"co" is written "true" here`},
		{`co_dien == "có"`, "28", "co_dien là câu có hay không: so với true (có) hoặc false (không), không đặt trong ngoặc kép",
			"co_dien is a yes or no: hold it against true or false, without quotation marks"},
		{`viec == "don"`, "25", `viec chọn được nhiều: viết '"don" in viec' (cả hai dấu nháy đơn, nếu đứng đầu)`, `viec takes several choices: write '"don" in viec' (with the single quotes, where it stands first)`},
		{`so_ho > "5"`, "26", `so_ho là số: bỏ ngoặc kép quanh "5"`, `so_ho is a number: take the quotation marks from "5"`},
		{"so_ho == null", "29", "relevant so với giá trị rỗng: hỏi đã trả lời chưa thì viết answered(ten_cau), chưa trả lời là not answered(ten_cau)",
			"relevant compares with nothing: whether there is an answer is written answered(name), or not answered(name)"},
		{"SUM(ds, .von) > 5", "19", "«SUM» ở đây viết là «sum»", `"SUM" is written "sum" here`},
		{"von > 5", "19", "relevant nêu «von», câu này hỏi trong từng mục của danh sách ds: viết như sum(ds, .von)",
			`relevant names "von", which is asked in each row of the list ds: write as sum(ds, .von)`},
		{"sum(ds.von) > 5", "27", "câu trong danh sách viết sau dấu phẩy và dấu chấm, như sum(mo_hinh, .so_ho)",
			"a question of a list stands behind a comma and a point, as sum(mo_hinh, .so_ho)"},
		{"ngay < today()", "27", "today và tên câu không phải hàm: bỏ dấu ngoặc () ở sau", "today and names of questions are no functions: leave out the () behind them"},
		{"q > 5", "19", "relevant nêu «q» là chính câu này: không tính được từ chính nó", `relevant names "q", which is this question: it cannot be worked out from itself`},
		{"so_ho > 100,000", "28", "«100,000» ở đây viết là «100000»", `"100,000" is written "100000" here`},
		{"không co_dien", "19", "«không co_dien» ở đây viết là «not co_dien»", `"không co_dien" is written "not co_dien" here`},
		{"so_ho between 1 and 5", "19", "«so_ho between 1 and 5» ở đây viết là «so_ho >= 1 and so_ho <= 5»", `"so_ho between 1 and 5" is written "so_ho >= 1 and so_ho <= 5" here`},
		{"so_ho * 2", "19", "relevant không phải điều kiện: phải so sánh, ví dụ so_ho > 0", "relevant is no condition: it must compare, as in so_ho > 0"},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if !strings.HasPrefix(want, "relevant ") {
				want = "relevant: " + want
			}
			want = "t.yaml:16:" + c.column + ": A1.6: " + want
			if got, taken := said(t, language, conditioned(c.condition)); taken || strings.Join(got, "\n") != want {
				t.Errorf("%s:\ngot  %s\nwant %s", c.condition, strings.Join(got, "\n"), want)
			}
		}
	}
}

// TestDoubtfulConditions: what is taken, and no answer can do anything about, is told; what is as it should be is not.
func TestDoubtfulConditions(t *testing.T) {
	for _, c := range []struct{ condition, vi, en string }{
		{"so_ho > 2000", "19: A1.6: relevant không bao giờ đúng, trả lời thế nào cũng vậy: xem lại and, or và các giá trị",
			"19: A1.6: relevant is never true, whatever is answered: look at and, or, and the values"},
		{"so_ho < 3 and so_ho > 5", "19: A1.6: relevant không bao giờ đúng, trả lời thế nào cũng vậy: xem lại and, or và các giá trị", ""},
		{`muc == "nhe" and muc == "nang"`, "19: A1.6: relevant không bao giờ đúng, trả lời thế nào cũng vậy: xem lại and, or và các giá trị", ""},
		{`muc != "nhe" or muc != "nang"`, "19: A1.6: relevant luôn đúng, trả lời thế nào cũng vậy: có lẽ or phải là and",
			"19: A1.6: relevant is always true, whatever is answered: perhaps or should be and"},
		{`muc == "Nhẹ"`, "19: A1.6: relevant không bao giờ đúng, trả lời thế nào cũng vậy: xem lại and, or và các giá trị\n" +
			"24: A1.6: relevant: câu muc không có lựa chọn nào mang tên (name) «Nhẹ»: không bao giờ bằng (có phải là «nhe» không?)", ""},
		{`ngay > "31/12/2025"`, "25: A1.6: relevant: «31/12/2025» không phải ngày (viết \"2026-12-31\"): so sánh này không có nghĩa", ""},
		{"so_ho > 1.000", "28: A1.6: relevant: 1.000 được đọc là 1, dấu chấm ngăn phần thập phân: muốn ghi hàng nghìn thì viết 1000", ""},
		{"ngay > 2026-12-01", `25: A1.6: relevant: ngay là ngày: ngày viết trong ngoặc kép, như "2026-12-31"`,
			`25: A1.6: relevant: ngay is a day: a day stands between quotation marks, as "2026-12-31"`},
		{"so_ho > 999", "", ""}, {"so_ho > 3 and so_ho < 5", "", ""}, {"0 < so_ho < 5", "", ""}, {"so_ho >= 0", "", ""}, {`muc == "nhe" or muc == "nang"`, "19: A1.6: relevant luôn đúng, trả lời thế nào cũng vậy: có lẽ or phải là and", ""},
		{`muc in ["nhe"] and not co_dien`, "", ""}, {`"don" in viec`, "", ""}, {"answered(so_ho)", "", ""}, {"so_ho * 2 > 5000", "", ""}, {`ngay > "2025-12-31"`, "", ""},
	} {
		for language, want := range map[string]string{"vi": c.vi, "en": c.en} {
			if language == "en" && want == "" && c.vi != "" {
				continue
			}
			got, taken := said(t, language, conditioned(c.condition))
			for i := range got {
				got[i] = strings.TrimPrefix(got[i], "t.yaml:16:")
			}
			if !taken || strings.Join(got, "\n") != want {
				t.Errorf("%s: taken %v\ngot  %s\nwant %s", c.condition, taken, strings.Join(got, "\n"), want)
			}
		}
	}
}
