package conversation

import (
	"regexp"
	"strings"

	"giaoban/internal/viet"
)

// A command is what an officer asks of the conversation itself.
type command struct {
	name string
	arg  string
	// row is the number of a row, to where it is moved; 0 if none is named.
	row, to int
}

// The officers' commands. Commands are typed with or without slash, marks and
// underscores; docs of the outline list them (its section 11).
const (
	cmdStart    = "batdau"
	cmdContinue = "tieptuc"
	cmdProgress = "tiendo"
	cmdSection  = "phan"
	cmdReview   = "xemlai"
	cmdFix      = "sua"
	cmdBack     = "quaylai"
	cmdSkip     = "boqua"
	cmdLater    = "lamsau"
	cmdNext     = "phansau"
	cmdHint     = "vidu"
	cmdRest     = "nghi"
	cmdSubmit   = "nop"
	cmdHelp     = "trogiup"
	cmdDone     = "xong"
	cmdKeep     = "giunguyen"
	cmdCancel   = "huy"
	cmdDrop     = "xoa"
	cmdRewrite  = "vietlai"
	cmdWhere    = "dangodau"
	cmdList     = "xemphan"
	cmdPage     = "trang"
	cmdWhole    = "toanbo"
	cmdPrepare  = "xemtruoc"
	cmdFile     = "taitep"
	cmdForeign  = "!" // a command of somebody else
	cmdMore     = "vietthem"
	cmdFull     = "toanvan"
	cmdFiles    = "tep"
	cmdFileList = "xemtep"
	cmdUnknown  = "?" // a slash and a word that is none of ours
)

// bareWords are the commands' words, folded.
var bareWords = map[string]string{
	"start": cmdStart, "bat dau": cmdStart, "batdau": cmdStart,
	"tiep tuc": cmdContinue, "lam tiep": cmdContinue, "tieptuc": cmdContinue,
	"tien do": cmdProgress, "tiendo": cmdProgress,
	"chuyen phan": cmdSection, "phan": cmdSection, "muc luc": cmdSection,
	"xem lai": cmdReview, "tom tat": cmdReview, "xemlai": cmdReview,
	"sua": cmdFix, "sua lai": cmdFix,
	"quay lai": cmdBack, "truoc": cmdBack, "quaylai": cmdBack, "cau truoc": cmdBack,
	"bo qua": cmdSkip, "bq": cmdSkip, "boqua": cmdSkip,
	"lam sau": cmdLater, "de sau": cmdLater, "lamsau": cmdLater,
	"phan sau": cmdNext, "sang phan sau": cmdNext, "phansau": cmdNext,
	"vi du": cmdHint, "vidu": cmdHint, "goi y": cmdHint, "huong dan": cmdHint,
	"luu": cmdRest, "nghi": cmdRest, "luu va nghi": cmdRest, "dung lai": cmdRest,
	"nop": cmdSubmit, "nop bao cao": cmdSubmit,
	"tro giup": cmdHelp, "giup": cmdHelp, "trogiup": cmdHelp, "help": cmdHelp,
	"xong": cmdDone, "viet lai": cmdRewrite, "vietlai": cmdRewrite,
	"viet them": cmdMore, "vietthem": cmdMore, "xem toan van": cmdFull, "toan van": cmdFull, "toanvan": cmdFull,
	"giu nguyen": cmdKeep, "giunguyen": cmdKeep,
	"de sau muc nay": cmdRowLater, "lam sau muc nay": cmdRowLater, "de muc nay sau": cmdRowLater, "de muc nay lam sau": cmdRowLater,
	"dang o dau": cmdWhere, "toi dang o dau": cmdWhere, "o dau": cmdWhere, "toi o dau": cmdWhere, "dangodau": cmdWhere,
	"dang den dau": cmdWhere, "mucluc": cmdSection, "xem phan": cmdList, "xemphan": cmdList, "xem phan nay": cmdList,
	"xem toan bo": cmdWhole, "toan bo": cmdWhole, "xem toan bo bao cao": cmdWhole, "doc bao cao": cmdWhole, "toanbo": cmdWhole,
	"xem truoc": cmdPrepare, "xemtruoc": cmdPrepare, "chuan bi": cmdPrepare, "tai tep": cmdFile, "taitep": cmdFile,
	"tep": cmdFiles, "gui tep": cmdFiles, "guitep": cmdFiles, "gui anh": cmdFiles, "guianh": cmdFiles,
	"xem tep": cmdFileList, "xemtep": cmdFileList, "danh sach tep": cmdFileList,
	"huy": cmdCancel, "xoa": cmdDrop, "xoa muc": cmdDrop,
}

// inTexts are the only bare words that are commands inside a text, since a text
// may well be «Tiến độ»: what its buttons say, for who types everything.
var inTexts = map[string]bool{
	"xong": true, "bo qua": true, "bq": true, "lam sau": true, "de sau": true, "quay lai": true, "giu nguyen": true,
	"xoa": true, "vi du": true, "viet lai": true, "viet them": true, "xem toan van": true, "luu va nghi": true,
	"de sau muc nay": true, "lam sau muc nay": true, "de muc nay sau": true, "de muc nay lam sau": true,
}

// jump is «sửa 2.3», «câu X2.03», «phần 5».
var jump = regexp.MustCompile(`^(sua|cau|sua cau|phan|chuyen phan|vao phan|sang phan|den phan|xem phan|xem)\s+((?:[a-z]+)?[0-9]+(?:\.[0-9]+)*)$`)

// opening is «phần mở đầu», which has no number.
var opening = regexp.MustCompile(`^(?:(?:chuyen|vao|sang|den|(xem))\s+)?phan\s+mo\s+dau$`)

// pages is «trang 2», «trang sau».
var pages = regexp.MustCompile(`^trang\s+(sau|truoc|[0-9]{1,3})$`)

// fullCode is a question's whole code by itself.
var fullCode = regexp.MustCompile(`^[a-z]+[0-9]+\.[0-9]+(?:\.[0-9]+)*$`)

// longestCommand is more bytes than any command takes; longer words are an
// answer.
const longestCommand = 100

// parseCommand reads a command; inText limits bare words to those that cannot
// be the beginning of a text.
func parseCommand(text string, inText bool) (command, bool) {
	if len(text) > longestCommand {
		return command{}, false
	}
	folded := viet.Fold(viet.Line(text))
	folded = strings.TrimRight(strings.TrimSpace(folded), ".!?")
	rest, slash := strings.CutPrefix(folded, "/")
	if c, ok := parseRowCommand(strings.ReplaceAll(rest, "_", " ")); ok {
		return c, true
	}
	if slash {
		return slashCommand(rest)
	}
	if name, ok := bareWords[folded]; ok {
		return command{name: name}, !inText || inTexts[folded]
	}
	if inText {
		if m := jump.FindStringSubmatch(folded); m != nil && !strings.HasSuffix(m[1], "phan") && strings.Contains(m[2], ".") {
			return jumpTo(m[1], m[2]), true
		}
		return command{}, false
	}
	if c, ok := wayCommand(folded); ok {
		return c, true
	}
	if fullCode.MatchString(folded) {
		return command{name: cmdFix, arg: folded}, true
	}
	return command{}, false
}

// wayCommand reads what leads somewhere: a jump, a part, a page.
func wayCommand(folded string) (command, bool) {
	if m := jump.FindStringSubmatch(folded); m != nil {
		return jumpTo(m[1], m[2]), true
	}
	if m := opening.FindStringSubmatch(folded); m != nil {
		return jumpTo(m[1]+" phan", "0"), true
	}
	if m := pages.FindStringSubmatch(folded); m != nil {
		return command{name: cmdPage, arg: m[1]}, true
	}
	return command{}, false
}

func jumpTo(word, where string) command {
	if word == "xem phan" {
		return command{name: cmdList, arg: where}
	}
	if strings.HasSuffix(word, "phan") {
		return command{name: cmdSection, arg: where}
	}
	return command{name: cmdFix, arg: where}
}

func slashCommand(rest string) (command, bool) {
	spaced := strings.ReplaceAll(rest, "_", " ")
	if name, ok := bareWords[spaced]; ok {
		return command{name: name}, true
	}
	if c, ok := wayCommand(spaced); ok {
		return c, true
	}
	word, arg, _ := strings.Cut(rest, " ")
	word, _, _ = strings.Cut(word, "@")
	word = strings.ReplaceAll(word, "_", "")
	name, ok := bareWords[word]
	if _, others := foreignWords[word]; !ok && others {
		return command{name: cmdForeign, arg: word}, true
	}
	if !ok && word != "" && word[0] >= 'a' && word[0] <= 'z' {
		name, ok = cmdUnknown, true
	}
	return command{name: name, arg: strings.TrimSpace(arg)}, ok
}
