package store

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"giaoban/internal/chat"
)

func TestMessageSurvivesItsRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMessage(t)
		got, err := Outbox.codec.Decode(Outbox.codec.Encode(m))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("changed on the way (-want +got):\n%s", diff)
		}
	})
}

// A row that was cut short, or is of another version, is an error and no panic.
func TestMessageCutShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := Outbox.codec.Encode(drawMessage(t))
		n := rapid.IntRange(0, len(row)-1).Draw(t, "length")
		if _, err := Outbox.codec.Decode(row[:n]); err == nil {
			t.Fatalf("%d of %d bytes were read as a whole message", n, len(row))
		}
	})
	if _, err := Outbox.codec.Decode([]byte{9, 0, 0, 0, 0, 0, 0, 0}); err == nil {
		t.Error("version 9 was read")
	}
}

func FuzzDecodeMessage(f *testing.F) {
	f.Add(Outbox.codec.Encode(sample()))
	f.Add([]byte{1, 3, 2, 0, 0, 0, 0, 0xff, 0xff, 3})
	f.Fuzz(func(t *testing.T, row []byte) {
		if m, err := Outbox.codec.Decode(row); err == nil {
			if _, err := Outbox.codec.Decode(Outbox.codec.Encode(m)); err != nil {
				t.Errorf("what was read cannot be written: %v", err)
			}
		}
	})
}

func drawMessage(t *rapid.T) chat.Message {
	s := rapid.String()
	m := chat.Message{
		To:       chat.Address{Channel: s.Draw(t, "channel"), ID: s.Draw(t, "address")},
		Priority: chat.Priority(rapid.Byte().Draw(t, "priority")),
		Note:     s.Draw(t, "note"),
		Content: chat.Content{
			Text:    s.Draw(t, "text"),
			Replace: s.Draw(t, "replace"),
			Choices: rapid.SliceOf(rapid.SliceOf(rapid.Custom(func(t *rapid.T) chat.Choice {
				return chat.Choice{Label: s.Draw(t, "label"), Data: s.Draw(t, "data")}
			}))).Draw(t, "choices"),
		},
	}
	if rapid.Bool().Draw(t, "has an end") {
		m.Until = time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "until"), 0)
	}
	if rapid.Bool().Draw(t, "has file") {
		m.Content.File = &chat.File{
			Ref: s.Draw(t, "ref"), Name: s.Draw(t, "name"), Type: s.Draw(t, "type"),
			Size: rapid.Int64().Draw(t, "size"), Data: rapid.SliceOf(rapid.Byte()).Draw(t, "content"),
		}
	}
	return m
}

func sample() chat.Message {
	return chat.Message{
		ID: "telegram:123456789/00000000000000000042",
		To: chat.Address{Channel: "telegram", ID: "123456789"},
		Content: chat.Content{
			Text: "Đã ghi: 1.234 hộ.\n\nPhần 2/10, câu 2.3: Trên địa bàn xã có bao nhiêu hộ nghèo theo chuẩn mới?",
			Choices: [][]chat.Choice{
				{{Label: "Bỏ qua", Data: "k3v/X2.03/skip"}, {Label: "Làm sau", Data: "k3v/X2.03/later"}},
				{{Label: "Quay lại", Data: "k3v/X2.02/show"}},
			},
		},
	}
}

func BenchmarkEncodeMessage(b *testing.B) {
	m := sample()
	b.ReportAllocs()
	for b.Loop() {
		Outbox.codec.Encode(m)
	}
}

func BenchmarkDecodeMessage(b *testing.B) {
	row := Outbox.codec.Encode(sample())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Outbox.codec.Decode(row); err != nil {
			b.Fatal(err)
		}
	}
}

// The measure for the two above.
func BenchmarkEncodeMessageJSON(b *testing.B) {
	m := sample()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(m); err != nil {
			b.Fatal(err)
		}
	}
}
