// Package locales holds the phrases that the bot ships with. It has no code;
// package locale reads them.
package locales

import "embed"

// FS has an active.<language>.toml for each language.
//
//go:embed active.*.toml
var FS embed.FS
