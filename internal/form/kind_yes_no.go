package form

// yesNo is a yes, the number 1, or a no.
var yesNo = kind{
	plain: plainYes,
}

func plainYes(v Value) any { return v.Number != 0 }
