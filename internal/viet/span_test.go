package viet

import (
	"fmt"
	"testing"

	"giaoban/internal/language"
)

// TestSpan: a number from one to another is told as such, with both ends in the
// question's unit, and kept where the question keeps it. Nothing else is.
func TestSpan(t *testing.T) {
	for _, test := range []struct{ unit, typed, want string }{
		{"hộ", "từ 2 đến 3", "2 3"},
		{"hộ", "dạ từ 2 đến 3 hộ ạ", "2 3"},
		{"hộ", "2-3 hộ", "2 3"},
		{"hộ", "2 – 3", "2 3"},
		{"hộ", "2 hộ đến 3 hộ", "2 3"},
		{"hộ", "hai ba hộ", "2 3"},
		{"hộ", "khoảng từ 20 đến 25 hộ", "~20 25"},
		{"hộ", "tu 20 den 25 ho", "20 25"},
		{"triệu đồng", "từ 2 đến 3 triệu", "2 3"},
		{"triệu đồng", "từ 500 nghìn đến 1 triệu", "0.5 1"},
		{"tấn", "từ 5 đến 7 tạ", "0.5 0.7"},
		{"hộ", "từ 3 đến 2", "SeveralNumbers"},
		{"hộ", "hai hoặc ba", "SeveralNumbers"},
		{"hộ", "hai bốn hộ", ""},
		{"hộ", "từ 2 đến 3 người", ""},
		{"hộ", "từ thôn 2 đến thôn 3", ""},
		{"hộ", "chưa được từ 2 đến 3", ""},
		{"hộ", "từ 5 trở lên", "Vague"},
		{"hộ", "2-3-4", "SeveralNumbers"},
	} {
		q := language.Question{Label: "Bao nhiêu hộ?", Unit: test.unit}
		n, u := shortsReader.Number(test.typed, q)
		got := "accepted"
		switch {
		case u != nil && u.Why == language.Span:
			if got = fmt.Sprint(u.Values[0], u.Values[1]); n.Value.Approx {
				got = "~" + got
			}
		case u != nil:
			got = reasonNames[u.Why]
		}
		if got != test.want && (test.want != "" || got == "accepted" || got[0] < 'A') {
			t.Errorf("%q of %s is %s, want %s", test.typed, test.unit, got, test.want)
		}
		q.Spans = true
		kept, again := shortsReader.Number(test.typed, q)
		if is := u != nil && u.Why == language.Span; is && (again != nil || kept.Value.Value != u.Values[0] || *kept.Value.Upper != u.Values[1]) {
			t.Errorf("%q of %s is not kept: %+v %+v", test.typed, test.unit, kept, again)
		} else if !is && again == nil {
			t.Errorf("%q of %s is kept: %+v", test.typed, test.unit, kept)
		}
	}
	q := language.Question{Label: "Bao nhiêu hộ?", Unit: "hộ", Spans: true}
	if n, u := shortsReader.Number("từ 2 đến 3, vì chưa rà xong", q); u == nil {
		t.Errorf("a remark with a no: %+v", n)
	}
	if n, u := shortsReader.Number("từ 2 đến 3, do các thôn báo cáo", q); u != nil || n.Remark != "do các thôn báo cáo" || *n.Value.Upper != 3 {
		t.Errorf("%+v %+v", n, u)
	}
}

var shortsReader = Reader{shorts}
