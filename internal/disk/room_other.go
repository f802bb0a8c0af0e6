//go:build !linux && !darwin

package disk

// Room cannot tell how much room there is.
func Room(string) (free, size int64, ok bool) { return 0, 0, false }
