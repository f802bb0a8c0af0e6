package conversation

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/form"
)

// someBelow is a district of three communes, two of which have submitted.
func someBelow(o *form.Outline) *form.Below {
	b := &form.Below{Noun: "xã", Expected: 3, Submitted: 2, Missing: []string{"xã Nga Thủy"},
		Where: map[string]string{"xã Nga Thủy": "phần 5/10"}, Figures: map[string][]float64{}, Having: map[string][]string{}}
	for _, use := range o.Below() {
		b.Figures[use.Figure] = []float64{3, 4}
		b.Having[use.Figure] = []string{"xã Nga An", "xã Ba Đình"}
	}
	b.Figures["moc_so_lieu"] = []float64{20160630, 20160630}
	return b
}

// upperReply is what somebody types who fills in one of the other outlines.
func (f *officer) upperReply(given map[string]string) string {
	name, row, _ := f.turn.Example()
	q := f.turn.Asked()
	if q == nil || f.focus.Mode == exchange.Growing || f.focus.Mode == exchange.Changed {
		if f.focus.Mode == exchange.Growing && name == "h_tieu_bieu" && len(f.draft.Cells[q.Pos].Rows) < 5 {
			return "kê tiếp"
		}
		return f.reply()
	}
	if text, ok := given[name]; ok && f.focus.Mode == exchange.Asking {
		return strings.ReplaceAll(text, "#", strconv.Itoa(row))
	}
	if f.focus.Mode == exchange.Asking && q.Type == form.Calculate {
		return "đúng"
	}
	return f.reply()
}

// TestTypedUpperOutlines: the other outlines are filled in by typing alone,
// from «bắt đầu» to the receipt.
func TestTypedUpperOutlines(t *testing.T) {
	tests := map[string]map[string]string{
		"huyen.yaml": {
			"h_don_vi": "đúng", "h_mh_cap_huyen": "5", "h_mh_cap_tinh": "4", "h_ngay_van_ban": "04/7/2016",
			"h_tb_ten": "Mô hình số #", "h_tb_don_vi": "đúng", "h_dn_uu_tien": "#", "h_hn_ngay": "20/7/2016",
			"h_tb_loai": "Mô hình", "h_tb_nguon": "2", "h_ngay_ke_hoach": "20/6/2016",
		},
		"tinh.yaml":  {"t_mh_cap_tinh": "4"},
		"nganh.yaml": {"n_co_quan": "đúng"},
	}
	for name, given := range tests {
		t.Run(name, func(t *testing.T) {
			o := answerstest.Outline(t, name)
			f := newOfficer(t, o, vietnamese(t))
			f.below = someBelow(o)
			text := "bắt đầu"
			var heard []string
			for range 500 {
				out := f.types(text)
				heard = append(heard, "> "+text, said(out))
				if out.Submitted {
					break
				}
				text = f.upperReply(given)
			}
			if !f.frozen {
				t.Fatalf("not submitted; at %+v:\n%s", f.focus, strings.Join(heard[max(0, len(heard)-12):], "\n"))
			}
		})
	}
}

const sums = `title: Thử
sections:
  - code: A1
    title: Một
    questions:
      - {code: A1.1, name: dem, type: calculate, label: Số xã đã nộp, required: true, calculation: below.submitted, read_only: true}
      - {code: A1.2, name: thon, type: calculate, label: Tổng số thôn, required: true, calculation: sum(below.so_thon), unit: thôn}
      - code: A1.3
        name: to
        type: calculate
        label: Tổ và thành viên
        required: true
        parts:
          - {name: so_to, label: Số tổ, calculation: sum(below.so_to)}
          - {name: so_tv, label: Số thành viên, calculation: sum(below.so_tv)}
      - {code: A1.4, name: rieng, type: integer, label: Số riêng, required: true, min: 0}
      - {code: A1.5, name: tong, type: calculate, label: Tổng cộng, required: true, calculation: thon + rieng, read_only: true}
      - {code: A1.6, name: ten, type: text, label: Còn gì?, required: true}
checks:
  - {id: K1, level: error, constraint: tong == thon + rieng, message: Tổng không khớp., fix: [{question: rieng}]}
  - {id: K2, level: warning, constraint: thon == sum(below.so_thon), message: Xin ghi lý do., reason: true, fix: [{question: thon}]}
`

func sumsOfficer(t *testing.T) *officer {
	o, err := form.Parse("t.yaml", []byte(sums))
	if err != nil {
		t.Fatal(err)
	}
	f := newOfficer(t, o, vietnamese(t))
	f.below = &form.Below{Noun: "xã", Expected: 3, Submitted: 2, Figures: map[string][]float64{
		"so_thon": {9, 11}, "so_to": {2, 3}, "so_tv": {20, 30}}}
	return f
}

// hears types and wants all of the words in what is said.
func (f *officer) hears(typed string, words ...string) {
	f.t.Helper()
	got := said(f.types(typed))
	for _, w := range words {
		if !strings.Contains(got, w) {
			f.t.Errorf("after %q: no %q in\n%s", typed, w, got)
		}
	}
}

func TestCalculated(t *testing.T) {
	f := sumsOfficer(t)
	f.hears("bắt đầu", "Số xã đã nộp", "Hệ thống tính: 2.")
	f.hears("5", "không sửa tay")
	f.hears("đúng", "Đã ghi: 2.", "20 thôn (cộng từ 2/3 xã đã nộp)")
	f.hears("23", "Hệ thống tính 20 thôn, đồng chí ghi 23 thôn. Xin ghi lý do")
	f.hears("Xã Nga Thủy báo qua điện thoại 3 thôn", "Đã ghi: 23 thôn, kèm lý do", "- Số tổ: 5", "- Số thành viên: 50")
	f.hears("7", "số nào không đúng thì gõ tên và số")
	f.hears("số thành viên 52", "Hệ thống tính 50, đồng chí ghi 52")
	f.hears("Một tổ chưa kê đủ", "số thành viên 52, kèm lý do", "- Số tổ: 5")
	f.hears("đúng", "Đã ghi: số tổ 5; số thành viên 52.", "Số riêng")
	f.hears("4", "Tổng cộng", "Hệ thống tính: 27 (tính từ các câu A1.2, A1.4)")
	f.hears("đúng", "Còn gì?")
	if got := f.texts[form.Place{Code: "A1.2"}]; !slices.Equal(got, []string{"Xã Nga Thủy báo qua điện thoại 3 thôn"}) {
		t.Errorf("the reason is stored as %q", got)
	}
	if v := f.draft.Cells[1].Value.Figures[0]; v.Value != 23 || v.Worked != 20 || !v.Corrected() {
		t.Errorf("the corrected figure is %+v", v)
	}
	// A source in the same report changes: the sum is asked about again, and no
	// check fails on the old one.
	f.hears("sửa A1.4", "Số riêng")
	f.hears("6", "vừa thay đổi", "Tổng cộng", "29", "trước: 27")
	f.hears("đúng", "Còn gì?")
	f.hears("Không còn gì", "nộp")
}

// TestChangedBelow: what was confirmed and is otherwise now is shown before
// anything else is asked, once, and confirmed with one word.
func TestChangedBelow(t *testing.T) {
	f := sumsOfficer(t)
	for _, text := range []string{"bắt đầu", "đúng", "23", "Báo qua điện thoại", "đúng", "4", "đúng"} {
		f.types(text)
	}
	f.below = &form.Below{Noun: "xã", Expected: 3, Submitted: 3, Figures: map[string][]float64{
		"so_thon": {9, 11, 3}, "so_to": {2, 3, 1}, "so_tv": {20, 30, 5}}}
	f.hears("/tieptuc", "nay 3/3 xã đã nộp", "A1.1, Số xã đã nộp: trước 2, nay 3",
		"A1.2, Tổng số thôn: đồng chí đã sửa thành 23 thôn; số hệ thống tính trước 20, nay 23 thôn", "số tổ trước 5, nay 6; số thành viên trước 50, nay 55")
	f.hears("đúng cả", "Đã ghi lại 3 số", "Còn gì?")
	if got := said(f.types("/tieptuc")); strings.Contains(got, "thay đổi") {
		t.Errorf("the change is told twice:\n%s", got)
	}
	// One by one, and another change while it is looked at.
	f.below = &form.Below{Noun: "xã", Expected: 4, Submitted: 4, Figures: map[string][]float64{"so_thon": {30}, "so_to": {9}, "so_tv": {55}}}
	f.hears("/tieptuc", "thay đổi")
	f.hears("xem từng câu", "Số xã đã nộp", "Hệ thống tính: 4 (trước: 3)")
	f.below = &form.Below{Noun: "xã", Expected: 5, Submitted: 5, Figures: f.below.Figures}
	f.hears("đúng", "Hệ thống tính: 5 (trước: 3)")
	f.hears("đúng", "Tổng số thôn", "30 thôn")
	f.hears("đúng", "Số tổ: 9")
	f.hears("đúng", "Tổng cộng", "34")
	f.hears("đúng", "Còn gì?")
}

// TestCalculationWaits: a calculation whose source was put off is asked when
// the source is answered.
func TestCalculationWaits(t *testing.T) {
	f := sumsOfficer(t)
	for _, text := range []string{"bắt đầu", "đúng", "đúng", "đúng"} {
		f.types(text)
	}
	f.hears("làm sau", "Còn gì?")
	f.hears("sửa A1.5", "còn câu A1.4 chưa trả lời")
	f.hears("làm sau", "Còn gì?")
	f.hears("Không còn", "Số riêng")
	f.hears("4", "Tổng cộng", "24")
	f.hears("đúng", "Tóm tắt")
}

// TestUpperWalks does random things to the district's outline while what is
// known of the communes changes under the officer.
func TestUpperWalks(t *testing.T) {
	o, say, agreed := answerstest.Outline(t, "huyen.yaml"), vietnamese(t), agreedInputs(t)
	for seed := range uint64(4) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 11)), agreed: agreed}
			w.below = someBelow(o)
			for i := range 1500 {
				w.step()
				w.frozen = w.frozen && w.r.IntN(8) > 0
				if i%100 == 99 {
					b := *someBelow(o)
					b.Submitted = w.r.IntN(4)
					b.Figures = maps.Clone(b.Figures)
					b.Figures["so_thon"] = []float64{float64(w.r.IntN(3))}
					w.below = &b
				}
			}
		})
	}
}
