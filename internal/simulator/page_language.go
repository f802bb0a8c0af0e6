package simulator

import (
	"bytes"
	"net/http"

	"golang.org/x/text/language"
)

// names are what those are called who were given no name.
type names struct{ bot, botUser, user string }

// named are the names in the language of the options.
func (o Options) named() names {
	if o.Language == "en" {
		return names{bot: "Test bot", botUser: "test_%s_bot", user: "User %d"}
	}
	return names{bot: "Bot thử", botUser: "thu_%s_bot", user: "Người dùng %d"}
}

// pageLanguages has the languages of words.js, first the one for whose browser asks for none of them.
var pageLanguages = language.NewMatcher([]language.Tag{language.English, language.Vietnamese})

// pageLanguage is the language in which somebody sees the page: that of the options, else the one that the browser prefers.
func (o Options) pageLanguage(r *http.Request) string {
	if o.Language != "" {
		return o.Language
	}
	tag, _ := language.MatchStrings(pageLanguages, r.Header.Get("Accept-Language"))
	base, _ := tag.Base()
	return base.String()
}

// servePage serves the page, which takes its words by the language of its first element.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	page, err := pageFiles.ReadFile("page/page.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	strictly(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Vary", "Accept-Language")
	_, _ = w.Write(bytes.Replace(page, []byte(`<html lang="">`), []byte(`<html lang="`+s.options.pageLanguage(r)+`">`), 1))
}
