// Package locales holds the bot's own phrases, a file per language; package
// locale reads them.
//
// There is no code here but what carries the files in the program.
package locales

import "embed"

// FS has active.<language>.toml.
//
//go:embed active.*.toml
var FS embed.FS
