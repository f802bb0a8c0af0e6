// Package paper puts a report into words. A Writer formats values, labels and the
// messages of checks in one language; a View shows a report in pages that fit a
// phone, or as one file to print, and leaves out what its reader may not see.
//
// The package is pure and takes no input: it reads drafts and never changes one.
package paper
