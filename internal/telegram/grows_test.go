package telegram

import (
	"encoding/json"
	"testing"

	"giaoban/internal/effort/efforttest"
)

// BenchmarkDecodeGreatest decodes a message of the platform's greatest size.
func BenchmarkDecodeGreatest(b *testing.B) {
	for _, piece := range []string{"ạ ", "a\u0301\u0323\u0302", "🙂"} {
		text, err := json.Marshal(efforttest.Repeated(piece).Of(efforttest.Greatest))
		if err != nil {
			b.Fatal(err)
		}
		raw := []byte(`{"update_id":1,"message":{` + head + `,"text":` + string(text) + `}}`)
		b.Run(piece, func(b *testing.B) {
			for b.Loop() {
				if _, err := decode(raw, testID, testNow); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
