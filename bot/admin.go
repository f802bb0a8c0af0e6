package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/lifecycle"
	"giaoban/internal/locale"
	"giaoban/internal/outbox"
	"giaoban/internal/reform"
	"giaoban/internal/store"
)

// admin does what operators ask for beside the chat. There is one of it: made by
// serve for those who ask over the socket, else by the command itself.
type admin struct {
	kv      store.KV
	bundles []*bundle // the open campaigns
	backup  func(context.Context, io.Writer) (int64, error)
	// botName gives the user name for links, or "" and why not.
	botName func(context.Context) (string, error)
	now     func() time.Time
	random  io.Reader
	log     *slog.Logger
	// data is the whole path of the folder of data; "" has no files.
	data string
	// tidy puts files that were given up into the trash.
	tidy func(context.Context) error
	// dispatcher gives the running bot's, or one of the admin's own.
	dispatcher func(context.Context) (*dispatch.Dispatcher, error)
	// delivery is the running bot's outbox, or nil.
	delivery *outbox.Outbox
	// signs are the running bot's; nil if none runs.
	signs  *signs
	begins bool            // there is no database yet
	opened func([]*bundle) // see openNow
	config string          // the file that the running bot reads
	// reload takes up changed files; nil if no bot runs.
	reload func(context.Context, reloadOrder) (reloadReply, error)
}

// operations are what both an admin and the socket to one can do.
type operations interface {
	Invite(context.Context, inviteOrder) (inviteReply, error)
	// Waiting tells which codes are not used yet where an order would make some.
	Waiting(context.Context, inviteOrder) (waitingReply, error)
	// Conduct changes how a campaign stands as a whole, and tells it.
	Conduct(context.Context, conductOrder) (lifecycle.Standing, error)
	// Unread lists what coordinators said and was not understood.
	Unread(context.Context, unreadOrder) (unreadReply, error)
	// Purge counts and takes away what a closed campaign has.
	Purge(context.Context, purgeOrder) (purgeReply, error)
	// Forget finds somebody and forgets them.
	Forget(context.Context, forgetOrder) (forgetReply, error)
	// Retention counts all that is kept.
	Retention(context.Context, retentionOrder) (retentionReply, error)
	// Why tells what happened to a unit, a person or a message.
	Why(context.Context, whyOrder) (whyReply, error)
	// Plan tells what the program will do on its own.
	Plan(context.Context, planOrder) (planReply, error)
	// Backup writes a copy of the database.
	Backup(context.Context, io.Writer) error
	// Reload has the running bot take up changed files.
	Reload(context.Context, reloadOrder) (reloadReply, error)
	// Status says how the running bot does.
	Status(context.Context, statusOrder) (statusReply, error)
}

// Backup implements operations.
func (a *admin) Backup(ctx context.Context, w io.Writer) error {
	_, err := a.backup(ctx, w)
	return err
}

// withOperations opens the database if nobody else has it, or else asks who has.
func withOperations(ctx context.Context, c Config, do func(operations) error) error {
	db, err := openDatabase(c.Database(), opening{Key: c.EncryptionKey})
	switch {
	case inUse(err):
		client, dialErr := dialAdmin(ctx, c.Data)
		if dialErr != nil {
			return errors.Join(err, dialErr)
		}
		if err := client.sameConfig(ctx, c); err != nil {
			return err
		}
		return do(client)
	case err != nil:
		return err
	}
	bundles, err := c.bundles()
	if err != nil {
		return errors.Join(err, db.Close())
	}
	if err = c.named(ctx, db, bundles); err == nil {
		err = c.known(ctx, db, bundles)
	}
	if err == nil {
		err = errors.Join(reform.Finish(ctx, db, slog.New(slog.DiscardHandler)), withFormer(ctx, db, bundles))
	}
	if err == nil {
		err = do(newAdmin(c, bundles, db))
	}
	return errors.Join(err, db.Close())
}

// serveAdmin answers commands on the socket until ctx ends, and closes it.
func serveAdmin(ctx context.Context, at *socket, a *admin) error {
	defer at.Close() // also where the end came before the serving began
	// What was asked before is answered, in reason: the database closes next.
	if err := serveOn(ctx, at, a.handler(), 5*time.Second, nil); err != nil {
		return fails("cli_socket_listen", "error", err)
	}
	return nil
}

// handler is the socket's side of the operations, by the campaigns that are open when it is asked.
func (a *admin) handler() http.Handler {
	routes := &atomic.Pointer[http.ServeMux]{}
	routes.Store(a.mux())
	a.opened = func(bundles []*bundle) {
		next := *a
		next.bundles = bundles
		routes.Store(next.mux())
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { routes.Load().ServeHTTP(w, r) })
}

// openNow has whoever asks from now on find these campaigns.
func (a *admin) openNow(bundles []*bundle) {
	if a.opened != nil {
		a.opened(bundles)
	}
}

func (a *admin) mux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /invite", answering(a.Invite))
	mux.HandleFunc("POST /invite/waiting", answering(a.Waiting))
	mux.HandleFunc("POST /campaign", answering(a.Conduct))
	mux.HandleFunc("POST /unread", answering(a.Unread))
	mux.HandleFunc("POST /purge", answering(a.Purge))
	mux.HandleFunc("POST /forget", answering(a.Forget))
	mux.HandleFunc("POST /retention", answering(a.Retention))
	mux.HandleFunc("POST /why", answering(a.Why))
	mux.HandleFunc("POST /plan", answering(a.Plan))
	mux.HandleFunc("POST /status", answering(a.Status))
	mux.HandleFunc("POST /reload", answering(a.Reload))
	mux.HandleFunc("POST /config", answering(a.reads))
	mux.HandleFunc("GET /backup", func(w http.ResponseWriter, r *http.Request) {
		if err := a.Backup(r.Context(), w); err != nil {
			panic(http.ErrAbortHandler) // so that what came so far is no whole copy
		}
	})
	return mux
}

// refusal is an error on its way over the socket.
type refusal struct {
	Error locale.Phrase `json:"error"`
	Hint  locale.Phrase `json:"hint"`
	Code  int           `json:"code"`
}

// answering is the socket's side of an operation whose order and reply are JSON.
func answering[Order, Reply any](do func(context.Context, Order) (Reply, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var order Order
		var answer any
		err := json.NewDecoder(r.Body).Decode(&order)
		if err == nil {
			answer, err = do(r.Context(), order)
		}
		if err != nil {
			answer = refusal{phraseOf(err), hintOf(err), codeOf(err)}
			w.WriteHeader(http.StatusBadRequest)
		}
		_ = json.NewEncoder(w).Encode(answer) // an error means that whoever asked is gone
	}
}

// A remote asks the running bot.
type remote struct{ client *http.Client }

// Invite implements operations.
func (r *remote) Invite(ctx context.Context, order inviteOrder) (reply inviteReply, err error) {
	return reply, r.order(ctx, "/invite", order, &reply)
}

// Conduct implements operations.
func (r *remote) Conduct(ctx context.Context, order conductOrder) (s lifecycle.Standing, err error) {
	return s, r.order(ctx, "/campaign", order, &s)
}

// Backup implements operations.
func (r *remote) Backup(ctx context.Context, w io.Writer) error {
	answer, err := r.ask(ctx, http.MethodGet, "/backup", nil)
	if err != nil {
		return err
	}
	defer answer.Close()
	_, err = io.Copy(w, answer)
	return err
}

// order asks for an operation whose order and reply are JSON.
func (r *remote) order(ctx context.Context, path string, order, reply any) error {
	body, err := json.Marshal(order)
	if err != nil {
		return err
	}
	answer, err := r.ask(ctx, http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Close()
	return json.NewDecoder(answer).Decode(reply)
}

func (r *remote) ask(ctx context.Context, method, path string, body io.Reader) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, method, "http://giaoban"+path, body)
	if err != nil {
		return nil, err
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return nil, fails("cli_socket_ask", "error", err)
	}
	if answer.StatusCode == http.StatusOK {
		return answer.Body, nil
	}
	defer answer.Body.Close()
	var no refusal
	if err := json.NewDecoder(answer.Body).Decode(&no); err != nil || none(no.Error) {
		return nil, fails("cli_socket_answer", "status", answer.Status)
	}
	return nil, &failure{text: no.Error, hint: no.Hint, code: no.Code}
}
