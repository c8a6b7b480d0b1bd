import Foundation
import Testing

@Suite("The Makefile and its scripts")
struct ScriptsTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../..").standardizedFileURL.path

    private static let programs = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path

    /// Runs a line of shell with the root of the tree as the folder.
    private func run(_ script: String, _ environment: [String: String] = [:]) throws -> Program.Result {
        let folder = try TemporaryFolder()
        return try Program.shell("cd '\(Self.root)'\n\(script)", in: folder, environment: environment)
    }

    /// A folder of programs that do what their scripts say.
    private func programs(_ scripts: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, script) in scripts {
            // A child writes the program: tests beside this one fork, and one of them holding the file open for
            // writing would keep it from being run.
            try folder.write("#!/bin/sh\n\(script)\n", to: name + ".text")
            let made = try Program.shell("cat \(name).text > \(name) && chmod 755 \(name)", in: folder)
            #expect(made.status == 0, "\(made.errors)")
        }
        // What the scripts need of any system.
        for name in ["sed", "head", "id"] where scripts[name] == nil {
            for place in ["/usr/bin", "/bin"] where FileManager.default.isExecutableFile(atPath: "\(place)/\(name)") {
                try? FileManager.default.createSymbolicLink(
                    atPath: folder.file(name), withDestinationPath: "\(place)/\(name)")
            }
        }
        return folder
    }

    @Test("make lists what there is to do")
    func help() throws {
        let result = try run("make --no-print-directory")
        #expect(result.status == 0)
        for target in [
            "demo", "build", "test", "verify-foreign", "torture", "sanitize", "fuzz", "release", "install", "uninstall",
            "format", "lint",
            "clean", "help", "setup",
        ] {
            #expect(result.output.contains("  make \(target) "), "\(target)")
        }
    }

    @Test("set-up says that there is no Swift, or an old one, and what to do")
    func setUpWithoutSwift() throws {
        let none = try programs([:])
        let missing = try run("Scripts/setup.sh", ["PATH": none.path])
        #expect(missing.status == 1)
        #expect(missing.errors.hasPrefix("setup: there is no Swift toolchain on the PATH; install Swift 6.2 or newer"))

        let old = try programs(["swift": "echo 'Swift version 5.10.1 (swift-5.10.1-RELEASE)'"])
        let tooOld = try run("Scripts/setup.sh", ["PATH": old.path])
        #expect(tooOld.status == 1)
        #expect(tooOld.errors.hasPrefix("setup: Swift 5.10 is on the PATH; Annals needs 6.2 or newer"))
    }

    private static let swift = "echo 'Swift version 6.2.1 (swift-6.2.1-RELEASE)'"

    @Test("set-up names what is missing where it cannot install it")
    func setUpWithoutPackages() throws {
        let bare = try programs(["swift": Self.swift, "cc": "exit 1", "git": "exit 0"])
        let result = try run("Scripts/setup.sh", ["PATH": bare.path])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("setup: missing: libsqlite3-dev; there is no apt-get here"))
    }

    @Test("set-up installs what is missing, with sudo where it is not root")
    func setUpInstalls() throws {
        let log = try TemporaryFolder()
        let record = "echo \"$0 $*\" | sed 's|.*/||' >> '\(log.file("log"))'"
        let machine = try programs([
            "swift": Self.swift, "git": "exit 0", "cc": "test -e '\(log.file("log"))'", "id": "echo 1000",
            "sudo": "exec \"$@\"", "env": "shift; exec \"$@\"", "apt-get": record,
        ])
        let result = try run("Scripts/setup.sh", ["PATH": machine.path])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors == "setup: installing libsqlite3-dev\n")
        #expect(
            try log.text("log")
                == "apt-get update -qq\napt-get install -y -qq --no-install-recommends libsqlite3-dev\n")

        let again = try run("Scripts/setup.sh", ["PATH": machine.path])
        #expect(again.status == 0 && again.errors.isEmpty)
    }

    @Test("a man page keeps the lines of its examples, and characters that are not ASCII")
    func manualPages() throws {
        let folder = try TemporaryFolder()
        try folder.write(".Sh DESCRIPTION\nText.\n\n  annals person 伊尔亚 é 😀\n  second\n\nMore.\n.El\n", to: "page")
        let result = try run(
            "LC_ALL=C awk -f Scripts/name-characters.awk '\(folder.file("page"))' | awk -f Scripts/manual-page.awk")
        #expect(
            result.output == """
                .Sh DESCRIPTION
                Text.
                .Pp
                .Bd -literal -compact
                  annals person \\[u4F0A]\\[u5C14]\\[u4E9A] \\[u00E9] \\[u1F600]
                  second
                .Ed
                .Pp
                More.
                .El

                """)
    }

    @Test("install puts everything into its place, and uninstall takes it away")
    func install() throws {
        let (stage, destination) = (try TemporaryFolder(), try TemporaryFolder())
        for folder in ["bin", "man", "completions"] {
            try FileManager.default.createDirectory(atPath: stage.file(folder), withIntermediateDirectories: true)
        }
        for name in ["annals", "annals.append"] { try stage.write("page", to: "man/\(name).1") }
        for shell in ["bash", "zsh", "fish"] { try stage.write(shell, to: "completions/annals.\(shell)") }
        try stage.write("program", to: "bin/annals")
        try stage.write("", to: "done")
        let settings = "STAGE='\(stage.path)' DESTDIR='\(destination.path)' PREFIX=/usr"

        let installed = try run("make install \(settings)")
        #expect(installed.status == 0, "\(installed.errors)")
        #expect(try destination.text("usr/bin/annals") == "program")
        #expect(FileManager.default.isExecutableFile(atPath: destination.file("usr/bin/annals")))
        #expect(try destination.text("usr/share/man/man1/annals.append.1") == "page")
        #expect(try destination.text("usr/share/bash-completion/completions/annals") == "bash")
        #expect(try destination.text("usr/share/zsh/site-functions/_annals") == "zsh")
        #expect(try destination.text("usr/share/fish/vendor_completions.d/annals.fish") == "fish")

        #expect(try run("make uninstall \(settings)").status == 0)
        let left = try FileManager.default.subpathsOfDirectory(atPath: destination.path).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: destination.file(path), isDirectory: &isFolder)
            return !isFolder.boolValue
        }
        #expect(left.isEmpty)
    }

    /// A tree with the script of the trials, and programs in place of those that it runs.
    ///
    /// - Parameter tests: What `swift test` does, in shell; `$4` is the filter.
    private func torture(_ tests: String, _ arguments: String = "") throws -> Program.Result {
        let tree = try TemporaryFolder()
        try tree.write(
            """
            set -e
            mkdir Scripts && cp '\(Self.root)/Scripts/torture.sh' Scripts/
            for name in fuzz.sh sanitize.sh; do printf '#!/bin/sh\\n' >Scripts/$name; done
            printf '#!/bin/sh\\necho "verify-foreign: skipped: some program"\\necho "go: 5 good ones passed, 2 tampered ones"\\n' \
                >Scripts/verify-foreign.sh
            { printf '#!/bin/sh\\ntest "$1" = test || exit 0\\n'; cat tests; } >swift
            chmod 755 Scripts/*.sh swift
            """, to: "set-up")
        try tree.write(tests + "\n", to: "tests")
        return try Program.shell("sh set-up && SWIFT=$PWD/swift exec Scripts/torture.sh \(arguments)", in: tree)
    }

    /// A line of the table, its columns apart.
    private func row(_ what: String, in result: Program.Result) -> [String] {
        let line = result.output.split(separator: "\n").last { $0.hasPrefix(what + " ") }
        return (line ?? "").dropFirst(what.count).split(separator: " ").map(String.init)
    }

    @Test("torture runs what ordinary runs try too, and has a line in its table for each, skipped ones among them")
    func tortureTable() throws {
        let result = try torture(
            """
            case $4 in
            Torture) printf 'kills\\t7 kills\\t0\\n' >"$ANNALS_TORTURE" ;;
            *ClockTests*)
                echo '➜ Test "a" skipped: "there is no clock"'
                echo '➜ Test "b" skipped: "there is no clock"'
                echo '✔ Test run with 3 tests in 1 suite passed after 1 seconds.' ;;
            *) echo '✔ Test run with 1 test in 1 suite passed after 1 seconds.' ;;
            esac
            """)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(row("kills", in: result) == ["7", "kills", "0"])
        #expect(row("a clock that steps back", in: result) == ["1", "tests", "0"])
        #expect(row("the doctor", in: result) == ["1", "tests", "0"])
        #expect(row("skipped: there is no clock", in: result) == ["2", "tests", "-"])
        #expect(row("skipped: some program", in: result) == ["1", "tests", "-"])
        #expect(row("proofs judged by go", in: result) == ["5", "good,", "2", "tampered", "0"])
        #expect(result.lines.last == "not everything was tried: 2 reasons to skip something, named above")
    }

    @Test(
        "torture ends badly where tests fail, end before they say so, or are not there",
        arguments: [
            ("echo '✘ Test \"a\" failed after 1 seconds with 1 issue.'", "✘ Test run with 4 tests", "1", 1),
            ("", "nothing at all", "1", 1), ("", "✔ Test run with 0 tests in 0 suites passed", "1", 0),
        ])
    func tortureFails(says: String, last: String, lost: String, status: Int) throws {
        let result = try torture(
            """
            case $4 in
            *DoctorTests*) \(says)
                echo '\(last) after 1 seconds.'; exit \(status) ;;
            *) echo '✔ Test run with 1 test in 1 suite passed after 1 seconds.' ;;
            esac
            """)
        #expect(result.status == 1)
        #expect(row("the doctor", in: result).last == lost)
        #expect(row("backups", in: result) == ["1", "tests", "0"])
    }

    @Test("torture ends badly where its own trials fail, and lose nothing that was counted")
    func tortureUncounted() throws {
        let result = try torture("printf 'kills\\t7 kills\\t0\\n' >\"$ANNALS_TORTURE\"; exit 1", "Kill")
        #expect(result.status == 1)
        #expect(row("all", in: result) == ["1", "kinds", "0"])
    }

    @Test("every suite that torture names is there")
    func tortureGroups() throws {
        let script = try String(contentsOfFile: Self.root + "/Scripts/torture.sh", encoding: .utf8)
        let suites = script.matches(of: /\b([A-Z][A-Za-z]*Tests)\b/).map { String($0.1) }
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.root + "/Tests")
        let text = try files.filter { $0.hasSuffix("Tests.swift") }
            .map { try String(contentsOfFile: Self.root + "/Tests/" + $0, encoding: .utf8) }.joined()
        #expect(suites.count > 20)
        for suite in suites where suite != "ProofsTests" && suite != "EventLogTests" {
            #expect(text.contains("struct \(suite) "), "\(suite)")
        }
    }

    @Test("the demo runs, and runs again")
    func demo() throws {
        let folder = try TemporaryFolder()
        for _ in 1...2 {
            let result = try run("Scripts/demo.sh '\(Self.programs)' '\(folder.path)'")
            #expect(result.status == 0, "\(result.errors)")
            for command in [
                "$ annals import Examples/openai/article.jsonl", "$ annals org openai --at 2015-12-31",
                "$ annals org openai --at 2023-11-18", "$ annals org openai --at 2024-05-13",
                "$ annals org openai --at 2024-05-16", "$ annals person ilya-sutskever",
            ] {
                #expect(result.output.contains("\n\(command)\n"))
            }
            #expect(result.output.contains("Ilya Sutskever"))
        }
    }
}
