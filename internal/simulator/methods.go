package simulator

import (
	"context"
	"net/http"
	"strings"
)

// method answers one call of the Bot API.
type method func(ctx context.Context, b *bot, p params) (any, *apiError)

// methodTable lists what the server answers, by lower-case name.
func methodTable() map[string]method {
	plain := func(f func(*bot, params) (any, *apiError)) method {
		return func(_ context.Context, b *bot, p params) (any, *apiError) { return f(b, p) }
	}
	yes := plain(func(*bot, params) (any, *apiError) { return true, nil })
	table := map[string]method{
		"getme":                  plain((*bot).getMe),
		"getupdates":             func(ctx context.Context, b *bot, p params) (any, *apiError) { return b.getUpdates(ctx, p) },
		"setwebhook":             plain((*bot).setWebhook),
		"deletewebhook":          plain((*bot).deleteWebhook),
		"getwebhookinfo":         plain((*bot).getWebhookInfo),
		"sendmessage":            plain((*bot).sendMessage),
		"sendphoto":              sendMedia("photo"),
		"senddocument":           sendMedia("document"),
		"sendvoice":              sendMedia("voice"),
		"sendaudio":              sendMedia("audio"),
		"sendvideo":              sendMedia("video"),
		"sendanimation":          sendMedia("animation"),
		"sendmediagroup":         plain((*bot).sendMediaGroup),
		"sendlocation":           plain((*bot).sendLocation),
		"sendchataction":         plain((*bot).sendChatAction),
		"editmessagetext":        plain((*bot).editMessageText),
		"editmessagecaption":     plain((*bot).editMessageCaption),
		"editmessagereplymarkup": plain((*bot).editMessageReplyMarkup),
		"deletemessage":          plain((*bot).deleteMessage),
		"deletemessages":         plain((*bot).deleteMessages),
		"answercallbackquery":    plain((*bot).answerCallbackQuery),
		"getfile":                plain((*bot).getFile),
		"getchat":                plain((*bot).getChat),
		"getchatmember":          plain((*bot).getChatMember),
		"getuserprofilephotos":   plain((*bot).getUserProfilePhotos),
		"setmycommands":          plain((*bot).setMyCommands),
		"getmycommands":          plain((*bot).getMyCommands),
		"deletemycommands":       plain((*bot).deleteMyCommands),
		"setmyname":              plain((*bot).setMyName),
		"getmyname":              plain((*bot).getMyName),
		"setmydescription":       plain((*bot).setMyDescription),
		"getmydescription":       plain((*bot).getMyDescription),
		"setmyshortdescription":  plain((*bot).setMyShortDescription),
		"getmyshortdescription":  plain((*bot).getMyShortDescription),
		"getchatmenubutton":      plain((*bot).getChatMenuButton),
	}
	for _, name := range []string{"logout", "close", "setchatmenubutton", "setmydefaultadministratorrights", "setmessagereaction",
		"pinchatmessage", "unpinchatmessage", "unpinallchatmessages"} {
		table[name] = yes
	}
	return table
}

// serveMethod answers /bot<token>/<method>. What it answers is made whole first, then a fault may spoil it on the way out.
func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request, path string) {
	token, name, ok := strings.Cut(path, "/")
	if !ok || name == "" || strings.Contains(name, "/") {
		answerError(&apiError{Code: http.StatusNotFound, Description: "Not Found"}).write(w)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		answerError(&apiError{Code: http.StatusMethodNotAllowed, Description: "Method Not Allowed"}).write(w)
		return
	}
	b, refused := s.botOf(token)
	if refused != nil {
		answerError(refused).write(w)
		return
	}
	p, refused := readParams(r)
	if refused != nil {
		answerError(refused).write(w)
		return
	}
	name = strings.ToLower(name)
	fault := s.faults.take(b.account.ID, name)
	if fault.before(w) {
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(s.done, cancel)()
	fault.after(ctx, w, s.call(ctx, b, name, p))
}

// call runs one method.
func (s *Server) call(ctx context.Context, b *bot, name string, p params) answer {
	f := s.methods[name]
	if f == nil {
		return answerError(&apiError{Code: http.StatusNotFound, Description: "Not Found: method not found"})
	}
	result, err := f(ctx, b, p)
	if err != nil {
		return answerError(err)
	}
	return answerResult(result)
}
