/// By how much this program is to be ahead of a peer.
struct PeerGoal {
    let key: String
    /// How the peer's name begins: a peer may be measured in several ways.
    let peer: String
    let factor: Double
    /// What is compared; nil is the figure itself.
    var counted: String?

    static let all: [PeerGoal] = [
        PeerGoal(key: "append-batches", peer: "umadb", factor: 1),
        PeerGoal(key: "append-batches", peer: "eventsourcing", factor: 3),
        PeerGoal(key: "append-writers", peer: "umadb", factor: 3, counted: "events per fdatasync"),
        PeerGoal(key: "replay-process", peer: "eventsourcing", factor: 10),
        PeerGoal(key: "org-typical", peer: "postgresql", factor: 5),
        PeerGoal(key: "org-typical", peer: "mariadb", factor: 30),
        PeerGoal(key: "org-largest", peer: "postgresql", factor: 5),
        PeerGoal(key: "org-largest", peer: "mariadb", factor: 30),
    ]

    static func of(_ row: Row, _ peer: Row) -> PeerGoal? {
        all.first { $0.key == row.key && (peer.peer ?? "").hasPrefix($0.peer) }
    }
}

/// A row beside the same of a peer.
struct PeerComparison {
    let name: String
    private let row: Row
    private let peer: Row
    private let goal: PeerGoal?

    init(_ row: Row, _ peer: Row) {
        (self.row, self.peer) = (row, peer)
        name = peer.peer ?? "?"
        goal = PeerGoal.of(row, peer)
    }

    /// How often this program's figure is better: of rates the quotient, of times its inverse.
    private var ahead: Double? {
        if let counted = goal?.counted {
            guard let own = row.counted[counted], let theirs = peer.counted[counted] else { return nil }
            return own / theirs
        }
        guard let own = row.figure, let theirs = peer.figure else { return nil }
        return row.unit.isBetterHigher ? own / theirs : theirs / own
    }

    /// `umadb 41,000 events/s: × 1.7 (≥ 1: yes)`.
    var text: String {
        var text = name + " " + (peer.figure.map { Figure.text($0, peer.unit) } ?? "none")
        if let counted = goal?.counted {
            text += ", " + counted + " " + (peer.counted[counted].map(Figure.plain) ?? "not counted")
        }
        guard let ahead else { return text }
        text += ": " + Figure.ratio(ahead)
        if let goal { text += " (≥ \(Figure.plain(goal.factor)): \(Figure.isMet(ahead >= goal.factor)))" }
        return text
    }
}
