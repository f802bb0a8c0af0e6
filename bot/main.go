// Command bot is Giao Ban: officers answer a report outline in chat, and those
// above them see who has not. It is the one room that knows all others: it
// reads the settings, opens the database, ties the rooms together, and has the
// commands that people run beside the bot.
//
// No rule of reporting lives here, and no sentence that an officer reads. What
// operators read is plain English, and an error whose cause is known ends with
// a hint.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // containers have no time zones

	"github.com/alecthomas/kong"
)

func main() {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// gcPercent lets garbage grow to four times what lives, some tens of megabytes:
// a quarter of the work of an answer was collecting it.
const gcPercent = 400

// commands are what the program can do; the order is that of the help.
type commands struct {
	Version versionFlag `help:"Tell version, revision and Go's version, and end." name:"version"`

	Demo      demoCommand      `cmd:"" help:"Try everything on one page: phones, a campaign, a clock to move. Needs no token and no network."`
	Serve     serveCommand     `cmd:"" help:"Run the bot on Telegram."`
	Invite    inviteCommand    `cmd:"" help:"Make one-time codes and links for officers, coordinators and others."`
	Campaign  campaignCommand  `cmd:"" help:"Rehearse, open or close a campaign, or tell how it stands; while the bot runs or not."`
	Unread    unreadCommand    `cmd:"" help:"List what coordinators said and was not understood, while the bot runs or not; names nobody."`
	Retention retentionCommand `cmd:"" help:"Tell what is kept until when, and how much of it there is; while the bot runs or not."`
	Purge     purgeCommand     `cmd:"" help:"Delete all that a closed campaign has: answers, history, journal, files; while the bot runs or not."`
	Forget    forgetCommand    `cmd:"" help:"Delete name, telephone and account of a person; what they wrote stays with post and unit."`
	Compact   compactCommand   `cmd:"" help:"Write the database into a new file, without what was deleted; while no bot runs."`
	Backup    backupCommand    `cmd:"" help:"Copy the database and the files of reports into a .tar, while the bot runs or not."`
	Restore   restoreCommand   `cmd:"" help:"Begin a data folder from a backup, or bring one unit's report or one person back from it; while no bot runs."`
	Init      initCommand      `cmd:"" help:"Write the shipped campaign, units and configuration into a folder, for editing."`
	Try       tryCommand       `cmd:"" help:"Walk through an outline in the terminal."`
	Check     checkCommand     `cmd:"" help:"Check campaign, outlines, phrases and units; tell every fault."`
	Import    importCommand    `cmd:"" help:"Make an outline of a form in Excel (XLSForm), and tell what could not be taken."`
	Export    exportCommand    `cmd:"" help:"Write an outline as a form in Excel (XLSForm); import reads it back as it was."`
	Simulate  simulateCommand  `cmd:"" help:"Run the local Bot API server and its page alone, for any bot."`
	Why       whyCommand       `cmd:"" help:"Tell what happened to a unit, a person or a message, what waits and until when, by which rule, and what comes next."`
	Plan      planCommand      `cmd:"" help:"Tell what the program will do on its own: reminders, digests, deadlines, orders with their hours; while the bot runs or not."`
	Status    statusCommand    `cmd:"" help:"Tell how the running bot does: what is wrong, what to do, and its figures."`
	Health    healthCommand    `cmd:"" help:"Ask the running bot by HTTP whether it is well."`
}

// A program is what a command has of the process that it runs in.
type program struct {
	env    map[string]string
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer // takes bot tokens out of what is written
	called string    // how the program is called with its settings, for hints; name is that without them
	name   string
}

// The exit codes.
const (
	exitOK = iota
	exitFault
	exitUsage
)

// run is the whole program: what it is told, what it reads and where it writes
// come in, the exit code goes out.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{env: environment(environ), stdin: stdin, stdout: stdout, stderr: redacting{stderr}}
	p.called, p.name = calling(os.Args[0], p.env), calledAs(os.Args[0])
	all := commands{Campaign: newCampaignCommand()}
	helped := false
	parser, err := kong.New(&all,
		kong.Name("giaoban"),
		kong.Description("Reports by chat: an outline asked question by question, and who has not submitted yet."),
		kong.Writers(stdout, p.stderr),
		kong.Exit(func(int) { helped = true }), // kong calls it after --help, and goes on
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(p),
		kong.BindToProvider(func() (Config, error) { return loadConfig(p.env, false) }),
	)
	if err != nil {
		return p.fail(err, exitUsage)
	}
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help") // as go help invite
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return exitOK
	case err != nil:
		return p.fail(hinted(err, "the commands: {giaoban} --help; one of them: {giaoban} invite --help"), exitUsage)
	}
	switch err := command.Run(); {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitFault // stopped by a signal, and the person knows
	default:
		return p.fail(err, exitFault)
	}
}
