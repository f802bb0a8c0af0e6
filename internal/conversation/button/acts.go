package button

// What a button does: the verb of its action.
const (
	Choose   = "c" // + hash of the choice's name
	Suggest  = "d" // + the date
	Own      = "own"
	Hint     = "hint"
	Skip     = "skip"
	Later    = "later"
	Back     = "back"
	Rest     = "rest"
	MoreTime = "mt" // asks for a later deadline, a day behind it
	Done     = "done"
	Rewrite  = "new"
	Keep     = "keep"
	More     = "more" // write on behind what there is
	Full     = "full" // show the whole text
	Swap     = "swap" // take what waits instead of what there is
	Redo     = "redo" // send what waits once more
	Hold     = "held" // store what waits all the same
	Offer    = "yes"
	Next     = "no"
	Add      = "add"
	Stop     = "stop"
	Fix      = "fix"
	Read     = "r" // + which reading
	None     = "none"
	Submit   = "submit"
	Resume   = "go"
	Review   = "review"
	Drop     = "drop"
	AskDrop  = "askdrop"

	Copy     = "Copy" // capitals: no choice's hash has them
	Up       = "Up"
	Down     = "Down"
	RowGo    = "Go"
	RowLater = "Wait"
	Contents = "Toc"
	Section  = "Sec"
	List     = "L"    // + its page, from 0
	Whole    = "All"  // + its page
	Prepare  = "Pre"  // + its page
	File     = "F"    // + Whole or Prepare
	Page     = "P"    // + the page of a list of rows
	Part     = "part" // + which figure
	Worked   = "worked"
	All      = "all"
	Each     = "each"
	Unit     = "U" // + the unit's code
	Initial  = "Def"
	Last     = "Last"
	LastAll  = "LastAll" // + a hash of what was shown
	Pick     = "Pick"    // + the id of a row of a unit below
	Wipe     = "Wipe"
	Meant    = "Meant" // do what words look like, and do not store them
)

// What the buttons of a table of numbers do. The act of confirming is followed by a hash of
// the lines, so that an old button cannot confirm another table.
const (
	TableAll  = "tall"
	TableVoid = "tvoid"
	TableOne  = "tone"
	TableLine = "tline"
)

// What the buttons about files do. A number follows Remove.
const (
	Upload      = "tep"
	UploadScan  = "tscan"
	UploadOther = "tother"
	UploadDone  = "tdone"
	FileList    = "tlist"
	Remove      = "trm"
)

// What the buttons about a written report do. The file's number follows; behind it what
// the act is about, so that an old button does nothing.
const (
	ReadFile  = "Word"
	KeepFile  = "WKeep"
	Show      = "WShow" // walk through what was found
	NotNow    = "WWait"
	FoundAll  = "WAll" // + a hash of the page
	FoundOut  = "WOut"
	FoundMend = "WMend"
	FoundWait = "WLeave"
	FoundOne  = "WOne" // + the item, + a hash of the answer
	FoundNot  = "WNot"
	FoundFix  = "WFix"
)
