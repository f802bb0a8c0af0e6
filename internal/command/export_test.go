package command

// Each reads the sentences of a file of testdata.
var Each = each
