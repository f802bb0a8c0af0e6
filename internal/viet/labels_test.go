package viet

import (
	"fmt"
	"strings"
	"testing"

	"giaoban/internal/language"
)

// TestByLabels: numbers go where their words say, in whatever order; «-» is a number of
// which nobody can tell, «» a message whose words are no labels.
func TestByLabels(t *testing.T) {
	awards := []string{"Số tập thể cấp xã?", "Số cá nhân cấp xã?", "Số tập thể cấp huyện?", "Số cá nhân cấp huyện?"}
	people := []string{"Số nam?", "Số nữ?", "Số hộ?"}
	for _, c := range []struct {
		labels []string
		text   string
		want   string
	}{
		{awards, "24 tập thể, 60 cá nhân, 10 tập thể, 25 cá nhân", "0=24 1=60 2=10 3=25"},
		{awards, "tập thể xã 24, cá nhân xã 60, tập thể huyện 10, cá nhân huyện 25", "0=24 1=60 2=10 3=25"},
		{awards, "Cấp xã: 24 tập thể, 60 cá nhân. Cấp huyện: 10 tập thể, 25 cá nhân", "0=24 1=60 2=10 3=25"},
		{awards, "xã: tt 24, cn 60; huyện: tt 10, cn 25", "0=24 1=60 2=10 3=25"},
		{awards, "cá nhân xã 60, tập thể xã 24, tập thể huyện 10, cá nhân huyện 25", "1=60 0=24 2=10 3=25"},
		{awards, "huyện 10 tập thể, 25 cá nhân", "2=10 3=25"},
		{awards, "cá nhân xã 60", "1=60"},
		{awards, "cá nhân huyện: 25; tập thể huyện: 10", "3=25 2=10"},
		{awards, "xã 84, huyện 35", "0=84 -=35"},
		{awards, "ca nhan xa 60, tap the xa 24", "1=60 0=24"},
		{awards, "cá nhân xã 60, cá nhân xã 24", ""},
		{awards, "24, 60, 10, 25", ""},
		{awards, "24 hộ, 60 khẩu", ""},
		{awards, "tập thể tỉnh 5", ""},
		{people, "5 hộ; 12 nữ; 30 nam", "2=5 1=12 0=30"},
		{people, "nam 30\nnữ 12", "0=30 1=12"},
		{people, "nam 30, nữ chưa có số", "0=30 1=nữ chưa có số"},
		{people, "30 nam và 12 nữ", "0=30 1=12"},
		{people, "số nữ là 12", "1=12"},
		{people, "30 nam, 12 nu", "0=30 1=12"},
		{people, "nam 35 nữ 25", "0=35 1=25"},
		{people, "35 nam 25 nữ", "0=35 1=25"},
		{people, "5 hộ (35 nam, 25 nữ)", "2=5 0=35 1=25"},
		{people, "nữ 25 nam 35", "1=25 0=35"},
		{people, "nam 35 25 nữ", ""},
		{people, "có 35 nam 25", ""},
		{awards, "24 tt 60 cn 10 tt 25 cn", "0=24 1=60 2=10 3=25"},
	} {
		var asked []language.Question
		for _, l := range c.labels {
			asked = append(asked, language.Question{Label: l})
		}
		list, ok := Reader{shorts}.ByLabels(c.text, asked)
		var got []string
		for _, l := range list {
			got = append(got, strings.Replace(fmt.Sprintf("%d=%s", l.At, l.Text), "-1=", "-=", 1))
		}
		if said := strings.Join(got, " "); ok && said != c.want || !ok && c.want != "" {
			t.Errorf("%q is %q %v, want %q", c.text, said, ok, c.want)
		}
	}
}
