package command

import "giaoban/internal/viet"

// mostOfTelephone is how many words a telephone number takes.
const mostOfTelephone = 6

func isTelephone(text string) bool { _, ok := viet.ReadTelephone(text); return ok }
