//go:build !race

package efforttest

// oneOf is how many messages there are for each that a reader is tried with, unless
// GIAOBAN_EVERY_MESSAGE is set.
const oneOf = 8
