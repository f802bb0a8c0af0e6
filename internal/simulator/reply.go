package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// apiError is a refusal in the Bot API's own words. Programs match on the description, so it is part of the contract.
type apiError struct {
	Code        int
	Description string
	RetryAfter  int   // seconds, with 429
	MigrateTo   int64 // chat id, with 400 when a group became a supergroup
}

func (e *apiError) Error() string { return e.Description }

func badRequest(format string, args ...any) *apiError {
	return &apiError{Code: http.StatusBadRequest, Description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(reason string) *apiError {
	return &apiError{Code: http.StatusForbidden, Description: "Forbidden: " + reason}
}

func tooMany(seconds int) *apiError {
	return &apiError{
		Code:        http.StatusTooManyRequests,
		Description: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		RetryAfter:  seconds,
	}
}

type envelope struct {
	OK          bool        `json:"ok"`
	Result      any         `json:"result,omitempty"`
	Code        int         `json:"error_code,omitempty"`
	Description string      `json:"description,omitempty"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

// answer is a complete HTTP answer, made before a byte is written so that a fault can spoil it in a known way.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func answerResult(result any) answer {
	return answer{status: http.StatusOK, body: encode(envelope{OK: true, Result: result})}
}

func answerError(err *apiError) answer {
	e := envelope{Code: err.Code, Description: err.Description}
	if err.RetryAfter > 0 || err.MigrateTo != 0 {
		e.Parameters = &parameters{RetryAfter: err.RetryAfter, MigrateTo: err.MigrateTo}
	}
	a := answer{status: err.Code, body: encode(e)}
	if err.RetryAfter > 0 {
		a.header = http.Header{"Retry-After": {strconv.Itoa(err.RetryAfter)}}
	}
	return a
}

func (a answer) write(w http.ResponseWriter) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	w.Write(a.body)
}

// encode writes JSON without HTML escapes. It is used on our own types only, which always encode.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(fmt.Sprintf("simulator: encode %T: %v", v, err))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
}
