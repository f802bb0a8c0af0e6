package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
)

// apiError is a refusal in the Bot API's own words, as its JSON. Programs match on the description, so it is part of the contract.
type apiError struct {
	OK          bool       `json:"ok"` // never
	Code        int        `json:"error_code"`
	Description string     `json:"description,omitempty"`
	Parameters  parameters `json:"parameters,omitzero"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`        // seconds, with 429
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"` // with 400 when a group became a supergroup
}

func (e *apiError) Error() string { return e.Description }

func badRequest(format string, args ...any) error {
	return &apiError{Code: http.StatusBadRequest, Description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(reason string) error {
	return &apiError{Code: http.StatusForbidden, Description: "Forbidden: " + reason}
}

func notFound(more string) error {
	return &apiError{Code: http.StatusNotFound, Description: "Not Found" + more}
}

func tooMany(seconds int) error {
	return &apiError{
		Code:        http.StatusTooManyRequests,
		Description: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		Parameters:  parameters{RetryAfter: seconds},
	}
}

// answer is a complete HTTP answer, made before a byte is written so that a fault can spoil it in a known way.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// answerTo makes the Bot API's answer to a call. An error that is not in its words yet is a bad request.
func answerTo(result any, err error) answer {
	if err == nil {
		return answer{status: http.StatusOK, body: encode(struct {
			OK     bool `json:"ok"`
			Result any  `json:"result"`
		}{true, result})}
	}
	var refusal *apiError
	if !errors.As(err, &refusal) {
		return answerTo(nil, badRequest("%v", err))
	}
	a := answer{status: refusal.Code, body: encode(refusal)}
	if after := refusal.Parameters.RetryAfter; after > 0 {
		a.header = http.Header{"Retry-After": {strconv.Itoa(after)}}
	}
	return a
}

func (a answer) write(w http.ResponseWriter) {
	a.writeHead(w)
	w.Write(a.body)
}

func (a answer) writeHead(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	maps.Copy(h, a.header)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
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
