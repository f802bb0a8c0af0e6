package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/xlsform"
	"giaoban/locales"
)

type exportCommand struct {
	Outline string `arg:"" type:"path" help:"${cli_help_try_file}"`
	File    string `arg:"" type:"path" help:"${cli_help_export_file}"`
}

// Run writes an outline as a form in Excel, and tells what other programs will not see of it. It overwrites nothing.
func (k *exportCommand) Run(p *program) error {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return err
	}
	say, _ := catalog.Language(languageOf(p.env))
	if err := anOutline(k.Outline); err != nil {
		return err
	}
	to, err := newFile(k.File, formBook)
	if err != nil {
		return err
	}
	defer to.discard()
	file := filepath.Base(k.Outline)
	outline, source, err := outlineFile(k.Outline)
	if err != nil {
		return err
	}
	book, told, err := xlsform.Export(source, outline, formOptions(file, "", catalog, say))
	if err != nil {
		return err
	}
	var content bytes.Buffer
	if err := book.Write(&content); err != nil {
		return err
	}
	if err := to.write(content.Bytes()); err != nil {
		return err
	}
	refused := 0
	for _, r := range told {
		if r.Weight == xlsform.Refused {
			refused++
		}
		fmt.Fprintln(p.stderr, r.Say(say, file))
	}
	fmt.Fprintln(p.stderr, say.Say("export_done", "sections", fmt.Sprint(len(outline.Sections)), "questions", fmt.Sprint(countQuestions(outline)), "refused", fmt.Sprint(refused)))
	return nil
}

// formOptions are those of a form in the program's language.
func formOptions(file, language string, catalog *locale.Catalog, say locale.Phrases) xlsform.Options {
	return xlsform.Options{
		File: file, Title: strings.TrimSuffix(file, filepath.Ext(file)), Language: language, Say: say,
		In: func(language string) fault.Sayer {
			say, _ := catalog.Language(language)
			return say
		},
	}
}
