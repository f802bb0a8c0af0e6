package telegram

import (
	"fmt"
	"net"
	"testing"
)

// TestState has polls fail, each in its way: what is told apart, for the advice is another.
func TestState(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, refused := net.Dial("tcp", address)
	conflict := func(text string) error { return retryLater(0, &conflictError{fmt.Errorf("getUpdates: 409: %s", text)}) }
	for name, try := range map[string]struct {
		err                       error
		conflict, webhook, closed bool
	}{
		"another program": {conflict("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"), true, false, false},
		"a webhook":       {conflict("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"), true, true, false},
		"nothing there":   {retryLater(0, fmt.Errorf("getUpdates: %w", refused)), false, false, true},
		"a page":          {&pageError{status: 502}, false, false, false},
	} {
		b := &Bot{server: DefaultAPIURL}
		b.polled.note(try.err)
		if s := b.State(); s.Conflict != try.conflict || s.Webhook != try.webhook || s.Closed != try.closed || !s.Public {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
