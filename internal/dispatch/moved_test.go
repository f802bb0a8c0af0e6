package dispatch_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/reform"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestMoved: two communes end in a third, one is split, one ends. What was submitted stays in the province's figures, and is read
// under its name; whoever was at one that was merged works for the new one, of one that was split they are asked.
func TestMoved(t *testing.T) {
	w := newWorld(t)
	cs := communes(w)
	merged, split, closed, into, half := cs[0], cs[1], cs[2], cs[3], cs[4]
	w.joins("tinh", "38", roster.Coordinator)
	w.joins("an", merged, roster.Officer)
	w.joins("binh", split, roster.Officer)
	w.joins("chi", closed, roster.Officer)
	fillIn(w, "an", merged)
	w.types("an", "nộp")
	before := text(w.types("tinh", "/tonghop"))
	rows := "old_code,old_name,change,new_code,new_name,day,totals\n" +
		merged + ",,merged," + into + ",,2016-07-01,\n" +
		split + ",,split," + into + ",,2016-07-01,\n" + split + ",,split," + half + ",,2016-07-01,\n" +
		closed + ",,closed,,,2016-07-01,\n"
	var list strings.Builder
	list.WriteString("code,parent_code,level,type,name\n")
	older := w.units.All()
	for _, u := range older {
		if u.Code != merged && u.Code != split && u.Code != closed {
			list.WriteString(strings.Join([]string{u.Code, u.Parent, string(rune('0' + u.Level)), u.Type, u.Name}, ",") + "\n")
		}
	}
	now, err := roster.ParseUnits(strings.NewReader(list.String()), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	moves, err := roster.ParseMoves(strings.NewReader(rows), "moves.csv", older, now)
	if err != nil {
		t.Fatal(err)
	}
	var p reform.Plan
	err = w.kv.View(t.Context(), func(r store.Reader) (err error) {
		p, err = reform.Ground{List: w.c.UnitList, Campaigns: []string{w.c.Name}}.Draw(r, older, now, moves, 1, w.now)
		return err
	})
	if err != nil || len(p.Missing) > 0 {
		t.Fatal(err, p.Missing)
	}
	if err := reform.Begin(t.Context(), w.kv, p.Reform); err != nil {
		t.Fatal(err)
	}
	if err := reform.Finish(t.Context(), w.kv, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	c := shippedCollection(t, "", "xa.yaml")
	c.Units = now.WithFormer(p.Formers, "cũ")
	v := openWorldAt(t, w.kv, w.now.Add(time.Hour), c)
	v.n = w.n + 1000
	if err := v.d.Open(t.Context(), v.now); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"an": "đã nhập vào", "binh": "đã chia thành", "chi": "không phải báo cáo nữa"} {
		if said := textOf(v.said[person(name)]); !strings.Contains(said, want) {
			t.Errorf("%s is told %q, nothing of %q", name, said, want)
		}
	}
	half1, _ := c.Units.Get(half)
	f, _ := c.Units.Get(merged + ".1")
	for _, step := range []struct{ who, types, want string }{
		{"binh", "chào", "Đồng chí nay thuộc đơn vị nào?"},
		{"binh", half1.Full(), "nay làm việc cho " + half1.Label()},
		{"binh", "bắt đầu", "Đơn vị được giao: " + half1.Label()},
		{"chi", "bắt đầu", "không phải báo cáo nữa"},
		{"an", "bắt đầu", "Đơn vị được giao: " + c.Units.Path(into)},
		{"tinh", "/xem " + f.Label(), "Số liệu đã nộp vẫn tính vào số tổng hợp cho đến khi"},
		{"tinh", "/tinhhinh", "đã nộp 0/632 xã"},
		{"tinh", "/tinhhinh", "Trong đó có 1 báo cáo đã nộp của đơn vị cũ"},
		{"tinh", "/nhatky", "sắp xếp đơn vị – " + f.Label()},
	} {
		if said := text(v.types(step.who, step.types)); !strings.Contains(said, step.want) {
			t.Errorf("%s: %s: nothing of %q in:\n%s", step.who, step.types, step.want, said)
		}
	}
	after := text(v.types("tinh", "/tonghop"))
	for _, line := range strings.Split(before, "\n") {
		if strings.HasPrefix(line, "< - ") && !strings.Contains(after, line) {
			t.Errorf("the totals do not have %q any more:\n%s", line, after)
		}
	}
}

func textOf(ms []chat.Message) string {
	var all []string
	for _, m := range ms {
		all = append(all, bubble(m.Content))
	}
	return strings.Join(all, "\n")
}
