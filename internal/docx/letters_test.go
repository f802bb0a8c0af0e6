package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Words written in fonts older than Unicode are read as what they show on the page, wherever the font is named, and where none is.
func TestOldLetters(t *testing.T) {
	const tcvn3, vni = "§¶ng uû x· ®· quan t©m chØ ®¹o, ng\u00adêi d©n ®\u00adîc h\u00adëng øng.", "Ñaûng uûy xaõ ñaõ quan taâm chæ ñaïo, ngöôøi daân ñöôïc höôûng öùng."
	const read = "Đảng uỷ xã đã quan tâm chỉ đạo, người dân được hưởng ứng."
	run := func(font, text string) string {
		return `<w:r><w:rPr><w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `"/></w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"TCVN3", "<w:p>" + run(".VnTime", tcvn3) + "</w:p>", read},
		{"its capitals", "<w:p>" + run(".VnTimeH", "b¸o c¸o") + "</w:p>", "BÁO CÁO"},
		{"its «ư» as an element", `<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>êi d©n</w:t></w:r></w:p>`, "người dân"},
		{"VNI", "<w:p>" + run("VNI-Times", vni) + "</w:p>", "Đảng ủy xã đã quan tâm chỉ đạo, người dân được hưởng ứng."},
		{"a letter of VNI in two runs", "<w:p>" + run("VNI-Times", "ngöô") + run("VNI-Times", "øi") + "</w:p>", "người"},
		{"two fonts in a line", "<w:p>" + run("Times New Roman", "Số hộ: ") + run(".VnTime", "hé") + "</w:p>", "Số hộ: hộ"},
		{"the font of a style", `<w:p><w:pPr><w:pStyle w:val="Cu"/></w:pPr><w:r><w:t>Sè hé</w:t></w:r></w:p>`, "Số hộ"},
		{"no font, TCVN3", p("", tcvn3), read},
		{"no font, VNI", p("", vni), "Đảng ủy xã đã quan tâm chỉ đạo, người dân được hưởng ứng."},
		{"French stays", p("", "Ñandú, où il y a déjà des élèves à l’école, «côté» forêt, naïve."), "Ñandú, où il y a déjà des élèves à l’école, «côté» forêt, naïve."},
		{"a soft hyphen in Unicode", p("", "nhân\u00addân"), "nhândân"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(word(c.body))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]Block{{Text: c.want}}, d.Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}
