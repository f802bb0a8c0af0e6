package campaign

import (
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// weekdayWords are the days of the week as people write them, without marks, by what they are called in a file.
var weekdayWords = map[string]string{
	"thu hai": "mon", "thu 2": "mon", "t2": "mon", "hai": "mon", "2": "mon", "thu ba": "tue", "thu 3": "tue", "t3": "tue", "ba": "tue", "3": "tue",
	"thu tu": "wed", "thu 4": "wed", "t4": "wed", "tu": "wed", "4": "wed", "thu nam": "thu", "thu 5": "thu", "t5": "thu", "nam": "thu", "5": "thu",
	"thu sau": "fri", "thu 6": "fri", "t6": "fri", "sau": "fri", "6": "fri", "thu bay": "sat", "thu 7": "sat", "t7": "sat", "bay": "sat", "7": "sat",
	"chu nhat": "sun", "cn": "sun", "8": "sun",
	"monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri", "saturday": "sat", "sunday": "sun",
	"tues": "tue", "thur": "thu", "thurs": "thu",
}

// weekdayMeant adds to a fault the day of the week that was meant.
func weekdayMeant(f fault.Fault, written string) fault.Fault {
	folded := strings.ToLower(strings.Join(strings.Fields(viet.Fold(written)), " "))
	if word, ok := weekdayWords[folded]; ok {
		f.Near = word
		return f
	}
	for word := range weekdays {
		if strings.HasPrefix(folded, word) {
			f.Near = word
			return f
		}
	}
	return f.Meant(written, weekdayNames)
}

// weekdayNames are those of a file, in the order of the week.
var weekdayNames = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// everyWords are how people call the periods of a campaign, without marks.
var everyWords = map[string]Every{
	"ngay": Daily, "hang ngay": Daily, "moi ngay": Daily, "daily": Daily, "days": Daily,
	"tuan": Weekly, "hang tuan": Weekly, "moi tuan": Weekly, "weekly": Weekly, "weeks": Weekly,
	"thang": Monthly, "hang thang": Monthly, "moi thang": Monthly, "monthly": Monthly, "months": Monthly,
	"quy": Quarterly, "hang quy": Quarterly, "moi quy": Quarterly, "quarterly": Quarterly,
	"nam": Yearly, "hang nam": Yearly, "moi nam": Yearly, "yearly": Yearly, "annual": Yearly, "annually": Yearly,
}

// everyMeant is the period that was meant by another word; none where that is not known.
func everyMeant(written string) Every {
	folded := strings.ToLower(strings.ReplaceAll(viet.Fold(written), "hang ", ""))
	if every, ok := everyWords[folded]; ok {
		return every
	}
	return Every(fault.Nearest(written, everies))
}
