package viet_test

import (
	"slices"
	"testing"

	"giaoban/internal/viet"
)

func TestReadHours(t *testing.T) {
	tests := []struct {
		text string
		want []int // nil: not read
	}{
		{"7:30", []int{450}},
		{"7:30 16:00", []int{450, 960}},
		{"07h30, 16h", []int{450, 960}},
		{"7h 16h", []int{420, 960}},
		{"7 giờ", []int{420}},
		{"7 gio 30 phút", []int{450}},
		{"7 giờ 30 và 4 giờ chiều", []int{450, 960}},
		{"7 giờ 16 giờ", []int{420, 960}},
		{"lúc 7 rưỡi", []int{450}},
		{"7 giờ rưỡi sáng", []int{450}},
		{"12 giờ trưa; 1 giờ trưa", []int{720, 780}},
		{"9g15 hằng ngày", []int{555}},
		{"7.30", []int{450}},
		{"8", []int{480}},
		{"0:00", []int{0}},
		{"23:59", []int{1439}},
		{"24:00", nil},
		{"7:60", nil},
		{"7:3", nil},
		{"730", nil},
		{"sáng", nil},
		{"", nil},
		{"mỗi ngày", nil},
		{"7 giờ họp xã", nil},
		{"-7", nil},
		{"7h30'", nil},
	}
	for _, test := range tests {
		got, ok := viet.ReadHours(test.text)
		if ok != (test.want != nil) || ok && !slices.Equal(got, test.want) {
			t.Errorf("ReadHours(%q) = %v %v, want %v", test.text, got, ok, test.want)
		}
	}
}
