package chat

import "context"

type waitKey struct{}

// OnWait has f told of each wait that a channel is asked for in the middle of a message, which it goes on with afterwards or
// leaves half delivered: Send returns the waits before the first part only, as a RetryError.
func OnWait(ctx context.Context, f func(*RetryError)) context.Context {
	return context.WithValue(ctx, waitKey{}, f)
}

// TellWait tells whoever sends of a wait that began in the middle of a message.
func TellWait(ctx context.Context, e *RetryError) {
	if f, ok := ctx.Value(waitKey{}).(func(*RetryError)); ok && e.After > 0 {
		f(e)
	}
}
