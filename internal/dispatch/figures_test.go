package dispatch_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/answers"
	"giaoban/internal/dispatch/seed"
	"giaoban/internal/form"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// counties are the districts whose communes have reports in these tests: Nga Sơn and Thọ
// Xuân, as the demonstration has them.
var counties = []string{"401", "395"}

// countedWorld is a world with the demonstration's reports of the counties, each with figures
// of its own, and somebody for the district of Nga Sơn and for the province.
func countedWorld(t testing.TB) *world {
	w := newWorldOfAll(t, "")
	script := demoScript(t)
	planted := seed.Seed{From: w.now.AddDate(0, 0, -12), To: w.now.Add(-10 * time.Hour), Started: 0.8, Submitted: 0.45, Number: 2016, Script: script,
		Skip: func(u roster.Unit) bool { return !slices.Contains(counties, u.Parent) }}
	if err := seed.Plant(context.Background(), w.d.Set, planted); err != nil {
		t.Fatal(err)
	}
	w.figures()
	w.joins("district", "401", roster.Coordinator)
	w.joins("province", "38", roster.Coordinator)
	return w
}

// figures gives each report that was begun numbers of its own; one in five stays open.
func (w *world) figures() {
	w.t.Helper()
	o := w.d.Set.All()[0].Outlines[3]
	random := rand.New(rand.NewPCG(7, 7))
	for _, u := range w.units.AtLevel(3) {
		id := report.ID{Campaign: w.c.Name, Unit: u.Code}
		err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
			d, err := store.Drafts.Get(tx, id)
			if err != nil || d == nil {
				return err
			}
			for _, q := range o.Top {
				c := &d.Cells[q.Pos]
				if !q.IsNumber() || c.Hidden || len(q.Dependents) > 0 && q.Name != "so_ho" {
					continue
				}
				if random.IntN(5) == 0 && !q.Required {
					c.State = answers.Skipped
					continue
				}
				n := float64(random.IntN(300))
				if q.Type == form.Decimal {
					n = float64(random.IntN(3000)) / 10
				}
				d.Set(o, q, 0, form.Value{Number: n, Approx: random.IntN(4) == 0})
			}
			store.Drafts.Put(tx, id, d)
			return nil
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// A tallied is what the reports of some communes say to one question, counted here apart
// from the program.
type tallied struct {
	total, in    int
	units        []roster.Unit // who gave a value
	values       []float64
	idle, silent int
}

func (w *world) tally(under, name string, value func(*answers.Cell) float64) (c tallied) {
	w.t.Helper()
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		for _, u := range w.units.AtLevel(3) {
			if under != "38" && u.Parent != under {
				continue
			}
			c.total++
			id := report.ID{Campaign: w.c.Name, Unit: u.Code}
			s, err := store.Statuses.Get(r, id)
			if err != nil || s.State != report.Submitted && s.State != report.Accepted {
				continue
			}
			c.in++
			d, err := store.Drafts.Get(r, id)
			if err != nil {
				return err
			}
			cell := &d.Cells[w.d.Set.All()[0].Outlines[3].ByName[name].Pos]
			switch {
			case cell.Hidden:
				c.idle++
			case cell.State != answers.Answered && cell.State != answers.Closed:
				c.silent++
			default:
				c.units, c.values = append(c.units, u), append(c.values, value(cell))
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func number(c *answers.Cell) float64 { return c.Value.Number }

// sum is exact: numbers have at most one place behind the point.
func (c tallied) sum() (tenths int) {
	for _, v := range c.values {
		tenths += int(v*10 + 0.5)
	}
	return tenths
}

// tenthsIn writes tenths as people do, «1.234,5».
func tenthsIn(tenths int) string {
	whole := strconv.Itoa(tenths / 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if tenths%10 != 0 {
		whole += "," + strconv.Itoa(tenths%10)
	}
	return whole
}

// fiftyFigures are sums asked in words, with the question that is meant.
const fiftyFigures = `tổng số mô hình cấp xã: mh_cap_xa
tong so mo hinh cap xa: mh_cap_xa
bao nhiêu mô hình cấp huyện: mh_cap_huyen
có mấy mô hình cấp tỉnh: mh_cap_tinh
tổng số mô hình: tong_mo_hinh
bao nhiêu người tham gia mô hình: mh_nguoi
số người tham gia là bao nhiêu: mh_nguoi
tổng số hộ: so_ho
bao nhiêu hộ dân: so_ho
tong so ho: so_ho
tổng số nhân khẩu: so_nhan_khau
dân số là bao nhiêu: so_nhan_khau
bao nhiêu thôn: so_thon
có bao nhiêu cơ quan: so_co_quan
số văn bản của đảng ủy: so_van_ban_dang
bao nhiêu văn bản của UBND: so_van_ban_ubnd
tổng số thành viên Ban Chỉ đạo: bcd_so_thanh_vien
bao nhiêu quy chế phối hợp: so_quy_che_phoi_hop
lực lượng công an xã có bao nhiêu người: so_cong_an_xa
bao nhiêu bảo vệ dân phố: so_bao_ve_dan_pho
tổng số tổ tự quản: so_to_tu_quan
so to hoa giai: so_to_tu_quan
bao nhiêu thành viên tổ tự quản: so_thanh_vien_to
bao nhiêu thôn đạt an toàn về ANTT: so_thon_dat
tổng số buổi tuyên truyền: so_buoi
bao nhiêu lượt người dự tuyên truyền: so_luot_nguoi
bao nhiêu hộ ký cam kết: so_ho_cam_ket
bao nhiêu tin báo: so_nguon_tin
tong kinh phi: kinh_phi_tong
tổng kinh phí cho mô hình: kinh_phi_tong
kinh phí xã hội hóa là bao nhiêu: kinh_phi_xhh
bao nhiêu thôn có mô hình: so_thon_co_mo_hinh
bao nhiêu mô hình có quyết định: so_mo_hinh_co_qd
tổng số điểm mô hình: so_diem
bao nhiêu mô hình tốt: mh_tot
bao nhiêu mô hình hoạt động trung bình yếu: mh_kem
mấy mô hình ngừng hoạt động: mh_ngung
bao nhiêu mô hình đã xã hội hóa: mh_xhh
bao nhiêu điển hình tập thể: dh_tap_the
tổng số điển hình cá nhân: dh_ca_nhan
số điển hình cấp tỉnh: dh_cap_tinh
số điển hình cấp huyện: dh_cap_huyen
số điển hình tiên tiến cấp xã: dh_cap_xa
bao nhiêu vụ hòa giải: so_vu_hoa_giai
bao nhiêu vụ việc được phát hiện ngăn chặn: so_vu_ngan_chan
bao nhiêu người lầm lỗi được giúp đỡ: so_nguoi_giup_do
bao nhiêu lượt tập thể cấp huyện khen: kt_tt_huyen
số lượt cá nhân cấp tỉnh khen: kt_cn_tinh
bao nhiêu mô hình dự kiến xây mới: dk_xay_moi
bao nhiêu mô hình dự kiến nhân rộng: dk_nhan_rong
`

// answers is what somebody is told, without the buttons.
func (w *world) answers(who, words string) string {
	var said []string
	for _, c := range w.types(who, words) {
		said = append(said, c.Text)
	}
	return strings.Join(said, "\n")
}

var placesOf = map[string]struct{ unit, name string }{"district": {"401", "huyện Nga Sơn"}, "province": {"38", "tỉnh Thanh Hóa"}}

// TestFiftyFigures: sums asked in words, by district and province, are those of the drafts,
// from the reports that are in, and say from how many.
func TestFiftyFigures(t *testing.T) {
	inLine(t)
	t.Parallel()
	w := countedWorld(t)
	n := 0
	for line := range strings.Lines(fiftyFigures) {
		n++
		words, name, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for who, at := range placesOf {
			c := w.tally(at.unit, name, number)
			said := w.answers(who, words)
			first, _, _ := strings.Cut(said, "\n")
			if want := ", " + at.name + ": " + tenthsIn(c.sum()); len(c.values) > 0 && !regexp.MustCompile(regexp.QuoteMeta(want)+`( |$)`).MatchString(first) ||
				len(c.values) == 0 && !strings.Contains(first, "chưa xã nào cho số này") {
				t.Errorf("%s «%s»: want %s of %d: %s", who, words, want, len(c.values), said)
			}
			basis := fmt.Sprintf("Từ %d/%d xã đã nộp", c.in, c.total)
			if !strings.Contains(said, basis) || c.idle > 0 != strings.Contains(said, fmt.Sprintf("; %d xã không phải khai câu này", c.idle)) ||
				c.silent > 0 != strings.Contains(said, fmt.Sprintf("; %d xã để trống", c.silent)) {
				t.Errorf("%s «%s»: want %s, %d idle, %d silent: %s", who, words, basis, c.idle, c.silent, said)
			}
			code := w.d.Set.All()[0].Outlines[3].ByName[name].Code
			if !strings.Contains(said, "Câu "+code+":") {
				t.Errorf("%s «%s» names not %s: %s", who, words, code, said)
			}
		}
	}
	if n != 50 {
		t.Errorf("%d figures", n)
	}
}

// twentyRankings are who has the most, or «-» the least.
const twentyRankings = `xã nào nhiều mô hình cấp xã nhất: mh_cap_xa
xa nao nhieu mo hinh nhat: tong_mo_hinh
xã nào đông dân nhất: so_nhan_khau
xã nào ít hộ nhất: -so_ho
xếp hạng các xã theo số hộ: so_ho
xếp hạng các xã theo kinh phí: kinh_phi_tong
xã nào ít kinh phí nhất: -kinh_phi_tong
top 10 xã nhiều buổi tuyên truyền: so_buoi
xã nào nhiều tổ tự quản nhất: so_to_tu_quan
xã nào ít tổ tự quản nhất: -so_to_tu_quan
xã nào có nhiều người tham gia nhất: mh_nguoi
xep hang theo so mo hinh cap xa: mh_cap_xa
xã nào nhiều điển hình tập thể nhất: dh_tap_the
xã nào ít điển hình cá nhân nhất: -dh_ca_nhan
xã nào nhiều vụ hòa giải nhất: so_vu_hoa_giai
xã mô nhiều hộ ký cam kết nhất: so_ho_cam_ket
xã nào đứng đầu về kinh phí xã hội hóa: kinh_phi_xhh
xã nào nhiều tin báo nhất: so_nguon_tin
xã nào ít thôn nhất: -so_thon
xã nào nhiều mô hình ngừng hoạt động nhất: mh_ngung
`

// TestTwentyRankings: the ten first are those of the drafts, and equal ones share a place.
func TestTwentyRankings(t *testing.T) {
	inLine(t)
	t.Parallel()
	w := countedWorld(t)
	for line := range strings.Lines(twentyRankings) {
		words, name, _ := strings.Cut(strings.TrimSpace(line), ": ")
		name, least := strings.CutPrefix(name, "-")
		for who, at := range placesOf {
			c := w.tally(at.unit, name, number)
			order := make([]int, len(c.values))
			for i := range order {
				order[i] = i
			}
			slices.SortStableFunc(order, func(a, b int) int {
				if least {
					a, b = b, a
				}
				return cmp.Compare(c.values[b], c.values[a])
			})
			said := w.answers(who, words)
			if len(order) == 0 {
				if !strings.Contains(said, "chưa xã nào cho số này") {
					t.Errorf("%s «%s»: nobody has it: %s", who, words, said)
				}
				continue
			}
			labels := map[string]bool{} // «xã Nga An: 9» of all
			var want []string           // the places and values of the ten first
			place := 0
			for i, at := range order {
				if i == 0 || c.values[at] != c.values[order[i-1]] {
					place = i + 1
				}
				label, value := c.units[at].Label(), tenthsIn(int(c.values[at]*10+0.5))
				if who == "province" {
					up, _ := w.units.Get(c.units[at].Parent)
					label += " (" + up.Name + ")"
				}
				labels[label+": "+value] = true
				if i < 10 {
					want = append(want, fmt.Sprintf("%d. %s", place, value))
				}
			}
			var got []string
			for l := range strings.Lines(said) {
				m := rankLine.FindStringSubmatch(l)
				if m == nil {
					continue
				}
				got = append(got, m[1]+". "+m[3])
				if !labels[m[2]+": "+m[3]] {
					t.Errorf("%s «%s»: %s has not that", who, words, m[0])
				}
				delete(labels, m[2]+": "+m[3])
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s «%s»:\n got %q\nwant %q\n%s", who, words, got, want, said)
			}
		}
	}
}

var rankLine = regexp.MustCompile(`^(\d+)\. (.*): ([\d.,]+) `)

// spokenFigures are the sentences of testdata/figures: who asks, what, and what must be
// answered. «total X5.04 Thọ Xuân» is a sum of that question of that unit, «most2» ranks
// by district.
func spokenFigures(t *testing.T) (all []spoken) {
	paths, _ := filepath.Glob("testdata/figures/*.txt")
	for _, path := range paths {
		for line := range strings.Lines(string(read(t, path))) {
			if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 {
				all = append(all, spoken{where: f[0], text: f[1], wants: f[2]})
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d sentences", len(all))
	}
	return all
}

// firstLines are how answers of a kind begin.
var firstLines = map[string]string{
	"total": `^[^:]*: ([\d.,]+|chưa xã nào cho số này)`, "unit": `^[^:]*: (khoảng )?(\d|Có|Không|chưa có|báo cáo để trống)`, "most": `^Nhiều nhất, |chưa xã nào cho số này`, "least": `^Ít nhất, |chưa xã nào cho số này`,
	"none": `^(Xã chưa có|Xã không chọn) .*: \d+`, "have": `^(Xã đã có|Xã chọn) .*: \d+|: \d+/\d+ xã có`, "average": `^Trung bình mỗi xã`, "models": `đã kê trong các báo cáo`, "named": ` kê «`, "outliers": `khác thường|cần xem`,
}

func TestFiguresInWords(t *testing.T) {
	inLine(t)
	t.Parallel()
	w := countedWorld(t)
	for _, s := range spokenFigures(t) {
		said := w.answers(s.where, s.text)
		first, _, _ := strings.Cut(said, "\n")
		wants := strings.SplitN(s.wants, " ", 2)
		kind, byDistrict := strings.CutSuffix(wants[0], "2")
		ok := regexp.MustCompile(firstLines[kind]).MatchString(first)
		if byDistrict {
			ok = ok && strings.Contains(first, "các huyện")
		}
		if len(wants) == 2 && kind != "models" && kind != "named" {
			key, of, _ := strings.Cut(wants[1], " ")
			code, _, _ := strings.Cut(key, "/")
			ok = ok && (strings.Contains(said, "Câu "+code+":") || strings.Contains(first, "chưa nộp")) && strings.Contains(strings.ToLower(first), strings.ToLower(of))
		} else if len(wants) == 2 {
			ok = ok && strings.Contains(strings.ToLower(said), strings.ToLower(wants[1]))
		}
		if !ok {
			t.Errorf("%s «%s», want %s: %s", s.where, s.text, s.wants, strings.ReplaceAll(said, "\n", " / "))
		}
	}
}

// TestFiguresTurnedAround: who has none is never answered by who has some, and the other
// way round.
func TestFiguresTurnedAround(t *testing.T) {
	inLine(t)
	t.Parallel()
	w := countedWorld(t)
	for i, q := range w.d.Set.All()[0].Outlines[3].Top {
		if len(q.Called) == 0 {
			continue
		}
		name := q.Called[i%len(q.Called)]
		first, _, _ := strings.Cut(w.answers("district", "xã nào chưa có "+name), "\n")
		if regexp.MustCompile(`^Xã (đã có|chọn)|\d+/\d+ xã có`).MatchString(first) {
			t.Errorf("«xã nào chưa có %s»: %s", name, first)
		}
		first, _, _ = strings.Cut(w.answers("district", "những xã nào đã có "+name+" rồi"), "\n")
		if regexp.MustCompile(`^Xã (chưa có|không chọn)`).MatchString(first) && !strings.Contains(name, "chưa") {
			t.Errorf("«những xã nào đã có %s rồi»: %s", name, first)
		}
	}
}
