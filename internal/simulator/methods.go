package simulator

import (
	"context"
	"net/http"
	"strings"
)

// method answers one call of the Bot API.
type method func(b *bot, r request) (any, error)

// methodTable lists what the server answers, by lower-case name.
func methodTable() map[string]method {
	table := map[string]method{
		"getme":                  (*bot).getMe,
		"getupdates":             (*bot).getUpdates,
		"setwebhook":             (*bot).setWebhook,
		"deletewebhook":          (*bot).deleteWebhook,
		"getwebhookinfo":         (*bot).getWebhookInfo,
		"sendmessage":            inChat((*chat).sendMessage),
		"sendphoto":              sendMedia("photo"),
		"senddocument":           sendMedia("document"),
		"sendvoice":              sendMedia("voice"),
		"sendaudio":              sendMedia("audio"),
		"sendvideo":              sendMedia("video"),
		"sendanimation":          sendMedia("animation"),
		"sendmediagroup":         inChat((*chat).sendMediaGroup),
		"sendlocation":           inChat((*chat).sendLocation),
		"sendchataction":         inChat((*chat).sendChatAction),
		"editmessagetext":        (*bot).editMessageText,
		"editmessagecaption":     (*bot).editMessageCaption,
		"editmessagereplymarkup": (*bot).editMessageReplyMarkup,
		"deletemessage":          inChat((*chat).deleteMessage),
		"deletemessages":         inChat((*chat).deleteMessages),
		"answercallbackquery":    (*bot).answerCallbackQuery,
		"getfile":                (*bot).getFile,
		"getchat":                inChat((*chat).getChat),
		"getchatmember":          inChat((*chat).getChatMember),
		"getuserprofilephotos":   always(map[string]any{"total_count": 0, "photos": []any{}}),
		"setmycommands":          (*bot).setMyCommands,
		"getmycommands":          (*bot).getMyCommands,
		"deletemycommands":       (*bot).deleteMyCommands,
		"setmyname":              setText("name"),
		"getmyname":              getText("name"),
		"setmydescription":       setText("description"),
		"getmydescription":       getText("description"),
		"setmyshortdescription":  setText("short_description"),
		"getmyshortdescription":  getText("short_description"),
		"getchatmenubutton":      always(map[string]string{"type": "commands"}),
	}
	for _, name := range []string{"logout", "close", "setchatmenubutton", "setmydefaultadministratorrights", "setmessagereaction",
		"pinchatmessage", "unpinchatmessage", "unpinallchatmessages"} {
		table[name] = always(true)
	}
	return table
}

// always answers with the same result.
func always(result any) method {
	return func(*bot, request) (any, error) { return result, nil }
}

// inChat answers a call about the chat that it names.
func inChat(f func(c *chat, r request) (any, error)) method {
	return func(b *bot, r request) (any, error) {
		c, err := b.chatOf(r)
		if err != nil {
			return nil, err
		}
		return f(c, r)
	}
}

// serveMethod answers /bot<token>/<method>. What it answers is made whole first, then a fault may spoil it on the way out.
func (s *Server) serveMethod(w http.ResponseWriter, h *http.Request, path string) {
	ctx, cancel := context.WithCancel(h.Context())
	defer cancel()
	defer context.AfterFunc(s.done, cancel)()
	b, name, r, err := s.readCall(h.WithContext(ctx), path)
	if err != nil {
		answerTo(nil, err).write(w)
		return
	}
	if s.limited(w, b.account.ID, name, r) {
		return
	}
	fault := s.faults.take(b.account.ID, name)
	if fault.early() {
		s.note(name, r, fault, nil, nil)
		fault.before(w)
		return
	}
	result, err := s.call(b, name, r)
	s.note(name, r, fault, result, err)
	fault.after(ctx, w, answerTo(result, err))
}

// readCall reads whose method is called, its lower-case name and the request.
func (s *Server) readCall(h *http.Request, path string) (*bot, string, request, error) {
	token, name, ok := strings.Cut(path, "/")
	if !ok || name == "" || strings.Contains(name, "/") {
		return nil, "", request{}, notFound("")
	}
	if h.Method != http.MethodGet && h.Method != http.MethodPost {
		return nil, "", request{}, &apiError{Code: http.StatusMethodNotAllowed, Description: "Method Not Allowed"}
	}
	b, err := s.botOf(token)
	if err != nil {
		return nil, "", request{}, err
	}
	r, err := decode(h)
	return b, strings.ToLower(name), r, err
}

// call runs one method.
func (s *Server) call(b *bot, name string, r request) (any, error) {
	f := s.methods[name]
	if f == nil {
		return nil, notFound(": method not found")
	}
	return f(b, r)
}
