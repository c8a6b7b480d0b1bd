import Foundation
import Proofs
import Testing

@Suite("Published checkpoints and proofs as text")
struct CheckpointVectorTests {
    private struct File: Decodable {
        struct TreeNote: Decodable {
            let size: Int
            let leaf: String
            let body: String
        }
        let acceptBody: [String]
        let rejectBody: [String]
        let treeNote: TreeNote
        let tlogProofReject: [[String]]
    }

    @Test("the text of a tree head is read and written alike")
    func treeNote() throws {
        let vector = try (VectorFile.load("checkpoint-and-proof-text.json") as File).treeNote
        let checkpoint = try Checkpoint(vector.body)
        #expect(checkpoint.size == vector.size && checkpoint.body == vector.body && checkpoint.extensions.isEmpty)
    }

    @Test("bodies that are malformed are refused, and so are those whose hashes are not of 32 bytes")
    func bodies() throws {
        let file: File = try VectorFile.load("checkpoint-and-proof-text.json")
        #expect(file.acceptBody.count == 3 && file.rejectBody.count == 7)
        for body in file.rejectBody { #expect(throws: CheckpointError.self, "\(body)") { try Checkpoint(body) } }
        for body in file.acceptBody {
            #expect(throws: CheckpointError.malformedRoot, "\(body)") { try Checkpoint(body) }
            // With a root of 32 bytes in its place, the very same body is taken.
            var lines = body.split(separator: "\n").map(String.init)
            lines[2] = TreeHash.empty.base64
            let mended = lines.map { $0 + "\n" }.joined()
            let checkpoint = try Checkpoint(mended)
            #expect(checkpoint.body == mended && checkpoint.extensions == Array(lines.dropFirst(3)))
        }
    }

    @Test("malformed proofs are refused, whatever checkpoint follows")
    func proofs() throws {
        let file: File = try VectorFile.load("checkpoint-and-proof-text.json")
        #expect(file.tlogProofReject.count == 7)
        let (note, _) = try SampleLog.note(size: 1)
        for vector in file.tlogProofReject {
            #expect(throws: LogProofError.self, "\(vector[0])") { try LogProof(vector[1]) }
            let completed = vector[1].replacingOccurrences(of: "checkpoint\n", with: note.encoded)
            #expect(throws: LogProofError.self, "\(vector[0])") { try LogProof(completed) }
        }
        // The same text without any of the faults is taken.
        _ = try LogProof("c2sp.org/tlog-proof@v1\nindex 0\n\n" + note.encoded)
    }
}
