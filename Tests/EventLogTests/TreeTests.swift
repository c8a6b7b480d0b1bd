import Crypto
import Events
import Foundation
import Proofs
import SQLite
import Testing

@testable import EventLog

@Suite("The tree in the file")
struct TreeTests {
    /// RFC 6962, section 2.1, word by word, over stored bytes: shares nothing with what it is compared with.
    private func naiveRoot(_ bodies: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let only = bodies.first else { return Array(SHA256.hash(data: [UInt8]())) }
        if bodies.count == 1 { return Array(SHA256.hash(data: [0] + only)) }
        var split = 1
        while split * 2 < bodies.count { split *= 2 }
        let middle = bodies.startIndex + split
        return Array(SHA256.hash(data: [1] + naiveRoot(bodies[..<middle]) + naiveRoot(bodies[middle...])))
    }

    private func bodies(_ log: EventLog) throws -> [[UInt8]] {
        var bodies: [[UInt8]] = []
        try log.forEachStored { body in
            bodies.append(body)
            return true
        }
        return bodies
    }

    @Test("whatever the batches, the root is that of the stored bytes, at every size there was")
    func roots() throws {
        let fixture = try LogFixture()
        var second: Int64 = 0
        for count in [1, 1, 3, 250, 1, 1, 255, 256, 2, 300, 1] {
            second += 1
            try fixture.append((0..<count).map { try LogFixture.born("p", note: "\($0) \(second)") }, second: second)
            let bodies = try bodies(fixture.log)
            #expect(try fixture.log.peaks().root.bytes == naiveRoot(bodies[...]))
        }
        let bodies = try bodies(fixture.log)
        for size in [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 768, 1_000, bodies.count] {
            #expect(try fixture.log.root(at: size).bytes == naiveRoot(bodies[..<size]), "size \(size)")
        }
    }

    @Test("every event's proof holds against the root, and against no other event's")
    func proofs() throws {
        let fixture = try LogFixture()
        try fixture.append((0..<300).map { try LogFixture.born("p", note: "\($0)") })
        let root = try fixture.log.root(at: 300)
        let bodies = try bodies(fixture.log)
        for seq in [1, 2, 128, 255, 256, 257, 299, 300] {
            let proof = try fixture.log.inclusionProof(of: seq, in: 300)
            try proof.verify(leaf: .leaf(bodies[seq - 1]), root: root)
            #expect(throws: ProofError.self) { try proof.verify(leaf: .leaf(bodies[seq % 300]), root: root) }
        }
        let consistency = try fixture.log.consistencyProof(from: 200, to: 300)
        try consistency.verify(first: fixture.log.root(at: 200), second: root)
    }

    @Test("what a failed batch hashed is gone with it")
    func failedBatch() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        let before = try fixture.log.peaks()
        #expect(throws: LogFixture.Stop.self) { try fixture.appendAndStop(LogFixture.born("b")) }
        #expect(try fixture.log.peaks().root == before.root)
        try fixture.append([LogFixture.born("c")], second: 2)
        #expect(try fixture.log.peaks().root.bytes == naiveRoot(bodies(fixture.log)[...]))
    }
}
