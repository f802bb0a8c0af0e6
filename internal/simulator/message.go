package simulator

import "giaoban/internal/simulator/entities"

// Account is a person or a bot, as the Bot API describes them.
type Account struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// ChatInfo is a private chat, as the Bot API describes it. Its id is the person's.
type ChatInfo struct {
	ID        int64  `json:"id"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
	Type      string `json:"type"`
}

// Message is a message, as the Bot API describes it. It never changes once it is handed out: an edit makes a new one.
type Message struct {
	ID              int64             `json:"message_id"`
	From            *Account          `json:"from,omitempty"`
	Chat            ChatInfo          `json:"chat"`
	Date            int64             `json:"date"`
	EditDate        int64             `json:"edit_date,omitempty"`
	MediaGroupID    string            `json:"media_group_id,omitempty"`
	ReplyTo         *Message          `json:"reply_to_message,omitempty"`
	Text            string            `json:"text,omitempty"`
	Entities        []entities.Entity `json:"entities,omitempty"`
	Photo           []PhotoSize       `json:"photo,omitempty"`
	Document        *Media            `json:"document,omitempty"`
	Voice           *Media            `json:"voice,omitempty"`
	Audio           *Media            `json:"audio,omitempty"`
	Video           *Media            `json:"video,omitempty"`
	Animation       *Media            `json:"animation,omitempty"`
	Location        *Location         `json:"location,omitempty"`
	Caption         string            `json:"caption,omitempty"`
	CaptionEntities []entities.Entity `json:"caption_entities,omitempty"`
	Markup          *Markup           `json:"reply_markup,omitempty"`
}

// PhotoSize is one size of a photo.
type PhotoSize struct {
	FileID   string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	FileSize int64  `json:"file_size"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

// Media is a document, voice note, audio, video or animation.
type Media struct {
	FileID   string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	FileName string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	FileSize int64  `json:"file_size"`
	Duration int    `json:"duration,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
}

// Location is a point on the map in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// hasMedia reports whether the message shows a file, so that its words are a caption and not a text.
func (m *Message) hasMedia() bool {
	return len(m.Photo) > 0 || m.Document != nil || m.Voice != nil || m.Audio != nil || m.Video != nil || m.Animation != nil
}

// sameContent reports whether an edit would change nothing that a person sees.
func (m *Message) sameContent(n *Message) bool {
	return m.Text == n.Text && m.Caption == n.Caption && string(encode(m.Entities)) == string(encode(n.Entities)) &&
		string(encode(m.CaptionEntities)) == string(encode(n.CaptionEntities)) &&
		string(encode(m.Markup)) == string(encode(n.Markup))
}
