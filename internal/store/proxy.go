package store

import (
	"time"

	"giaoban/internal/report"
)

// Proxy is the report that a coordinator fills in for a unit.
type Proxy struct {
	Report report.ID `json:"r"`
	Since  time.Time `json:"s"`
}
