package conversation

import "giaoban/internal/form"

var _ form.Units = units{}
