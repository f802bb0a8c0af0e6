package simulator

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// The kinds of Fault.
const (
	FaultError      = "error"       // an answer {ok:false} with Code and Description; the call is not applied
	FaultPage       = "page"        // 502 with an HTML page, as from a proxy; not applied
	FaultTooMany    = "too-many"    // 429 with RetryAfter; not applied
	FaultDropBefore = "drop-before" // the connection is closed; not applied
	FaultPageAfter  = "page-after"  // applied, then 502 with an HTML page: the outcome is unknown to the client
	FaultDropAfter  = "drop-after"  // applied, then the connection is closed: the outcome is unknown to the client
	FaultTruncate   = "truncate"    // applied, then half of the answer
	FaultSlow       = "slow"        // applied, then half of the answer, Delay, the rest
)

// Fault makes calls fail. It hits the calls of Method that Times, Every and Share choose: the next Times calls (0: all), of those each
// Every-th (0: each), of those the fraction Share by a seeded die (0: each).
type Fault struct {
	ID          int           `json:"id"`
	Method      string        `json:"method"` // without regard to case; empty: every method but getUpdates; "file": downloads
	Bot         int64         `json:"bot"`    // 0: every bot
	Kind        string        `json:"kind"`
	Times       int           `json:"times"`
	Every       int           `json:"every"`
	Share       float64       `json:"share"`
	Code        int           `json:"code"`        // for FaultError; 500 when 0
	Description string        `json:"description"` // for FaultError
	RetryAfter  int           `json:"retry_after"` // seconds; 1 when 0
	MigrateTo   int64         `json:"migrate_to"`  // parameter migrate_to_chat_id of FaultError
	Delay       time.Duration `json:"delay"`       // real time; nanoseconds in JSON
	Hits        int           `json:"hits"`        // so far

	seen int
}

type faults struct {
	mu   sync.Mutex
	list []*Fault
	last int
	rand *rand.Rand
}

// AddFault switches a fault on and returns its id.
func (s *Server) AddFault(f Fault) (int, error) {
	switch f.Kind {
	case FaultError, FaultPage, FaultTooMany, FaultDropBefore, FaultPageAfter, FaultDropAfter, FaultTruncate, FaultSlow:
	default:
		return 0, fmt.Errorf("simulator: unknown kind of fault %q", f.Kind)
	}
	if f.Code == 0 {
		f.Code = http.StatusInternalServerError
	}
	if f.Description == "" {
		f.Description = http.StatusText(f.Code)
	}
	f.RetryAfter = max(f.RetryAfter, 1)
	f.Method = strings.ToLower(f.Method)
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.last++
	f.ID, f.Hits, f.seen = s.faults.last, 0, 0
	s.faults.list = append(s.faults.list, &f)
	return f.ID, nil
}

// Faults lists what is switched on, with how often it hit.
func (s *Server) Faults() []Fault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	list := []Fault{}
	for _, f := range s.faults.list {
		list = append(list, *f)
	}
	return list
}

// ClearFaults switches all faults off.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = nil
}

// take returns the fault that hits this call, or nil.
func (fs *faults) take(bot int64, method string) *Fault {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for _, f := range fs.list {
		if f.matches(bot, method) && fs.hits(f) {
			f.Hits++
			copied := *f
			return &copied
		}
	}
	return nil
}

func (f *Fault) matches(bot int64, method string) bool {
	if f.Bot != 0 && f.Bot != bot {
		return false
	}
	return f.Method == method || f.Method == "" && method != "getupdates"
}

func (fs *faults) hits(f *Fault) bool {
	if f.Times > 0 && f.Hits >= f.Times {
		return false
	}
	f.seen++
	if f.Every > 0 && f.seen%f.Every != 0 {
		return false
	}
	return f.Share <= 0 || fs.rand.Float64() < f.Share
}

// early reports whether a call is spoiled before it is applied.
func (f *Fault) early() bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case FaultError, FaultPage, FaultTooMany, FaultDropBefore:
		return true
	}
	return false
}

// badGateway is what a proxy answers in the server's place.
func badGateway(w http.ResponseWriter) {
	answer{
		status: http.StatusBadGateway,
		header: http.Header{"Content-Type": {"text/html"}},
		body:   []byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"),
	}.write(w)
}

// before spoils a call that is not to be applied, and reports whether it did.
func (f *Fault) before(w http.ResponseWriter) bool {
	if !f.early() {
		return false
	}
	switch f.Kind {
	case FaultError:
		answerTo(nil, &apiError{Code: f.Code, Description: f.Description, Parameters: parameters{MigrateTo: f.MigrateTo}}).write(w)
	case FaultPage:
		badGateway(w)
	case FaultTooMany:
		answerTo(nil, tooMany(f.RetryAfter)).write(w)
	case FaultDropBefore:
		hangUp()
	}
	return true
}

// after writes the answer of an applied call, spoiled or whole.
func (f *Fault) after(ctx context.Context, w http.ResponseWriter, a answer) {
	if f == nil {
		a.write(w)
		return
	}
	half := len(a.body) / 2
	switch f.Kind {
	case FaultPageAfter:
		badGateway(w)
	case FaultDropAfter:
		hangUp()
	case FaultTruncate:
		a.writeHalf(w)
		hangUp()
	case FaultSlow:
		a.writeHalf(w)
		rest(ctx, f.Delay)
		w.Write(a.body[half:])
	default:
		a.write(w)
	}
}

func (a answer) writeHalf(w http.ResponseWriter) {
	a.writeHead(w)
	w.Write(a.body[:len(a.body)/2])
	http.NewResponseController(w).Flush()
}

// hangUp ends the connection without an answer. net/http defines this panic for the purpose and does not log it.
func hangUp() {
	panic(http.ErrAbortHandler)
}

// Repeat makes the next n updates for a bot arrive twice, with the same id.
func (s *Server) Repeat(botID int64, n int) error {
	return s.onQueue(botID, func(q *queue) { q.repeats += n })
}

// Reseed makes a bot's update ids go on from first as soon as no update waits; with 0 from anywhere. They may become lower than before.
func (s *Server) Reseed(botID, first int64) error {
	if first == 0 {
		first = s.firstUpdate()
	}
	return s.onQueue(botID, func(q *queue) { q.reseedTo = first })
}

// Inject queues an update of any kind and content, also one that no client can decode. value must be JSON.
func (s *Server) Inject(botID int64, kind string, value []byte) error {
	b, err := s.botNamed(botID)
	if err != nil {
		return err
	}
	b.queue.pushRaw(kind, value, 0, s.clock.Now())
	s.changed.fire()
	return nil
}

func (s *Server) onQueue(botID int64, change func(*queue)) error {
	b, err := s.botNamed(botID)
	if err != nil {
		return err
	}
	b.queue.mu.Lock()
	defer b.queue.mu.Unlock()
	change(b.queue)
	return nil
}
