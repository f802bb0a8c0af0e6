package campaign

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

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
	if days := weekdaysMeant(folded); len(days) > 1 {
		f.Near = strings.Join(days, ", ")
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

// throughWords part the first day of several from the last.
var throughWords = regexp.MustCompile(`\s*(?:-|–|\bden\b|\bto\b|\bthrough\b)\s*`)

// weekdaysMeant are the days from one to another, «mon-fri»; none where it is not that.
func weekdaysMeant(folded string) []string {
	ends := throughWords.Split(folded, -1)
	if len(ends) != 2 {
		return nil
	}
	var at [2]int
	for i, end := range ends {
		word, ok := weekdayWords[end]
		if !ok {
			word = end
		}
		if at[i] = slices.Index(weekdayNames, word); at[i] < 0 {
			return nil
		}
	}
	if at[0] > at[1] {
		return nil
	}
	return weekdayNames[at[0] : at[1]+1]
}

// retold says of a value of another sort what is written there.
func retold(f fault.Fault) fault.Fault {
	told := func(key string, pairs ...any) fault.Fault {
		return fault.New(key, pairs...).At(f.File, f.Line, f.Column)
	}
	value, key := "", ""
	if len(f.Pairs) >= 4 {
		value, key = fmt.Sprint(f.Pairs[1]), fmt.Sprint(f.Pairs[3])
	}
	switch {
	case f.Key == "yaml_not_list" && key == "working_days":
		var days []string
		for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' }) {
			days = append(days, weekdayMeant(fault.Fault{Near: strings.TrimSpace(part)}, part).Near)
		}
		f.Near = "[" + strings.Join(days, ", ") + "]"
	case strings.HasPrefix(f.Key, "yaml_not_keys") && key == "quiet":
		return told("quiet_keys", "value", value, "example", quietExample)
	case f.Key == "yaml_one_value" && key == "to":
		return told("reminder_to_one", "to", value)
	}
	return f
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

// mostHolidays is how many days from one to another are told one by one.
const mostHolidays = 15

// dayThrough is what is written for the days from one to another.
var dayThrough = regexp.MustCompile(`^\s*(\S+)\s*(?:\s-+\s|–|—|\.\.+|->|~|đến|tới|to|until|through)\s*(\S+)\s*$`)

// noHoliday says of what is no day which one was meant, or which days: a list has each for itself.
func noHoliday(written string) fault.Fault {
	no := fault.New("campaign_no_day", "day", written)
	m := dayThrough.FindStringSubmatch(written)
	if m == nil {
		return no.WrittenDay(written)
	}
	var ends [2]time.Time
	for i := range ends {
		day, err := time.Parse(time.DateOnly, m[i+1])
		if err != nil {
			day, err = time.Parse(time.DateOnly, no.WrittenDay(m[i+1]).Near)
		}
		if err != nil {
			return no
		}
		ends[i] = day
	}
	var days []string
	for day := ends[0]; !day.After(ends[1]) && len(days) < mostHolidays; day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format(time.DateOnly))
	}
	return fault.New("holiday_range", "written", written, "days", strings.Join(days, ", "))
}
