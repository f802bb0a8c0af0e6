package campaign

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/invopop/jsonschema"
	"go.yaml.in/yaml/v4"

	"giaoban/internal/form"
	"giaoban/internal/report"
)

var update = flag.Bool("update", false, "rewrite the schemas that editors read")

const conversations = "../../conversations/"

// enums are the words that may stand after a key, by its definition and name.
var enums = map[string][]any{
	"Check.level":     {form.Error, form.Warning, form.Note},
	"Question.within": {"own", "below", "all"}, "Question.forward": {"up"}, "Question.visible_to": {"viewers", "awards"},
	"Question.aggregate": {form.Sum, form.Max, form.None},
	"Reminder.to":        audienceNames(), "fileLevel.sign_off": {"none", "optional", "required"},
	"file.telephone": {"ask"}, "file.polls": anyOf(pollers), "file.unit_type": anyOf(unitTypes), "fileRecurs.every": anyOf(everies),
}

func anyOf(words []string) (out []any) {
	for _, w := range words {
		out = append(out, w)
	}
	return out
}

func audienceNames() (names []any) {
	for _, a := range report.Audiences {
		names = append(names, a.Name)
	}
	return names
}

// loose are keys whose value is a text that YAML may take for a number.
var loose = []string{"Question.min", "Question.max", "Question.default", "Question.example", "Rows.min", "Rows.max", "Rows.exactly", "Part.calculation", "Figure.value"}

// schema is one file's, from the types that the program reads it into.
func schema(t *testing.T, of any, folder, title string, required []string) []byte {
	t.Helper()
	r := jsonschema.Reflector{FieldNameTag: "yaml", RequiredFromJSONSchemaTags: required != nil}
	if err := r.AddGoComments("giaoban/internal/"+filepath.Base(folder), folder); err != nil {
		t.Fatal(err)
	}
	if err := r.AddGoComments("giaoban/internal/content", "../content"); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(of)
	s.ID, s.Title = "", title
	for name, d := range s.Definitions {
		if d.Properties == nil {
			continue
		}
		for p := d.Properties.Oldest(); p != nil; p = p.Next() {
			key := name + "." + p.Key
			p.Value.Description = strings.Join(strings.Fields(p.Value.Description), " ")
			enum, ok := enums[key]
			if key == "Question.type" {
				enum, ok = constants(t, folder, "Type"), true
			}
			if ok {
				p.Value.Ref, p.Value.Type, p.Value.Enum = "", "string", enum
			}
			if key == "file.form_of_address" {
				p.Value = addressSchema()
			}
			switch key {
			case "file.closes":
				p.Value = orMapping("integer", "days", "hours")
			case "fileLevel.deadline", "fileRecurs.opens":
				p.Value = orMapping("", momentKeys...)
			}
			if key == "Question.required" { // or a condition
				p.Value.Type, p.Value.OneOf = "", []*jsonschema.Schema{{Type: "boolean"}, {Type: "string"}}
			}
			if slices.Contains(loose, key) {
				p.Value.Type = ""
				p.Value.OneOf = []*jsonschema.Schema{{Type: "string"}, {Type: "number"}}
			}
			if required != nil && slices.Contains(texts, strings.TrimPrefix(strings.ToLower(name)+".", "file.")+p.Key) {
				p.Value = inLanguages(p.Value)
			}
			if key == "fileLevel.words" { // by type and placeholder
				word := p.Value.AdditionalProperties.AdditionalProperties
				p.Value.AdditionalProperties.AdditionalProperties = inLanguages(word)
			}
			if required == nil && slices.Contains(form.TextKeys, p.Key) && name != "Source" {
				p.Value = inLanguages(p.Value)
			}
		}
		d.Description = strings.Join(strings.Fields(d.Description), " ")
	}
	if required != nil {
		s.Definitions["file"].Required = required
	}
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// addressSchema is a word, or a mapping of them, or one of languages to either.
func addressSchema() *jsonschema.Schema {
	words := jsonschema.NewProperties()
	for _, key := range addressKeys {
		words.Set(key, &jsonschema.Schema{Type: "string"})
	}
	form := []*jsonschema.Schema{{Type: "string"}, {Type: "object", Properties: words, AdditionalProperties: jsonschema.FalseSchema, Required: []string{"you"}}}
	others := &jsonschema.Schema{Type: "object", AdditionalProperties: &jsonschema.Schema{OneOf: form}, PropertyNames: &jsonschema.Schema{Not: &jsonschema.Schema{Enum: anyOf(addressKeys)}}}
	return &jsonschema.Schema{OneOf: append(slices.Clone(form), others)}
}

// inLanguages is a text, or a mapping of languages to texts.
func inLanguages(text *jsonschema.Schema) *jsonschema.Schema {
	words := *text
	words.Description, words.OneOf = "", nil
	ways := []*jsonschema.Schema{{Type: "object", AdditionalProperties: &words}}
	if text.OneOf != nil {
		words.Type = "string"
		return &jsonschema.Schema{Description: text.Description, OneOf: append(text.OneOf, ways...)}
	}
	return &jsonschema.Schema{Description: text.Description, OneOf: append([]*jsonschema.Schema{&words}, ways...)}
}

// orMapping is a day, perhaps with its hour, or a mapping of these keys.
func orMapping(of string, keys ...string) *jsonschema.Schema {
	values := jsonschema.NewProperties()
	for _, key := range keys {
		values.Set(key, &jsonschema.Schema{Type: of})
	}
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string"}, {Type: "object", Properties: values, AdditionalProperties: jsonschema.FalseSchema}}}
}

// constants are the words of a type's constants, in the order of the source.
func constants(t *testing.T, folder, name string) (words []any) {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			c, ok := n.(*ast.ValueSpec)
			if !ok || len(c.Values) != 1 {
				return true
			}
			if of, ok := c.Type.(*ast.Ident); ok && of.Name == name {
				word, err := strconv.Unquote(c.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				words = append(words, word)
			}
			return true
		})
	}
	return words
}

// TestSchemas: what editors read about the files is what the program reads, and
// the shipped files are as it says.
func TestSchemas(t *testing.T) {
	outline := schema(t, &form.Outline{}, "../form", "An outline: what is asked of a unit", nil)
	campaign := schema(t, &file{}, ".", "A campaign: who reports what until when", []string{"name", "title", "levels"})
	for name, want := range map[string][]byte{"outline.schema.json": outline, "campaign.schema.json": campaign} {
		if *update {
			if err := os.WriteFile(conversations+name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(conversations + name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types say (%v); go test ./internal/campaign -run Schemas -update", name, err)
		}
	}
	for file, schema := range map[string][]byte{"xa.yaml": outline, "huyen.yaml": outline, "tinh.yaml": outline, "nganh.yaml": outline, "campaign.yaml": campaign} {
		content, err := os.ReadFile(conversations + "thanhhoa-2016/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range valid(t, schema, content) {
			t.Errorf("%s: %s", file, fault)
		}
	}
	for _, fault := range valid(t, campaign, []byte(inTwo)) {
		t.Errorf("a campaign of two languages: %s", fault)
	}
	bad := "title: T\nsections: [{code: A1, title: T, questions: [{code: A1.1, name: a, type: intger, label: L, min: 0, requird: true}]}]\n"
	if faults := valid(t, outline, []byte(bad)); len(faults) != 2 {
		t.Errorf("a wrong type and an unknown key give %q", faults)
	}
}

// valid holds a YAML file against as much of JSON Schema as these two use.
func valid(t *testing.T, schema, content []byte) []string {
	t.Helper()
	var root map[string]any
	if err := json.Unmarshal(schema, &root); err != nil {
		t.Fatal(err)
	}
	var value any
	if err := yaml.Unmarshal(content, &value); err != nil {
		t.Fatal(err)
	}
	v := &validator{definitions: root["$defs"].(map[string]any)}
	v.check(root, value, "")
	return v.faults
}

type validator struct {
	definitions map[string]any
	faults      []string
}

func (v *validator) check(s map[string]any, value any, at string) {
	if ref, ok := s["$ref"].(string); ok {
		v.check(v.definitions[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), value, at)
	}
	if enum, ok := s["enum"].([]any); ok && !slices.Contains(enum, value) {
		v.faults = append(v.faults, fmt.Sprintf("%s: %v is none of %v", at, value, enum))
	}
	if kind, ok := s["type"].(string); ok && !slices.Contains(kinds(value), kind) {
		v.faults = append(v.faults, fmt.Sprintf("%s: %v is no %s", at, value, kind))
	}
	if some, ok := s["oneOf"].([]any); ok {
		if !slices.ContainsFunc(some, func(o any) bool { return slices.Contains(kinds(value), o.(map[string]any)["type"].(string)) }) {
			v.faults = append(v.faults, fmt.Sprintf("%s: %v is neither", at, value))
		}
	}
	switch value := value.(type) {
	case []any:
		items, _ := s["items"].(map[string]any)
		for i, x := range value {
			v.check(items, x, fmt.Sprintf("%s/%d", at, i))
		}
	case map[string]any:
		v.object(s, value, at)
	}
}

func (v *validator) object(s map[string]any, value map[string]any, at string) {
	required, _ := s["required"].([]any)
	for _, key := range required {
		if _, ok := value[key.(string)]; !ok {
			v.faults = append(v.faults, fmt.Sprintf("%s: %v is missing", at, key))
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for key, x := range value {
		p, known := properties[key].(map[string]any)
		if !known {
			if p, known = s["additionalProperties"].(map[string]any); !known {
				if s["additionalProperties"] == false {
					v.faults = append(v.faults, fmt.Sprintf("%s: there is no key %s", at, key))
				}
				continue
			}
		}
		v.check(p, x, at+"/"+key)
	}
}

// kinds are the words of JSON Schema for what YAML read; a day is a text.
func kinds(value any) []string {
	switch value.(type) {
	case string:
		return []string{"string"}
	case bool:
		return []string{"boolean"}
	case int, int64:
		return []string{"integer", "number"}
	case float64:
		return []string{"number"}
	case []any:
		return []string{"array"}
	case map[string]any:
		return []string{"object"}
	}
	return []string{"string"}
}
