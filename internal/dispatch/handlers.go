package dispatch

// A router finds who answers an update.
type router struct{ *Session }

// An officer works at the report of the update.
type officer struct{ *Session }

// A coordinator reads and does what concerns the units below.
type coordinator struct{ *Session }

// issues are the questions to the unit above, and their answers.
type issues struct{ *Session }

func (r router) officer() officer         { return officer{Session: r.Session} }
func (r router) coordinator() coordinator { return coordinator{Session: r.Session} }
func (r router) issues() issues           { return issues{Session: r.Session} }
