// Package locales holds the phrases that the bot ships with. It has no code;
// package locale reads them.
package locales

import "embed"

// FS has an active.<language>.toml and a speech.<language>.txt for each language.
//
//go:embed active.*.toml speech.*.txt
var FS embed.FS
