package dispatch_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// damaged is one trial: a bit of one record turned over while nothing ran.
type damaged struct {
	key string
	bit int // of the key, then of the value
}

func (d damaged) String() string { return fmt.Sprintf("bit %d of %s", d.bit, d.key) }

// wounds gives trials on the records of a file: a bit of the value and one of the key of one record of each kind; with
// GIAOBAN_EVERY_BIT of each record, and one of its sum, in an order by chance.
func wounds(t *testing.T, kv store.KV) (all []damaged) {
	t.Helper()
	random := rand.New(rand.NewPCG(2016, 7))
	every := setting(t, "GIAOBAN_EVERY_BIT", 0) > 0
	of := map[string]int{}
	err := kv.View(context.Background(), func(r store.Reader) error {
		r.Range("", "", func(key string, value []byte) bool {
			kind, _ := store.About(key)
			if of[kind]++; of[kind] > 1 && !every {
				return true
			}
			name := strings.Index(key, "/") + 1
			bits := []int{8*len(key) + random.IntN(8*(len(value)-4)), 8*name + random.IntN(8*(len(key)-name))}
			if every {
				bits = append(bits, 8*len(key)+8*len(value)-1-random.IntN(32))
			}
			for _, bit := range bits {
				all = append(all, damaged{key, bit})
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if every {
		random = rand.New(rand.NewPCG(2016, uint64(setting(t, "GIAOBAN_SEED", 7))))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	return all
}

// setting is a number from the environment, or the small one of an ordinary run.
func setting(t *testing.T, name string, usual int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// apply turns the bit over, and has what a start sets aside set aside.
func (d damaged) apply(t *testing.T, kv store.KV) {
	t.Helper()
	err := store.One(context.Background(), kv, func(tx store.Tx) error {
		key, raw := []byte(d.key), slices.Clone(tx.Get(d.key))
		tx.Delete(d.key)
		if i := d.bit - 8*len(key); i < 0 {
			key[d.bit/8] ^= 1 << (d.bit % 8)
		} else {
			raw[i/8] ^= 1 << (i % 8)
		}
		tx.Put(string(key), raw)
		_, err := store.SetAside(tx, string(key), raw, time.Date(2016, 7, 4, 6, 0, 0, 0, time.UTC))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// busyDay lets two communes report, a head look on and a third commune join.
func busyDay(w *world) {
	w.joins("an", "16144", roster.Officer)
	w.joins("binh", "16147", roster.Officer)
	w.joins("cuc", "16150", roster.Officer)
	w.joins("truong", "401", roster.Coordinator)
	fillIn(w, "an", "16144")
	w.types("an", "nộp")
	for _, said := range []string{"bắt đầu", "đúng", "phó trưởng công an xã", "2", "1", "/hoi Mẫu biểu lấy ở đâu?", "gửi", "12"} {
		w.types("binh", said)
	}
	w.types("cuc", "bắt đầu")
	w.types("truong", "/nhac Nga Yên")
	w.goes(time.Date(2016, 7, 5, 8, 0, 0, 0, w.c.Zone))
}

// nextDay is what everybody asks and hears afterwards, by person.
func nextDay(t *testing.T, w *world) map[string][]string {
	t.Helper()
	w.n, w.now = 10_000, time.Date(2016, 7, 5, 8, 10, 0, 0, w.c.Zone)
	for _, s := range []struct{ who, said string }{
		{"an", "/xem toàn bộ"}, {"an", "/tep"}, {"binh", "1.750"}, {"binh", "/xem phần 1"}, {"cuc", "đúng"}, {"cuc", "/trogiup"},
		{"truong", "/tinhhinh"}, {"truong", "/chuanop"}, {"truong", "/danop"}, {"truong", "/xembaocao Nga An"}, {"truong", "/tonghop"},
		{"truong", "tình hình xã Nga An"}, {"truong", "/nhatky"}, {"truong", "/vuongmac"}, {"truong", "/thanhvien Nga An"}, {"truong", "các xã nào cần lưu ý"},
	} {
		w.types(s.who, s.said)
	}
	w.goes(time.Date(2016, 7, 6, 9, 0, 0, 0, w.c.Zone))
	all := map[string][]string{}
	for _, who := range []string{"an", "binh", "cuc", "truong"} {
		for _, m := range w.said[person(who)] {
			text := m.Content.Text
			if m.Content.File != nil && m.Content.File.Type != "image/png" {
				text += "\n" + string(m.Content.File.Data)
			}
			all[who] = append(all[who], text)
		}
	}
	return all
}

// TestOneBitOfEachKind turns a bit in each kind of record. The start goes on; whoever hears something else than they
// would have heard hears of the damage too.
func TestOneBitOfEachKind(t *testing.T) {
	inLine(t)
	c := shippedCollection(t, "", "xa.yaml")
	dir := t.TempDir()
	path := filepath.Join(dir, "good.db")
	kv, err := boltkv.Open(path, boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	busy := openWorld(t, kv, c)
	busyDay(busy)
	trials := wounds(t, kv)
	if err := kv.Close(); err != nil {
		t.Fatal(err)
	}
	good := read(t, path)
	n := 0
	day := func(d *damaged) map[string][]string {
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(path)
		kv, err := boltkv.Open(path, boltkv.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer kv.Close()
		if d != nil {
			d.apply(t, kv)
		}
		return nextDay(t, openWorldAt(t, store.Noting(kv, func(string, []byte) {}), busy.now, c))
	}
	want := day(nil)
	silent, kinds, n0 := map[string]int{}, map[string]bool{}, n
	end := time.Now().Add(time.Duration(setting(t, "GIAOBAN_EVERY_BIT", 3600)) * time.Second)
	for _, d := range trials {
		if time.Now().After(end) {
			break
		}
		kind, _ := store.About(d.key)
		kinds[kind] = true
		got := day(&d)
		// What somebody typed may have come to nothing, as they are told; then others see that it was not done.
		undone := strings.Contains(fmt.Sprint(got), "chưa ghi vào báo cáo")
		for _, who := range slices.Sorted(maps.Keys(want)) {
			if told := strings.Join(got[who], "\n"); !slices.Equal(got[who], want[who]) && !strings.Contains(told, "hỏng") && !undone {
				if silent[kind+who]++; silent[kind+who] <= 1 {
					t.Errorf("%s: %s hears without a word of it:\n%s", d, who, firstDifference(want[who], got[who]))
				}
			}
		}
	}
	t.Logf("%d of %d trials, %d kinds", n-n0, len(trials), len(kinds))
}

// TestAnUnreadableStatus: a unit whose status is damaged is in no number and no list, but is named, and is not reminded
// of a report that it may have handed in.
func TestAnUnreadableStatus(t *testing.T) {
	w := newWorld(t)
	busyDay(w)
	damaged{store.Statuses.Key(report.ID{Campaign: w.c.Name, Unit: "16144"}), 400}.apply(t, w.kv)
	before := len(w.texts("an"))
	w = openWorld(t, store.Noting(w.kv, func(string, []byte) {}), shippedCollection(t, "", "xa.yaml"))
	told := nextDay(t, w)
	heard := strings.Join(told["truong"], "\n\n")
	for _, want := range []string{"0/26 xã", "của xã Nga An, huyện Nga Sơn bị hỏng", "dữ liệu trên máy chủ bị hỏng, chờ khôi phục"} {
		if !strings.Contains(heard, want) {
			t.Errorf("the head does not hear %q:\n%s", want, heard)
		}
	}
	for _, never := range []string{"/27 xã", "Báo cáo chưa nộp"} {
		if strings.Contains(heard, never) {
			t.Errorf("the head hears %q:\n%s", never, heard)
		}
	}
	for _, text := range told["an"][min(before, len(told["an"])):] {
		if strings.Contains(text, "chưa nộp") || strings.Contains(text, "quá hạn") {
			t.Errorf("the unit is told: %s", text)
		}
	}
}

func firstDifference(want, got []string) string {
	for i, text := range want {
		if i >= len(got) {
			return "nothing instead of:\n" + text
		}
		if got[i] != text {
			return got[i] + "\n--- instead of:\n" + text
		}
	}
	return "more: " + got[len(want)]
}
