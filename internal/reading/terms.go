package reading

import "regexp"

// All that the reading knows of Vietnamese, and of how its offices write, is in this
// file. Patterns are of folded words, but for those of years and days.

// What many questions have, what says the same in other words, and units of measure.
const (
	commonWords = `bao nhiêu như thế nào ra sao gì là có đã các những của và về cho từ đến nay hiện được ở trên do với theo
		xin nếu hay hoặc thì mà khi sẽ đang vào bằng khoảng số toàn trong qua còn chưa không mấy một ấy này gồm`
	sameWords = `tổng cộng=tổngsố,tổng số=tổngsố,tất cả=tổngsố,trên địa bàn= ,bao nhiêu= ; ,
		mặt được=ưu điểm,mặt mạnh=ưu điểm,khuyết điểm=hạn chế,nhược điểm=hạn chế,mặt yếu=hạn chế,mặt chưa được=hạn chế,thiếu sót=hạn chế,kết quả nổi bật=ưu điểm,
		ủy ban nhân dân=ubnd,dân số=nhân khẩu,tổ viên=thành viên tổ,mô hình của xã=mô hình cấp xã,giấy khen của chủ tịch ubnd xã=cấp xã khen,giấy khen của chủ tịch ubnd huyện=cấp huyện khen,
		bằng khen của chủ tịch ubnd tỉnh=cấp tỉnh khen,giấy khen=khen,bằng khen=khen,yếu kém=hạn chế,
		được xã hội=được xã hội,được xã=cấp xã,do xã=cấp xã,được huyện=cấp huyện,do huyện=cấp huyện,được tỉnh=cấp tỉnh,do tỉnh=cấp tỉnh,
		ubnd xã khen=cấp xã khen,ubnd xã tặng=cấp xã khen,ubnd huyện khen=cấp huyện khen,ubnd huyện tặng=cấp huyện khen,
		ubnd tỉnh khen=cấp tỉnh khen,ubnd tỉnh tặng=cấp tỉnh khen,xóm=thôn,trường học=nhà trường,
		nhân khẩu=nhân khẩu,khẩu hiệu=khẩu hiệu,hộ khẩu=hộ khẩu,nhập khẩu=nhập khẩu,khẩu=nhân khẩu,đồng chí=người`
	contrastWords = `cấp tỉnh,cấp huyện,cấp xã,bộ;tập thể,cá nhân;đảng ủy,ubnd`
	measureWords  = `đồng,nghìn đồng,ngàn đồng,triệu,triệu đồng,tỷ,tỷ đồng,tấn,tạ,yến,kg,ha,m2,km,m,giờ,phút,ngày,tháng,nghìn,ngàn,usd`
)

// shortWords are what stands short before or behind a number, spelled out.
var shortWords = map[string]string{"NQ": "nghị quyết", "CT": "chỉ thị", "KH": "kế hoạch", "QĐ": "quyết định", "CV": "công văn", "DN": "doanh nghiệp",
	"BCĐ": "ban chỉ đạo", "CAX": "công an xã", "CAV": "công an viên", "MH": "mô hình", "TDP": "tổ dân phố", "KP": "khu phố"}

// capitals is what may be one of them.
var capitals = regexp.MustCompile(`\p{Lu}{2,4}`)

// Single words that mean something to the reading.
const (
	howMany, ofWhich, andWord, isWord = "bao nhiêu", "trong đó", " và ", "là "
	yearWord, nameWord, totalWord     = "năm", "tên", "tổng"
	allTogether                       = "tổng số"
	levelWord                         = "cấp"
	memberWord, personWord            = "thành viên", "người"
	reportWord, yesWord               = "báo cáo", "Có"
	noteWord                          = "chú thích: "
)

// comrade is «đồng chí», whose first word is no money.
var comrade = [2]string{"đồng", "chí"}

// How a sentence says that its number is no plain count: of a plan, beside another, the
// name of something, how long, about how much. day, oneYear and period are of what is said
// of time.
var (
	day     = regexp.MustCompile(`(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}`)
	oneYear = regexp.MustCompile(`^Năm (\d{4})`)
	month   = regexp.MustCompile(`\d{1,2}\s*/\s*(?:19|20)\d\d`)
	quoted  = regexp.MustCompile(`«[^»]*»|“[^”]*”|"[^"]*"`)
	period  = regexp.MustCompile(`(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d|(?i:từ) (?:năm )?(?:19|20)\d\d (?:đến (?:hết )?(?:năm )?(?:19|20)\d\d|đến|-)`)
	// presently is what says that a number is of today, whatever year stood before.
	presently = regexp.MustCompile(`(?i)hiện nay|hiện có|hiện tại|đến nay|tới nay`)
	// ahead are headings below which plans stand.
	ahead    = regexp.MustCompile(`phuong huong|nhiem vu (?:trong tam|va giai phap)|giai phap|thoi gian toi|nam toi|nhiem ky toi`)
	planned  = regexp.MustCompile(`phan dau|du kien|chi tieu|muc tieu|ke hoach se|thoi gian toi|nam toi|sap toi|trong \d+ nam tiep theo`)
	compared = regexp.MustCompile(`(?:tang|giam|hon|it hon|nhieu hon|so voi|them|moi|tung|binh quan|trung binh|ty le|chiem|toi da|toi thieu|it nhat|thu|lan thu|dieu|khoan|muc|cau|quy|thang|tuoi|thon|to|ban|khu|xom|doi|phuong|lop) *$`)
	named    = regexp.MustCompile(`(?:chi dao|bcd|de an|chi thi|nghi dinh|thong tu|luat|ke hoach|quyet dinh|nghi quyet so|cong van) *$`)
	lasting  = regexp.MustCompile(`^ *(?:nam|thang|ngay|tuan|gio|tuoi)(?:\PL|$)`)
	within   = regexp.MustCompile(`(?:trong|sau|hon|qua|toi) *$`)
	outOf    = regexp.MustCompile(`^/\s*\d+\s+`)                  // «8/9 thôn»
	ofDay    = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:\D|$)`) // «19/8»
	paired   = regexp.MustCompile(`^\s*(\d[\d.,]*)\s*/\s*(\d[\d.,]*)\s*$`)
	slash    = regexp.MustCompile(`\d\s*/$`)
	ordinal  = regexp.MustCompile(`(?:^|[^g]\s)so *$`)
	guessed  = regexp.MustCompile(`(?i)(khoảng|ước tính|ước|chừng|gần|hơn|trên|độ)\s*$`)
)

// The numbers that headings begin with, from the highest to the lowest.
var (
	partNumber   = regexp.MustCompile(`^(?i:phần|chương)\s+(?:thứ\s+)?([IVXLC]+|\d{1,2}|[\pL]{2,5})\s*[.:)\-]?\s*`)
	letterNumber = regexp.MustCompile(`^([A-HĐ])\s*[.)/\-]\s*`)
	romanNumber  = regexp.MustCompile(`^([IVX]{1,5})\s*[.)/:\-]\s*`)
	dottedNumber = regexp.MustCompile(`^(?:[IVX]{1,5}\.)?(\d{1,2}(?:\.\d{1,2})*)\s*[.)/:\-]?\s+|^(?:[IVX]{1,5}\.)?(\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*`)
	itemNumber   = regexp.MustCompile(`^([a-zđ])\s*[).]\s*`)
)

// What a report has around its words, folded: who writes to whom, and who signs.
var (
	opening  = regexp.MustCompile(`cong hoa xa hoi chu nghia|doc lap *- *tu do|^kinh gui|^(?:bao cao|de cuong)$|^so *: *[0-9.… ]*/|^[\pL ]+, ngay .* thang .* nam`)
	subtitle = regexp.MustCompile(`^(?:tong ket|so ket|ve viec|ket qua|phong trao|giai doan)`)
	signing  = regexp.MustCompile(`noi nhan *:|^(?:tm|kt|tl|tuq)\s*[.:]|^(?:chu tich|truong ban|truong cong an)$|^tren day la bao cao`)
	annex    = regexp.MustCompile(`^(?:phu luc|bieu (?:so )?\d)`)
)

// What the columns of a table of figures are called, folded.
var (
	numberColumn = regexp.MustCompile(`^(?:stt|tt|so tt|so thu tu)$`)
	labelColumn  = regexp.MustCompile(`noi dung|chi tieu|tieu chi|danh muc|ten|hang muc|muc|cau`)
	unitColumn   = regexp.MustCompile(`^(?:dvt|don vi tinh|don vi|dv tinh)$`)
	levelColumn  = regexp.MustCompile(`^(?:xa|phuong|thi tran|huyen|tinh|bo)$`)
	timeColumn   = regexp.MustCompile(`(?:19|20)\d\d|giai doan|thang|quy|ky truoc|cung ky|tong .*nam`)
	totalColumn  = regexp.MustCompile(`^tong|tong cong|^ca |toan giai doan|10 nam|luy ke`)
	valueColumn  = regexp.MustCompile(`so luong|ket qua|so lieu|gia tri|tong so|tong cong|thuc hien|tra loi|tong$`)
)
