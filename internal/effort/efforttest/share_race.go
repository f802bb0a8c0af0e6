//go:build race

package efforttest

// oneOf is more with the race detector: it makes readers ten times as slow, and counts the
// same steps.
const oneOf = 64
