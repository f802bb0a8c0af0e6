package retention_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
	"giaoban/internal/retention"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// TestForgetANameThatJSONWritesOtherwise: a name with signs that JSON writes in another way is found where nothing else
// names the person.
func TestForgetANameThatJSONWritesOtherwise(t *testing.T) {
	const name = `Lê <Quên> & "Bạn"`
	kv, now := openKV(t), time.Date(2016, 7, 4, 8, 0, 0, 0, time.UTC)
	who := chat.Address{Channel: "telegram", ID: "4200001"}
	what, err := json.Marshal(map[string]string{"by": "của " + name})
	if err != nil {
		t.Fatal(err)
	}
	n := store.Notice{Campaign: report.ID{Campaign: "c"}, ID: "n", Kind: "said", What: []json.RawMessage{what}, To: store.Receiver{Address: chat.Address{Channel: "telegram", ID: "7"}}}
	do(t, kv, func(tx store.Tx) error {
		store.Chat{}.PutPerson(tx, who, store.Person{Name: name, Memberships: []roster.Membership{{List: "l", Unit: "1", Role: roster.Officer}}})
		store.Notices.Put(tx, n, n)
		return nil
	})
	found, err := retention.Find(t.Context(), kv, name)
	if err != nil || len(found) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if waits, err := retention.Forget(t.Context(), kv, found[0], "x", nil, now, slog.New(slog.DiscardHandler)); waits != 0 || err != nil {
		t.Fatal(waits, err)
	}
	err = kv.View(context.Background(), func(r store.Reader) error {
		n, err := store.Notices.Get(r, n)
		said := map[string]string{}
		if err == nil {
			err = json.Unmarshal(n.What[0], &said)
		}
		if said["by"] != "của —" {
			t.Errorf("the notice says %q", said["by"])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
