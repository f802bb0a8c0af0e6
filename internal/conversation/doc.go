// Package conversation walks an officer through an outline in chat. A Turn takes
// one input together with the draft and with what this person was last asked,
// the Focus; Step gives the changed draft, the new focus and what to say. What
// is asked next follows from the draft: the first open question that applies,
// then what was put off, then the summary.
//
// What was last put to the person is a mode, and decides how their next input is
// read. modes.go lists them. Each is a small type with its own state in the
// Focus; it takes words, commands, presses and edits and puts its question
// again. What is only read lies over the mode and leaves it as it is. The type
// presses takes the buttons of any other question, the type commands what was
// asked by name.
//
// A Turn stands on package exchange, which knows the facts, can say something
// and can store an answer; the Turn leads on.
//
// The package is pure: it reads no store, no clock and no network, and sends
// nothing. Time, the unit's words and stored texts come in with the Facts; what
// is to be stored or said goes out with the Outcome. It knows no campaign and no
// channel, and it never sees other units' reports.
package conversation
