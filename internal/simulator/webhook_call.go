package simulator

import (
	"bytes"
	"net/http"
	"strings"
)

// maxReply bounds what is read of a webhook's answer, in bytes.
const maxReply = 1 << 20

func (h *hook) post(u *update) (*http.Response, error) {
	r, err := http.NewRequestWithContext(h.ctx, http.MethodPost, h.url, bytes.NewReader(u.json(nil)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	return h.bot.server.client.Do(r)
}

// takeCall runs the method call that a webhook may put into its answer. Its outcome is invisible to the bot.
func (h *hook) takeCall(resp *http.Response) {
	r := &http.Request{Method: http.MethodPost, Header: resp.Header, Body: http.MaxBytesReader(nil, resp.Body, maxReply)}
	if r.Header.Get("Content-Type") == "" {
		return
	}
	p := params{values: map[string]string{}}
	if p.readBody(r) != nil {
		return
	}
	name := strings.ToLower(p.text("method"))
	switch {
	case name == "", strings.HasPrefix(name, "get"), name == "setwebhook", name == "deletewebhook", name == "close", name == "logout":
		return
	}
	h.bot.server.call(h.ctx, h.bot, name, p)
}
