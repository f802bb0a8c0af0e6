package form_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"giaoban/internal/form"
)

// TestPoll: a poll is an outline like any other, from its source too.
func TestPoll(t *testing.T) {
	o, source, err := form.Poll("Thiệt hại do bão", []form.PollQuestion{
		{Label: "Số hộ bị ngập: bao nhiêu?", Type: form.Integer}, {Label: "Đã di dời chưa?", Type: form.YesNo},
		{Label: "Mức thiệt hại {loai}", Type: form.SelectOne, Choices: []string{"Nhẹ", "Nặng"}}, {Label: "# Cần gì?", Type: form.ShortText}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := form.Parse("x", source)
	if err != nil || again.Hash != o.Hash || len(o.Warnings) > 0 {
		t.Errorf("read again it is %v, %v, with %v", again, err, o.Warnings)
	}
	var said []string
	for _, q := range o.Top {
		said = append(said, q.Code+" "+string(q.Type)+" "+q.Label)
	}
	want := "C1 integer Số hộ bị ngập: bao nhiêu?\nC2 yes_no Đã di dời chưa?\nC3 select_one Mức thiệt hại (loai)\nC4 text # Cần gì?"
	if got := strings.Join(said, "\n"); got != want {
		t.Errorf("it asks\n%s\nwant\n%s", got, want)
	}
}

// TestAnyWordsMakeAPoll: whatever somebody types as a question, the outline is sound.
func TestAnyWordsMakeAPoll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`[\pL0-9:#{}«»"'\[\]>|&*!%@?.,\- ]{0,40}[\pL0-9]`)
		var asked []form.PollQuestion
		for range rapid.IntRange(1, 5).Draw(t, "questions") {
			q := form.PollQuestion{Label: words.Draw(t, "label"), Type: rapid.SampledFrom([]form.Type{form.Integer, form.YesNo, form.ShortText, form.SelectOne}).Draw(t, "type")}
			if q.Type == form.SelectOne {
				q.Choices = []string{"a" + words.Draw(t, "one"), "b" + words.Draw(t, "two")}
			}
			asked = append(asked, q)
		}
		if _, _, err := form.Poll(words.Draw(t, "title"), asked); err != nil {
			t.Fatal(err)
		}
	})
}
