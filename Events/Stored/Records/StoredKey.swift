/// The keys that the members of stored events can have and that are read fast, in the order in which they are sorted.
///
/// A key's raw value is its place in sets of keys, one bit each. An event that has another key is decoded whole.
enum StoredKey: UInt8, CaseIterable {
    case about, accessed, acting, area, attribute, attributedTo, audience, author, authors, award, batch, batchAuthor
    case by, channel, date, event, field, founders, from, how, howEnded, howStarted, id, identifier, identifiers, into
    case kind, language, locator, maximum, message, minimum, name, names, note, object, onBehalfOf, order, organization
    case organizations, parent, participants, person, place, position, post, published, publisher, quote, reason
    case recorded, relation, replacement, reportsTo, salt, scheme, seats, seq, source, sources, speaker, subject
    case succeeds, summary, title, type, unit, url, value, work, x

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
    var bit: StoredKeySet { 1 &<< StoredKeySet(rawValue) }

    /// The key of a text; nil for all other keys.
    init?(_ text: String) {
        guard let key = Self.byText[text] else { return nil }
        self = key
    }

    private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.text, $0) })
}

/// A set of keys, one bit each.
typealias StoredKeySet = UInt128

/// The sets of keys that are asked for.
enum StoredKeys {
    static func set(_ keys: StoredKey...) -> StoredKeySet { keys.reduce(0) { $0 | $1.bit } }

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
