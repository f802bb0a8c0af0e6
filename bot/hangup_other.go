//go:build !unix

package main

import "os"

// hangup has nothing to pass on where there is no such signal.
func hangup(chan<- os.Signal) {}
