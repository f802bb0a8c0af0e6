// Package answers holds one unit's answers to an outline. A Draft is the compact
// record that is written with every answer: the state of each question, numbers,
// choices and dates whole, of a text only what checks need. A Sheet reads a draft
// by its outline on a given day: what applies, which checks fail, how much is done,
// what a calculation comes to. A Gathering adds up the answers of many units, and
// Move carries a draft to a newer version of its outline.
//
// The package is pure and says nothing: how answers read in words is paper's.
package answers
