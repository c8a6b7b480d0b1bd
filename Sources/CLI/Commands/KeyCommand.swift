import Annals
import ArgumentParser
import Proofs

/// `annals key`: makes the key that signs checkpoints, and shows its public half.
struct KeyCommand: AnnalsSubcommand {
    /// What can be done with a key.
    enum Action: String, ExpressibleByArgument, CaseIterable {
        case new, show
    }

    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make a key that signs checkpoints, or show its public half.",
        usage: "annals key new NAME [--file FILE]\nannals key show [--file FILE]",
        discussion: """
            A key is kept in a file of its own, never in a ledger: whoever has it can sign in its name. The public \
            half is printed, and stands in FILE.pub; give it to everyone who is to check what the key signs. NAME says \
            whose log it is, such as example.com/archive, and becomes the origin of the checkpoints.

            The file is --file, else ANNALS_KEY, else annals/key in XDG_CONFIG_HOME or ~/.config. It is made for its \
            owner alone, and one that others may read is refused.
            """)

    @Argument(help: "What to do: new, show.")
    var action: Action

    @Argument(help: ArgumentHelp("With new, the name of the key.", valueName: "name"))
    var name: String?

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The file that the key is kept in.", valueName: "file"))
    var file: String?

    func validate() throws {
        switch action {
        case .new where name == nil:
            throw ValidationError("`key new` needs a name, such as example.com/archive.")
        case .show where name != nil:
            throw ValidationError("`key show` takes no name; --file names the file of a key.")
        default: break
        }
    }

    func run(in session: Session) throws -> ExitStatus {
        let file = try KeyFile(file, in: session)
        let key: NoteSigner
        switch action {
        case .new: key = try make(file)
        case .show: key = try file.read()
        }
        let output = Output(global, session)
        if action == .new, !global.quiet {
            output.remark(
                "the private key is in \(file.path); keep it, and a copy of it, where nobody else can read it")
        }
        try output.show([SafeText(key.verifier.encoded).string])
        return .done
    }

    private func make(_ file: KeyFile) throws -> NoteSigner {
        let name = name ?? ""
        // What a terminal would show otherwise than it is could pass for another name.
        guard SafeText(name).string == name else { throw InputError(nil, "\(NoteError.malformedName)") }
        var random = SystemRandomNumberGenerator()
        let key: NoteSigner
        do {
            key = try NoteSigner.generate(name: name, random: &random)
        } catch {
            throw InputError("\"\(name)\"", "\(error)")
        }
        try file.make(key)
        return key
    }
}
