package simulator

import (
	"errors"
	"net/http"
	"time"
)

// Call is a call of the Bot API as the server knows it, for who compares that with what the bot believes.
type Call struct {
	At      time.Time // real time
	Method  string    // in lower case
	Chat    string    // chat_id as it was given
	Text    string    // text or caption as it was given
	Message int64     // the message that was made or changed, if it was one
	Code    int       // 200, or that of the refusal; of a call that a fault spoiled, what the caller was to read, 0 for no answer
	Taken   bool      // it was applied
	Spoiled bool      // a fault kept the caller from reading whether it was
}

// note tells Options.Calls of a call.
func (s *Server) note(method string, r request, f *Fault, result any, err error) {
	if s.options.Calls == nil {
		return
	}
	c := Call{At: time.Now(), Method: method, Chat: r.text("chat_id"), Text: r.text("text") + r.text("caption"), Code: http.StatusOK}
	var refusal *apiError
	switch {
	case errors.As(err, &refusal):
		c.Code = refusal.Code
	case err != nil:
		c.Code = http.StatusBadRequest
	}
	c.Taken = err == nil && !f.early()
	if f != nil {
		c.Code, c.Spoiled = f.code(c.Code)
	}
	if m, ok := result.(*Message); ok && c.Taken {
		c.Message = m.ID
	}
	s.options.Calls(c)
}

// code is what the caller reads of a call that would be answered with code, and whether that leaves open what became of it.
func (f *Fault) code(code int) (read int, unknown bool) {
	switch f.Kind {
	case FaultError:
		return f.Code, f.Code >= http.StatusInternalServerError
	case FaultTooMany:
		return http.StatusTooManyRequests, false
	case FaultPage, FaultPageAfter:
		return http.StatusBadGateway, true
	case FaultSlow:
		return code, false
	}
	return 0, true
}
