import Foundation
import Proofs
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@Suite("annals key")
struct KeyTests {
    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test("a new key is its owner's alone, its public half is printed and stands beside it")
    func new() throws {
        let folder = try TemporaryFolder()
        // Whatever the shell would let others read.
        let made = try Program.shell("umask 0; $ANNALS key new example.com/a --file deep/down/key", in: folder)
        #expect(made.status == 0 && made.errors.contains("deep/down/key"))
        let key = try NoteSigner(encoded: String(folder.text("deep/down/key").dropLast()))
        #expect(made.output == key.verifier.encoded + "\n" && key.verifier.name == "example.com/a")
        #expect(try folder.text("deep/down/key.pub") == made.output)
        #expect(mode(folder.file("deep/down/key")) == 0o600 && mode(folder.file("deep/down/key.pub")) == 0o644)
        #expect(mode(folder.file("deep")) == 0o700 && mode(folder.file("deep/down")) == 0o700)
        #expect(!made.output.contains("PRIVATE") && !made.errors.contains("PRIVATE"))
        #expect(try Program.run(["key", "show", "--file", "deep/down/key"], in: folder).output == made.output)
    }

    @Test("the file is the named one, else the environment's, else that of the configuration")
    func places() throws {
        let folder = try TemporaryFolder()
        let home = ["HOME": folder.file("home")]
        let configured = home.merging(["XDG_CONFIG_HOME": folder.file("config")]) { $1 }
        let named = configured.merging(["ANNALS_KEY": folder.file("named")]) { $1 }
        for (environment, place) in [
            (home, "home/.config/annals/key"), (configured, "config/annals/key"), (named, "named"),
        ] {
            #expect(try Program.run(["key", "new", "a"], in: folder, environment: environment).status == 0)
            #expect(mode(folder.file(place)) == 0o600, "\(place)")
        }
        #expect(try Program.run(["key", "new", "a", "--file", "given"], in: folder, environment: named).status == 0)
        #expect(mode(folder.file("given")) == 0o600)
        let nowhere = try Program.run(["key", "new", "a"], in: folder)
        #expect(nowhere.status == 2 && nowhere.errors.contains("--file"))
    }

    @Test("nothing that is there is overwritten, neither a key nor its public half")
    func kept() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["key", "new", "a", "--file", "key"], in: folder).status == 0)
        let before = try folder.text("key")
        let again = try Program.run(["key", "new", "b", "--file", "key"], in: folder)
        #expect(again.status == 1 && again.errors.contains("never overwritten"))
        #expect(try folder.text("key") == before)
        try folder.write("mine", to: "other.pub")
        #expect(try Program.run(["key", "new", "b", "--file", "other"], in: folder).status == 1)
        #expect(try folder.text("other.pub") == "mine" && mode(folder.file("other")) == nil)
        #expect(symlink("nowhere", folder.file("link")) == 0)
        #expect(try Program.run(["key", "new", "b", "--file", "link"], in: folder).status == 1)
    }

    @Test("a key that others may read is refused, with what to do", arguments: [0o640, 0o604, 0o620, 0o601])
    func open(mode: Int) throws {
        let signed = try SignedLedger()
        chmod(signed.folder.file("key"), mode_t(mode))
        for command in [["key", "show", "--file", "key"], ["checkpoint", "--key", "key"]] {
            let result = try Program.run(command, in: signed.folder)
            #expect(result.status == 1 && result.output.isEmpty && result.errors.contains("chmod 600"), "\(command)")
        }
        #expect(try signed.introduce("eve", "--checkpoint").status == 1)
        #expect(try signed.bodies().count == SmallLedger.lines.count, "nothing was recorded without the signature")
    }

    @Test("a public key in the place of a private one is named as such, whoever may read it")
    func publicKey() throws {
        let signed = try SignedLedger()
        let result = try signed.run("key", "show", "--file", "key.pub")
        #expect(result.status == 1 && result.errors.contains("public key") && !result.errors.contains("chmod"))
        #expect(try signed.run("key", "show", "--file", ".").errors.contains("no file that a key is kept in"))
    }

    @Test(
        "what is no key is refused without being shown",
        arguments: ["", "\n", "secret words", "PRIVATE+KEY+a+00000000+AAAA", String(repeating: "secret", count: 2_000)])
    func malformed(text: String) throws {
        let signed = try SignedLedger()
        try signed.folder.write(text, to: "key")
        let result = try signed.run("checkpoint")
        #expect(result.status == 1 && result.errors.hasPrefix("annals: key: ") && !result.errors.contains("secret"))
    }

    @Test(
        "names that cannot stand in a note are refused",
        arguments: ["", "a b", "a+b", "a\nb", "a\u{202E}b", "a\u{1B}[2J"])
    func names(name: String) throws {
        let folder = try TemporaryFolder()
        let result = try Program.run(["key", "new", name, "--file", "key"], in: folder)
        #expect(result.status == 1 && mode(folder.file("key")) == nil)
        #expect(!result.errors.unicodeScalars.contains("\u{1B}") && !result.errors.unicodeScalars.contains("\u{202E}"))
    }

    @Test(
        "usage that makes no sense ends with 2",
        arguments: [["key"], ["key", "new"], ["key", "show", "a"], ["key", "x"]])
    func usage(arguments: [String]) throws {
        #expect(try Program.run(arguments, in: TemporaryFolder()).status == 2)
    }
}
