package operation

// Beside reports whether a question may be asked beside what was asked last, because it is no answer to it: to why a report is
// returned, for whom a code is, until when.
func (s *State) Beside() bool {
	if s == nil {
		return false
	}
	switch s.Asked {
	case askWords:
		return s.Decides()
	case askRole, askDate, askHour, askScope, askTimed, askQuestions:
		return true
	}
	return false
}
