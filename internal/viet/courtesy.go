package viet

// The words that may stand in an answer and say nothing about its value. «!» marks one
// that is another word without its marks.
var (
	// courtesy is politeness, the one whom it is said to, and the particles of three
	// regions that soften the end.
	courtesy = lexiconOf(`dạ, dạ vâng, dạ thưa, vâng, vâng ạ, ừ, ạ, nhé, nhe, nha, nhá, nghe, nghen, hen, hỉ!, hén!, nhen, nghe chưa, vậy đó, thế đấy, rứa đó, cho tôi, cho em, cho anh, cho chị, giùm, dùm, nì, nè, này, đấy, đó, vậy, rứa, thế, thôi, luôn, rồi, á!, ơi, với, giúp,
		thưa, kính thưa, kính, e, em, anh, chị, bác, chú, cô!, dì!, cậu, ông, bà!, tôi, tui, mình, cháu, bạn, sếp, thủ trưởng, lãnh đạo,
		đồng chí, đ / c, đ . c, đ . c ., đc, dc, các đồng chí, các anh, các bác, anh em, chị em`)
	// calling are the words of courtesy that stand before a name.
	calling = lexiconOf(`em, anh, chị, bác, chú, cô!, dì!, cậu, ông, bà!, tôi, bạn, đồng chí, đ / c, đc, c!, mợ!, thím`)

	// saying introduces an answer.
	saying = lexiconOf(`báo!, báo cáo, xin báo cáo, em báo cáo, xin báo, xin gửi, gửi, em gửi, xin trả lời, trả lời, ghi, ghi là, nhập, điền, ghi vào, điền vào, nhập vào, cứ ghi, đếm, đếm được, thống kê được,
		tổng hợp được, rà soát được, nắm được, số, số là, con số, con số là, số lượng, số liệu, kết quả, kết quả là, là,
		tổng, tổng số, tổng cộng, cộng, tổng là, tất cả, cả thảy, tất cả là, toàn bộ, có, có được, được, đạt, gồm, có cả thảy, có tất cả, hiện, hiện có, hiện nay, hiện tại, hiện đang,
		đang, đang có, nay, đến nay, tính đến nay, tới nay, tính tới nay, đến giờ, cho đến nay, bây giờ, toàn, cả, chỉ, chỉ có, chỉ mỗi, chỉ có mỗi, có mỗi, duy nhất, vỏn vẹn, vẻn vẹn, chỉ vỏn vẹn, vỏn vẹn có, chỉ vẻn vẹn, vẻn vẹn có, chỉ duy nhất, có duy nhất, mới, mới có, đã, đã có, đã được, đúng, chẵn, tròn, vừa tròn, vừa đúng, đủ,
		trên địa bàn, địa bàn, trong năm, cả năm, trong kỳ, năm nay, tổ chức, của, đơn vị, bên em, bên tôi, chỗ em, ở đây, nơi đây`)

	// correcting introduces a value that takes another's place.
	correcting = lexiconOf(`sửa, sửa lại, sửa thành, sửa lại thành, sửa lại là, đổi thành, đổi lại là, thay bằng, phải là, đúng là, đúng ra là, thực ra là, lại là`)

	// guessing makes an estimate.
	guessing = lexiconOf(`khoảng, khoảng chừng, vào khoảng, ước, ước tính, ước chừng, ước khoảng, ước tính khoảng, xấp xỉ, áng chừng, phỏng chừng, ngót nghét, ngót, chừng, chừng khoảng, độ, độ khoảng,
		tầm, tầm khoảng, gần, hơn, trên, cỡ!, quãng, đâu đó, đâu khoảng, đâu chừng, có lẻ`)
)

// What changes the meaning of a word beside it, or puts an answer off.
var (
	// noSaid says no.
	noSaid   = phrases("không", "ko", "k", "kg", "kh", "khg", "hông", "hổng", "hong", "hok", "hem", "chưa", "chả", "chẳng", "đừng", "chớ", "đâu có", "đâu phải", "làm gì có", "nỏ!")
	orSaid   = phrases("hay", "hoặc")
	negation = lexiconOf(`không, ko, k, kg, kh, khg, hông, hổng, hong, hok, hem, chưa, chả, chẳng, đừng, chớ, đâu, làm gì, nỏ!, sai, nhầm, lộn, quên, bỏ, xóa, hủy, dừng, ngừng`)
	// turning are the question's words that mean more than that it is repeated.
	turning = lexiconOf(`không, ko, k, kg, kh, khg, hông, hổng, hong, hok, hem, chưa, chả, chẳng, đừng, chớ, đâu, sai, nhầm, lộn, quên, bỏ, xóa, hủy, dừng, ngừng,
		sau, trước, mai, nữa, lại, để, sẽ, sắp, nếu, khi, hay, hoặc, hoãn, chờ, đợi, xem, hỏi, nhờ, mỗi, từng, bình quân, trung bình, tăng, giảm, thêm, bớt, còn, trừ, ngoài, dưới, kém, ít, nhiều, nhất,
		tối đa, tối thiểu, bao nhiêu, mấy, gì, nào, sao, trong đó, đến, tới, từ, hết, bằng, so, chắc, hình như, có lẽ, có thể, lúc, giờ, phút, hôm, tuần, tháng, quý, ngày, lần, đợt, tổng hợp`)
)
