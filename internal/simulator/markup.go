package simulator

import (
	"encoding/json"
	"net/url"
)

// Limits of a keyboard. The number of buttons is not documented; a hundred is what people report.
const (
	maxCallbackData = 64 // bytes
	maxButtons      = 100
)

// Markup is the keyboard under a message.
type Markup struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Button is one button of a keyboard under a message. It has exactly one action.
type Button struct {
	Text          string          `json:"text"`
	Data          string          `json:"callback_data,omitempty"`
	URL           string          `json:"url,omitempty"`
	WebApp        json.RawMessage `json:"web_app,omitempty"`
	LoginURL      json.RawMessage `json:"login_url,omitempty"`
	SwitchInline  *string         `json:"switch_inline_query,omitempty"`
	SwitchCurrent *string         `json:"switch_inline_query_current_chat,omitempty"`
	CopyText      json.RawMessage `json:"copy_text,omitempty"`
	Pay           bool            `json:"pay,omitempty"`
	Style         string          `json:"style,omitempty"`
}

// Keyboard is the keyboard that takes the place of the phone's own: pressing a key types its words.
type Keyboard struct {
	Rows        [][]string `json:"rows"`
	OneTime     bool       `json:"one_time,omitempty"`
	Placeholder string     `json:"placeholder,omitempty"`
}

// replyMarkup is what a reply_markup parameter may hold.
type replyMarkup struct {
	inline   *Markup
	keyboard *Keyboard
	remove   bool
}

func readMarkup(r request) (replyMarkup, error) {
	text := r.text("reply_markup")
	if text == "" || text == "null" {
		return replyMarkup{}, nil
	}
	if !json.Valid([]byte(text)) {
		return replyMarkup{}, badRequest("can't parse reply keyboard markup JSON object")
	}
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &object) != nil {
		return replyMarkup{}, badRequest("object expected as reply markup")
	}
	if raw, ok := object["inline_keyboard"]; ok {
		inline, err := readInline(raw)
		return replyMarkup{inline: inline}, err
	}
	if raw, ok := object["keyboard"]; ok {
		keyboard, err := readKeyboard(raw, object)
		return replyMarkup{keyboard: keyboard}, err
	}
	return replyMarkup{remove: string(object["remove_keyboard"]) == "true"}, nil
}

func mustBe(field, kind string) error {
	return badRequest("field %q must be of type %s", field, kind)
}

func readRows(raw json.RawMessage, field string) ([][]json.RawMessage, error) {
	var rows []json.RawMessage
	if json.Unmarshal(raw, &rows) != nil || rows == nil {
		return nil, mustBe(field, "Array")
	}
	list := make([][]json.RawMessage, 0, len(rows))
	for _, row := range rows {
		var cells []json.RawMessage
		if json.Unmarshal(row, &cells) != nil || cells == nil {
			return nil, badRequest("field %q must be an Array of Arrays", field)
		}
		list = append(list, cells)
	}
	return list, nil
}

func readInline(raw json.RawMessage) (*Markup, error) {
	rows, err := readRows(raw, "inline_keyboard")
	if err != nil {
		return nil, err
	}
	markup, count := &Markup{}, 0
	for _, row := range rows {
		var buttons []Button
		for _, cell := range row {
			b, err := readButton(cell)
			if err != nil {
				return nil, err
			}
			buttons = append(buttons, b)
		}
		if count += len(buttons); count > maxButtons {
			return nil, badRequest("reply markup is too long")
		}
		if len(buttons) > 0 {
			markup.Rows = append(markup.Rows, buttons)
		}
	}
	if count == 0 {
		return nil, nil // an empty keyboard takes the keyboard away
	}
	return markup, nil
}

func readButton(cell json.RawMessage) (Button, error) {
	const cant = "can't parse inline keyboard button: "
	var object map[string]json.RawMessage
	if json.Unmarshal(cell, &object) != nil || object == nil {
		return Button{}, badRequest("%sInlineKeyboardButton must be an Object", cant)
	}
	if _, ok := object["text"]; !ok {
		return Button{}, badRequest("%sCan't find field %q", cant, "text")
	}
	for _, field := range []string{"text", "callback_data", "url"} {
		var s string
		if raw, ok := object[field]; ok && string(raw) != "null" && json.Unmarshal(raw, &s) != nil {
			return Button{}, badRequest("%sField %q must be of type String", cant, field)
		}
	}
	var b Button
	if json.Unmarshal(cell, &b) != nil {
		return Button{}, badRequest("%swrong field type", cant)
	}
	return b, checkButton(b, cant)
}

func checkButton(b Button, cant string) error {
	if len(b.Data) > maxCallbackData {
		return badRequest("BUTTON_DATA_INVALID")
	}
	if b.URL != "" {
		if u, err := url.Parse(b.URL); err != nil || (u.Host == "" && u.Scheme != "tg" && u.Scheme != "tel") {
			return badRequest("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
		}
	}
	if b.Data == "" && b.URL == "" && b.WebApp == nil && b.LoginURL == nil && b.SwitchInline == nil && b.SwitchCurrent == nil &&
		b.CopyText == nil && !b.Pay {
		return badRequest("%sText buttons are unallowed in the inline keyboard", cant)
	}
	return nil
}

func readKeyboard(raw json.RawMessage, object map[string]json.RawMessage) (*Keyboard, error) {
	rows, err := readRows(raw, "keyboard")
	if err != nil {
		return nil, err
	}
	k := &Keyboard{OneTime: string(object["one_time_keyboard"]) == "true"}
	if raw, ok := object["input_field_placeholder"]; ok {
		json.Unmarshal(raw, &k.Placeholder)
	}
	for _, row := range rows {
		var keys []string
		for _, cell := range row {
			var text string
			var key struct {
				Text string `json:"text"`
			}
			if json.Unmarshal(cell, &text) != nil {
				if json.Unmarshal(cell, &key) != nil || key.Text == "" {
					return nil, badRequest("can't parse keyboard button: Can't find field \"text\"")
				}
				text = key.Text
			}
			keys = append(keys, text)
		}
		k.Rows = append(k.Rows, keys)
	}
	return k, nil
}
