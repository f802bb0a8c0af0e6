package form

// acknowledge is the yes with which a report is handed in.
var acknowledge = kind{
	way:   OnSubmit,
	plain: plainYes,
	read:  readYes,
	show:  showYes,
}
