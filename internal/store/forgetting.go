package store

import (
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/report"
)

// ForgottenChannel is that of chat. Nothing is sent there.
const ForgottenChannel = chat.ForgottenChannel

// A Forgetting is somebody who is being forgotten, from when their membership ends until nothing names them any more.
type Forgetting struct {
	// As stands in the place of the addresses.
	As         chat.Address   `json:"s"`
	Addresses  []chat.Address `json:"a"`
	Names      []string       `json:"n,omitempty"`
	Telephones []string       `json:"t,omitempty"`
	// At are the units whose journals say so, each of a campaign.
	At    []report.ID `json:"u,omitempty"`
	Since time.Time   `json:"w"`
}

// Forgettings are by what stands in the place of the addresses.
var Forgettings = Table[string, Forgetting]{"forgetting/", byWord, asJSON[Forgetting]()}
