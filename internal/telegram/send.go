package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"giaoban/internal/chat"
)

const (
	sendTimeout  = 30 * time.Second
	maxPhoto     = 10 << 20 // bytes
	maxUpload    = 50 << 20 // bytes
	noPreview    = `{"is_disabled":true}`
	pieceTries   = 3                // for each later piece of a long text
	pieceMaxWait = 30 * time.Second // longest retry_after waited for between pieces
)

// Send delivers m and returns the id of the message that shows it, the last one
// if the text needed several; the buttons are under that one. A text that
// replaces an earlier message rewrites it, or is sent as new if that cannot be.
//
// Errors: *chat.RetryError (certainly not delivered, or harmless to repeat),
// *chat.GoneError, *chat.RefusedError, or one that wraps chat.ErrUnknownOutcome,
// also when only the first pieces of a long text were delivered.
func (b *Bot) Send(ctx context.Context, m chat.Message) (id string, err error) {
	s := sending{bot: b, ctx: ctx, to: m.To.ID, keyboard: keyboard(m.Content.Choices), silent: m.Content.Silent}
	if m.Content.File != nil {
		return s.file(m.Content)
	}
	return s.text(m.Content.Text, m.Content.Replace, s.keyboard)
}

// Calls returns how many messages Send makes of one.
func (b *Bot) Calls(m chat.Message) int {
	text, n := m.Content.Text, 0
	if m.Content.File != nil {
		if n = 1; fits(trim(text), maxCaption) {
			return n
		}
	}
	if fits(text, maxText) {
		return n + 1
	}
	return n + max(1, len(split(text, maxText)))
}

// sending is one message on its way.
type sending struct {
	bot      *Bot
	ctx      context.Context
	to       string
	keyboard string // reply_markup, "" for none
	silent   bool   // it changes an earlier message or is not sent
}

// text sends a text in as many pieces as it needs, the last with the keyboard.
func (s *sending) text(text, replace, keyboard string) (id string, err error) {
	pieces := []string{text}
	if !fits(text, maxText) || trim(text) == "" {
		pieces = split(text, maxText)
	}
	if len(pieces) == 0 {
		return "", &chat.RefusedError{Err: errors.New("sendMessage: nothing to say")}
	}
	for i, piece := range pieces {
		markup := ""
		if i == len(pieces)-1 {
			markup = keyboard
		}
		switch {
		case i == 0 && replace != "":
			id, err = s.edit(replace, piece, markup)
		case i == 0:
			id, err = s.piece(piece, markup)
		default:
			id, err = s.later(piece, markup)
		}
		if err != nil {
			return "", err
		}
	}
	return id, nil
}

// piece sends one text that fits.
func (s *sending) piece(text, markup string) (id string, err error) {
	params := tg.Params{"chat_id": s.to, "text": text, "link_preview_options": noPreview}
	params.AddNonEmpty("reply_markup", markup)
	result, err := s.bot.request(s.ctx, sendTimeout, "sendMessage", params, countable)
	return messageID(result), err
}

// later sends a piece after others of the same text. To start over would repeat
// those, so it waits here for what passes soon; if that is not enough, the
// message is half delivered, which counts as an unknown outcome. Whoever sends to
// others hears of the wait as it begins.
func (s *sending) later(text, markup string) (id string, err error) {
	for range pieceTries {
		var retry *chat.RetryError
		id, err = s.piece(text, markup)
		if !errors.As(err, &retry) {
			break
		}
		chat.TellWait(s.ctx, retry)
		if retry.After > pieceMaxWait || s.ctx.Err() != nil {
			break
		}
		rest(s.ctx, max(retry.After, time.Second))
	}
	return id, halfDelivered(err)
}

func halfDelivered(err error) error {
	var retry *chat.RetryError
	if errors.As(err, &retry) {
		return fmt.Errorf("%w: only a part was delivered: %w", chat.ErrUnknownOutcome, retry.Err)
	}
	return err
}

// edit rewrites an earlier message. It may be repeated safely, so a lost answer
// is no unknown outcome.
func (s *sending) edit(old, text, markup string) (id string, err error) {
	if strings.Trim(old, "0123456789") != "" {
		return s.instead(text, markup)
	}
	params := tg.Params{"chat_id": s.to, "message_id": old, "text": text, "link_preview_options": noPreview}
	params.AddNonEmpty("reply_markup", markup)
	_, err = s.bot.request(s.ctx, sendTimeout, "editMessageText", params, repeatable)
	switch {
	case err == nil, notModified(err):
		return old, nil
	case uneditable(err):
		return s.instead(text, markup)
	}
	return "", err
}

// instead sends a text as new that cannot take an earlier message's place.
func (s *sending) instead(text, markup string) (id string, err error) {
	if s.silent {
		return "", nil
	}
	return s.piece(text, markup)
}

// file sends a file with the text as its caption. A text that is too long for a
// caption goes before it. A picture of ours shows what the words say: if the
// platform refuses it, the words go alone.
func (s *sending) file(c chat.Content) (id string, err error) {
	file := *c.File
	if len(file.Data) == 0 && file.Ref == "" || len(file.Data) > maxUpload {
		return "", &chat.RefusedError{Err: fmt.Errorf("sendDocument: %d bytes, want 1 to %d", len(file.Data), maxUpload)}
	}
	caption, before := trim(c.Text), false
	if !fits(caption, maxCaption) {
		if _, err := s.text(caption, "", ""); err != nil {
			return "", err
		}
		caption, before = "", true
	}
	if len(file.Data) == 0 {
		as := again(file.Kind)
		id, err = s.attach(as[0], as[1], caption, file)
		return id, s.after(before, err)
	}
	if isPhoto(file) {
		id, err = s.attach("sendPhoto", "photo", caption, file)
		if !unwanted(err) {
			return id, s.after(before, err)
		}
	}
	id, err = s.attach("sendDocument", "document", caption, file)
	if isPhoto(file) && caption != "" && unwanted(err) {
		return s.text(caption, "", s.keyboard)
	}
	return id, s.after(before, err)
}

// unwanted reports whether the platform does not want what was sent.
func unwanted(err error) bool {
	var no *chat.RefusedError
	return errors.As(err, &no)
}

// again returns the method and the field by which a file goes that the server has: it takes
// none as another kind than it came.
func again(kind chat.FileKind) [2]string {
	switch kind {
	case chat.Photo:
		return [2]string{"sendPhoto", "photo"}
	case chat.Video:
		return [2]string{"sendVideo", "video"}
	case chat.Audio:
		return [2]string{"sendAudio", "audio"}
	case chat.Voice:
		return [2]string{"sendVoice", "voice"}
	}
	return [2]string{"sendDocument", "document"}
}

// after marks an error as half a delivery if a text went before.
func (s *sending) after(before bool, err error) error {
	if !before {
		return err
	}
	var retry *chat.RetryError
	if errors.As(err, &retry) {
		chat.TellWait(s.ctx, retry)
	}
	return halfDelivered(err)
}

func isPhoto(f chat.File) bool {
	return len(f.Data) <= maxPhoto && (f.Type == "image/jpeg" || f.Type == "image/png")
}

func (s *sending) attach(method, field, caption string, file chat.File) (id string, err error) {
	params := tg.Params{"chat_id": s.to}
	params.AddNonEmpty("caption", caption)
	params.AddNonEmpty("reply_markup", s.keyboard)
	var result json.RawMessage
	if len(file.Data) == 0 {
		params[field] = file.Ref
		result, err = s.bot.request(s.ctx, sendTimeout, method, params, countable)
		return messageID(result), err
	}
	name := file.Name
	if name == "" {
		name = field
	}
	upload := tg.RequestFile{Name: field, Data: tg.FileBytes{Name: name, Bytes: file.Data}}
	result, err = s.bot.upload(s.ctx, method, params, upload)
	return messageID(result), err
}

// keyboard is the inline keyboard of rows, "" if they hold no button.
func keyboard(rows [][]chat.Choice) string {
	type button struct {
		Text string `json:"text"`
		Data string `json:"callback_data"`
	}
	buttons := make([][]button, 0, len(rows))
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		line := make([]button, len(row))
		for i, c := range row {
			line[i] = button{c.Label, c.Data}
		}
		buttons = append(buttons, line)
	}
	if len(buttons) == 0 {
		return ""
	}
	markup, err := json.Marshal(map[string]any{"inline_keyboard": buttons})
	if err != nil {
		return "" // strings always marshal
	}
	return string(markup)
}

// messageID reads the id of the message that a send returned. A message that
// was delivered is not failed for an answer without one.
func messageID(result json.RawMessage) string {
	var m struct {
		ID int64 `json:"message_id"`
	}
	if len(result) == 0 || json.Unmarshal(result, &m) != nil || m.ID == 0 {
		return ""
	}
	return strconv.FormatInt(m.ID, 10)
}
