import Foundation
import SQLite
import Testing

@Suite("What is in a ledger, in numbers")
struct StatsTests {
    private func answer(_ folder: TemporaryFolder) throws -> [String: Any] {
        let run = try Program.run(["stats", "--format", "json"], in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: run.bytes) as? [String: Any])
    }

    private func projections(_ answer: [String: Any]) throws -> [String: Any] {
        try #require(answer["projections"] as? [String: Any])
    }

    @Test("events, people, organizations and tenures are counted, and what each table takes adds up")
    func counts() throws {
        let folder = try SmallLedger.folder()
        let text = try Program.run(["stats"], in: folder)
        #expect(text.status == 0 && text.lines.first == "annals.db")
        #expect(text.output.contains("9 events in 1 batch, 0 erased, 0 checkpoints"))
        #expect(text.output.contains("people         3\n") && text.output.contains("organizations  1\n"))
        #expect(text.output.contains(", current\n"))

        let answer = try answer(folder)
        let expected = [
            "events": 9, "batches": 1, "erased": 0, "checkpoints": 0, "people": 3, "organizations": 1, "posts": 1,
            "works": 0, "sources": 1, "tenures": 2,
        ]
        for (name, value) in expected { #expect(answer[name] as? Int == value, "\(name)") }
        #expect(try projections(answer)["state"] as? String == "current")
        #expect(try projections(answer)["through"] as? Int == 9)

        guard let tables = answer["tables"] as? [[String: Any]] else {
            #expect(text.output.contains("This SQLite cannot tell"))
            return
        }
        #expect(text.output.contains("The log: ") && text.output.contains("What is made from it, and the rest: "))
        let connection = try Connection(path: folder.file("annals.db"))
        let pages = try connection.pragmaInteger("page_count").map(Int.init) ?? 0
        let free = try connection.pragmaInteger("freelist_count").map(Int.init) ?? 0
        let size = try connection.pragmaInteger("page_size").map(Int.init) ?? 0
        let sum = tables.reduce(0) { $0 + ($1["rows"] as? Int ?? 0) + ($1["indices"] as? Int ?? 0) }
        #expect(sum == (pages - free) * size)
        let events = try #require(tables.first { $0["table"] as? String == "events" })
        #expect(events["log"] as? Bool == true && (events["rows"] as? Int ?? 0) > 0)
    }

    @Test("an empty ledger has nothing, and no bytes an event")
    func empty() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let answer = try answer(folder)
        #expect(answer["events"] as? Int == 0 && answer["people"] as? Int == 0)
        #expect(answer["last_recorded"] is NSNull)
        #expect((answer["bytes"] as? [String: Any])?["per_event"] is NSNull)
        #expect(try Program.run(["stats"], in: folder).output.contains("0 events in 0 batches"))
    }

    @Test("tables that are behind, ahead, of another version or missing are told, and not made anew")
    func states() throws {
        for (sql, state, word) in [
            ("UPDATE projections SET through_seq = 5", "behind", "they know the first 5 events"),
            ("UPDATE projections SET through_seq = 12", "ahead", "know 12 events"),
            ("UPDATE projections SET version = 1", "outdated", "of version 1"),
            ("DROP TABLE stints", "outdated", "makes them anew"),
        ] {
            let folder = try SmallLedger.folder()
            let connection = try Connection(path: folder.file("annals.db"))
            try connection.execute(sql)
            try connection.close()
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("annals.db")))
            let text = try Program.run(["stats"], in: folder)
            #expect(text.status == 0 && text.output.contains(word), "\(text.output)\(text.errors)")
            let answer = try answer(folder)
            #expect(try projections(answer)["state"] as? String == state)
            #expect((answer["people"] is NSNull) == (state == "outdated"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("annals.db"))) == bytes)
        }
    }

    @Test("somebody's table under the name of what is asked is not believed")
    func hostileName() throws {
        let folder = try SmallLedger.folder()
        let connection = try Connection(path: folder.file("annals.db"))
        try connection.execute("CREATE TABLE dbstat (name TEXT, pgsize INTEGER, ncell INTEGER)")
        try connection.close()
        #expect(try answer(folder)["tables"] is NSNull)
        #expect(try Program.run(["stats"], in: folder).output.contains("This SQLite cannot tell"))
    }
}
