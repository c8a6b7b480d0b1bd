import Foundation
import Proofs
import Testing

@Suite("The reference tree")
struct ReferenceTreeTests {
    private struct File: Decodable {
        struct Hash: Decodable {
            let op: String
            let dataHex: String?
            let dataUtf8: String?
            let leftUtf8: String?
            let rightUtf8: String?
            let want: String
        }
        let leafInputsHex: [String]
        let rootsBySizeHex: [String]
        let nodeHashesByLevelHex: [[String]]
        let hasher: [Hash]
    }

    @Test("leaves, nodes and roots of the reference tree of eight leaves come out")
    func tree() throws {
        let file: File = try VectorFile.load("rfc6962-reference.json")
        let leaves = file.leafInputsHex.map { TreeHash.leaf(bytes(hex: $0)) }
        var peaks = Peaks()
        var nodes: [[TreeHash]] = [[], [], [], []]
        #expect(peaks.root.bytes == bytes(hex: file.rootsBySizeHex[0]))
        for (index, leaf) in leaves.enumerated() {
            peaks.append(leaf) { level, _, hash in nodes[level].append(hash) }
            #expect(peaks.root.bytes == bytes(hex: file.rootsBySizeHex[index + 1]))
        }
        #expect(leaves.count == 8)
        #expect(nodes.map { $0.map(\.bytes) } == file.nodeHashesByLevelHex.map { $0.map(bytes(hex:)) })
    }

    @Test("the three kinds of hashes are as published")
    func hasher() throws {
        let file: File = try VectorFile.load("rfc6962-reference.json")
        var tried = 0
        for hash in file.hasher {
            let want = bytes(hex: hash.want)
            switch hash.op {
            case "empty": #expect(TreeHash.empty.bytes == want)
            case "leaf":
                let body = hash.dataHex.map(bytes(hex:)) ?? Array((hash.dataUtf8 ?? "").utf8)
                #expect(TreeHash.leaf(body).bytes == want)
            default:
                // The vector hashes "N123" and "N456" in the place of hashes: only the prefix of a node is on trial.
                let body = Array((hash.leftUtf8 ?? "").utf8) + Array((hash.rightUtf8 ?? "").utf8)
                #expect(RecursiveTree.node(body) == want)
            }
            tried += 1
        }
        #expect(tried == 4)
    }
}
