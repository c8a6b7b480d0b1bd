import Events
import Projections

/// What became of the events of a log, as far as a replay needs to know: which stand, which one correction replaced, and
/// which have to be weighed with all evidence about them.
///
/// Most of a log stands, and most of what does not was corrected once. Neither needs ``Rulings``.
struct EventStandings: Sendable {
    /// What became of an event.
    enum Standing: UInt8 {
        case stands
        /// One correction put another position event, or something that no fold reads, in its place; it stands itself.
        case corrected
        /// Evidence about it, or about an id or a source that it names, has to be weighed.
        case weighed
    }

    private var log: DecodedLog
    /// By index among the events.
    private var standings: [Standing]
    /// For each correction and retraction the place of the event that it names; 0 where that is erased.
    private let targets: [UInt32]
    /// And of the event that a chain of them leads to; 0 for none, and for distrust and merges.
    private let roots: [UInt32]
    /// The place, among corrections and retractions, of the one that replaced an event.
    private var corrections: [UInt32: UInt32] = [:]

    /// What an event is.
    private struct Nature: OptionSet {
        let rawValue: UInt8
        static let evidence = Nature(rawValue: 1)
        /// It names something, or bounds tenures.
        static let description = Nature(rawValue: 2)
    }

    /// Sorts the events of a log. O(n).
    ///
    /// - Parameters:
    ///   - found: The events that its evidence names.
    ///   - touched: By term, whether it is an id that was ever merged or a source that was ever distrusted;
    ///     empty where there are none.
    init(_ log: DecodedLog, _ found: EvidenceTargets, touched: [Bool]) {
        self.log = log
        standings = [Standing](repeating: .stands, count: log.eventCount + 1)
        targets = found.places
        var natures = [Nature](repeating: [], count: log.eventCount + 1)
        for evidence in log.evidence { natures[log.index(evidence.seq)].insert(.evidence) }
        for seq in log.general { natures[log.index(seq)].insert(.evidence) }
        for naming in log.namings { natures[log.index(naming.seq)].insert(.description) }
        for milestone in log.milestones { natures[log.index(milestone.seq)].insert(.description) }
        var counts = [UInt8](repeating: 0, count: log.eventCount + 1)
        for target in targets {
            let index = log.index(target)
            if counts[index] < 2 { counts[index] += 1 }
        }
        var roots: [UInt32] = []
        roots.reserveCapacity(targets.count)
        var rootOfEvidence: [UInt32: UInt32] = [:]
        for (place, evidence) in log.evidence.enumerated() {
            let target = targets[place]
            let index = log.index(target)
            let nature = natures[index]
            let isOfEvidence = nature.contains(.evidence)
            let root = isOfEvidence ? rootOfEvidence[target] ?? 0 : target
            roots.append(root)
            let isNamed = counts[log.index(evidence.seq)] > 0
            if isNamed { rootOfEvidence[evidence.seq] = root }
            let isPlain =
                evidence.isCorrection && !evidence.describes && target > 0 && target < evidence.seq
                && !isOfEvidence && !isNamed && counts[index] == 1 && !nature.contains(.description)
                && !found.areAmbiguous.contains(evidence.target)
            if isPlain {
                standings[index] = .corrected
                corrections[target] = UInt32(place)
            } else if root > 0 {
                standings[log.index(root)] = .weighed
            }
        }
        self.roots = roots
        for index in found.ambiguous { standings[index] = .weighed }
        if !touched.isEmpty { weigh(touched) }
        // This copy is asked only where events stand: the rest of it would be kept for as long.
        self.log.forgetMentions()
        self.log.forgetNames()
    }

    /// What is said of ids that were merged, or on sources that were distrusted, has to be weighed.
    private mutating func weigh(_ touched: [Bool]) {
        let evidence = Dictionary(
            uniqueKeysWithValues: log.evidence.enumerated().map { ($0.element.seq, $0.offset) })
        func isTouched(_ term: UInt32) -> Bool { touched[Int(term)] }
        for (place, record) in log.positions.enumerated() {
            let names = [
                record.person, record.organization, record.post, record.onBehalfOf, record.reportsTo, record.succeeds,
            ]
            guard names.contains(where: isTouched) else { continue }
            let origin = Int(log.origins[place])
            standings[log.index(origin == 0 ? record.seq : roots[origin - 1])] = .weighed
        }
        func weigh(_ seq: UInt32) { standings[log.index(evidence[seq].map { roots[$0] } ?? seq)] = .weighed }
        for mention in log.mentions where isTouched(mention.subject) { weigh(mention.seq) }
        for (term, isTouched) in touched.enumerated() where isTouched {
            for seq in log.citations.seqs(of: term) { weigh(UInt32(truncatingIfNeeded: seq)) }
        }
        standings[0] = .stands
    }

    /// What became of the event at a place in the log.
    func standing(_ seq: UInt32) -> Standing { standings[log.index(seq)] }

    /// The place of the correction that replaced an event, among corrections and retractions.
    func correction(of seq: UInt32) -> Int? { corrections[seq].map(Int.init) }

    /// Whether a correction or retraction has to be weighed.
    func isWeighed(evidenceAt place: Int) -> Bool {
        let target = targets[place]
        return target == 0 || standings[log.index(target)] != .corrected
    }

    /// The place in the log of the fact that a correction or retraction leads to; 0 for none.
    func root(ofEvidenceAt place: Int) -> UInt32 { roots[place] }

    /// The place in the log of the fact that a position record of the log is of; 0 for none.
    func fact(_ place: Int) -> UInt32 {
        let origin = Int(log.origins[place])
        return origin == 0 ? log.positions[place].seq : roots[origin - 1]
    }
}

/// The events that corrections and retractions name, found by the first 8 bytes of their ids.
struct EvidenceTargets {
    /// By place among the evidence; 0 for what is erased.
    let places: [UInt32]
    /// Beginnings of ids that several events have.
    let areAmbiguous: Set<UInt64>
    /// The indices of the events that have such.
    let ambiguous: [Int]

    init(_ log: DecodedLog) {
        // Ids are hashes: their bits are as good as random. A few of them tell most events that nothing names.
        let shift: UInt64 = 64 - 22
        var isWanted = [Bool](repeating: false, count: log.evidence.isEmpty ? 1 : 1 << 22)
        var found: [UInt64: UInt32] = [:]
        found.reserveCapacity(log.evidence.count)
        for evidence in log.evidence {
            isWanted[Int(evidence.target >> shift)] = true
            found[evidence.target] = 0
        }
        var ambiguous: Set<UInt64> = []
        if !log.evidence.isEmpty {
            for index in 1..<log.prefixes.count {
                let prefix = log.prefixes[index]
                guard isWanted[Int(prefix >> shift)], prefix != 0, let known = found[prefix] else { continue }
                if known > 0 { ambiguous.insert(prefix) } else { found[prefix] = log.seqs[index] }
            }
        }
        areAmbiguous = ambiguous
        self.ambiguous = ambiguous.isEmpty ? [] : log.prefixes.indices.filter { ambiguous.contains(log.prefixes[$0]) }
        places = log.evidence.map { found[$0.target] ?? 0 }
    }
}
