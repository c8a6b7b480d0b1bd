import Proofs
import Testing

@Suite("Notes and keys")
struct NoteTests {
    @Test("a new key reads back, signs, and its verifier vouches for what it signed and nothing else")
    func roundTrip() throws {
        for (seed, name) in ["log", "example.com/a-log", "\u{0301}å/東京", String(repeating: "n", count: 255)]
            .enumerated()
        {
            let signer = try SampleLog.signer(name, seed: UInt64(seed))
            let again = try NoteSigner(encoded: signer.encoded)
            #expect(again.encoded == signer.encoded)
            let key = try NoteVerifier(encoded: signer.verifier.encoded)
            let note = try again.sign("first line\n\n— not a signature\n\nlast line\n")
            #expect(try SignedNote(note.encoded) == note)
            #expect(try note.verified(by: [key]) == [key])
            let other = try SignedNote(text: "first line\n", signatures: note.signatures)
            #expect(throws: NoteError.wrongSignature(name: name)) { try other.verified(by: [key]) }
        }
    }

    @Test("no bit of a note can be flipped unnoticed")
    func flips() throws {
        let signer = try SampleLog.signer()
        let bytes = Array(try signer.sign("a text\nof two lines\n").encoded.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[place] ^= 1 << UInt8(bit)
                #expect(throws: NoteError.self, "bit \(bit) of byte \(place)") {
                    _ = try SignedNote(bytes: flipped).verified(by: [signer.verifier])
                }
            }
        }
    }

    @Test("a description of a private key holds nothing of it")
    func secrecy() throws {
        let signer = try SampleLog.signer()
        let secret = try #require(signer.encoded.split(separator: "+").last.map(String.init))
        var dumped = ""
        dump(signer, to: &dumped)
        for text in ["\(signer)", String(reflecting: signer), dumped] { #expect(!text.contains(secret)) }
    }

    @Test(
        "names that would break a note are refused",
        arguments: [
            "", " ", "a b", "a+b", "a\nb", "a\u{A0}b", "a\u{2003}", "a\u{1}", "a\u{85}",
            String(repeating: "n", count: 256),
        ])
    func names(name: String) {
        #expect(throws: NoteError.malformedName) { try SampleLog.signer(name) }
    }

    @Test("keys in any other spelling are refused")
    func keys() throws {
        let signer = try SampleLog.signer("log")
        let parts = signer.verifier.encoded.split(separator: "+", maxSplits: 2).map(String.init)
        let secret = String(signer.encoded.dropFirst("PRIVATE+KEY+".count).split(separator: "+", maxSplits: 2)[2])
        for key in [
            "", "log", "+++", parts[0] + "+" + parts[1], "log+\(parts[1].uppercased())+\(parts[2])",
            "log+0\(parts[1])+\(parts[2])", "log+\(parts[1].dropFirst())+\(parts[2])", "log+00000000+\(parts[2])",
            "Log+\(parts[1])+\(parts[2])", "log+\(parts[1])+\(parts[2].dropLast())", "log+\(parts[1])+",
            "log+\(parts[1])+AQ==",
            "log+\(parts[1])+\(parts[2])\n", " log+\(parts[1])+\(parts[2])", String(repeating: "x", count: 5000),
        ] {
            #expect(throws: NoteError.self, "\(key)") { try NoteVerifier(encoded: key) }
            #expect(throws: NoteError.self, "\(key)") { try NoteSigner(encoded: "PRIVATE+KEY+" + key) }
        }
        #expect(throws: NoteError.self) { try NoteSigner(encoded: signer.verifier.encoded) }
        #expect(throws: NoteError.self) { try NoteVerifier(encoded: signer.encoded) }
        #expect(throws: NoteError.unknownAlgorithm(2)) {
            try NoteVerifier(encoded: "log+\(parts[1])+" + Base64.encode([2] + [UInt8](repeating: 0, count: 32)))
        }
        #expect(throws: NoteError.keyIDDiffers(name: "log")) {
            try NoteSigner(encoded: "PRIVATE+KEY+log+00000000+\(secret)")
        }
    }

    @Test("a note is bounded in bytes and signatures, and its text is plain")
    func bounds() throws {
        let signer = try SampleLog.signer("log")
        let line = String(repeating: "x", count: 999) + "\n"
        #expect(throws: NoteError.self) { try signer.sign(String(repeating: line, count: 1000)) }
        #expect(throws: NoteError.tooLong(bytes: 1_000_001)) {
            try SignedNote(bytes: [UInt8](repeating: 10, count: 1_000_001))
        }
        for text in ["", "no newline", "tab\t\n", "\u{0}\n", "\u{7F}\n", "line\r\n"] {
            #expect(throws: NoteError.malformedText, "\(text)") { try signer.sign(text) }
        }
        let signature = try #require(try signer.sign("text\n").signatures.first)
        #expect(
            try SignedNote(text: "text\n", signatures: Array(repeating: signature, count: 100)).signatures.count == 100)
        #expect(throws: NoteError.tooManySignatures) {
            try SignedNote(text: "text\n", signatures: Array(repeating: signature, count: 101))
        }
    }
}
