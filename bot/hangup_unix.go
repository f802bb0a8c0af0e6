//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// hangup passes SIGHUP on, with which an operator, or systemd, asks for a reload.
func hangup(to chan<- os.Signal) { signal.Notify(to, syscall.SIGHUP) }
