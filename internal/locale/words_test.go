package locale

import (
	"os"
	"testing"
	"time"
)

func TestDaysAndHours(t *testing.T) {
	catalog, err := Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	ict := time.FixedZone("ICT", 7*60*60)
	vi, _ := catalog.Language("vi")
	vi = vi.In(ict)
	en, _ := catalog.Language("en")
	at := func(year, month, day, hour, minute int) time.Time {
		return time.Date(year, time.Month(month), day, hour, minute, 0, 0, time.UTC)
	}
	now := at(2016, 7, 7, 5, 0)
	for _, c := range []struct{ got, want string }{
		{vi.Day(at(2016, 7, 4, 18, 0)), "05/7/2016"},
		{vi.In(nil).Day(at(2016, 7, 4, 18, 0)), "04/7/2016"},
		{vi.Day(at(2016, 2, 1, 0, 0)), "01/02/2016"},
		{vi.ShortDay(at(2016, 7, 4, 18, 0), now), "05/7"},
		{vi.ShortDay(at(2015, 12, 31, 18, 0), now), "01/01"}, // a new year in the zone
		{vi.ShortDay(at(2015, 12, 31, 1, 0), now), "31/12/2015"},
		{vi.StoredDay("2016-07-05"), "05/7/2016"},
		{vi.In(time.FixedZone("", -8*60*60)).StoredDay("2016-07-05"), "05/7/2016"},
		{vi.StoredDay("2016-07"), "2016-07"},
		{vi.StoredDay(""), ""},
		{vi.Hour(at(2016, 7, 7, 0, 30)), "7 giờ 30"},
		{vi.Hour(at(2016, 7, 7, 0, 0)), "7 giờ"},
		{vi.Hour(at(2016, 7, 7, 17, 5)), "0 giờ 05"},
		{vi.HourAfter(7*60 + 5), "7 giờ 05"},
		{en.HourAfter(7 * 60), "7:00"},
		{vi.Moment(at(2016, 7, 7, 0, 30)), "7 giờ 30 ngày 07/7/2016"},
		{vi.ShortMoment(at(2016, 7, 7, 1, 0), now), "8 giờ ngày 07/7"},
		{vi.ShortMoment(at(2015, 7, 7, 1, 0), now), "8 giờ ngày 07/7/2015"},
		{en.Moment(at(2016, 7, 7, 0, 30)), "0:30 on 7 July 2016"},
		{vi.Clock(at(2016, 7, 7, 0, 30)), "07:30"},
		{vi.ClockMoment(at(2016, 7, 7, 0, 30)), "07:30 ngày 07/7/2016"},
		{vi.Stamp(at(2016, 7, 7, 0, 30)), "07:30 07/07/2016"},
		{vi.Word(DayLater(at(2016, 7, 4, 18, 0))), "05/7/2016"},
		{vi.Word(ClockMomentLater(at(2016, 7, 7, 0, 30))), "07:30 ngày 07/7/2016"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestAmountsAndLists(t *testing.T) {
	catalog, err := Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	vi, _ := catalog.Language("vi")
	en, _ := catalog.Language("en")
	for _, c := range []struct{ got, want string }{
		{vi.Amount(1234567.5), "1.234.567,5"},
		{vi.Size(1), "1 KB"},
		{vi.Size(120 << 10), "120 KB"},
		{vi.Size(20 << 20), "20 MB"},
		{vi.Size(34*1<<20 + 500<<10), "34,5 MB"},
		{vi.Whole(1234), "1.234"},
		{vi.Ungrouped(1234567.5), "1234567,5"},
		{vi.Join(), ""},
		{vi.Join("", "A", "", "B"), "A, B"},
		{vi.List(nil, 3), ""},
		{vi.List([]string{"A", "B"}, 2), "A, B"},
		{vi.List([]string{"A", "B", "C"}, 2), "A, B và 1 đơn vị khác"},
		{en.List([]string{"A", "B", "C"}, 1), "A and 2 others"},
		{vi.And(nil), ""},
		{vi.And([]string{"A"}), "A"},
		{vi.And([]string{"A", "B"}), "A và B"},
		{vi.And([]string{"A", "B", "C"}), "A, B và C"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
