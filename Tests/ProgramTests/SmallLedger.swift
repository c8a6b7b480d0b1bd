/// A ledger of nine events for tests of the program: two people, a company, a source, and who led it.
enum SmallLedger {
    /// Its events as JSON Lines.
    static let lines = [
        #"{"type":"source.added","source":"gazette","title":"The Gazette","published":"2020-01-01"}"#,
        #"{"type":"person.introduced","person":"ada","name":"Ada Byron","names":[{"name":"艾达","language":"zh"}]}"#,
        #"{"type":"person.introduced","person":"bob","name":"Bob Smith"}"#,
        #"{"type":"person.introduced","person":"bob-2","name":"Bob Smith","note":"another one"}"#,
        #"{"type":"organization.introduced","organization":"acme","name":"Acme Works"}"#,
        #"{"type":"post.created","post":"acme-chief","organization":"acme","position":"Chief","date":"2000"}"#,
        #"{"type":"position.started","person":"ada","organization":"acme","position":"Chief","date":"2001-05","#
            + #""sources":[{"source":"gazette","locator":"page 3","quote":"She took over."}]}"#,
        #"{"type":"position.ended","person":"ada","organization":"acme","position":"Chief","date":"2010"}"#,
        #"{"type":"position.started","person":"bob","organization":"acme","position":"Chief","date":"2010"}"#,
    ]

    /// Makes it as `annals.db` in a folder.
    static func make(in folder: TemporaryFolder) throws {
        _ = try Program.run(["init"], in: folder)
        let result = try Program.run(
            ["append", "-", "--message", "the start", "--author", "me"], in: folder,
            input: lines.joined(separator: "\n") + "\n")
        guard result.status == 0 else { throw CannotRun(program: "annals append -", reason: result.errors) }
    }

    /// A folder with the ledger in it.
    static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try make(in: folder)
        return folder
    }

    /// What the ledger exports.
    static func export(_ folder: TemporaryFolder) throws -> String {
        try Program.run(["export"], in: folder).output
    }
}
