import Foundation

/// The rows of several runs, joined: sizes beside each other, and peers beside this program.
struct JoinedRows {
    /// This program's, in the order of the runs.
    let rows: [Row]
    /// The rows' names in the order of the table, each once.
    let keys: [String]
    private let peers: [Row]

    /// - Parameter paths: Files of JSON Lines, as runs and peers write them. Of a row that is there twice the last counts.
    init(_ paths: [String]) throws {
        var all: [Row] = []
        for path in paths {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            all += try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
        }
        self.init(all)
    }

    init(_ all: [Row]) {
        var last: [[String]: Row] = [:]
        var order: [[String]] = []
        for row in all {
            let name = [row.key, String(row.events), row.peer ?? ""]
            if last.updateValue(row, forKey: name) == nil { order.append(name) }
        }
        let rows = order.compactMap { last[$0] }
        (self.rows, peers) = (rows.filter { $0.peer == nil }, rows.filter { $0.peer != nil })
        var keys: [String] = []
        for row in self.rows where !keys.contains(row.key) { keys.append(row.key) }
        self.keys = keys
    }

    /// The rows of a name, the smallest ledger first.
    func sizes(_ key: String) -> [Row] { rows.filter { $0.key == key }.sorted { $0.events < $1.events } }

    /// The figure by that of the next smaller size.
    func growth(_ row: Row) -> Double? {
        guard let figure = row.figure, let smaller = sizes(row.key).last(where: { $0.events < row.events })?.figure
        else { return nil }
        return figure / smaller
    }

    /// What peers need for the same.
    func peers(of row: Row) -> [PeerComparison] {
        peers.filter { $0.key == row.key && $0.events == row.events && $0.unit == row.unit }
            .map { PeerComparison(row, $0) }
    }
}
