package simulator

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"giaoban/internal/clock"
)

// Options configure a Server. The zero value is a working server whose clock starts now and runs on.
type Options struct {
	Clock   *clock.Movable // campaign time: message dates, the day that updates live
	Title   string         // of the page
	BotName string         // first name of every bot
	// Language is that of the page, of what bots and users are called without a name, and of users' phones: vi or en. Where it is empty
	// the page speaks the browser's, and all else is Vietnamese.
	Language string
	Lenient  bool       // no penalties for hasty polling: same-offset rules, spacing of 409, setWebhook once a second
	Seed     uint64     // of everything that looks random; 0 is a fixed seed too
	Limits   Limits     // on what bots send
	Calls    func(Call) // is told of each call when it was dealt with, from many goroutines; nil: nobody

	// Next returns the next instant at which something is due, with a label for the page's jump button.
	Next func(now time.Time) (at time.Time, label string, ok bool)
	// Jump moves the clock to the next due instant and returns when its work is done. When nil the clock is set to what Next returns.
	Jump func(ctx context.Context) error
	// Pass has everything happen that happens by itself before an instant to which the clock is about to be moved; it may move the clock up to it.
	Pass func(ctx context.Context, to time.Time) error
	// Roster finds people whose phones the page may add; Join makes one of them a user. Set both or neither; without them the page makes new
	// users by name.
	Roster func(ctx context.Context, query string) ([]Contact, error)
	Join   func(ctx context.Context, contactID string) (userID int64, err error)
}

// Server is a Bot API server with people in it. Make it with New. Safe for concurrent use.
type Server struct {
	options Options
	clock   *clock.Movable
	methods map[string]method
	faults  faults
	limits  limits
	changed signal        // anything at all changed
	states  atomic.Uint64 // counts the changes of people, bots and the clock
	seq     atomic.Uint64
	queryID atomic.Uint64
	jump    sync.Mutex // one jump of the clock at a time
	done    context.Context
	stop    context.CancelFunc
	work    sync.WaitGroup
	client  *http.Client // delivers to webhooks

	botsMu  sync.RWMutex
	bots    map[string]*bot // by token
	botList []*bot

	usersMu  sync.RWMutex
	users    map[int64]*User
	userList []*User
	lastUser int64

	randMu sync.Mutex
	rand   *rand.Rand
}

// firstUserID is above 32 bits, as ids of newer accounts are.
const firstUserID = 5_600_000_000

// New makes a server without bots and people. Close it when done.
func New(options Options) *Server {
	if options.Clock == nil {
		options.Clock = clock.NewMovable(time.Now())
	}
	s := &Server{
		options:  options,
		clock:    options.Clock,
		bots:     map[string]*bot{},
		users:    map[int64]*User{},
		lastUser: firstUserID,
		rand:     rand.New(rand.NewPCG(options.Seed, 1)),
		client: &http.Client{
			Timeout:       webhookTimeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	s.methods = methodTable()
	s.SetLimits(options.Limits)
	s.faults.rand = rand.New(rand.NewPCG(options.Seed, 2))
	s.done, s.stop = context.WithCancel(context.Background())
	return s
}

// Close ends held polls, open pages and webhook deliveries, and waits for them.
func (s *Server) Close() {
	s.stop()
	s.work.Wait()
	s.client.CloseIdleConnections()
}

// Handler serves the Bot API, the control calls under /sim/ and the page. Calls from other sites' pages are refused.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	s.addControl(mux)
	s.addPage(mux)
	guarded := http.NewCrossOriginProtection().Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasPrefix(path, "/bot"):
			s.serveMethod(w, r, strings.TrimPrefix(path, "/bot"))
		case strings.HasPrefix(path, "/file/bot"):
			s.serveFile(w, r, strings.TrimPrefix(path, "/file/bot"))
		default:
			guarded.ServeHTTP(w, r)
		}
	})
}

// Wait returns when done holds; it looks again whenever anything in the server changes. It never sleeps.
func (s *Server) Wait(ctx context.Context, done func() bool) error {
	return s.changed.until(ctx, done)
}

// Pending returns how many updates wait for a bot.
func (s *Server) Pending(botID int64) int {
	b := s.bot(botID)
	if b == nil {
		return 0
	}
	return b.queue.waiting()
}

// stateChanged wakes the open pages to a change around the chats, and whoever else waits.
func (s *Server) stateChanged() {
	s.states.Add(1)
	s.changed.fire()
}

func (s *Server) nextSeq() uint64 { return s.seq.Add(1) }

// firstUpdate returns a random id for a bot's next update.
func (s *Server) firstUpdate() int64 {
	return 100_000_000 + s.random(800_000_000)
}

func (s *Server) random(n int64) int64 {
	s.randMu.Lock()
	defer s.randMu.Unlock()
	return s.rand.Int64N(n)
}
