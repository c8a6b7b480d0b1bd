import Events
import Foundation
import Proofs
import SQLite
import Testing

@Suite("The doctor, where events are in doubt")
struct DoctorDoubtTests {
    /// What stays as it is where nothing may be made of the events.
    private static let witnesses = [
        "SELECT * FROM tiles ORDER BY level, tile", "SELECT * FROM tree", "SELECT * FROM batches ORDER BY batch",
        "SELECT * FROM event_ids ORDER BY prefix, seq",
        "SELECT seq, batch, body FROM events ORDER BY seq", "SELECT * FROM redactions",
    ]

    /// Has the doctor mend a ledger that it cannot mend, and finds it changed in nothing.
    private func checkNothingIsMade(_ ledger: DoubtfulLedger, verifySays words: String) throws {
        let before = try Self.witnesses.map(ledger.bytes)
        let verified = try ledger.run("verify")
        #expect(verified.status == 3 && verified.output.contains(words), "\(verified.output)")
        let mended = try ledger.run("doctor", "--mend")
        #expect(mended.status == 3 && mended.output.contains("lost:"), "\(mended.output)")
        #expect(!mended.output.contains("mended:"), "\(mended.output)")
        #expect(try Self.witnesses.map(ledger.bytes) == before)
        #expect(try ledger.run("verify").output == verified.output)
    }

    @Test(
        "an event altered together with its hash: the tree above it, or a peak, is the last that speaks against it",
        arguments: [
            (30, "events 1 to 256: altered together with the hashes of them, or the hash that is left of event 5"),
            (270, "peak 1 is not the root of the tiles under it: it was altered, or events 257 to 288 with"),
            (300, "peak 2 is not the root of the tiles under it: it was altered, or events 289 to 304 with"),
        ], [false, true])
    func alteredWithHash(place: (seq: Int, words: String), isSigned: Bool) throws {
        let ledger = try DoubtfulLedger(isSigned: isSigned)
        try ledger.alter(place.seq, withItsHash: true)
        try checkNothingIsMade(ledger, verifySays: place.words)
    }

    @Test("the hash of an erased event: a bit of it is found, and more is not told from an altered event")
    func erasedHash() throws {
        let ledger = try DoubtfulLedger(isSigned: true)
        try ledger.change { connection in
            let hashes = try connection.statement("SELECT hashes FROM tiles WHERE level = 0 AND tile = 0").first {
                $0.blob(0)
            }
            var hash = Array((hashes ?? [])[4 * 32..<5 * 32])
            hash[17] ^= 0x20
            try DoubtfulLedger.put(hash, at: DoubtfulLedger.erased, connection)
        }
        try checkNothingIsMade(ledger, verifySays: "hash 4, all that is left of an erased event, has a bit turned over")
        let verified = try ledger.run("verify")
        #expect(verified.output.contains("checkpoint 1") == false, "\(verified.output)")
        try ledger.change { connection in
            try DoubtfulLedger.put([UInt8](repeating: 7, count: 32), at: DoubtfulLedger.erased, connection)
        }
        try checkNothingIsMade(ledger, verifySays: "or the hash that is left of event 5, which is erased")
    }

    @Test(
        "a peak alone is mended where a checkpoint says that it was the peak, and nowhere else", arguments: [0, 1, 2])
    func peak(peak: Int) throws {
        for isSigned in [true, false] {
            let ledger = try DoubtfulLedger(isSigned: isSigned)
            let before = try ledger.bytes("SELECT * FROM tree")
            let root = try ledger.run("verify").lines.first { $0.contains("root") }
            try ledger.change { connection in
                var peaks = try connection.statement("SELECT peaks FROM tree").first { $0.blob(0) } ?? []
                peaks[32 * peak] ^= 1
                try connection.statement("UPDATE tree SET peaks = ?").bind(peaks).run()
            }
            let mended = try ledger.run("doctor", "--mend")
            #expect(mended.status == (isSigned ? 0 : 3), "\(mended.output)")
            #expect(try (ledger.bytes("SELECT * FROM tree") == before) == isSigned)
            guard isSigned else { continue }
            let verified = try ledger.run("verify")
            #expect(verified.status == 0 && verified.lines.first { $0.contains("root") } == root)
        }
    }

    @Test("what was made of an altered event stays: it is the last that shows what the event said")
    func withheld() throws {
        let ledger = try DoubtfulLedger()
        try ledger.alter(30, withItsHash: false)
        try ledger.change { connection in
            try connection.execute("DELETE FROM event_ids WHERE seq = 200")
            try connection.execute("UPDATE batches SET recorded = recorded + 1 WHERE batch = 3")
            try connection.execute(
                "DELETE FROM known_entities WHERE entity = (SELECT number FROM terms WHERE text = 'p7')")
        }
        let found = try ledger.run("doctor")
        let withheld = found.output.components(separatedBy: "left as it is while events are in doubt:\n").last ?? ""
        #expect(found.status == 3 && withheld.contains("index event_ids") && withheld.contains("batch 3: "))
        try checkNothingIsMade(ledger, verifySays: "event 30: altered")
        let json = try ledger.run("doctor", "--format", "json")
        let answer = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [String: Any])
        let findings = try #require(answer["findings"] as? [[String: Any]])
        #expect(findings.contains { $0["kind"] as? String == "index" && $0["withheld"] as? Bool == true })
        #expect(findings.contains { $0["kind"] as? String == "event_altered" && $0["withheld"] as? Bool == false })
    }

    @Test("an erased event whose bytes were put back is erased again, and keeps its hash")
    func putBack() throws {
        let ledger = try DoubtfulLedger()
        let body = try ledger.change { connection in
            try connection.statement("SELECT body FROM events WHERE seq = 6").first { $0.blob(0) } ?? []
        }
        _ = try ledger.run("redact", "6", "--reason", "private as well", "--yes")
        try ledger.sign()
        let tiles = try ledger.bytes("SELECT * FROM tiles ORDER BY level, tile")
        for keepsNote in [true, false] {
            try ledger.change { connection in
                try connection.statement("UPDATE events SET body = ? WHERE seq = 6").bind(body).run()
                if !keepsNote { try connection.execute("DELETE FROM redactions WHERE seq = 6") }
            }
            #expect(try ledger.run("verify").status == 3)
            let mended = try ledger.run("doctor", "--mend")
            #expect(mended.status == 0, "\(mended.output)")
            #expect(try ledger.run("verify").status == 0)
            #expect(try ledger.bytes("SELECT * FROM tiles ORDER BY level, tile") == tiles)
            for file in ["annals.db", "annals.db-wal"] {
                let bytes = (try? ledger.folder.read(file)) ?? Data()
                #expect(bytes.range(of: Data(body)) == nil)
            }
        }
    }

    @Test("what tables were made of erased bytes that were put back goes with them")
    func putBackAndReplayed() throws {
        let ledger = try DoubtfulLedger()
        let name = "Zebedee Quux"
        // So many that the tables are left with pages that they do not need without them.
        let others = (0..<100).map { number in
            #"{"name":"\#(name) \#(number) \#(String(repeating: "of Somewhere ", count: 30))and \#(number)"}"#
        }.joined(separator: ",")
        let lines =
            #"{"type":"person.introduced","person":"plain","name":"Plain"}"# + "\n"
            + #"{"type":"person.introduced","person":"zeb","name":"\#(name)","names":[\#(others)]}"# + "\n"
        let added = try Program.run(["append", "-"], in: ledger.folder, input: lines)
        let seq = try #require(Int(added.lines[0].split { !$0.isNumber }.dropFirst(2).first ?? ""))
        let body = try ledger.change { connection in
            try connection.statement("SELECT body FROM events WHERE seq = ?").bind(seq).first { $0.blob(0) } ?? []
        }
        #expect(String(decoding: body, as: UTF8.self).contains(name))
        _ = try ledger.run("redact", "\(seq)", "--reason", "private as well", "--yes")
        try ledger.change { connection in
            try connection.statement("UPDATE events SET body = ? WHERE seq = ?").bind(body, seq).run()
            try connection.execute("DELETE FROM redactions WHERE seq = \(seq)")
        }
        #expect(try ledger.run("replay").status == 0)
        #expect(try ledger.folder.read("annals.db").range(of: Data(name.utf8)) != nil)
        #expect(try ledger.run("doctor", "--mend").status == 0)
        #expect(try ledger.run("verify").status == 0)
        for file in ["annals.db", "annals.db-wal"] {
            #expect(((try? ledger.folder.read(file)) ?? Data()).range(of: Data(name.utf8)) == nil, "\(file)")
        }
    }

    @Test("nothing is erased on the word of an event that is altered, or that a checkpoint speaks against")
    func forgedRedaction() throws {
        for fits in [false, true] {
            let ledger = try DoubtfulLedger(isSigned: true)
            try ledger.change { connection in
                let forged = try DoubtfulLedger.redaction(of: 9, at: 300, like: 300, connection)
                try connection.statement("UPDATE events SET body = ? WHERE seq = 300").bind(forged.bytes).run()
                if fits {
                    try DoubtfulLedger.put(TreeHash.leaf(forged.bytes).bytes, at: 300, connection)
                    try connection.execute("DELETE FROM tree")
                }
            }
            let found = try ledger.run("doctor", "--mend")
            #expect(found.status == 3, "\(found.output)")
            #expect(try ledger.bytes("SELECT 1 FROM events WHERE seq = 9 AND body IS NULL").isEmpty)
        }
    }

    @Test(
        "without the tree's own row only a checkpoint says that events are what they were",
        arguments: ["DELETE FROM tree", "UPDATE tree SET size = size + 1", "UPDATE tree SET peaks = zeroblob(96)"])
    func treeRow(sql: String) throws {
        for isSigned in [true, false] {
            let ledger = try DoubtfulLedger(isSigned: isSigned)
            let before = try ledger.run("verify").lines.first { $0.contains("root") }
            try ledger.change { try $0.execute(sql) }
            let mended = try ledger.run("doctor", "--mend")
            #expect(mended.status == (isSigned ? 0 : 3), "\(mended.output)")
            guard isSigned else { continue }
            #expect(try ledger.run("verify").lines.first { $0.contains("root") } == before)
        }
        let ledger = try DoubtfulLedger()
        try ledger.alter(30, withItsHash: true)
        try ledger.change { connection in
            try connection.execute(sql)
            try connection.execute("DELETE FROM tiles WHERE level > 0")
        }
        try checkNothingIsMade(ledger, verifySays: "the tree's row: ")
    }

    @Test("an event added with its hash erases nothing, and is not made to belong", arguments: [true, false])
    func added(isSigned: Bool) throws {
        let ledger = try DoubtfulLedger(isSigned: isSigned)
        try ledger.change { connection in
            let forged = try DoubtfulLedger.redaction(of: 9, at: 305, like: 304, connection)
            try connection.statement("INSERT INTO events VALUES (305, ?, ?)").bind(forged.batch, forged.bytes).run()
            try connection.statement(
                "UPDATE tiles SET hashes = CAST(hashes || ? AS BLOB) WHERE level = 0 AND tile = 1"
            ).bind(TreeHash.leaf(forged.bytes).bytes).run()
        }
        try checkNothingIsMade(ledger, verifySays: "event 9: event 305 says that it is erased")
    }

    @Test(
        "what knows of events that were removed is kept, by the doctor and by whoever reads", arguments: [true, false])
    func removed(cutsTile: Bool) throws {
        let ledger = try DoubtfulLedger()
        let tables = ["SELECT * FROM known_entities ORDER BY entity", "SELECT * FROM projections"]
        let before = try tables.map(ledger.bytes)
        try ledger.change { connection in
            try connection.execute("DELETE FROM events WHERE seq > 302")
            guard cutsTile else { return }
            try connection.execute("UPDATE tiles SET hashes = substr(hashes, 1, 46 * 32) WHERE level = 0 AND tile = 1")
        }
        try checkNothingIsMade(ledger, verifySays: cutsTile ? "the tree's row: " : "events 303 to 304 are missing")
        let read = try ledger.run("list", "people")
        #expect(read.status == 1 && read.errors.contains("know 304 events, and the log has 302"), "\(read.errors)")
        #expect(try tables.map(ledger.bytes) == before)
    }
}
