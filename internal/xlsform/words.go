package xlsform

import (
	"regexp"
	"strings"
)

// What the types of a survey come to.
const (
	aText       = "text"
	aWhole      = "integer"
	aDecimal    = "decimal"
	aDay        = "date"
	aMoment     = "datetime"
	anHour      = "time"
	aPick       = "select_one"
	picks       = "select_multiple"
	aNote       = "note"
	aFile       = "file"
	aPicture    = "image"
	aSound      = "audio"
	aFilm       = "video"
	aPlace      = "geopoint"
	aCalculated = "calculate"
	aTick       = "acknowledge"
	aScale      = "range"
	aBarcode    = "barcode"
	aHidden     = "hidden"
	aPhone      = "phone number"
	aToday      = "today"
	aGroup      = "group"
	aList       = "repeat"
	aRecord     = "" // what the phone itself would write down
)

// typeWords are the words for them.
var typeWords = map[string]string{
	"text": aText, "string": aText, "integer": aWhole, "int": aWhole, "decimal": aDecimal, "date": aDay, "datetime": aMoment, "time": anHour,
	"note": aNote, "image": aPicture, "photo": aPicture, "audio": aSound, "video": aFilm, "file": aFile, "geopoint": aPlace, "location": aPlace,
	"gps": aPlace, "calculate": aCalculated, "calculation": aCalculated, "acknowledge": aTick, "trigger": aTick, "range": aScale, "barcode": aBarcode, "hidden": aHidden,
	"today": aToday, "start": aRecord, "end": aRecord, "deviceid": aRecord, "device id": aRecord, "imei": aRecord, "username": aRecord,
	"phonenumber": aRecord, "phone number": aPhone, "get phone number": aRecord, "simserial": aRecord, "sim id": aRecord, "subscriberid": aRecord, "subscriber id": aRecord,
	"email": aRecord, "audit": aRecord, "start-geopoint": aRecord, "background-audio": aRecord, "background-geopoint": aRecord, "uri:deviceid": aRecord,
	"start time": aRecord, "end time": aRecord,
}

// refusedTypes are those that a chat has no way to ask, each with the phrase that says so.
var refusedTypes = map[string]string{
	"rank": "xls_rank", "odk:rank": "xls_rank", "geotrace": "xls_geo", "geoshape": "xls_geo", "osm": "xls_geo", "map": "xls_geo",
	"xml-external": "xls_external", "csv-external": "xls_external", "select_one_external": "xls_external",
	"begin loop": "xls_loop", "loop": "xls_loop",
}

// A kindOf is the first column of a row, taken apart.
type kindOf struct {
	word       string // one of the constants, or what stands there
	known      bool
	list       string // of choices
	file       string // that has the choices
	other      bool   // with «other, namely …»
	begin, end bool
	refused    string // the phrase that says why
}

var (
	spaces    = regexp.MustCompile(`\s+`)
	selecting = regexp.MustCompile(`^(select[_ ]?one|select1|select[_ ]multiple|select all that apply|select one|rank|odk:rank)(?: from)? (\S+?)(?: (or_other|or specify other|or other))?$`)
	bounding  = regexp.MustCompile(`^(begin|end)[ _]?(group|repeat)$`)
	looping   = regexp.MustCompile(`^(begin|end)[ _]?loop( over \S+)?$`)
	filed     = regexp.MustCompile(`^(select_one|select_multiple)_from_file (\S+\.csv)$`)
	foreign   = regexp.MustCompile(`^(select_one_external|select_one_from_file|select_multiple_from_file)\b`)
)

// typed reads the first column of a row.
func typed(cell string) (k kindOf) {
	whole := spaces.ReplaceAllString(strings.TrimSpace(cell), " ")
	folded := strings.ToLower(whole)
	if m := bounding.FindStringSubmatch(folded); m != nil {
		k.begin, k.end, k.word, k.known = m[1] == "begin", m[1] == "end", m[2], true
		return k
	}
	if m := looping.FindStringSubmatch(folded); m != nil {
		return kindOf{begin: m[1] == "begin", end: m[1] == "end", word: "loop", known: true, refused: refusedTypes["loop"]}
	}
	if m := filed.FindStringSubmatch(folded); m != nil {
		return kindOf{word: m[1], known: true, file: whole[len(whole)-len(m[2]):]}
	}
	if m := foreign.FindString(folded); m != "" {
		return kindOf{word: m, known: true, refused: "xls_external"}
	}
	if m := selecting.FindStringSubmatch(folded); m != nil {
		k.known, k.other, k.word = true, m[3] != "", aPick
		words := strings.Fields(whole[len(m[1]):])
		if strings.EqualFold(words[0], "from") && len(words) > 1 {
			words = words[1:]
		}
		k.list = words[0] // as it is written
		switch {
		case strings.Contains(m[1], "rank"):
			k.word, k.refused = "rank", refusedTypes["rank"]
		case strings.Contains(m[1], "multiple"), strings.Contains(m[1], "all"):
			k.word = picks
		}
		return k
	}
	if first, _, _ := strings.Cut(folded, " "); first == "osm" {
		folded = first
	}
	if key, ok := refusedTypes[folded]; ok {
		return kindOf{word: folded, known: true, refused: key}
	}
	k.word, k.known = typeWords[folded]
	if !k.known {
		k.word = whole
	}
	return k
}
