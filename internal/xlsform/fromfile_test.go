package xlsform

import (
	"os"
	"strings"
	"testing"

	"giaoban/internal/fault"
)

// TestFromFile: choices from a file beside the form are taken from the same file by the outline, with the filter; a file that an
// outline cannot take is told with its line.
func TestFromFile(t *testing.T) {
	const source = `survey
,type,name,label,choice_filter,relevant
,select_one huyen,ma,District?,,
,select_one_from_file xa.csv,xa,Commune?,thuoc = ${ma},
,integer,n,N?,,${xa} = 'nga_an'
,select_multiple_from_file xa.csv,nhieu,Which?,,
,integer,o,O?,,"selected(${nhieu}, 'xuan_lam')"
,select_one_from_file khac.csv,khac,Other?,,
,select_one_from_file xau.csv,xau,Bad?,,
,select_one_from_file ban.geojson,ban,Map?,,
,select_one_from_file xa.csv,loc,Filtered?,la = ${ma},
choices
,list_name,name,label
,huyen,ns,Nga Sơn
,huyen,tx,Thọ Xuân
`
	files := map[string]string{"xa.csv": "name,label,thuoc\nnga_an,Nga An,ns\nxuan_lam,Xuân Lam,tx\n", "xau.csv": "name,label\n01,Nga An\n"}
	say := phrases(t, "en")
	m, err := Import(sheets(t, []byte(source)), Options{File: "f.xlsx", Title: "f", Say: say, In: func(string) fault.Sayer { return say },
		Table: func(name string) ([]byte, error) {
			if content, ok := files[name]; ok {
				return []byte(content), nil
			}
			return nil, os.ErrNotExist
		}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"choices_from: xa.csv\n        choice_filter: thuoc == ma\n", `relevant: xa == "nga_an"`, "type: select_multiple\n        label: Which?\n", `relevant: '"xuan_lam" in nhieu'`} {
		if !strings.Contains(string(m.Source), want) {
			t.Errorf("nothing of %q in:\n%s", want, m.Source)
		}
	}
	told := remarked(m, say, "f.xlsx")
	for _, want := range []string{"the choices stand in xa.csv: put it beside the outline too", "there is no file khac.csv beside the form", `line 2 of xau.csv: each choice needs`,
		"select_one_from_file ban.geojson (question ban) takes its list", "the sheet choices has no column la"} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing of %q in:\n%s", want, told)
		}
	}
}
