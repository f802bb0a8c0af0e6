// Package command reads what a typed line asks. One table says of every command
// what it is called, who may give it, what may stand behind it, when it counts
// without a slash, and how help and the platform's menu explain it.
//
// A line is read once for an update, for the roles of its sender: nobody's words
// are looked at as the arguments of a command that is not theirs. Which unit a
// name means, and whether the command can be carried out, is for whoever takes
// the command.
package command

import (
	"slices"

	"giaoban/internal/chat"
)

// Name tells commands apart. It is also how a command is written behind a slash.
type Name string

// What coordinators read.
const (
	Progress  Name = "tinhhinh"   // how many reports are in
	Missing   Name = "chuanop"    // whose report is not
	View      Name = "xem"        // one report, part by part
	Summary   Name = "tonghop"    // what the reports that are in say together
	Models    Name = "mohinh"     // the rows of lists, by unit
	Attention Name = "canxem"     // what is worth a look
	Awards    Name = "khen"       // the rows that only some may see
	Issues    Name = "vuongmac"   // questions from below that wait for an answer
	Journal   Name = "nhatky"     // what was done by whom
	Deadline  Name = "denhan"     // when a report is due
	People    Name = "nguoi"      // who answers a report
	Causes    Name = "vichua"     // whose report is not in for one reason
	HandedIn  Name = "danop"      // whose report is in, and since when
	Ranking   Name = "xephang"    // who is slowest, fastest, done
	SinceDay  Name = "sovoi"      // what came in since a day
	Compare   Name = "sosanh"     // several units beside each other
	Forecast  Name = "dukien"     // when all will be in at this pace
	Why       Name = "visao"      // why one report is not in
	Document  Name = "xuattep"    // a list or a report as a file
	System    Name = "hethong"    // how the program itself does
	Plan      Name = "kehoach"    // what the program will do on its own
	Polled    Name = "kqhoinhanh" // what was answered to a quick poll
)

// The parts of these commands.
const (
	OnlyCount    = "so"      // of Missing: how many, before who
	OnlyAccepted = "nhan"    // of HandedIn
	OnlyInTime   = "dunghan" // of HandedIn
	Slowest      = "cham"    // of Ranking
	Fastest      = "nhanh"   // of Ranking
	AllIn        = "xong"    // of Ranking: where nothing is missing
	PlaceOf      = "hang"    // of Ranking: which place one has
	ShareOver    = "tren"    // of Ranking: who is over a share
	ShareReached = "tu"      // of Ranking: who is at it or over
	ShareBelow   = "duoi"    // of Ranking: who is under it
	AtRisk       = "nguyco"  // of Forecast
	SinceToday   = "nay"     // of SinceDay; without a part since yesterday
	SinceWeek    = "tuan"    // of SinceDay
	OfMissing    = "chuanop" // of Document
	OfModels     = "mohinh"  // of Document
	OfReport     = "baocao"  // of Document
	NextPage     = "sau"     // of View, where a report is being read
	PageBefore   = "truoc"   // of View, the same
	SectionNext  = "phansau" // of View, the same: the section behind the one that is read
	SectionBack  = "phantruoc"
	Untime       = "huy"   // of Timed: one of them is to be cancelled
	NextToReview = "tiep"  // of View: whose report waits for review next
	FilesPart    = "kem"   // of View: the files of the report, or one of them
	AllFilesPart = "kemca" // of View: all of them, so many at once
	OwnReport    = "bc"    // of View: the unit's own, where units below report too
	OnlyAnswered = "xong"  // of Issues
	AtHour       = "gio"   // of DigestHours: its words are an hour
	NoDigests    = "tat"   // of DigestHours
	Anew         = "moi"   // of Polled: in the place of what was shown
	NewTelephone = "doi"   // of Telephone
	NoTelephone  = "xoa"   // of Telephone
)

// What coordinators ask about one figure, by its own words.
const (
	Figure  Name = "solieu"    // what the units have together, or what one has
	Average Name = "trungbinh" // what one of them has in the middle
	Most    Name = "nhieunhat" // who has the most
	Least   Name = "itnhat"    // who has the least
	Having  Name = "daco"      // who has any
	Lacking Name = "chuaco"    // who has none
	Far     Name = "batthuong" // who has far more than the others
)

// The steps through a report that is being read.
const (
	MovePage        = '+'
	MovePageBack    = '-'
	MoveSection     = '>'
	MoveSectionBack = '<'
)

// What coordinators do about reports, units and people.
const (
	Accept    Name = "khoa"
	AcceptAll Name = "khoaca" // all that wait for it under a unit; a button only
	Return    Name = "tralai"
	Reopen    Name = "mo"
	Extend    Name = "han"
	Exempt    Name = "mien"
	Unexempt  Name = "bomien"

	Remind    Name = "nhac"            // ask late units to submit
	RemindAll Name = "nhacca"          // all that are late under a unit; a button only
	Announce  Name = "thongbao"        // own words to units
	Correct   Name = "dinhchinh"       // an announcement that was sent
	Poll      Name = "hoinhanh"        // a few questions at once
	EndPoll   Name = "ketthuchoinhanh" // no more answers to them
	Proxy     Name = "nhapho"          // fill in for a unit
	Invite    Name = "capma"           // codes that let people in
	Members   Name = "thanhvien"       // who is in
	Revoke    Name = "thuhoi"          // somebody is not in any more
	Replace   Name = "thaythe"         // the same, with a code for whoever comes instead
	Transfer  Name = "dieuchuyen"      // somebody works for another unit from now on
	NewPhone  Name = "capmalai"        // a code by which somebody goes on from another account

	EndProxy    Name = "thoinhapho"
	TwoDeeds    Name = "haiviec" // two orders in one message
	Amend       Name = "doilenh" // change the order under its preview
	DigestHours Name = "lich"
	Timed       Name = "lenhhen" // the orders that wait for their hour
)

// Questions to the unit above.
const (
	Ask     Name = "hoi"
	Answer  Name = "traloi" // or, from whoever asked, what is added to the question
	PassUp  Name = "chuyen"
	AskUnit Name = "hoixa" // a question to a unit below about its report
)

// What is done with a unit's report as a whole.
const (
	Change        Name = "doi" // to another report
	Own           Name = "baocao"
	Colleague     Name = "moi"      // invite one
	Former        Name = "baocaocu" // of the units that ended in this one
	Waiting       Name = "trinhky"
	Leave         Name = "thoiphutrach" // somebody gives up what they are
	OwnPhone      Name = "doimay"       // goes on from another account
	Telephone     Name = "dienthoai"    // where those above call the person
	Sign          Name = "kyduyet"
	SendBack      Name = "khongky"
	Read          Name = "xembaocao"
	Recall        Name = "rutlai"
	RequestReopen Name = "xinsua"
	Earlier       Name = "kytruoc" // of another period
)

// What an officer asks of the interview.
const (
	Start       Name = "batdau"
	Continue    Name = "tieptuc"
	HowFar      Name = "tiendo"
	Where       Name = "dangodau"
	Section     Name = "phan"
	List        Name = "xemphan"
	Page        Name = "trang"
	Review      Name = "xemlai"
	Whole       Name = "toanbo"
	Prepare     Name = "xemtruoc"
	File        Name = "taitep"
	Fix         Name = "sua"
	Back        Name = "quaylai"
	Skip        Name = "boqua"
	Later       Name = "lamsau"
	NextSection Name = "phansau"
	Hint        Name = "vidu"
	Rest        Name = "nghi"
	Submit      Name = "nop"
	Done        Name = "xong"
	Keep        Name = "giunguyen"
	Cancel      Name = "huy"
	Drop        Name = "xoa"
	Rewrite     Name = "vietlai"
	More        Name = "vietthem"
	Full        Name = "toanvan"
	Uploads     Name = "tep"
	UploadList  Name = "xemtep"
	ReadFile    Name = "doctep" // number 0 is what was pasted
	RowView     Name = "xemmuc"
	RowDrop     Name = "xoamuc"
	RowCopy     Name = "saochepmuc"
	RowGo       Name = "lamtiepmuc"
	RowMove     Name = "chuyenmuc"
	RowLater    Name = "desaumucnay"
	Help        Name = "trogiup"
)

// Commands that nobody can give.
const (
	Word     Name = "word"    // not yet
	Language Name = "ngonngu" // in which somebody is spoken to
	Unknown  Name = "?"       // a slash, and words that are no command
)

// A Command is what a typed line asks, or a button that stands for one. All but what was Heard can be stored.
type Command struct {
	Name Name `json:",omitzero"`
	// Slash marks one that was typed with a slash; it is a command wherever it
	// stands. InText marks words that are a command inside a text too.
	Slash, InText bool `json:",omitzero"`
	// Spoken marks words that are the command in other words, or with courtesy
	// around it: what was last put to the person has its own reading of them first.
	Spoken bool `json:",omitzero"`
	// Sentence marks a whole sentence of a coordinator, OnlyUnit one that is a unit's name
	// and no more, or that names a unit nobody knows.
	Sentence, OnlyUnit bool `json:",omitzero"`
	// Asks marks a sentence with a question mark.
	Asks bool `json:",omitzero"`
	// Denied marks an order that is turned around, «đừng nhắc Nga Yên»: nothing of it
	// may be done. Also is the other of two orders in one message.
	Denied bool `json:",omitzero"`
	Also   Name `json:",omitzero"`
	// Aside tells why something is not done or answered quite as it was said, Odd which words
	// of a question nobody knows.
	Aside Aside  `json:",omitzero"`
	Odd   string `json:",omitzero"` // between commas
	// Period is which one of a campaign that recurs it is about.
	Period Period `json:",omitzero"`
	// Hour is when an order is to be carried out, as typed: «8 giờ sáng mai».
	Hour string `json:",omitzero"`
	// Others are those whose command it is, if it is not the sender's. Nothing
	// behind it was read, and its words are an answer first.
	Others Audience `json:",omitzero"`
	// Unit is the unit's name as typed, or several names; "" if none was named.
	Unit string `json:",omitzero"`
	// Code names the unit instead, when a button was pressed. It is untrusted.
	Code string `json:",omitzero"`
	// Level is the word that a sentence has for a kind of units, «huyện», as typed.
	Level string `json:",omitzero"`
	// Part is a section or a question, Page a page from 1; both are untrusted.
	Part string `json:",omitzero"`
	Page int    `json:",omitzero"`
	// Moves are steps from there, one after the other: see MovePage.
	Moves string `json:",omitzero"`
	// Cursor is where the page before ended, of the journal.
	Cursor string `json:",omitzero"`
	// Words are passed on as they were typed: a remark, a day, hours, the text of a
	// question or of an answer, the name of a figure.
	Words string `json:",omitzero"`
	// Number is an issue's, or a row's; MoveTo is where the row is to go.
	Number, MoveTo int `json:",omitzero"`
	// Heard is the message, to be asked what it says beside commands.
	Heard *Heard `json:"-"`
}

// Room is the part of the program that takes the command.
func (n Name) Room() chat.Room { return rooms[n] }

// Is reports whether the command is one of the names.
func (c Command) Is(names ...Name) bool {
	for _, n := range names {
		if c.Name == n && c.Others == 0 {
			return true
		}
	}
	return false
}

// Room is the part of the program that takes the command; none if it is somebody
// else's.
func (c Command) Room() chat.Room {
	if c.Others != 0 {
		return 0
	}
	return c.Name.Room()
}

// Decides reports whether the command changes the state of one report from above.
func (n Name) Decides() bool { return slices.Contains(decisions, n) }

// Figures reports whether it is a question about a figure of an outline, by its own words.
func (n Name) Figures() bool {
	return slices.Contains([]Name{Figure, Average, Most, Least, Having, Lacking, Far}, n)
}

// Begins reports whether a button or a line can begin the operation.
func (n Name) Begins() bool { return n.Decides() || slices.Contains(outreach, n) }

// Own reports whether the operation is the unit's, about its own report.
func (n Name) Own() bool { return n == Sign || n == SendBack || n == RequestReopen }

// Decisions are the commands that decide about one report, in the table's order.
func Decisions() []Name { return slices.Clone(decisions) }

// What coordinators do, by what stands behind it: a decision is about one unit,
// outreach about several.
var decisions, outreach = taking(day), taking(units)

func taking(args arguments) (out []Name) {
	for _, r := range table {
		if r.args == args {
			out = append(out, r.name)
		}
	}
	return out
}
