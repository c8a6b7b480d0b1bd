import Testing

@testable import Proofs

@Suite("Hashes of the tree")
struct TreeHashTests {
    @Test("a hash gives back the bytes that it was made of, and takes 32 of them only")
    func bytes() throws {
        let bytes = (0..<32).map { UInt8($0 * 7) }
        #expect(try #require(TreeHash(bytes)).bytes == bytes)
        #expect(TreeHash(bytes.dropLast()) == nil && TreeHash(bytes + [0]) == nil)
    }
}
