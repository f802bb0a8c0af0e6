package main

import (
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"time"

	"giaoban/internal/locale"
	"giaoban/internal/roster"
)

type inviteCommand struct {
	Campaign string `help:"${cli_help_which}" placeholder:"${cli_arg_name}"`
	Unit     string `required:"" help:"${cli_help_invite_unit}" placeholder:"${cli_arg_code}"`
	Role     string `required:"" enum:"officer,approver,coordinator,viewer,admin" help:"${cli_help_invite_role}" placeholder:"${cli_arg_role}"`
	Below    bool   `help:"${cli_help_invite_below}"`
	Level    int    `help:"${cli_help_invite_level}" placeholder:"${cli_arg_n}"`
	Count    int    `default:"1" help:"${cli_help_invite_count}" placeholder:"${cli_arg_n}"`
	CSV      string `name:"csv" type:"path" help:"${cli_help_invite_csv}" placeholder:"${cli_arg_file}"`
	Expires  span   `default:"30d" help:"${cli_help_invite_expires}" placeholder:"${cli_arg_time}"`
	Replace  bool   `help:"${cli_help_invite_replace}"`
	Yes      bool   `help:"${cli_help_units_yes}"`
}

// manyCodes are so many for one unit that it is asked whether they are meant: a code opens its reports to whoever finds it.
const manyCodes = 20

// Run makes the codes and shows them once: afterwards only their hashes exist.
func (i *inviteCommand) Run(ctx context.Context, p *program, c Config) error {
	if i.Count > manyCodes && i.Count <= maxPerUnit && !i.Yes {
		if err := p.agreed("cli_invite_many", "n", i.Count); err != nil {
			return err
		}
	}
	write := func(reply inviteReply) error { p.in(c, i.Campaign).writeText(reply); return nil }
	if i.CSV != "" {
		// Before any code is made: a code that cannot be written is lost.
		file, err := newFile(i.CSV, codesList)
		if err != nil {
			return err
		}
		defer file.discard()
		write = func(reply inviteReply) error {
			err := writeCSV(file, reply)
			i.CSV = file.path
			return err
		}
	}
	order := inviteOrder{
		Campaign: i.Campaign, Unit: i.Unit, Role: roster.Role(i.Role), Below: i.Below, Level: i.Level,
		Count: i.Count, Expires: time.Duration(i.Expires), Replace: i.Replace,
	}
	var reply inviteReply
	idle := false
	err := withOperations(ctx, c, func(o operations) (err error) {
		_, idle = o.(*admin) // and not the socket of a bot that runs
		if err := i.replaces(ctx, p, o, order); err != nil {
			return err
		}
		reply, err = o.Invite(ctx, order)
		return err
	})
	if err != nil {
		return err
	}
	if err := write(reply); err != nil {
		return fails("cli_invite_write", "error", err)
	}
	if i.CSV != "" {
		p.in(c, i.Campaign).print("cli_invite_csv", "n", len(reply.Invited), "file", i.CSV, "until", reply.Expires)
	}
	if reply.Voided > 0 {
		p.print("cli_invite_voided", "n", reply.Voided)
	}
	if reply.Closed {
		p.tell("cli_invite_closed")
	}
	if idle {
		p.tell("cli_invite_idle")
	}
	if reply.Bot == "" {
		p.tell("cli_invite_no_links", "why", reply.NoBot)
		p.tell("cli_hint", "hint", locale.Later("cli_invite_no_links_hint"))
	}
	return nil
}

// writeText writes invitations for eyes.
func (p *program) writeText(reply inviteReply) {
	for _, i := range reply.Invited {
		p.print("cli_invite_code", "unit", i.Name, "code", i.Unit, "role", i.Role)
		p.item("cli_invite_secret", "secret", roster.ShowCode(i.Code))
		if who := strings.TrimSpace(i.For + " " + i.Telephone); who != "" {
			p.item("cli_invite_for", "person", who)
		}
		if link := i.link(reply.Bot); link != "" {
			p.item("cli_invite_link", "link", link)
		}
	}
	p.print("cli_invite_until", "until", reply.Expires)
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
	if _, err := file.WriteString("\ufeff"); err != nil { // without it Excel takes the letters for others
		return err
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
