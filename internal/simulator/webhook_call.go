package simulator

import (
	"bytes"
	"net/http"
	"net/url"
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
	if resp.Header.Get("Content-Type") == "" {
		return
	}
	call := &http.Request{Method: http.MethodPost, URL: &url.URL{}, Header: resp.Header, Body: http.MaxBytesReader(nil, resp.Body, maxReply)}
	r, err := decode(call.WithContext(h.ctx))
	if err != nil {
		return
	}
	name := strings.ToLower(r.text("method"))
	switch {
	case name == "", strings.HasPrefix(name, "get"), name == "setwebhook", name == "deletewebhook", name == "close", name == "logout":
		return
	}
	_, _ = h.bot.server.call(h.bot, name, r)
}
