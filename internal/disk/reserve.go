package disk

import "fmt"

// mostReserve is how much room files and backups leave to the database on a large disk. On a small one it is a
// twentieth of it. What people answer takes little, and goes before all else.
const mostReserve = 64 << 20

// A NoRoomError is a disk with too little room for something that can wait.
type NoRoomError struct {
	Folder             string
	Need, Free, Spared int64 // bytes
}

func (e *NoRoomError) Error() string {
	return fmt.Sprintf("%s: no room: %d bytes are needed, %d are free, of which %d are kept for the database", e.Folder, e.Need, e.Free, e.Spared)
}

// Spare returns a *NoRoomError if so many bytes more in the folder would take what is kept for the database. Where nobody
// can tell, there is room.
func Spare(folder string, need int64) error {
	free, size, ok := Room(folder)
	spared := min(mostReserve, size/20)
	if !ok || free-need >= spared {
		return nil
	}
	return &NoRoomError{folder, need, free, spared}
}
