import Events

/// An event that names something, as an index of what is named has it.
public struct Posting: Hashable, Sendable {
    /// The place of the event in the log.
    public let seq: Int
    /// What it says of what is named; of a correction, what the replacement that names it says.
    public let type: EventTypeCode
    /// Whether only the replacement that the event gives names it.
    public let isReplacement: Bool
    /// The organisation of a position event, under the one whose tenure it speaks of; 0 for all others.
    public let organization: UInt32

    /// Creates a posting.
    public init(_ seq: Int, _ type: EventTypeCode, isReplacement: Bool = false, organization: UInt32 = 0) {
        self.seq = seq
        self.type = type
        self.isReplacement = isReplacement
        self.organization = organization
    }
}

/// What postings are of: who looks for one kind of event does not read the others'.
public enum PostingFamily: Int, Hashable, Sendable, CaseIterable {
    /// Position events, by everyone whom they name.
    case positions = 0
    /// All other events, by whom and what they name, source that are added or distrusted among it.
    case descriptions = 1
    /// Events that cite a source, by it.
    case citations = 2
    /// Position events of `nobody` and `unnamed`, by the organisation: these two have more than anybody looks through.
    case vacancies = 3
    /// Events of a type, by its code.
    case types = 4

    /// Whether its postings say more than where an event stands.
    var hasTypes: Bool { self == .positions || self == .descriptions }
}
