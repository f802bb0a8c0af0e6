//go:build !unix

package files

// syncFolder does nothing where folders cannot be synced.
func syncFolder(string) error { return nil }
