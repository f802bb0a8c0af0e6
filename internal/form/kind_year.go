package form

// year is a year of our calendar, or a special answer such as «Trước năm 2006».
var year = kind{
	keys:  []string{"min", "max", "suggest", "default"},
	check: checkNumber(true),
	picks: true,
	plain: plainNumber,
}
