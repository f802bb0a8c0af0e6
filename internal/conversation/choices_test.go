package conversation

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/form"
)

const filtered = `title: A
lists:
  huyen: [{name: ns, label: Nga Sơn}, {name: tx, label: Thọ Xuân}]
sections:
  - code: X1
    title: A
    questions:
      - {code: X1.01, name: ma_huyen, type: select_one, choices_from: huyen, required: true, label: Huyện nào?}
      - {code: X1.02, name: xa, type: select_one, choices_from: xa.csv, choice_filter: thuoc == ma_huyen, required: true, label: Xã nào?}
      - {code: X1.03, name: cac_xa, type: select_multiple, choices_from: xa.csv, search: true, required: true, label: Những xã nào bị ngập?}
      - code: X1.04
        name: diem
        type: repeat
        label: Điểm {stt}
        rows: {noun: điểm sạt lở, name: thon, exactly: "1"}
        questions:
          - {code: X1.05, name: thon, type: text, required: true, label: Thôn nào?}
          - {code: X1.06, name: xa_diem, type: select_one, choices_from: xa.csv, choice_filter: thuoc == ma_huyen, required: true, label: Điểm ấy ở xã nào?}
`

// communes is a table of 3 communes of one district and 80 of another.
func communes() string {
	var b strings.Builder
	b.WriteString("name,label,thuoc\nns1,Nga An,ns\nns2,Ba Đình,ns\nns3,Nga Điền,ns\n")
	for i := range 80 {
		fmt.Fprintf(&b, "tx%d,Xuân %c%c,tx\n", i, 'A'+rune(i/26), 'a'+rune(i%26))
	}
	return b.String()
}

func wholeOf(t *testing.T, source, table string) string {
	t.Helper()
	whole, err := form.Whole("t.yaml", []byte(source), func(string) ([]byte, error) { return []byte(table), nil })
	if err != nil {
		t.Fatal(err)
	}
	return string(whole)
}

// TestChoicesFiltered: only the choices that fit are offered and taken; of a long list the
// nearest few are; what does not fit any more is asked again.
func TestChoicesFiltered(t *testing.T) {
	t.Parallel()
	source := wholeOf(t, filtered, communes())
	f := play(t, "vi", source,
		does("/start", "Huyện nào?"),
		does("nga son", "Xã nào?"))
	if buttons := strings.Join(labels(f.last), " "); !strings.Contains(buttons, "Nga An") || strings.Contains(buttons, "Xuân") {
		t.Errorf("buttons: %s", buttons)
	}
	f.goes(does("Xuân Aa", "Chưa khớp mục nào"))
	f.goes(does("nga an", "Những xã nào", "Danh sách có 83 mục"))
	f.goes(does("nga", "«nga» gần với 2 mục"))
	if buttons := strings.Join(labels(f.last), " "); !strings.Contains(buttons, "Nga Điền") || strings.Contains(buttons, "Xuân") {
		t.Errorf("buttons: %s", buttons)
	}
	f.goes(does("zzz", "Danh sách không có mục nào giống «zzz»"))
	f.goes(does("ba dinh", "Ba Đình"))
	f.goes(does("xuan aa, nga dien", "Xuân Aa"))
	f.presses(offered(t, f.last, "Xong"))
	if v := f.draft.Cells[2].Value.Names; strings.Join(v, " ") != "ns2 ns3 tx0" {
		t.Errorf("ticked: %v, %s", v, said(f.last))
	}
	f.goes(does("Thôn 1", "Điểm ấy ở xã nào?"))
	f.goes(does("tx3", "Chưa khớp mục nào"))
	f.goes(does("2"))
	f.goes(does("sửa X1.01 thành Thọ Xuân", "Câu «Xã nào?»: «Nga An» không còn hợp"))
	sheet := answers.Sheet{Draft: f.draft, Outline: f.outline}
	n := 0
	for i := range f.outline.Checks {
		n += len(sheet.Failures(&f.outline.Checks[i]))
	}
	if n != 2 {
		t.Errorf("%d choices do not fit, want that of the report and that of the row", n)
	}
	f.goes(does("sửa X1.02 thành xuân ab", "Đã ghi: Xuân Ab", "Mục thứ 1 («Thôn 1»)"))
	f.goes(does("/nop", "không còn hợp"))
}
