package roster_test

import (
	"fmt"
	"giaoban/internal/viet"
	"strings"
	"testing"

	"giaoban/internal/effort/efforttest"
	"giaoban/internal/roster"
)

// TestFilesGrow: a list of units or people takes what its length allows, right or wrong.
func TestFilesGrow(t *testing.T) {
	us := province(t)
	table := func(read func(table string), head string, row string) func(n int) {
		return func(n int) {
			var b strings.Builder
			b.WriteString(head + "\n")
			for i := range n {
				b.WriteString(strings.NewReplacer("#", fmt.Sprint(i+1), "<", fmt.Sprint(i)).Replace(row) + "\n")
			}
			read(b.String())
		}
	}
	units := func(s string) { _, _ = roster.ParseUnits(strings.NewReader(s), "units.csv") }
	people := func(s string) { _, _ = roster.ParsePeople(strings.NewReader(s), "people.csv", us, viet.Reader{}) }
	efforttest.GrowsByParts(t, 8000, map[string]func(n int){
		"units":              table(units, "code,parent_code,level,type,name\n0,,1,tỉnh,Thanh Hóa", "#,0,2,xã,Nga An #"),
		"units of one name":  table(units, "code,parent_code,level,type,name\n0,,1,tỉnh,Thanh Hóa", "#,0,2,xã,Nga An"),
		"each below another": table(units, "code,parent_code,level,type,name\n0,,1,tỉnh,Thanh Hóa", "#,<,2,xã,Nga An #"),
		"a ring":             table(units, "code,parent_code,level,type,name\n0,1,1,tỉnh,Thanh Hóa", "#,<,2,xã,Nga An #"),
		"one code":           table(units, "code,parent_code,level,type,name\n0,,1,tỉnh,Thanh Hóa", "1,0,2,xã,Nga An"),
		"no parents":         table(units, "code,parent_code,level,type,name", "#,x#,2,xã,Nga An #"),
		"kinds":              table(units, "code,parent_code,level,type,name\n0,,1,tỉnh,Thanh Hóa", "#,0,2,loại #,Nga An #"),
		"columns":            table(units, "code", "#,,,,,,,,,,,,,,,,,,,,,,"),
		"words":              table(units, `code,parent_code,level,type,name`+"\n"+`0,,1,tỉnh,"Thanh`, "Hóa #"),
		"people":             table(people, "unit_code,role,name,telephone", "16144,officer,Lê Thị Hoa #,0912345678"),
		"strangers":          table(people, "unit_code,role,name,telephone", "x#,officer,Lê Thị Hoa #,0912345678"),
	})
}
