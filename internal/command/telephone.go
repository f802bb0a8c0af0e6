package command

// mostOfTelephone is how many words a telephone number takes.
const mostOfTelephone = 6
