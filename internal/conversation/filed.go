package conversation

// Bounds of what is kept of a sender's words about a file, in letters. No
// platform lets a caption be longer.
const (
	fileCaption = 1024
)
