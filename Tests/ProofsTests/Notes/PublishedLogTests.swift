import Foundation
import Proofs
import Testing

/// A log of fifteen leaves that another implementation wrote, with a checkpoint and tiles at every size.
@Suite("A published log")
struct PublishedLogTests {
    private struct File: Decodable {
        let files: [String: String]
        let vkey: String
        let leaves: [String]
    }

    @Test("its roots, checkpoints, tiles and leaves are what is made of its leaves here")
    func log() throws {
        let file: File = try VectorFile.load("tessera-testlog.json")
        func content(_ path: String) throws -> [UInt8] {
            let text = try #require(file.files[path], "\(path)")
            return Array(try #require(Data(base64Encoded: text)))
        }
        let key = try NoteVerifier(encoded: file.vkey)
        #expect(key.encoded == file.vkey && file.leaves.count == 15)
        let tiles = KeptTiles()
        for size in 0...file.leaves.count {
            if size > 0 { tiles.append(.leaf(Array(file.leaves[size - 1].utf8))) }
            let bytes = try content("checkpoint.\(size)")
            let note = try SignedNote(bytes: bytes)
            #expect(Array(note.encoded.utf8) == bytes)
            #expect(try note.verified(by: [key]) == [key])
            let checkpoint = try Checkpoint(origin: key.name, size: size, root: tiles.peaks.root)
            #expect(note.text == checkpoint.body)
            guard size > 0 else { continue }
            let tile = TileCoordinate(level: 0, index: 0, width: size)
            #expect(try content(tile.path) == tiles.tile(0, 0).flatMap(\.bytes))
            let entries = file.leaves.prefix(size).flatMap { [UInt8(0), UInt8($0.utf8.count)] + Array($0.utf8) }
            #expect(try content(TileCoordinate.entriesPath(of: size - 1, inTreeOf: size)) == entries)
        }
        #expect(try content("checkpoint") == content("checkpoint.15"))
        // Read from its own tiles, each leaf proves itself against the last checkpoint.
        let last = try Checkpoint(SignedNote(bytes: content("checkpoint")).text)
        let stored = try content(TileCoordinate(level: 0, index: 0, width: 15).path)
        let reader = TileReader(size: 15) { _, _ in
            stride(from: 0, to: stored.count, by: 32).compactMap { TreeHash(stored[$0..<$0 + 32]) }
        }
        for (index, leaf) in file.leaves.enumerated() {
            try InclusionProof(of: index, in: 15, reader).verify(leaf: .leaf(Array(leaf.utf8)), root: last.root)
        }
    }
}
