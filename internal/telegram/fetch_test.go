package telegram

import (
	"bytes"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/simulator"
)

// fetchWorld is a bot in front of the simulator, and somebody with a phone.
func fetchWorld(t *testing.T) (*simulator.Server, *simulator.User, *Bot) {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewServer(sim.Handler())
	t.Cleanup(sim.Close)
	t.Cleanup(server.Close)
	if _, err := sim.Bot(testToken); err != nil {
		t.Fatal(err)
	}
	b, _ := botWith(t, Options{APIURL: server.URL})
	return sim, sim.User(simulator.Person{Name: "Hoa"}), b
}

func sendDocument(t *testing.T, u *simulator.User, data []byte) (ref string) {
	t.Helper()
	m, err := u.Send(0, simulator.File{Kind: "document", Name: "bản ký.pdf", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return m.Document.FileID
}

func TestFetch(t *testing.T) {
	_, hoa, b := fetchWorld(t)
	data := bytes.Repeat([]byte("giao ban "), 20_000)
	ref := sendDocument(t, hoa, data)
	var got bytes.Buffer
	if n, err := b.Fetch(t.Context(), ref, 0, &got); err != nil || n != int64(len(data)) || !bytes.Equal(got.Bytes(), data) {
		t.Errorf("%d bytes, %v", n, err)
	}
	voice, err := hoa.Send(0, simulator.File{Kind: "voice", MIME: "audio/ogg", Data: []byte("OggS")})
	if err != nil {
		t.Fatal(err)
	}
	got.Reset()
	if n, err := b.Fetch(t.Context(), voice.Voice.FileID, 0, &got); err != nil || n != 4 {
		t.Errorf("voice: %d bytes, %v", n, err)
	}
}

// Each fault is told apart by whether another try may help.
func TestFetchFaults(t *testing.T) {
	sim, hoa, b := fetchWorld(t)
	data := bytes.Repeat([]byte("x"), 100_000)
	ref := sendDocument(t, hoa, data)
	for _, test := range []struct {
		name  string
		fault simulator.Fault
		after time.Duration
	}{
		{"too many", simulator.Fault{Method: "getFile", Kind: simulator.FaultTooMany, RetryAfter: 7}, 7 * time.Second},
		{"too many downloads", simulator.Fault{Method: "file", Kind: simulator.FaultTooMany, RetryAfter: 9}, 9 * time.Second},
		{"the link is over", simulator.Fault{Method: "file", Kind: simulator.FaultError, Code: 404}, 0},
		{"gateway", simulator.Fault{Method: "getFile", Kind: simulator.FaultPage}, 0},
		{"gateway at the link", simulator.Fault{Method: "file", Kind: simulator.FaultPage}, 0},
		{"hung up", simulator.Fault{Method: "file", Kind: simulator.FaultDropBefore, Times: 2}, 0}, // the transport tries once more by itself
		{"hung up after getFile", simulator.Fault{Method: "getFile", Kind: simulator.FaultDropAfter}, 0},
		{"cut short", simulator.Fault{Method: "file", Kind: simulator.FaultTruncate}, 0},
		{"busy", simulator.Fault{Method: "getFile", Kind: simulator.FaultError, Code: 400,
			Description: "Bad Request: wrong file_id or the file is temporarily unavailable"}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.fault.Times = max(1, test.fault.Times)
			if _, err := sim.AddFault(test.fault); err != nil {
				t.Fatal(err)
			}
			_, err := b.Fetch(t.Context(), ref, 0, new(bytes.Buffer))
			var retry *chat.RetryError
			if !errors.As(err, &retry) || retry.After != test.after {
				t.Errorf("got %v (%+v), want another try after %v", err, retry, test.after)
			}
			if n, err := b.Fetch(t.Context(), ref, 0, new(bytes.Buffer)); err != nil || n != int64(len(data)) {
				t.Errorf("the next try: %d bytes, %v", n, err)
			}
		})
	}
}

func TestFetchNever(t *testing.T) {
	_, hoa, b := fetchWorld(t)
	large := sendDocument(t, hoa, make([]byte, MaxFile+1))
	small := sendDocument(t, hoa, make([]byte, 1001))
	for _, test := range []struct {
		name, ref string
		limit     int64
		big       bool
	}{
		{"larger than the platform gives", large, 0, true},
		{"larger than we want", small, 1000, true},
		{"no such file", "nothing", 0, false},
	} {
		var refused *chat.RefusedError
		_, err := b.Fetch(t.Context(), test.ref, test.limit, new(bytes.Buffer))
		if !errors.As(err, &refused) || errors.Is(err, chat.ErrTooBig) != test.big {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestFetchToFullDisk(t *testing.T) {
	_, hoa, b := fetchWorld(t)
	_, err := b.Fetch(t.Context(), sendDocument(t, hoa, []byte("x")), 0, full{})
	var retry *chat.RetryError
	if !errors.Is(err, errFull) || errors.As(err, &retry) || strings.Contains(err.Error(), testSecret) {
		t.Errorf("%v", err)
	}
}
