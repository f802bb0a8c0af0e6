package outbox

import "sync"

// maxShown is how many of the last messages that left can still be replaced:
// at a busy hour's 25 a second, those of ten minutes; about 2 MB.
const maxShown = 16_384

// shown remembers under which id the channel shows a message of ours, so that a
// later one can take its place. It is kept in memory, and needs no version: what
// was sent before the start, by another process, or long ago is not in it, and then
// the later message is sent as a new one. Nothing is wrong or lost by that; the old
// message stays above the new. Only those that will be replaced outlive a restart.
type shown struct {
	mu   sync.Mutex
	kept map[string]string // by the outbox's id; the store has them too
	ids  map[string]string // of the others
	ring []string          // those ids, the oldest at next once it is full
	next int
}

func newShown() *shown { return &shown{kept: map[string]string{}, ids: map[string]string{}} }

// keep remembers what the channel called a message that will be replaced.
func (s *shown) keep(ours, theirs string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[ours] = theirs
}

// forget drops a message whose place nothing takes any more.
func (s *shown) forget(ours string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, ours)
}

// note remembers what the channel called the message.
func (s *shown) note(ours, theirs string) {
	if theirs == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.ids[ours]; !known {
		if len(s.ring) < maxShown {
			s.ring = append(s.ring, ours)
		} else {
			delete(s.ids, s.ring[s.next])
			s.ring[s.next] = ours
			s.next = (s.next + 1) % maxShown
		}
	}
	s.ids[ours] = theirs
}

// resolve gives the channel's id for one of ours; any other stays as it is.
func (s *shown) resolve(replace string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, known := range []map[string]string{s.kept, s.ids} {
		if theirs, ok := known[replace]; ok {
			return theirs
		}
	}
	return replace
}
