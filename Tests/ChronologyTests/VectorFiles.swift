import Foundation
import Testing

/// The vector files beside these tests; `Vectors/README.md` says where they come from.
enum VectorFiles {
    struct Bounds: Decodable {
        let string: String
        let lowerStrict: String
        let upperStrict: String
        let lowerFuzzy: String
        let upperFuzzy: String
    }

    struct Validity: Decodable {
        let string: String
        let valid: Bool
    }

    struct Qualifiers: Decodable {
        let string: String
        let isUncertain: Bool
        let isApproximate: Bool
        let isUncertainAndApproximate: Bool
    }

    struct Phrase: Decodable {
        let text: String
        let edtf: String?
    }

    private struct File<Vector: Decodable>: Decodable {
        let count: Int
        let vectors: [Vector]
    }

    static func load<Vector: Decodable>(_ name: String) throws -> [Vector] {
        let folder = try #require(Bundle.module.url(forResource: "Vectors", withExtension: nil))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        let file = try decoder.decode(File<Vector>.self, from: data)
        #expect(file.vectors.count == file.count, "\(name) is whole")
        return file.vectors
    }
}
