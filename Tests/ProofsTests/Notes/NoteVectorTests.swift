import Foundation
import Proofs
import Testing

/// Notes and keys that other implementations take and refuse.
@Suite("Published notes")
struct NoteVectorTests {
    private struct File: Decodable {
        struct Signer: Decodable {
            let skey: String
            let text: String
            let signedNote: String
        }
        struct Accepted: Decodable {
            let note: String
            let keys: [String]
            let verified: [String]
            let unverified: [String]
        }
        struct Malformed: Decodable {
            let desc: String
            let noteBase64: String
        }
        struct WrongSignature: Decodable {
            let desc: String
            let note: String
            let keys: [String]
        }
        struct Single: Decodable {
            let vkey: String
            let note: String
        }
        let verifierKeys: [String]
        let signer: Signer
        let accept: [Accepted]
        let rejectMalformed: [Malformed]
        let rejectSignature: [WrongSignature]
        let badVerifierKeys: [String]
        let c2spExample: Single
        let goSumdbCheckpoint: Single
    }

    private let file: File

    init() throws {
        file = try VectorFile.load("signed-note.json")
    }

    @Test("keys are read and written alike, and damaged ones refused")
    func keys() throws {
        #expect(file.verifierKeys.count == 2 && file.badVerifierKeys.count == 2)
        for key in file.verifierKeys { #expect(try NoteVerifier(encoded: key).encoded == key) }
        for key in file.badVerifierKeys { #expect(throws: NoteError.self) { try NoteVerifier(encoded: key) } }
    }

    @Test("a published private key signs as published")
    func signing() throws {
        let signer = try NoteSigner(encoded: file.signer.skey)
        #expect(signer.encoded == file.signer.skey && file.verifierKeys.contains(signer.verifier.encoded))
        #expect(try signer.sign(file.signer.text).encoded == file.signer.signedNote)
    }

    @Test("good notes are verified by the keys that signed them, and the others' signatures passed over")
    func accepted() throws {
        #expect(file.accept.count == 3)
        for vector in file.accept {
            let note = try SignedNote(vector.note)
            #expect(note.encoded == vector.note)
            let keys = try vector.keys.map { try NoteVerifier(encoded: $0) }
            #expect(try note.verified(by: keys).map(\.name) == vector.verified)
            let others = Set(note.signatures.map(\.name)).subtracting(vector.verified)
            #expect(others == Set(vector.unverified))
        }
    }

    @Test("malformed notes are refused when they are read")
    func malformed() throws {
        #expect(file.rejectMalformed.count == 8)
        for vector in file.rejectMalformed {
            let bytes = try #require(Data(base64Encoded: vector.noteBase64))
            #expect(throws: NoteError.self, "\(vector.desc)") { try SignedNote(bytes: Array(bytes)) }
        }
    }

    @Test("well-formed notes that no key vouches for are refused when they are verified")
    func wrongSignature() throws {
        #expect(file.rejectSignature.count == 3)
        for vector in file.rejectSignature {
            let keys = try vector.keys.map { try NoteVerifier(encoded: $0) }
            #expect(throws: NoteError.self, "\(vector.desc)") {
                _ = try SignedNote(vector.note).verified(by: keys)
            }
        }
    }

    @Test("the specification's example and a public log's tree head are verified")
    func published() throws {
        for vector in [file.c2spExample, file.goSumdbCheckpoint] {
            let note = try SignedNote(vector.note)
            #expect(try note.verified(by: [NoteVerifier(encoded: vector.vkey)]).map(\.encoded) == [vector.vkey])
        }
        let checkpoint = try Checkpoint(SignedNote(file.goSumdbCheckpoint.note).text)
        #expect(checkpoint.origin == "go.sum database tree" && checkpoint.size == 35_225_469)
    }
}
