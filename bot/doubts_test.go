package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/internal/store"
)

// doubtful is a campaign's folder that was always taken, and has all that check warns of.
var doubtful = map[string]string{
	"campaign.yaml": `name: thu
title: Thử
time_zone: Etc/GMT+7
language: vn
units: units.csv
contact: {office: Công an, telephone: ""}
levels:
  - {level: 2, outline: huyen.yaml, deadline: 2016-07-01}
  - {level: 3, outline: xa.yaml, deadline: 2016-07-05}
  - {level: 5, outline: xa.yaml}
`,
	"units.csv": "code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,,2,huyện,Nga Sơn\n1.48E+04,401,3,xã,Nga An\n",
	"xa.yaml": `title: Xã
sections:
  - code: A1
    title: Một
    questions:
      - {code: A1.1, name: so, type: integer, label: '{thoon} có bao nhiêu hộ?', max: 5.000}
      - {code: A1.2, name: chon, type: select_one, label: Chọn?, choices: [{name: a, label: Có}, {name: b, label: Có}]}
  - code: A1
    title: Hai
    questions:
      - {code: A1.3, name: g, type: repeat, label: G, rows: {noun: mục, name: n, min: 1}, questions: [{code: A1.3.1, name: n, type: text, label: N?}]}
`,
	"huyen.yaml": "title: Huyện\nsections: [{code: H1, title: Một, questions: [{code: H1.1, name: so, type: integer, label: Bao nhiêu?}]}]\n",
}

// TestWhatWasTakenIsTaken: a campaign that ran yesterday starts today, and so do outlines that
// lie in the store; what is doubted is told.
func TestWhatWasTakenIsTaken(t *testing.T) {
	dir := t.TempDir()
	for name, content := range doubtful {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bundles, err := Config{Conversations: dir}.bundles()
	if err != nil {
		t.Fatalf("it is refused: %v", err)
	}
	db := founded(t, filepath.Join(t.TempDir(), databaseFile))
	defer db.Close()
	err = store.One(t.Context(), db, func(tx store.Tx) error {
		store.Outlines.Put(tx, "older", []byte(doubtful["xa.yaml"]+"# an older form\n"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if known, err := versions(t.Context(), db, bundles); err != nil || known["older"] == nil {
		t.Errorf("stored outlines are refused: %v", err)
	}
	var keys []string
	for _, f := range bundles[0].doubts(languages(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) {
		keys = append(keys, f.Key)
	}
	want := []string{"zone_backwards", "language_unknown", "contact_no_telephone", "deadlines_past", "level_idle", "deadline_before_below",
		"level_no_units", "level_same_outline", "unit_second_root", "unit_code_spreadsheet", "placeholder_unknown", "bound_thousands", "choices_twice", "section_twice", "rows_never_empty"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}
