import Foundation
import Proofs
import Testing

/// What another implementation accepts and refuses.
@Suite("Published proofs")
struct ProofVectorTests {
    private struct File<Case: Decodable>: Decodable {
        let count: Int
        let accept: Int
        let reject: Int
        let cases: [Case]
    }

    private struct Inclusion: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: String
        let leafHash: String
        let proof: [String]?
        let desc: String
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: String
        let root2: String
        let proof: [String]?
        let desc: String
        let wantErr: Bool
    }

    @Test("inclusion proofs are accepted and refused as they should be")
    func inclusion() throws {
        let file: File<Inclusion> = try VectorFile.load("inclusion-proofs.json")
        var accepted = 0
        for vector in file.cases {
            let passes = Self.passes(vector)
            #expect(passes != vector.wantErr, "\(vector.leafIdx) of \(vector.treeSize): \(vector.desc)")
            accepted += passes ? 1 : 0
        }
        #expect(file.cases.count == file.count && accepted == file.accept && file.count - accepted == file.reject)
    }

    @Test("consistency proofs are accepted and refused as they should be")
    func consistency() throws {
        let file: File<Consistency> = try VectorFile.load("consistency-proofs.json")
        var accepted = 0
        for vector in file.cases {
            let passes = Self.passes(vector)
            // One case is accepted there with roots of twelve bytes; what is no hash proves nothing here.
            let hashes = [vector.root1, vector.root2] + (vector.proof ?? [])
            let wanted = !vector.wantErr && hashes.allSatisfy { $0.utf8.count == 44 }
            #expect(passes == wanted, "\(vector.size1) to \(vector.size2): \(vector.desc)")
            accepted += passes ? 1 : 0
        }
        #expect(file.cases.count == file.count && accepted == file.accept - 1)
    }

    private static func passes(_ vector: Inclusion) -> Bool {
        guard let index = Int(exactly: vector.leafIdx), let size = Int(exactly: vector.treeSize),
            let path = path(vector.proof), let leaf = TreeHash(base64: vector.leafHash),
            let root = TreeHash(base64: vector.root)
        else { return false }
        return passes { try InclusionProof(index: index, size: size, path: path).verify(leaf: leaf, root: root) }
    }

    private static func passes(_ vector: Consistency) -> Bool {
        guard let first = Int(exactly: vector.size1), let second = Int(exactly: vector.size2),
            let path = path(vector.proof), let early = TreeHash(base64: vector.root1),
            let late = TreeHash(base64: vector.root2)
        else { return false }
        return passes {
            try ConsistencyProof(first: first, second: second, path: path).verify(first: early, second: late)
        }
    }

    private static func passes(_ verify: () throws -> Void) -> Bool {
        do {
            try verify()
            return true
        } catch {
            return false
        }
    }

    private static func path(_ proof: [String]?) -> [TreeHash]? {
        let hashes = (proof ?? []).map { TreeHash(base64: $0) }
        return hashes.contains(nil) ? nil : hashes.compactMap { $0 }
    }
}
