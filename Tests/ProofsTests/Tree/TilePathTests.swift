import Foundation
import Proofs
import Testing

@Suite("Paths of tiles")
struct TilePathTests {
    private struct File: Decodable {
        struct Example: Decodable {
            let treeSize: Int
            let level0Full: Int
            let level0PartialWidth: Int
            let level1Full: Int
            let level1PartialWidth: Int
            let level2PartialWidth: Int
        }
        let tile: [[Field]]
        let entriesForLogIndex: [[Field]]
        let specPartialExample: Example
    }

    private enum Field: Decodable {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var number: Int? { if case .number(let number) = self { number } else { nil } }
        var text: String? { if case .text(let text) = self { text } else { nil } }
    }

    @Test("tiles are named as published")
    func tiles() throws {
        let file: File = try VectorFile.load("tile-paths.json")
        #expect(file.tile.count == 5)
        for row in file.tile {
            let width = try #require(row[2].number)
            let tile = TileCoordinate(
                level: try #require(row[0].number), index: try #require(row[1].number), width: width == 0 ? 256 : width)
            let path = try #require(row[3].text)
            #expect(tile.path == path)
        }
    }

    @Test("the files of the leaves are named as published")
    func entries() throws {
        let file: File = try VectorFile.load("tile-paths.json")
        #expect(file.entriesForLogIndex.count == 7)
        for row in file.entriesForLogIndex {
            let path = TileCoordinate.entriesPath(
                of: try #require(row[0].number), inTreeOf: try #require(row[1].number))
            #expect(path == row[2].text)
        }
    }

    @Test("a tree has as many full and partial tiles as the specification's example says")
    func widths() throws {
        let example = try (VectorFile.load("tile-paths.json") as File).specPartialExample
        #expect(
            TileCoordinate.tiles(at: 0, inTreeOf: example.treeSize) == (example.level0Full, example.level0PartialWidth))
        #expect(
            TileCoordinate.tiles(at: 1, inTreeOf: example.treeSize) == (example.level1Full, example.level1PartialWidth))
        #expect(TileCoordinate.tiles(at: 2, inTreeOf: example.treeSize) == (0, example.level2PartialWidth))
        #expect(TileCoordinate.tiles(at: 3, inTreeOf: example.treeSize) == (0, 0))
    }
}
