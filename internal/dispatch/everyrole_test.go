package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// moreCommands is what is typed beside the names of the table: words of people, and what is no command.
const moreCommands = "/tinhhinh /chuanop /xem /tonghop /mohinh /canxem /khen /vuongmac /lich /khoa /tralai /mo /han /mien /bomien /nhatky " +
	"/nhac /thongbao /nhapho /capma /thanhvien /donvi /traloi /chuyen /xuat /word /excel /ngonngu /xemtruoc /tieptuc /phan /sua /xemlai " +
	"/tiendo /nghi /tep /nop /xinsua /trinhky /doi /moi /trogiup /batdau /huy"

// everyCommand is each name of the table of commands, and more.
func everyCommand() []string {
	all := strings.Fields(moreCommands)
	for _, name := range command.Names() {
		if slash := "/" + string(name); !slices.Contains(all, slash) {
			all = append(all, slash)
		}
	}
	return all
}

// everyPlace is a unit as people write it: inside Nga Sơn, in it, above it, of
// another district, and nowhere. In small letters without marks, so that an
// answer that repeats it names nobody.
func everyPlace() []string {
	return []string{"", "nga an", "nga son", "thanh hoa", "huyen tho xuan", "xuan phong", "15508", "395", "99999", "khong co noi nay"}
}

// everyInput is each command with each unit, with the words that acts need.
func everyInput() (out []chat.Input) {
	for _, line := range everyCommand() {
		for _, place := range everyPlace() {
			out = append(out, chat.Input{Kind: chat.Text, Text: strings.TrimSpace(line + " " + place)})
		}
		out = append(out, chat.Input{Kind: chat.Text, Text: line + " xuan phong: thieu so lieu"},
			chat.Input{Kind: chat.Text, Text: line + " 1 da ro"}, chat.Input{Kind: chat.Text, Text: line + " xuan phong 20/7"})
	}
	for _, words := range []string{"xa nao chua nop", "tinh hinh tho xuan", "ai chua dang ky", "ai chua dang ky tho xuan", "khi nao het han"} {
		out = append(out, chat.Input{Kind: chat.Text, Text: words})
	}
	return out
}

// guessedData is data that no button offered, of every room.
func guessedData() (out []chat.Input) {
	verbs := "tinhhinh chuanop xem tonghop mohinh canxem khen vuongmac khoa tralai mo han mien bomien nhatky nhac nhacca thongbao nhapho capma " +
		"thanhvien thuhoi thaythe dieuchuyen capmalai thoi olai into later send all whole part pick done read sign reject plead start recall answer up close reply open"
	for _, room := range []chat.Room{chat.Reading, chat.Operation, chat.Report, chat.Issue, chat.Interview, chat.Digest} {
		for _, verb := range strings.Fields(verbs) {
			for _, code := range []string{"15508", "395"} {
				for _, args := range [][]string{nil, {"1"}, {"X5", "1"}} {
					a := chat.Action{To: room, Verb: verb, Target: code, Args: args}
					report := chat.Action{To: room, For: code, Verb: verb, Args: args}
					out = append(out, chat.Input{Kind: chat.Press, Data: a.Encode()}, chat.Input{Kind: chat.Press, Data: report.Encode()})
				}
			}
		}
	}
	return out
}

// foreign are the names of Thọ Xuân's units that none of Nga Sơn's has.
func foreign(w *world) (out []string) {
	var here strings.Builder
	for _, u := range w.units.Below("401") {
		here.WriteString(u.Label() + "|")
	}
	for _, u := range w.units.Below("395") {
		if !strings.Contains(here.String(), u.Label()+"|") {
			out = append(out, u.Label())
		}
	}
	return append(out, "Thọ Xuân", "noikhac", "huyenkhac", "chỉ Thọ Xuân biết")
}

// named reports whether the text holds the name as words of their own.
func named(text, name string) bool {
	for {
		i := strings.Index(text, name)
		if i < 0 {
			return false
		}
		text = text[i+len(name):]
		if r, _ := utf8.DecodeRuneInString(text); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return true
		}
	}
}

// forwarded are the buttons that the heads of another district and of the
// province have before them.
func forwarded(w *world) (out []chat.Input) {
	seen := map[string]bool{}
	for _, who := range []string{"huyenkhac", "tinh"} {
		for _, in := range everyInput() {
			for _, c := range w.does(who, in) {
				for _, row := range c.Choices {
					for _, b := range row {
						if !seen[b.Data] {
							seen[b.Data] = true
							out = append(out, chat.Input{Kind: chat.Press, Data: b.Data})
						}
					}
				}
			}
		}
		w.types(who, "/huy")
	}
	return out
}

// formerly lists people who had a role in Thọ Xuân and have none there any more: one who
// was revoked, one in whose place another was called, one who then moved to Nga Sơn, one who
// had joined a second time for what they held already, and an admin who had handed over to
// nobody and taken it back.
func formerly(w *world) (names []string) {
	w.t.Helper()
	for i, role := range roster.Roles() {
		before, after := "395", "401"
		if role == roster.Officer || role == roster.Approver {
			before, after = "15508", "16144"
		}
		for _, state := range []string{"thu hồi", "thay", "moved", "twice", "himself"} {
			name := fmt.Sprintf("former%d%s", i, strings.ReplaceAll(state, " ", ""))
			names = append(names, name)
			w.joins(name, before, role)
			switch how := state; {
			case state == "twice":
				w.joinsAgain(name, before, role)
				w.leaves(name, before, "thu hồi")
			case state == "himself" && role == roster.Admin:
				w.takesBack(name, before)
				w.leaves(name, before, "thu hồi")
			case state == "moved" || state == "himself":
				how = "thu hồi"
				fallthrough
			default:
				w.leaves(name, before, how)
			}
			if state == "moved" {
				w.now = w.now.Add(time.Minute)
				w.joins(name, after, role)
			}
		}
	}
	return names
}

// ofEndedUnits lists people of communes of Thọ Xuân that ended: one is no more, one became part of Nga An, which is another district's. The
// head of a district and whoever else had a role in Thọ Xuân itself stay what they are.
func ofEndedUnits(t *testing.T, w *world) (names []string, moved *world) {
	t.Helper()
	below := w.units.Below("395")
	closed, merged := below[len(below)-1], below[len(below)-2]
	for _, u := range []roster.Unit{closed, merged} {
		for _, role := range []roster.Role{roster.Officer, roster.Approver} {
			name := "ended" + u.Code + string(role)
			names = append(names, name)
			w.joins(name, u.Code, role)
		}
	}
	var list strings.Builder
	for _, u := range w.units.All() {
		if u.Code != closed.Code && u.Code != merged.Code {
			fmt.Fprintf(&list, "%s,%s,%d,%s,%s\n", u.Code, u.Parent, u.Level, u.Type, u.Name)
		}
	}
	return names, movesIn(t, w, list.String(), closed.Code+",,closed,,,2016-07-01,\n"+merged.Code+",,merged,16144,,2016-07-01,\n")
}

// leaves has the province revoke somebody's one membership, or replace them.
func (w *world) leaves(name, unit, how string) {
	w.t.Helper()
	list := last(textsOf(w.types("tinh", "/thanhvien "+unit)))
	for line := range strings.Lines(list) {
		if number, _, ok := strings.Cut(line, "."); ok && strings.Contains(line, name) {
			w.types("tinh", how+" "+strings.TrimSpace(number))
			w.types("tinh", "thu hồi")
		}
	}
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		p, err := store.GetPerson(r, person(name))
		if err == nil && len(p.Memberships) > 0 {
			w.t.Fatalf("%s is still %v, after the list\n%s", name, p.Memberships, list)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// Every command and every button, offered to others or guessed, by everybody:
// no answer names a unit, a person or a figure of a district that is not theirs,
// and nothing there changes.
func TestEveryRoleSeesOnlyItsOwn(t *testing.T) {
	inLine(t)
	w := newWorld(t)
	ended, w := ofEndedUnits(t, w)
	submits(w, "noikhac", "15508") // Xuân Phong, of Thọ Xuân
	w.joins("huyenkhac", "395", roster.Coordinator)
	w.joins("tinh", "38", roster.Coordinator)
	w.types("noikhac", "/vuongmac điều này chỉ Thọ Xuân biết")
	w.types("noikhac", "gửi")
	former := append(formerly(w), ended...)
	w.now = w.now.Add(time.Hour)
	inputs := append(append(everyInput(), guessedData()...), forwarded(w)...)
	names := foreign(w)
	actors := map[string]string{"nguoila": ""}
	for _, role := range roster.Roles() {
		for _, unit := range []string{"401", "16144"} {
			name := string(role) + unit
			if unit == "16144" && (role == roster.Coordinator || role == roster.Viewer || role == roster.Admin) {
				continue
			}
			w.joins(name, unit, role)
			actors[name] = unit
		}
	}
	for _, name := range former {
		actors[name] = ""
	}
	// The province hears the questions that Nga Sơn sends up, and no others.
	told := func() int { return len(w.said[person("noikhac")]) + len(w.said[person("huyenkhac")]) }
	before, state := told(), w.statusOf("15508")
	answers, wrong := 0, map[string]bool{}
	for _, in := range inputs {
		var deeds []deed
		for who := range actors {
			deeds = append(deeds, deed{who, in})
		}
		for i, told := range w.together(deeds...) {
			who := deeds[i].name
			for _, c := range told {
				answers++
				text := c.Text
				if own, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(who, "former") && strings.Contains(own, "được giữ ở đơn vị") {
					text = rest // who has left is told of what
				}
				if c.File != nil {
					text += " " + c.File.Name
				}
				for _, row := range c.Choices {
					for _, b := range row {
						text += "\n[" + b.Label + "]"
						// As codes of their own: the number of an order may have these figures in it.
						if named(b.Data, "15508") || named(b.Data, "395") {
							t.Errorf("%s, %q %q, may press %q", who, in.Text, in.Data, b.Data)
						}
					}
				}
				for _, name := range names {
					if named(text, name) && !strings.Contains(in.Text, name) && !wrong[who+name] {
						wrong[who+name] = true
						t.Errorf("%s, %q %q, reads %q:\n%s", who, in.Text, in.Data, name, text)
					}
				}
			}
		}
	}
	if after := told(); after != before {
		t.Errorf("people of the other district were told %d things", after-before)
	}
	if after := w.statusOf("15508"); after.State != state.State || after.Round != state.Round || after.Due != state.Due {
		t.Errorf("the report elsewhere changed: %+v", after)
	}
	t.Logf("%d inputs by %d people, %d answers, %d names looked for", len(inputs), len(actors), answers, len(names))
}
