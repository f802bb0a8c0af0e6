// Package exchange is one exchange with a person: what is known before they are answered,
// what may be said, and what is recorded. It is the lower layers of a turn; what leads on
// to the next question is package conversation's.
//
// Facts are what is known: the input, the report, and the Focus, what was last put to the
// person with the state of each mode. A Reply can say something, but not store it. A
// Recorder reads answers and stores them. An Outcome is what is to be sent and kept.
// Buttons are made here, of what is known alone.
//
// It is pure, as conversation is, and knows no mode: a focus is a record to it.
package exchange
