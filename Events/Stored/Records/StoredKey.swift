/// The keys that the members of stored events can have and that are read fast, in the order in which they are sorted.
///
/// A key's raw value is its place in sets of keys, one bit each, so there are at most 64. Keys of seldom types are left
/// out: an event that has another key is decoded whole.
enum StoredKey: UInt8, CaseIterable {
    case about, accessed, acting, area, attributedTo, audience, author, authors, award, batch, batchAuthor, by, channel
    case date, event, field, founders, from, how, howEnded, howStarted, id, identifier, identifiers, into, kind
    case language, locator, message, name, names, note, onBehalfOf, order, organization, organizations, parent
    case participants, person, place, position, post, published, publisher, quote, reason, recorded, replacement
    case reportsTo, salt, scheme, seats, seq, source, sources, speaker, succeeds, summary, title, type, url, work, x

    /// The key as it is written.
    var text: String {
        switch self {
        case .attributedTo: "attributed_to"
        case .batchAuthor: AssignedFields.batchAuthor
        case .howEnded: "how_ended"
        case .howStarted: "how_started"
        case .onBehalfOf: "on_behalf_of"
        case .reportsTo: "reports_to"
        default: "\(self)"
        }
    }

    /// The key's bit in a set of keys.
    var bit: UInt64 { 1 << UInt64(rawValue) }

    /// The key of a text; nil for all other keys.
    init?(_ text: String) {
        guard let key = Self.byText[text] else { return nil }
        self = key
    }

    private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.text, $0) })
}

/// Sets of keys, one bit each.
enum StoredKeys {
    static func set(_ keys: StoredKey...) -> UInt64 { keys.reduce(0) { $0 | $1.bit } }

    /// What every stored event has from the ledger.
    static let assigned = set(.batch, .id, .recorded, .salt, .seq)
    /// What a compact body has not.
    static let leftOut = assigned & ~StoredKey.salt.bit
    /// What a batch's first event can have besides.
    static let batchTexts = set(.author, .batchAuthor, .message)
    static let citation = set(.locator, .quote, .source)
    static let name = set(.kind, .language, .name)
    static let identifier = set(.identifier, .scheme)
}
