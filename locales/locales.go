// Package locales holds the phrases that the bot ships with. It has no code;
// package locale reads them.
package locales

import "embed"

// FS has an active.<language>.toml, a faults.<language>.toml, a forms.<language>.toml, a cli.<language>.toml, a speech.<language>.txt, an oversight.<language>.txt and a pieces.<language>.txt for
// each language, and the abbreviations that are read in answers.
//
//go:embed active.*.toml faults.*.toml forms.*.toml cli.*.toml speech.*.txt oversight.*.txt pieces.*.txt abbreviations.vi.toml
var FS embed.FS
