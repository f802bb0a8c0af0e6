package main

import "testing"

// TestNamedZone: a new campaign in English gets the machine's zone by its name.
func TestNamedZone(t *testing.T) {
	for _, c := range []struct{ setting, link, written, want string }{
		{"", "/usr/share/zoneinfo/Africa/Nairobi", "", "Africa/Nairobi"},
		{"", "../usr/share/zoneinfo/posix/Asia/Manila", "Europe/London", "Asia/Manila"},
		{"", "", "Europe/London\n", "Europe/London"},
		{"America/Lima", "/usr/share/zoneinfo/Africa/Nairobi", "", "America/Lima"},
		{":America/Lima", "", "", "America/Lima"},
		{"EAT-3xyz", "/usr/share/zoneinfo/Africa/Nairobi", "", "Africa/Nairobi"}, // a rule and no name
		{"Local", "", "", noZone},
		{"../../etc/passwd", "", "nowhere", noZone},
		{"", "", "", noZone},
	} {
		if got := namedZone(c.setting, c.link, c.written).String(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	if zone, err := zoneOfStart("vi", map[string]string{"TZ": "Africa/Nairobi"}); err != nil || zone.String() != startZone {
		t.Errorf("in Vietnamese: %v, %v", zone, err)
	}
}
