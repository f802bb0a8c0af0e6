package store

import "time"

// Proxy is the report that a coordinator fills in for a unit.
type Proxy struct {
	Report Report    `json:"r"`
	Since  time.Time `json:"s"`
}
