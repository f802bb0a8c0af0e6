// Package conversation walks an officer through an outline in chat. Parse reads
// an outline, a YAML file in XLSForm's words, and tells every fault with its
// place. A Draft is one unit's answers; a Turn takes one input together with
// the draft and with what this person was last asked, its Focus, and Step gives
// the changed draft, the new focus and what to say. What is asked next follows
// from the draft: the first open question that applies, then what was put off,
// then the summary.
//
// What was last put to the person is a mode, and decides how their next words
// are read. Each mode is a small type that holds the turn and its own state in
// the Focus: numbers, texts, undecided, rows, uploads, figures, checks, browse,
// summary. What is only read lies over the mode and leaves it as it is.
//
// It is pure: it reads no store, no clock and no network, and sends nothing.
// Time, the unit's words and stored texts come in with the Turn; what is to be
// stored or said goes out with the Outcome. It knows no campaign and no
// channel, and it never sees other units' reports.
package conversation
