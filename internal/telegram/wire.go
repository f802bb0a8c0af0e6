package telegram

import "strconv"

// The parts of the Bot API's objects that we read. What is not named here is
// skipped without being decoded, so an oddity in it cannot fail an update.

type wireUpdate struct {
	ID       int64         `json:"update_id"`
	Message  *wireMessage  `json:"message"`
	Edited   *wireMessage  `json:"edited_message"`
	Callback *wireCallback `json:"callback_query"`
	Member   *wireMember   `json:"my_chat_member"`
}

type wireMessage struct {
	ID         int64     `json:"message_id"`
	From       *wireUser `json:"from"`
	SenderChat *wireChat `json:"sender_chat"`
	Chat       wireChat  `json:"chat"`
	Text       string    `json:"text"`
	Caption    string    `json:"caption"`
	Group      string    `json:"media_group_id"`
	Date       instant   `json:"date"`
	EditDate   instant   `json:"edit_date"`
	// Somebody else wrote it: the newer and the older way to say so.
	ForwardOrigin present `json:"forward_origin"`
	ForwardDate   present `json:"forward_date"`

	ReplyTo *struct {
		From   *wireUser `json:"from"`
		Markup struct {
			Rows [][]struct {
				Data string `json:"callback_data"`
			} `json:"inline_keyboard"`
		} `json:"reply_markup"`
	} `json:"reply_to_message"`

	Photo     []wireFile `json:"photo"`
	Document  *wireFile  `json:"document"`
	Video     *wireFile  `json:"video"`
	VideoNote *wireFile  `json:"video_note"`
	Voice     *wireFile  `json:"voice"`
	Audio     *wireFile  `json:"audio"`

	Location *struct {
		Latitude  float64 `json:"latitude"`
		Longitude float64 `json:"longitude"`
	} `json:"location"`

	// Notes of the app itself: nobody said anything.
	Pinned        present `json:"pinned_message"`
	AutoDelete    present `json:"message_auto_delete_timer_changed"`
	Background    present `json:"chat_background_set"`
	WriteAccess   present `json:"write_access_allowed"`
	Website       present `json:"connected_website"`
	ProximityNote present `json:"proximity_alert_triggered"`
}

type wireUser struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`
}

type wireChat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type wireFile struct {
	ID     string `json:"file_id"`
	Name   string `json:"file_name"`
	Type   string `json:"mime_type"`
	Size   *int64 `json:"file_size"` // may be missing
	Width  int64  `json:"width"`
	Height int64  `json:"height"`
	// Seconds is how long a recording plays.
	Seconds int64 `json:"duration"`
}

type wireCallback struct {
	ID      string       `json:"id"`
	From    *wireUser    `json:"from"`
	Message *wireMessage `json:"message"` // may be missing, or hold no more than its id and chat
	Data    string       `json:"data"`
}

type wireMember struct {
	Chat wireChat  `json:"chat"`
	From *wireUser `json:"from"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// present tells that a field was there, whatever it holds.
// instant is seconds since 1970; 0 where it is anything else.
type instant int64

func (i *instant) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseInt(string(data), 10, 64)
	if err == nil {
		*i = instant(n)
	}
	return nil
}

type present bool

func (p *present) UnmarshalJSON(data []byte) error {
	*p = string(data) != "null"
	return nil
}
