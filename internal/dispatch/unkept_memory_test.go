package dispatch

import (
	"fmt"
	"testing"

	"giaoban/internal/chat"
)

// TestFullMemoryForgetsNobodyUntold: whoever does not know yet that their message is not kept is still to be told when the
// memory of those who know is full. Else the update would be confirmed without a word.
func TestFullMemoryForgetsNobodyUntold(t *testing.T) {
	k := &unkept{told: map[string]*telling{}, under: map[chat.Address]*telling{}}
	for n := range mostUnkept - 1 {
		k.told[fmt.Sprint("old/", n)] = &telling{arrived: true}
	}
	updates := []chat.Update{{Key: "update/1", From: chat.Address{Channel: "telegram", ID: "1"}}, {Key: "update/2", From: chat.Address{Channel: "telegram", ID: "2"}}}
	for _, u := range updates {
		k.add(u)
	}
	if left, tellings := k.known(updates); len(left) != 0 || len(tellings) != len(updates) {
		t.Errorf("%d of %d are to be told; %d would be answered", len(tellings), len(updates), len(left))
	}
	if len(k.told) > mostUnkept {
		t.Errorf("%d are remembered", len(k.told))
	}
}
