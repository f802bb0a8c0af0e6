// Package form holds what is asked of a unit: an outline of sections, questions,
// repeating groups and checks. Parse reads it from a YAML file in XLSForm's words
// and reports every fault with its line, column and a hint. Compare says what
// changed from one version of an outline to the next.
//
// An outline is data and never changes after Parse. The package knows no unit, no
// draft and no language of the bot: an expression is handed the values that it
// looks up, and words for placeholders come in as an argument.
package form
