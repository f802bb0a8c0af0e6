package report

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// An ID is the identity of one unit's report. Keys, buttons and notices hold it in its one encoding, String, or in
// the short form that Short makes of it. An ID without a unit is that of the campaign itself.
type ID struct {
	Campaign string
	// Period is which report of a campaign that recurs; "" if it does not.
	Period string
	// List is the list of units, or the version of it, that the unit's code is from; "" where there is only one.
	List string
	Unit string
}

// String returns the encoding: campaign@period/list:unit. A part that is empty goes with its sign, so that most are
// «campaign/unit». The encodings of all reports of one campaign and period begin with that of the campaign.
func (id ID) String() string {
	var room [64]byte
	return string(id.Append(room[:0]))
}

// Append appends the encoding.
func (id ID) Append(b []byte) []byte {
	if strings.ContainsAny(id.Campaign+id.Period+id.List+id.Unit, signs) {
		id = ID{escape(id.Campaign), escape(id.Period), escape(id.List), escape(id.Unit)}
	}
	b = append(b, id.Campaign...)
	if id.Period != "" {
		b = append(append(b, '@'), id.Period...)
	}
	b = append(b, '/')
	if id.List != "" {
		b = append(append(b, id.List...), ':')
	}
	return append(b, id.Unit...)
}

// ParseID reads an encoding. It refuses whatever String would not write.
func ParseID(s string) (ID, error) {
	of, unit, ok := strings.Cut(s, "/")
	campaign, period, recurs := strings.Cut(of, "@")
	list, code, listed := strings.Cut(unit, ":")
	if !listed {
		list, code = "", unit
	}
	id := ID{campaign, period, list, code}
	if strings.Contains(s, "%") { // only there can a part have signs, and be written in two ways
		id = ID{unescape.Replace(campaign), unescape.Replace(period), unescape.Replace(list), unescape.Replace(code)}
		ok = ok && id.String() == s
	} else {
		ok = ok && recurs == (period != "") && listed == (list != "") && !strings.ContainsAny(campaign+period+list+code, signs)
	}
	if !ok {
		return ID{}, fmt.Errorf("%q is no report: want campaign@period/list:unit", s)
	}
	return id, nil
}

// Whole returns the identity of the campaign whose report it is.
func (id ID) Whole() ID { return ID{Campaign: id.Campaign, Period: id.Period} }

// IsZero reports whether it names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders identities by their encodings.
func (id ID) Compare(other ID) int { return strings.Compare(id.String(), other.String()) }

// Short returns how buttons name the report.
func (id ID) Short() string {
	h := fnv.New32a()
	h.Write([]byte(id.String()))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// MarshalText returns the encoding.
func (id ID) MarshalText() ([]byte, error) { return id.Append(nil), nil }

// UnmarshalText reads the encoding.
func (id *ID) UnmarshalText(b []byte) (err error) {
	*id, err = ParseID(string(b))
	return err
}

// signs separate the parts of an encoding. Inside a part they are written as in an address of the web.
const signs = "%/@:"

var unescape = strings.NewReplacer("%25", "%", "%2F", "/", "%40", "@", "%3A", ":")

func escape(part string) string {
	var b []byte
	for i := range len(part) {
		if strings.IndexByte(signs, part[i]) >= 0 {
			b = fmt.Appendf(b, "%%%02X", part[i])
		} else {
			b = append(b, part[i])
		}
	}
	return string(b)
}
