package store

// Alarms are what admins know of how the program does, by the code of what was found.
var Alarms = Table[string, []byte]{"alarm/", byWord, asBytes}
