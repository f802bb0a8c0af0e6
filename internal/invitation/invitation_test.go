package invitation_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/invitation"
	"giaoban/internal/roster"
	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

func openKV(t testing.TB) *boltkv.DB {
	t.Helper()
	db, err := boltkv.Open(filepath.Join(t.TempDir(), "test.db"), boltkv.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// do runs f in a transaction that must succeed.
func do(t testing.TB, kv store.KV, f func(store.Tx) error) {
	t.Helper()
	if err := store.One(context.Background(), kv, f); err != nil {
		t.Fatal(err)
	}
}

var (
	seven = time.Date(2016, 7, 4, 7, 0, 0, 0, time.UTC)
	an    = chat.Address{Channel: "telegram", ID: "1"}
	binh  = chat.Address{Channel: "telegram", ID: "2"}
)

// numbered gives codes that are in the right form and all different.
func numbered(n int) string { return fmt.Sprintf("%012d", n) }

func invite(t testing.TB, kv store.KV, unit string, n int) {
	t.Helper()
	do(t, kv, func(tx store.Tx) error {
		return invitation.Put(tx, roster.Hash(numbered(n)), roster.Invitation{List: "2016",
			Unit: unit, Role: roster.Officer, Created: seven, Expires: seven.Add(time.Hour)})
	})
}

func redeem(kv store.KV, n int, by chat.Address, at time.Time) (inv roster.Invitation, err error) {
	err = store.One(context.Background(), kv, func(tx store.Tx) (err error) {
		inv, err = invitation.Redeem(tx, numbered(n), by, at)
		return err
	})
	return inv, err
}

func waiting(t testing.TB, kv store.KV, unit string) (n int) {
	t.Helper()
	err := kv.View(context.Background(), func(r store.Reader) (err error) {
		n, err = invitation.Waiting(r, store.OnList{List: "2016", Unit: unit}, roster.Officer)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAnInvitationOpensOnce(t *testing.T) {
	kv := openKV(t)
	invite(t, kv, "16144", 1)
	invite(t, kv, "16144", 2)
	if _, err := redeem(kv, 3, an, seven); !errors.Is(err, invitation.ErrUnknown) {
		t.Errorf("an unknown code: %v", err)
	}
	inv, err := redeem(kv, 1, an, seven)
	if err != nil || inv.Unit != "16144" || inv.Role != roster.Officer || inv.UsedBy != an || !inv.Used.Equal(seven) {
		t.Errorf("the first time: %+v, %v", inv, err)
	}
	inv, err = redeem(kv, 1, binh, seven)
	if !errors.Is(err, invitation.ErrUsed) || inv.UsedBy != an {
		t.Errorf("the second time: %+v, %v", inv, err)
	}
	if _, err := redeem(kv, 2, binh, seven.Add(time.Hour)); !errors.Is(err, invitation.ErrExpired) {
		t.Errorf("too late: %v", err)
	}
	if n := waiting(t, kv, "16144"); n != 1 {
		t.Errorf("%d waiting, want the expired one", n)
	}
}

func TestVoidTakesBackWhatIsUnused(t *testing.T) {
	kv := openKV(t)
	for n := range invitation.MaxVoid + 10 {
		invite(t, kv, "16144", n)
	}
	invite(t, kv, "16093", 999)
	if _, err := redeem(kv, 5, an, seven); err != nil {
		t.Fatal(err)
	}
	var voided, left int
	for _, want := range [][2]int{{invitation.MaxVoid, 9}, {9, 0}, {0, 0}} {
		do(t, kv, func(tx store.Tx) (err error) {
			voided, left, err = invitation.Void(tx, store.OnList{List: "2016", Unit: "16144"}, roster.Officer, seven)
			return err
		})
		if got := [2]int{voided, left}; got != want {
			t.Errorf("voided and left %v, want %v", got, want)
		}
	}
	if _, err := redeem(kv, 6, an, seven); !errors.Is(err, invitation.ErrVoid) {
		t.Errorf("a void code: %v", err)
	}
	do(t, kv, func(tx store.Tx) error { return invitation.Drop(tx, store.Invitations.Key(roster.Hash(numbered(6)))) })
	if _, err := redeem(kv, 6, an, seven); !errors.Is(err, invitation.ErrUnknown) {
		t.Errorf("a void code that was dropped: %v", err)
	}
	if _, err := redeem(kv, 5, an, seven); !errors.Is(err, invitation.ErrUsed) {
		t.Errorf("a used code is remembered: %v", err)
	}
	if _, err := redeem(kv, 999, an, seven); err != nil {
		t.Errorf("another unit's code: %v", err)
	}
}

// try counts a wrong code.
func try(t testing.TB, kv store.KV, by chat.Address, at time.Time) (left int, until time.Time) {
	t.Helper()
	do(t, kv, func(tx store.Tx) error {
		left, until = invitation.RecordTry(tx, by, at)
		if again, same := invitation.TriesLeft(tx, by, at); again != left || !same.Equal(until) {
			t.Errorf("TriesLeft = %d, %v after RecordTry = %d, %v", again, same, left, until)
		}
		return nil
	})
	return left, until
}

func TestWrongCodesAreCounted(t *testing.T) {
	kv := openKV(t)
	for i := range invitation.TriesEach + 1 {
		left, until := try(t, kv, an, seven.Add(time.Duration(i)*time.Minute))
		if want := max(0, invitation.TriesEach-1-i); left != want || !until.Equal(seven.Add(time.Hour)) {
			t.Errorf("try %d: %d left until %v, want %d", i, left, until, want)
		}
	}
	if left, _ := try(t, kv, binh, seven); left != invitation.TriesEach-1 {
		t.Errorf("somebody else: %d left", left)
	}
	if left, _ := try(t, kv, an, seven.Add(time.Hour)); left != invitation.TriesEach-1 {
		t.Errorf("an hour later: %d left", left)
	}
}

// TestStrangersKeepNobodyOut holds that wrong codes slow the one who types them and no one else.
func TestStrangersKeepNobodyOut(t *testing.T) {
	kv := openKV(t)
	for i := range 300 {
		stranger := chat.Address{Channel: "telegram", ID: fmt.Sprint(1000 + i)}
		for range invitation.TriesEach {
			try(t, kv, stranger, seven)
		}
	}
	if left, _ := try(t, kv, an, seven.Add(time.Minute)); left != invitation.TriesEach-1 {
		t.Errorf("%d left after strangers' 1,500 wrong codes, want %d", left, invitation.TriesEach-1)
	}
}

func TestTheBotsNameIsKept(t *testing.T) {
	kv := openKV(t)
	do(t, kv, func(tx store.Tx) error {
		if name, _ := store.Names.Get(tx, store.BotName); name != "" {
			t.Errorf("at first %q", name)
		}
		store.Names.Put(tx, store.BotName, "giaoban_bot")
		if name, _ := store.Names.Get(tx, store.BotName); name != "giaoban_bot" {
			t.Errorf("then %q", name)
		}
		return nil
	})
}
