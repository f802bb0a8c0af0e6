//go:build !unix

package disk

// SyncFolder does nothing where folders cannot be synced.
func SyncFolder(string) error { return nil }
