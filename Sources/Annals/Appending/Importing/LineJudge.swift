import Events
import Projections

/// Reads lines and notes what decides whether they can be recorded, all that does not depend on their order.
///
/// Several judge the pieces of one input side by side, each with numbers of its own; what they have noted is put
/// together at the end.
struct LineJudge: Sendable {
    /// What is noted of an id.
    struct Standing: Sendable {
        /// The roles of the fields that it stands in, one bit each.
        var roles: UInt8 = 0
        /// The kinds as which it is introduced, one bit each.
        var kinds: UInt8 = 0
        /// How many of its introductions give identifiers: none, one or more.
        var identified: UInt8 = 0
    }

    private var decoder = LineDecoder()
    /// By the number of the id.
    private var standings: [Standing] = [Standing()]
    /// Whether a line could not be read.
    private(set) var hasUnreadable = false

    /// Reads the lines of a piece.
    mutating func read(_ lines: [InputLine]) -> ImportedPiece {
        var piece = ImportedPiece()
        for line in lines { read(line, into: &piece) }
        return piece
    }

    private mutating func read(_ line: InputLine, into piece: inout ImportedPiece) {
        if let bytes = line.bytes, piece.add(bytes, &decoder) { return noteLine() }
        guard let event = try? PreparedLine(line).event.get() else {
            hasUnreadable = true
            return
        }
        // What was only written otherwise says in canonical form what it uses.
        if piece.add(event.content.canonicalBytes, &decoder) { return noteLine() }
        piece.add(event.content)
        for use in event.uses { note(decoder.number(of: use.id), use.expected) }
        guard let (id, kind) = EntityUse.introduction(event.event) else { return }
        noteIntroduction(decoder.number(of: id), kind, hasIdentifiers: EntityUse.hasIdentifiers(event.event))
    }

    private mutating func noteLine() {
        for use in decoder.uses { note(use.number, use.role) }
        let line = decoder.line
        guard line.introduced > 0, let kind = line.type.introducedKind else { return }
        noteIntroduction(line.introduced, kind, hasIdentifiers: line.hasIdentifiers)
    }

    private mutating func note(_ number: UInt32, _ role: EntityRole) {
        makeRoom(number)
        standings[Int(number)].roles |= role.bit
    }

    private mutating func noteIntroduction(_ number: UInt32, _ kind: EntityKind, hasIdentifiers: Bool) {
        makeRoom(number)
        standings[Int(number)].kinds |= kind.bit
        if hasIdentifiers { standings[Int(number)].identified = min(standings[Int(number)].identified + 1, 2) }
    }

    private mutating func makeRoom(_ number: UInt32) {
        while standings.count <= Int(number) { standings.append(Standing()) }
    }

    /// Takes in what another has noted.
    mutating func merge(_ other: LineJudge) {
        hasUnreadable = hasUnreadable || other.hasUnreadable
        for (number, standing) in other.standings.enumerated() where !standing.isEmpty {
            guard let id = EntityID(other.decoder.terms.text(UInt32(number))) else { continue }
            let own = decoder.number(of: id)
            makeRoom(own)
            standings[Int(own)].add(standing)
        }
    }

    /// Calls `body` with every id that lines use or introduce.
    func forEachStanding(_ body: (EntityID, Standing) throws -> Void) rethrows {
        for (number, standing) in standings.enumerated() where !standing.isEmpty {
            guard let id = EntityID(decoder.terms.text(UInt32(number))) else { continue }
            try body(id, standing)
        }
    }

    /// What the lines introduce, where none is introduced as two things.
    var introduced: [EntityID: EntityKind] {
        var introduced: [EntityID: EntityKind] = [:]
        forEachStanding { id, standing in introduced[id] = EntityKind.allCases.first { $0.bit & standing.kinds != 0 } }
        return introduced
    }
}

extension LineJudge.Standing {
    var isEmpty: Bool { roles == 0 && kinds == 0 }

    mutating func add(_ other: Self) {
        roles |= other.roles
        kinds |= other.kinds
        identified = min(identified + other.identified, 2)
    }

    /// Whether nothing that the lines say by themselves is against it.
    ///
    /// - Parameter known: What the ledger knows of the id; nil where it is new.
    func isSure(_ known: ListedEntity?) -> Bool {
        // Introduced as one thing, and with identifiers once: more has to be compared.
        guard kinds.nonzeroBitCount <= 1, identified < 2, identified == 0 || known == nil else { return false }
        let kind = known?.kind.map(\.bit)
        if let kind, kinds != 0, kinds != kind { return false }
        guard roles != 0 else { return true }
        if kinds == 0 && known == nil { return false }
        // What is known without a kind fits everywhere.
        let kinds = kinds != 0 ? kinds : kind ?? 0
        return kinds == 0
            || EntityRole.allCases.allSatisfy { roles & $0.bit == 0 || kinds & $0.kinds != 0 }
    }
}

extension EntityKind {
    fileprivate var bit: UInt8 {
        switch self {
        case .person: 1
        case .organization: 2
        case .post: 4
        case .work: 8
        case .source: 16
        }
    }
}

extension EntityRole {
    fileprivate var bit: UInt8 {
        switch self {
        case .person: 1
        case .organization: 2
        case .post: 4
        case .work: 8
        case .source: 16
        case .any: 32
        }
    }

    /// The kinds that may stand in such a field, one bit each.
    fileprivate var kinds: UInt8 {
        EntityKind.allCases.reduce(0) { $0 | (EntityUse.takes($1, as: self) ? $1.bit : 0) }
    }
}
