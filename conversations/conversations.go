// Package conversations holds the campaigns that are shipped: what is asked, of
// whom, until when. They are data, to be read and edited by people who do not
// program; go run ./bot init writes a copy.
//
// There is no code here but what carries the files in the program.
package conversations

import "embed"

// FS has a folder for each campaign, what new campaigns start from by language (start/), and what editors read about their files.
//
//go:embed start thanhhoa-2016 westmere-2026 outline.schema.json campaign.schema.json
var FS embed.FS
