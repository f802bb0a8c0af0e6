package locale

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"giaoban/internal/viet"
)

// A FormOfAddress is how the person spoken to is called. A word that is not given is
// the one of Comrade.
type FormOfAddress struct {
	You      string // in the middle of a sentence: «đồng chí», «anh/chị», «bà con»
	Title    string // before a name: «đồng chí» Nguyễn Văn A
	Vocative string // to call somebody: «thưa đồng chí»
}

// Comrade is how an office speaks to another, and to everybody where a campaign does
// not say otherwise.
var Comrade = FormOfAddress{You: "đồng chí", Title: "đồng chí", Vocative: "thưa đồng chí"}

// Words are the words by the placeholders that stand for them, in phrases as well as in
// outlines: {xung_ho}, {danh_xung} and {thua}. A name that begins with a capital is its
// word at the beginning of a sentence, {Xung_ho}.
func (f FormOfAddress) Words() map[string]string {
	f = f.whole()
	return map[string]string{"xung_ho": f.You, "danh_xung": f.Title, "thua": f.Vocative}
}

// whole is the form with the words that were not given.
func (f FormOfAddress) whole() FormOfAddress {
	return FormOfAddress{cmp.Or(f.You, Comrade.You), cmp.Or(f.Title, Comrade.Title), cmp.Or(f.Vocative, Comrade.Vocative)}
}

// The placeholders of what a campaign calls a report, «báo cáo»; of the word for several; of what a round of them is for, «đợt báo cáo», and
// of what is to be done with one, «phải báo cáo»: where a report has another name these are «đợt thu phiếu», «phải nộp phiếu».
const reportWord, reportsWord, roundWord, handInWord = "bao_cao", "cac_bao_cao", "thu_bao_cao", "nop_bao_cao"

// wording puts the words into phrases.
func (p Phrases) wording() *strings.Replacer {
	words := p.form.Words()
	called := p.called
	if called == "" && p.written["called_report"] != nil {
		called = p.written["called_report"].Other
	}
	words[reportWord], words[reportsWord], words[roundWord], words[handInWord] = called, p.Tongue().Plural(called), called, called
	for word, key := range map[string]string{roundWord: "called_round", handInWord: "called_hand_in"} {
		if m := p.written[key]; m != nil && p.called != "" {
			words[word] = strings.ReplaceAll(m.Other, "{{.called}}", called)
		}
	}
	var pairs []string
	for name, word := range words {
		pairs = append(pairs, "{"+name+"}", word, "{"+viet.UpperFirst(name)+"}", viet.UpperFirst(word))
	}
	return strings.NewReplacer(pairs...)
}

// Addressing gives the phrases that speak to people in that form. It words all of them at
// once, so it is called when a campaign is opened, and never for a message.
func (p Phrases) Addressing(form FormOfAddress) Phrases {
	form = form.whole()
	if p.written == nil || form == p.form {
		return p
	}
	p.form = form
	return p.worded()
}

// Calling gives the phrases in which a report is called so: «phiếu trả lời» where a poll is
// answered. Like Addressing it is for when a campaign is opened; "" is what it is called otherwise.
func (p Phrases) Calling(report string) Phrases {
	if p.written == nil || report == p.called {
		return p
	}
	p.called = report
	return p.worded()
}

// worded puts the campaign's words into all phrases.
func (p Phrases) worded() Phrases {
	tag, words := language.Make(p.tag), p.wording()
	bundle := i18n.NewBundle(tag)
	p.plain = make(map[string]string, len(p.plain))
	for key, m := range p.written {
		said := &i18n.Message{ID: key, One: words.Replace(m.One), Other: words.Replace(m.Other)}
		bundle.MustAddMessages(tag, said)
		if said.One == "" && !strings.Contains(said.Other, "{{") {
			p.plain[key] = said.Other
		}
	}
	p.localizer = i18n.NewLocalizer(bundle, p.tag)
	return p
}

// addressed is a placeholder of a form of address, or what is written like one.
var addressed = regexp.MustCompile(`\{([^{}.]*)\}`)

// unknownWords are what stands in a phrase like a placeholder of a form of address, and is none.
func unknownWords(m *i18n.Message) (unknown []string) {
	known := Comrade.Words()
	known[reportWord], known[reportsWord], known[roundWord], known[handInWord] = "", "", "", ""
	for _, found := range addressed.FindAllStringSubmatch(m.One+m.Other, -1) {
		if _, ok := known[viet.LowerFirst(found[1])]; !ok {
			unknown = append(unknown, found[0])
		}
	}
	return unknown
}
