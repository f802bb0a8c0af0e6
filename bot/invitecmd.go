package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"giaoban/internal/roster"
)

type inviteCommand struct {
	Campaign string `help:"Name of the campaign, where several are open." placeholder:"NAME"`
	Unit     string `required:"" help:"Code of the unit, as in the list of units."`
	Role     string `required:"" enum:"officer,approver,coordinator,viewer,admin" help:"officer, approver, coordinator, viewer or admin."`
	Below    bool   `help:"A code for every unit below instead of this one."`
	Level    int    `help:"Of the units below only those of this level." placeholder:"N"`
	Count    int    `default:"1" help:"Codes per unit." placeholder:"N"`
	CSV      string `name:"csv" type:"path" help:"Write unit_code,unit_name,role,code,link (and name,telephone of people.csv) into this file instead of the terminal." placeholder:"FILE"`
	Expires  span   `default:"30d" help:"How long the codes are valid: 30d, 12h." placeholder:"TIME"`
	Replace  bool   `help:"Void the unused codes that these units and this role have."`
}

// Run makes the codes and shows them once: afterwards only their hashes exist.
func (i *inviteCommand) Run(ctx context.Context, p *program, c Config) error {
	write := func(reply inviteReply) error { return writeText(p.stdout, reply) }
	if i.CSV != "" {
		// Before any code is made: a code that cannot be written is lost.
		file, err := newFile(i.CSV)
		if err != nil {
			return hinted(fmt.Errorf("write invitations: %w", err), "--csv names a file in a folder that exists and may be written to")
		}
		defer file.discard()
		write = func(reply inviteReply) error { return writeCSV(file, reply) }
	}
	order := inviteOrder{
		Campaign: i.Campaign, Unit: i.Unit, Role: roster.Role(i.Role), Below: i.Below, Level: i.Level,
		Count: i.Count, Expires: time.Duration(i.Expires), Replace: i.Replace,
	}
	var reply inviteReply
	idle := false
	err := withOperations(ctx, c, func(o operations) (err error) {
		_, idle = o.(*admin) // and not the socket of a bot that runs
		reply, err = o.Invite(ctx, order)
		return err
	})
	if err != nil {
		return err
	}
	if err := write(reply); err != nil {
		return fmt.Errorf("write invitations: %w", err)
	}
	if i.CSV != "" {
		fmt.Fprintf(p.stdout, "%d codes in %s, valid until %s; each works once, for one person\n",
			len(reply.Invited), i.CSV, reply.Expires.Format("2006-01-02 15:04"))
	}
	if reply.Voided > 0 {
		fmt.Fprintf(p.stdout, "%d unused codes from before are void\n", reply.Voided)
	}
	if idle {
		fmt.Fprintln(p.stderr, "the bot does not run on this folder; the codes work once serve does")
	}
	if reply.Bot == "" {
		fmt.Fprintf(p.stderr, "no links: the bot's name is not known (%s)\nhint: set bot_name in giaoban.yaml, or run serve once; the codes work typed too\n", reply.NoBot)
	}
	return nil
}

// writeText writes invitations for eyes.
func writeText(w io.Writer, reply inviteReply) error {
	var b strings.Builder
	for _, i := range reply.Invited {
		fmt.Fprintf(&b, "%s (%s), %s\n  code: %s\n", i.Name, i.Unit, i.Role, roster.ShowCode(i.Code))
		if who := strings.TrimSpace(i.For + " " + i.Telephone); who != "" {
			fmt.Fprintf(&b, "  for: %s\n", who)
		}
		if link := i.link(reply.Bot); link != "" {
			fmt.Fprintf(&b, "  link: %s\n", link)
		}
	}
	fmt.Fprintf(&b, "valid until %s; each code works once, for one person\n", reply.Expires.Format("2006-01-02 15:04"))
	_, err := io.WriteString(w, b.String())
	return err
}

// writeCSV writes them for mail merges and spreadsheets.
func writeCSV(file *newlyMade, reply inviteReply) error {
	rows := [][]string{{"unit_code", "unit_name", "role", "code", "link"}}
	known := slices.ContainsFunc(reply.Invited, func(i invited) bool { return i.For+i.Telephone != "" })
	if known {
		rows[0] = append(rows[0], "name", "telephone")
	}
	for _, i := range reply.Invited {
		row := []string{harmless(i.Unit), harmless(i.Name), string(i.Role), roster.ShowCode(i.Code), i.link(reply.Bot)}
		if known {
			row = append(row, harmless(i.For), i.Telephone)
		}
		rows = append(rows, row)
	}
	if err := csv.NewWriter(file).WriteAll(rows); err != nil {
		return err
	}
	return file.keep()
}

// harmless keeps a spreadsheet from reading a name as a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
