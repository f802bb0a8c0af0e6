//go:build !unix

package main

import "giaoban/internal/health"

// diskOf does not know how much room there is.
func diskOf(folder string) health.Disk { return health.Disk{Path: folder} }
