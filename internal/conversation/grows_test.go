package conversation

import (
	"cmp"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"giaoban/internal/answers/answerstest"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/effort/efforttest"
	"giaoban/internal/form"
)

// TestGrows: whatever is asked, no message, no edit and no caption holds up the turn that
// takes it.
func TestGrows(t *testing.T) {
	typed, edited := map[string]func(string){}, map[string]func(string){}
	for mode, f := range standing(t) {
		typed[mode] = func(text string) { f().types(text) }
		typed["caption, "+mode] = func(text string) {
			f().does(chat.Input{Kind: chat.Attachment, Text: text[:min(len(text), efforttest.Caption)], Files: []chat.File{{Name: "a.jpg", Type: "image/jpeg", Size: 9}}, Message: "9"}, nil)
		}
		edited["edit, "+mode] = func(text string) {
			g := f()
			if given := slices.SortedFunc(maps.Keys(answerstest.All(map[form.Place]form.Value{}, g.outline, g.draft)), byCode); len(given) > 0 {
				g.does(chat.Input{Kind: chat.Edit, Text: text, Message: "9"}, &given[len(given)/2])
			}
		}
	}
	messages := efforttest.Messages()
	efforttest.Grows(t, efforttest.Greatest, 700, typed, messages[:len(messages)/8])
	efforttest.Grows(t, efforttest.Greatest, 700, edited, messages[len(messages)-24:])
}

func byCode(a, b form.Place) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Row, b.Row))
}

// standing are officers where walks led them, one for each mode and type of question.
func standing(t *testing.T) map[string]func() *officer {
	o, say, agreed, reports := answerstest.Outline(t, "xa.yaml"), vietnamese(t), agreedInputs(t), foundReports(t)
	found := map[string]func() *officer{}
	for seed := range uint64(4) {
		w := &walk{officer: newOfficer(t, o, say), r: rand.New(rand.NewPCG(seed, 7)), agreed: agreed, reports: reports}
		if seed%2 == 0 {
			w.fillIn()
		}
		for range 400 {
			mode := "at " + string(w.focus.Mode)
			if q := o.ByCode[w.focus.Code]; q != nil && w.focus.Mode == exchange.Asking {
				mode += " " + string(q.Type)
			}
			if found[mode] == nil {
				stood, draft, texts := *w.officer, w.draft.Clone(), maps.Clone(w.texts)
				focus, err := json.Marshal(w.focus)
				if err != nil {
					t.Fatal(err)
				}
				found[mode] = func() *officer {
					g := stood
					g.draft, g.texts, g.gave, g.focus = draft.Clone(), maps.Clone(texts), maps.Clone(stood.gave), exchange.Focus{}
					if err := json.Unmarshal(focus, &g.focus); err != nil {
						t.Fatal(err)
					}
					return &g
				}
			}
			w.step()
			w.frozen = w.frozen && w.r.IntN(8) > 0
		}
	}
	return found
}
