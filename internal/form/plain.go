package form

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"giaoban/internal/fault"
	"giaoban/internal/viet"
)

// plainChoices notes choices that are words alone, and puts in their place what they are written as: nothing else is wrong with them.
func plainChoices(f *fault.File, n *yaml.Node) {
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == "choices" {
			if words := plainWords(child); len(words) > 0 {
				f.Add(f.Standing(child, fault.New("choices_plain", "meant", writtenChoices(words))))
				*child = *choiceNodes(words, child)
				continue
			}
		}
		plainChoices(f, child)
	}
}

// between parts choices that stand in one text.
var between = regexp.MustCompile(`\s*[,;/|]\s*`)

// plainWords are the choices of a node that are words alone, without names; none where it is as it should be, or something else.
func plainWords(n *yaml.Node) (words []string) {
	switch {
	case n.Kind == yaml.ScalarNode && n.Value != "":
		return between.Split(strings.TrimSpace(n.Value), -1)
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			if c.Kind != yaml.ScalarNode || c.Value == "" {
				return nil
			}
			words = append(words, c.Value)
		}
	case n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i+1].Kind != yaml.ScalarNode || n.Content[i].Value == "name" || n.Content[i].Value == "label" {
				return nil
			}
			words = append(words, n.Content[i+1].Value)
		}
	}
	return words
}

var noName = regexp.MustCompile(`[^a-z0-9]+`)

// nameFrom makes a name of what stands on a choice.
func nameFrom(label string) string {
	name := strings.Trim(noName.ReplaceAllString(viet.Fold(label), "_"), "_")
	if name == "" || name[0] < 'a' {
		name = "c" + name
	}
	return name
}

// mostWritten is how many choices a fault writes out.
const mostWritten = 2

// writtenChoices are choices as an outline has them.
func writtenChoices(words []string) string {
	var list []string
	for _, word := range words[:min(len(words), mostWritten)] {
		list = append(list, "{name: "+nameFrom(word)+", label: "+viet.Shorten(word, 24)+"}")
	}
	if len(words) > mostWritten {
		list = append(list, "…")
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// choiceNodes are choices as nodes, in the place of others.
func choiceNodes(words []string, at *yaml.Node) *yaml.Node {
	scalar := func(value string) *yaml.Node {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Line: at.Line, Column: at.Column}
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Line: at.Line, Column: at.Column}
	for _, word := range words {
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: at.Line, Column: at.Column,
			Content: []*yaml.Node{scalar("name"), scalar(nameFrom(word)), scalar("label"), scalar(word)}})
	}
	return list
}

// typeWords are what people and other programs call the types, without marks.
var typeWords = map[string]Type{
	"number": Integer, "int": Integer, "so": Integer, "so nguyen": Integer, "numeric": Integer, "count": Integer, "float": Decimal, "double": Decimal, "so thap phan": Decimal, "percent": Decimal,
	"phan tram": Decimal, "photo": FileUpload, "image": FileUpload, "picture": FileUpload, "anh": FileUpload, "hinh anh": FileUpload, "tep": FileUpload, "upload": FileUpload, "video": FileUpload,
	"audio": FileUpload, "paragraph": LongText, "textarea": LongText, "longtext": LongText, "doan van": LongText, "memo": LongText, "string": ShortText, "chu": ShortText, "van ban": ShortText, "short_text": ShortText,
	"boolean": YesNo, "bool": YesNo, "yesno": YesNo, "co khong": YesNo, "co/khong": YesNo, "radio": SelectOne, "dropdown": SelectOne, "select": SelectOne, "choice": SelectOne, "chon mot": SelectOne, "chon": SelectOne, "select1": SelectOne,
	"checkbox": SelectMultiple, "checkboxes": SelectMultiple, "multiselect": SelectMultiple, "select_many": SelectMultiple, "chon nhieu": SelectMultiple,
	"ngay": Date, "day": Date, "datetime": Date, "gio": TimeOfDay, "hour": TimeOfDay, "phone": Telephone, "tel": Telephone, "dien thoai": Telephone, "so dien thoai": Telephone, "nam": Year,
	"geopoint": Location, "gps": Location, "vi tri": Location, "list": Repeat, "table": Repeat, "danh sach": Repeat, "bang": Repeat, "rating": Scale, "formula": Calculate, "cong thuc": Calculate, "don vi": UnitName, "nhom": Group, "range": Scale,
}

// typeMeant adds to a fault the type that was meant by another word.
func typeMeant(f fault.Fault, written string) fault.Fault {
	if t, ok := typeWords[strings.ToLower(viet.Fold(written))]; ok {
		f.Near = string(t)
		return f
	}
	return f.Meant(written, types())
}
