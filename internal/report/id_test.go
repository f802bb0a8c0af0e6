package report

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestIDEncoding(t *testing.T) {
	tests := []struct {
		id   ID
		want string
	}{
		{ID{Campaign: "tong-ket", Unit: "16144"}, "tong-ket/16144"},
		{ID{Campaign: "tong-ket"}, "tong-ket/"},
		{ID{Campaign: "tuan", Period: "2016-W27", Unit: "16144"}, "tuan@2016-W27/16144"},
		{ID{Campaign: "tuan", Period: "2016-W27", List: "2025", Unit: "16144"}, "tuan@2016-W27/2025:16144"},
		{ID{Campaign: "a/b", Period: "c@d", List: "e:f", Unit: "100%"}, "a%2Fb@c%40d/e%3Af:100%25"},
		{ID{}, "/"},
	}
	for _, test := range tests {
		if got := test.id.String(); got != test.want {
			t.Errorf("%+v is written %q, want %q", test.id, got, test.want)
		}
		if got, err := ParseID(test.want); err != nil || got != test.id {
			t.Errorf("%q is read as %+v, %v", test.want, got, err)
		}
		if !strings.HasPrefix(test.want, test.id.Whole().String()) {
			t.Errorf("%q does not begin with its campaign %q", test.want, test.id.Whole())
		}
		var back map[ID]ID
		b, err := json.Marshal(map[ID]ID{test.id: test.id})
		if err != nil || json.Unmarshal(b, &back) != nil || back[test.id] != test.id {
			t.Errorf("in JSON %s, %v, %v", b, err, back)
		}
	}
	for _, bad := range []string{"", "a", "a@/b", "a/:b", "a/b/c", "a@b@c/d", "a/b:c:d", "a/%2f", "a/%2"} {
		if id, err := ParseID(bad); err == nil {
			t.Errorf("%q is read as %+v", bad, id)
		}
	}
}

// FuzzID: every identity is read back from its encoding, which holds one slash, and nothing has two encodings.
func FuzzID(f *testing.F) {
	f.Add("tuan", "2016-W27", "2025", "16144", "tuan@2016-W27/2025:16144")
	f.Add("%", "@", "/", ":", "%25/")
	f.Fuzz(func(t *testing.T, campaign, period, list, unit, text string) {
		id := ID{campaign, period, list, unit}
		s := id.String()
		if got, err := ParseID(s); err != nil || got != id || strings.Count(s, "/") != 1 {
			t.Errorf("%+v is written %q and read as %+v, %v", id, s, got, err)
		}
		if got, err := ParseID(text); err == nil && got.String() != text {
			t.Errorf("%q is read as %+v, which is written %q", text, got, got)
		}
	})
}
