package reading

import (
	"os"
	"strings"
	"testing"

	"giaoban/internal/answers"
	"giaoban/internal/docx"
	"giaoban/internal/docx/docxtest"
	"giaoban/internal/form"
)

const storm = `
title: Hỏi nhanh thiệt hại do bão số 3
sections:
  - code: X1
    title: Thiệt hại
    questions:
      - {code: X1.01, name: nha, type: integer, label: "Bao nhiêu nhà bị sập, tốc mái?", unit: nhà, required: true}
      - {code: X1.02, name: lua, type: decimal, label: "Bao nhiêu ha lúa bị ngập?", unit: ha, required: true}
      - {code: X1.03, name: can, type: long_text, label: "Xã cần hỗ trợ gì?", required: true}
`

const weekly = `
title: Báo cáo tuần của trạm y tế
sections:
  - code: X1
    title: Khám chữa bệnh
    questions:
      - {code: X1.01, name: luot_kham, type: integer, label: "Trong tuần có bao nhiêu lượt khám bệnh?", unit: lượt, required: true}
      - {code: X1.02, name: chuyen, type: integer, label: "Bao nhiêu ca chuyển tuyến?", unit: ca, required: true}
      - {code: X1.03, name: tiem, type: integer, label: "Bao nhiêu trẻ được tiêm chủng?", unit: trẻ, required: true}
  - code: X2
    title: Dịch bệnh
    questions:
      - {code: X2.01, name: sot, type: integer, label: "Bao nhiêu ca sốt xuất huyết mới?", unit: ca, required: true}
      - {code: X2.02, name: o_dich, type: integer, label: "Bao nhiêu ổ dịch đã xử lý?", unit: ổ dịch, required: true}
      - {code: X2.03, name: dich, type: long_text, label: "Tình hình dịch bệnh trong tuần như thế nào?", required: true}
  - code: X3
    title: Công việc tuần tới
    questions:
      - {code: X3.01, name: toi, type: long_text, label: "Tuần tới trạm làm những việc gì?", required: true}
`

// Reports for other outlines than the commune's, each by somebody who has not seen it: what
// is placed is right or asked about, and where little is found, that is what is found.
func TestOtherOutlines(t *testing.T) {
	district, err := os.ReadFile("../../conversations/thanhhoa-2016/huyen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	place := form.Words{"xung_ho": "đồng chí", "loai": "huyện", "cap": "cấp huyện", "cap_uy": "Huyện ủy", "co_quan": "Ban Chỉ đạo 138", "cap_tren": "tỉnh"}
	for _, c := range []struct {
		name, outline, report string
		want                  string // name and value of each, «name: words» of texts
		least                 int    // of those
	}{
		{"district", string(district), `shape: bold
# I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN
## 1. Công tác chỉ đạo, hướng dẫn
Huyện ủy, UBND huyện đưa phong trào vào chỉ tiêu thi đua hằng năm, phân công ủy viên Ban Chỉ đạo phụ trách cụm xã.
Từ năm 2006 đến nay Huyện ủy ban hành 16 nghị quyết, chỉ thị, kế hoạch; UBND huyện và Ban Chỉ đạo ban hành 58 kế hoạch, quyết định, công văn. Ban Chỉ đạo 138 huyện được kiện toàn năm 2015, có 27 thành viên.
## 2. Công tác tổ chức thực hiện
Công an huyện tham mưu và hướng dẫn Công an các xã xây dựng mô hình, mỗi đội nghiệp vụ đỡ đầu một cụm.
Huyện đã tập huấn, bồi dưỡng 1.240 lượt người làm công tác ANTT ở cơ sở. Đang theo dõi 86 cơ quan, doanh nghiệp, nhà trường, trong đó 71 đơn vị đạt tiêu chuẩn An toàn về ANTT năm 2015.
# II. KẾT QUẢ
## 1. Công tác tuyên truyền
Đài huyện và báo, đài tỉnh đã đăng, phát 312 tin, bài, phóng sự về phong trào của huyện.
## 2. Sơ kết, tổng kết, khen thưởng
Huyện đã tổ chức 13 hội nghị sơ kết, tổng kết phong trào. Tập thể được cấp huyện khen 96 lượt, cá nhân được cấp huyện khen 241 lượt.
# III. NHẬN XÉT, ĐÁNH GIÁ
## 1. Ưu điểm
Phong trào được duy trì đều, nhiều mô hình dân tự đứng ra lập.
## 2. Tồn tại, hạn chế
Xã miền biển còn ít mô hình, kinh phí mỏng.
## 3. Bài học kinh nghiệm
Chọn đúng người đứng đầu mô hình là thành công một nửa.`,
			`h_so_vb_dang 16
h_so_vb_uy_ban 58
h_bcd_kien_toan 2015
h_bcd_thanh_vien 27
h_tap_huan 1240
h_so_co_quan 86
h_so_co_quan_dat 71
h_tin_bai 312
h_so_lan 13
h_kt_tt_huyen 96
h_kt_cn_huyen 241
h_chi_dao_cap_uy: cụm xã
h_cong_an: đỡ đầu một cụm
h_uu_diem: duy trì đều
h_ton_tai: kinh phí mỏng
h_bai_hoc: đứng đầu mô hình`, 15},
		{"storm", storm, `shape: plain
Kính gửi Ban Chỉ huy huyện.
Sáng nay mưa đã ngớt. Toàn xã có 34 nhà bị tốc mái, chưa có nhà nào sập. Khoảng 120 ha lúa bị ngập, 15 ha ngô đổ. Có 2 cột điện gãy, 300 hộ mất điện.
Đề nghị hỗ trợ: 500 tấm lợp và thuốc khử trùng nước cho 6 thôn ven sông.`,
			`nha 34
lua 120
can: tấm lợp`, 2},
		{"weekly", weekly, `shape: style
# Công tác khám chữa bệnh
Trạm khám bệnh 142 lượt, chuyển tuyến 9 ca. Tiêm chủng được 37 trẻ.
# Tình hình dịch bệnh
Trong tuần ghi nhận 4 ca sốt xuất huyết mới ở thôn Đông, đã xử lý 1 ổ dịch, phun hóa chất quanh chợ; không có ca tay chân miệng.
# Công việc tuần tới
Tiêm nhắc cho trẻ 18 tháng, phát tờ rơi diệt bọ gậy ở 5 thôn.`,
			`luot_kham 142
chuyen 9
tiem 37
sot 4
o_dich 1
dich: phun hóa chất
toi: bọ gậy`, 6},
		{"another matter", weekly, `shape: bold
# I. Tình hình sản xuất
Toàn xã gieo cấy 320 ha lúa, trồng 45 ha ngô. Đàn lợn có 2.100 con.
# II. Thu ngân sách
Thu được 1,2 tỷ đồng, đạt 85% kế hoạch.`, "", 0},
	} {
		o, err := form.Parse("o.yaml", []byte(c.outline))
		if err != nil {
			t.Fatal(err)
		}
		d, err := docx.Read(docxtest.Make(c.report))
		if err != nil {
			t.Fatal(err)
		}
		found := New(o, func(s string) string { return form.Fill(s, place) }).Read(d)
		got := map[string]answers.FoundItem{}
		for _, item := range found.List {
			got[item.Name] = item
		}
		right, said := 0, map[string]bool{}
		for line := range strings.Lines(c.want) {
			line = strings.TrimSpace(line)
			if name, words, ok := strings.Cut(line, ": "); ok {
				said[name] = strings.Contains(got[name].Text, words)
			} else if name, value, ok := strings.Cut(line, " "); ok {
				said[name] = same(got[name].Text, value)
			}
		}
		for name, ok := range said {
			if ok {
				right++
			} else {
				t.Logf("%s: missed %s: %+v", c.name, name, got[name])
			}
		}
		for _, item := range found.List {
			if ok, asked := said[item.Name]; item.Sure && (!asked || !ok) {
				t.Errorf("%s: sure and wrong: %+v", c.name, item)
			} else if !asked {
				t.Logf("%s: perhaps %+v", c.name, item)
			}
		}
		t.Logf("%s: %d of %d, left %q", c.name, right, len(said), found.Left)
		if right < c.least {
			t.Errorf("%s: %d of %d are placed", c.name, right, len(said))
		}
	}
}
