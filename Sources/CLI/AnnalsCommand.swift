import ArgumentParser

/// The `annals` command: what it can do, and the options that all of it shares.
struct AnnalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annals",
        abstract: "A timeline ledger for people and organisations: append what happened, ask what held on a date.",
        discussion: """
            Facts are kept as immutable dated events in one file, each with its source. Org charts and histories for \
            any date are read off them, as certain or as uncertain as the evidence is.

            The ledger is --ledger FILE, else ANNALS_LEDGER, else annals.db in this folder. Exit codes: 0 done, \
            1 failed or differs, 2 usage, 3 verification failed.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Write", subcommands: WriteCommands.all),
            CommandGroup(name: "Ask", subcommands: AskCommands.all),
            CommandGroup(name: "Keep", subcommands: KeepCommands.all),
        ])

    @OptionGroup var global: GlobalOptions
}

/// The options that every command takes, before its name or after it.
struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The ledger file.", valueName: "file"))
    var ledger: String?

    @Option(help: "Whether to colour: auto, always, never.")
    var color: ColorChoice = .auto

    @Flag(name: .long, help: "Print nothing but the answer and errors: no progress, no remarks.")
    var quiet = false

    @Flag(name: .customLong("no-pager"), help: "Never show long answers in a pager.")
    var noPager = false
}

extension ColorChoice: ExpressibleByArgument {}
