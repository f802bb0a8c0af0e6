// Command bot is Giao Ban: officers answer a report outline in chat, and those
// above them see who has not. It is the one room that knows all others: it
// reads the settings, opens the database, ties the rooms together, and has the
// commands that people run beside the bot.
//
// No rule of reporting lives here, and no sentence that an officer reads. What
// operators read are phrases of locales/cli.<language>.toml, logs are plain English, and an
// error whose cause is known ends with a hint.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // containers have no time zones

	"github.com/alecthomas/kong"

	"giaoban/internal/locale"
	"giaoban/locales"
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
	Version versionFlag `help:"${cli_help_version}" name:"version"`

	Demo       demoCommand       `cmd:"" help:"${cli_help_demo}"`
	Reload     reloadCommand     `cmd:"" help:"${cli_help_reload}"`
	Serve      serveCommand      `cmd:"" help:"${cli_help_serve}"`
	Invite     inviteCommand     `cmd:"" help:"${cli_help_invite}"`
	Last       lastCommand       `cmd:"" help:"${cli_help_last}"`
	Units      unitsCommand      `cmd:"" help:"${cli_help_units}"`
	Campaign   campaignCommand   `cmd:"" help:"${cli_help_campaign}"`
	Unread     unreadCommand     `cmd:"" help:"${cli_help_unread}"`
	Retention  retentionCommand  `cmd:"" help:"${cli_help_retention}"`
	Purge      purgeCommand      `cmd:"" help:"${cli_help_purge}"`
	Forget     forgetCommand     `cmd:"" help:"${cli_help_forget}"`
	Compact    compactCommand    `cmd:"" help:"${cli_help_compact}"`
	Backup     backupCommand     `cmd:"" help:"${cli_help_backup}"`
	Restore    restoreCommand    `cmd:"" help:"${cli_help_restore}"`
	Init       initCommand       `cmd:"" help:"${cli_help_init}"`
	New        newCommand        `cmd:"" help:"${cli_help_new}"`
	Try        tryCommand        `cmd:"" help:"${cli_help_try}"`
	Check      checkCommand      `cmd:"" help:"${cli_help_check}"`
	Import     importCommand     `cmd:"" help:"${cli_help_import}"`
	Export     exportCommand     `cmd:"" help:"${cli_help_export}"`
	Simulate   simulateCommand   `cmd:"" help:"${cli_help_simulate}"`
	Why        whyCommand        `cmd:"" help:"${cli_help_why}"`
	Plan       planCommand       `cmd:"" help:"${cli_help_plan}"`
	Status     statusCommand     `cmd:"" help:"${cli_help_status}"`
	Health     healthCommand     `cmd:"" help:"${cli_help_health}"`
	Completion completionCommand `cmd:"" help:"${cli_help_completion}"`
}

// A program is what a command has of the process that it runs in.
type program struct {
	env    map[string]string
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer // both take bot tokens out of what is written
	called string    // how the program is called with its settings, for hints; name is that without them
	name   string
	say    locale.Phrases // of the person's language, instants by the clock of the place
}

// run is the whole program: what it is told, what it reads and where it writes
// come in, the exit code goes out.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{env: environment(environ), stdin: stdin, stdout: redacting{stdout}, stderr: redacting{stderr}}
	p.called, p.name = calling(os.Args[0], p.env), calledAs(os.Args[0])
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		fmt.Fprintln(p.stderr, err)
		return exitFault
	}
	p.say, _ = catalog.Language(languageOf(p.env))
	p.say = p.say.In(time.Local)
	helped := false
	parser, err := newParser(p, func(int) { helped = true }, kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return p.fail(coded(exitUsage, err))
	}
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help") // as go help invite
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return exitOK
	case err != nil:
		return p.fail(p.misused(err, args))
	}
	switch err := command.Run(); {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitFault // stopped by a signal, and the person knows
	default:
		return p.fail(err)
	}
}

// newParser reads the command line by the table of commands. kong calls ending after --help, and goes on.
func newParser(p *program, ending func(int), more ...kong.Option) (*kong.Kong, error) {
	all := commands{Campaign: newCampaignCommand()}
	return kong.New(&all, append(more,
		kong.Name("giaoban"),
		kong.Description(p.say.Say("cli_about_program")),
		helpWords(p.say),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(ending),
		kong.Help(p.help),
		kong.Bind(p),
		kong.BindToProvider(func() (Config, error) { return loadConfig(p.env, false) }),
	)...)
}
