package dispatch

import "time"

// SetLongest sets how long one update may take.
func (d *Dispatcher) SetLongest(t time.Duration) { d.doubt.longest = t }
