package viet

// The words around numbers, years and dates. Each is met with its marks or with
// none at all.
var (
	// notKnown: the officer cannot say, which is not zero.
	notKnown = lexicon{}.add(negated("rõ", "nhớ", "biết", "thống kê", "nắm", "tổng hợp", "xác định", "đếm", "cập nhật", "có số liệu",
		"có thông tin", "có số", "có thống kê", "được thống kê", "thể thống kê", "kịp thống kê", "có báo cáo", "nhớ rõ", "được rõ")...)

	// noWord begins an answer that says there is none.
	noWord = phrases("không", "ko", "k", "kg", "kh", "khg", "hông", "hổng", "hong", "hok", "chưa", "chả", "chẳng")
	denial = negated("phải")

	vague = lexicon{}.add(append(phrases("nhiều", "ít", "một số", "một vài", "một phần", "dưới", "tối thiểu", "tối đa", "trở lên", "trở xuống",
		"đổ lên", "đổ xuống", "hàng chục", "hàng trăm", "hàng nghìn", "hàng ngàn", "cả chục", "cả trăm", "cả nghìn", "nửa",
		"đa số", "phần lớn", "hầu hết", "vô số", "hơn kém"),
		append(negated("quá", "đến", "tới", "dưới", "hơn", "kém", "vượt quá", "vượt"), phrases("tá!")[0])...)...) // a dozen; a bare «ta» is «we»

	// strongApprox makes an estimate wherever it stands, weakApprox only right
	// before the number: «trên địa bàn có 9 thôn» counts exactly nine.
	strongApprox = phrases("khoảng", "ước", "ước tính", "ước chừng", "xấp xỉ", "xấp xỷ", "áng chừng", "phỏng chừng", "ngót nghét", "ngót", "đâu đó", "đâu khoảng", "đâu chừng", "quãng")
	weakApprox   = append(phrases("chừng", "độ", "tầm", "gần", "hơn", "trên"), phrases("cỡ!")[0]) // a bare «co» is «có»
	more         = phrases("hơn", "có lẻ")

	some        = phrases("vài", "mấy", "dăm")
	minusSaid   = phrases("âm")
	percent     = phrases("phần trăm")
	percentWord = phrases("phần")
	tensWord    = phrases("mười", "mừi", "mươi", "hăm", "chục", "trăm")
	// afterHundred are the words that only a number goes on with.
	afterHundred = phrases("rưỡi", "linh", "lẻ", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười",
		"nghìn", "ngàn", "triệu", "tr", "tỷ", "người", "đồng")
	halfWord = phrases("rưỡi", "rưởi")
	leads    = phrases("có", "được", "khoảng", "chừng", "độ", "là", "mới", "thêm", "tầm", "gần", "hơn", "trên")

	labels     = phrases("tháng", "ngày", "quý", "quí", "thứ", "mùng", "mồng")
	yearAfter  = phrases("nay", "ngoái", "trước", "qua", "kia", "sau", "tới", "vừa", "học", "đầu", "cuối", "nào", "gần")
	yearBefore = phrases("trong", "mỗi", "hàng", "hằng", "cả", "các", "những", "đầu", "cuối", "giữa", "từng", "của", "từ", "đến",
		"theo", "sau", "trước", "việt", "số")
)

// negated puts each of the words that say no before each of list.
func negated(list ...string) []phrase {
	var all []string
	for _, no := range []string{"không", "ko", "k", "kg", "chưa", "chả", "chẳng"} {
		for _, p := range list {
			all = append(all, no+" "+p)
		}
	}
	return phrases(all...)
}
