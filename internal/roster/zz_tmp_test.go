package roster

import ("testing";"os";"time";"bytes";"fmt";"bufio";"strings")

func TestTmpCountry(t *testing.T) {
	for _, f := range []string{"vietnam-3tier","vietnam-2tier","thanhhoa-2tier","thanhhoa-3tier-2021","thanhhoa-3tier-2025","thanhhoa-3tier"} {
		data, err := os.ReadFile("/work/shared/data/units-"+f+".csv")
		if err != nil { t.Fatal(err) }
		for range 2 {
		start := time.Now()
		us, err := ParseUnits(bytes.NewReader(data), f)
		if err != nil { t.Fatal(err) }
		fmt.Println(f, us.Len(), time.Since(start))
		start = time.Now()
		m := us.Find("xã Không Tồn Tại", "")
		fmt.Println(time.Since(start), m)
		start = time.Now()
		m = us.Find("phuong 1", "")
		fmt.Println(time.Since(start), len(m.Several))
		start = time.Now()
		bad := 0
		for _, u := range us.All() {
			m := us.Find(us.Path(u.Code), us.all[us.at[u.Code]].Parent)
			if !m.Found || m.Unit != u {
				if bad++; bad < 20 { fmt.Println("  ", us.Path(u.Code), u, m) }
			}
		}
		fmt.Println(time.Since(start), bad)
		}
	}
}
func TestTmpAsk(t *testing.T) {
	data, _ := os.ReadFile("/work/shared/data/units-thanhhoa-3tier.csv")
	us, _ := ParseUnits(bytes.NewReader(data), "f")
	f, err := os.Open("/tmp/ask.txt")
	if err != nil { return }
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		in, within, _ := strings.Cut(sc.Text(), " | ")
		m := us.Find(in, within)
		out := ""
		if m.Found { out = m.Unit.Code+" "+us.Path(m.Unit.Code) }
		for _, u := range m.Several { out += " S:"+u.Code+" "+us.Path(u.Code) }
		for _, u := range m.Near { out += " ~"+us.Path(u.Code) }
		fmt.Printf("%-40q %s → %s\n", in, within, out)
	}
}
