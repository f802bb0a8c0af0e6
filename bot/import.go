package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"giaoban/internal/fault"
	"giaoban/internal/locale"
	"giaoban/internal/ooxml"
	"giaoban/internal/xlsform"
	"giaoban/internal/xlsx"
	"giaoban/locales"
)

type importCommand struct {
	File     string `arg:"" type:"path" help:"${cli_help_import_file}"`
	Output   string `short:"o" help:"${cli_help_import_output}" placeholder:"${cli_arg_file}" type:"path"`
	Language string `help:"${cli_help_import_language}" placeholder:"${cli_arg_name}"`
}

// largestForm is how many bytes of a workbook are read.
const largestForm = 20 << 20

// Run writes the outline that a form in Excel comes to, and tells what was not taken as it stands there. It overwrites nothing.
func (k *importCommand) Run(p *program) error {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return err
	}
	say, _ := catalog.Language(languageOf(p.env))
	keep := func(content []byte) error { _, err := p.stdout.Write(content); return err }
	if k.Output != "" {
		out, err := newFile(k.Output, outlineText)
		if err != nil {
			return err
		}
		defer out.discard()
		keep = out.write
	}
	file := filepath.Base(k.File)
	book, err := readBook(k.File)
	if err != nil {
		return err
	}
	options := formOptions(file, k.Language, catalog, say)
	options.Table = func(name string) ([]byte, error) { return readTable(filepath.Join(filepath.Dir(k.File), name)) }
	made, err := xlsform.Import(book, options)
	if failed := (*xlsform.Failure)(nil); errors.As(err, &failed) {
		for _, r := range failed.Before {
			fmt.Fprintln(p.stderr, r.Say(say, file))
		}
		return &failure{text: locale.Text(failed.Say(say, file)), code: exitFiles}
	}
	if err != nil {
		return err
	}
	for _, r := range made.Remarks {
		fmt.Fprintln(p.stderr, r.Say(say, file))
	}
	if err := keep(made.Source); err != nil {
		return err
	}
	fmt.Fprintln(p.stderr, say.Say("import_done", "sections", fmt.Sprint(made.Sections), "questions", fmt.Sprint(made.Questions),
		"refused", fmt.Sprint(made.Count(xlsform.Refused)), "look", fmt.Sprint(made.Count(xlsform.Look)), "ignored", fmt.Sprint(made.Count(xlsform.Ignored))))
	if n := made.Count(xlsform.Refused); n > 0 {
		return coded(exitFiles, fails("import_refused", "n", n))
	}
	return nil
}

// readTable reads a file of choices beside a form.
func readTable(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info.Size() > largestForm || !info.Mode().IsRegular() {
		return nil, tooLarge().In(path)
	}
	return os.ReadFile(path)
}

// readBook reads the sheets of a form. Why a file is none is a fault that says what to do.
func readBook(path string) (xlsx.Book, error) {
	if err := lockOf(path); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missingFile(path)
	case err != nil:
		return nil, unreadable(path, err)
	case info.IsDir():
		return nil, bookless(path)
	case info.Size() > largestForm || !info.Mode().IsRegular():
		return nil, tooLarge().In(path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	book, err := xlsx.Read(content, xlsform.Wanted)
	if err == nil {
		return book, nil
	}
	for _, why := range []struct {
		err   error
		fault fault.Fault
	}{
		{ooxml.ErrOldFormat, fault.New("xls_old_format")},
		{ooxml.ErrPassword, fault.New("xls_password")},
		{xlsx.ErrText, textBook(path)},
		{xlsx.ErrOpenFormat, fault.New("xls_open_format")},
		{xlsx.ErrNotWorkbook, fault.New("xls_no_workbook")},
		{ooxml.ErrTooLarge, tooLarge()},
	} {
		if errors.Is(err, why.err) {
			return nil, why.fault.In(path)
		}
	}
	return nil, fault.New("xls_damaged").In(path)
}

// textBook tells what to do with a text: by its name it is a workbook, a table or an outline.
func textBook(path string) fault.Fault {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		return fault.New("xls_text")
	case ".yaml", ".yml":
		return fault.New("xls_outline")
	}
	return fault.New("xls_text_other")
}

// bookless tells that a folder is no workbook, and which are in it.
func bookless(folder string) error {
	err := coded(exitUsage, fails("cli_path_is_a_folder", "path", folder))
	if names, _ := namesIn(folder, "*.xlsx"); len(names) > 0 {
		return hinted(err, "cli_book_these", "names", strings.Join(names, ", "))
	}
	return err
}

func tooLarge() fault.Fault {
	return fault.New("xls_too_large", "megabytes", ooxml.MaxUnpacked>>20, "rows", xlsx.MaxRows, "columns", xlsx.MaxColumns)
}
