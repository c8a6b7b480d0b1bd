/// What is read fast of events of one type: which members they can have, which they must, and what stands in each.
struct TypeLayout: Sendable {
    /// What stands in a member.
    enum Content: Sendable {
        /// An id.
        case entity
        /// An id, `unnamed` or `nobody`.
        case holder
        /// An id or text.
        case reference
        /// An id or text that has a number either way.
        case superior
        /// A text that has a number.
        case term
        /// A text of at most so many characters.
        case text(Int)
        /// One of the words of a table, by the table's place.
        case choice(Int)
        case flag
        /// A date that is only checked.
        case date(DateRule)
        /// A whole number from 1 to this one.
        case count(Int)
        case number
        /// Text, a number, or a list of them.
        case value
        case entities
        case references
        case names
        case identifiers
        case eventID
        case replacement
    }

    struct Field: Sendable {
        let key: StoredKey
        let content: Content
        /// As what its ids have to be introduced; nil where there are none, or need not be.
        let role: EntityRole?
    }

    /// Where the type's own fields stand among those of all types, in the order in which they are written.
    let firstField: Int
    let endOfFields: Int
    /// The members that an event can have, those that the ledger assigns left out.
    let allowed: StoredKeySet
    /// The members that it must have.
    let required: StoredKeySet
    /// Members of which it must have one; none where there is no such rule.
    let alternatives: StoredKeySet
    /// The shapes of its date; nil where it has none.
    let date: DateRule?

    /// Whether an event with these members has those that it needs and no others.
    @inline(__always)
    func takes(_ keys: StoredKeySet) -> Bool {
        keys & ~allowed == 0 && required & ~keys == 0 && (alternatives == 0 || alternatives & keys != 0)
    }
}

/// How events of every type are read fast. Made out of the catalog, so that a field that a type gets is known here too.
struct EventLayouts: Sendable {
    /// Those of this vocabulary: made once, as each of their tables takes a while.
    static let current = EventLayouts()

    /// The keys of members; a key's index is its raw value.
    let keys = KeyReader()
    /// The names of types; a type's index is one less than its code.
    let types = WordTable(EventCatalog.types.map(\.type))
    /// The fields of all types.
    private(set) var fields: [TypeLayout.Field] = []
    /// The words of fields that take one of some; a word's code is one more than its index.
    private(set) var choices: [WordTable] = []
    /// By the code of the type; nil for one whose events are always decoded whole.
    private(set) var layouts: [TypeLayout?] = [nil]

    private init() {
        for type in EventCatalog.types {
            let layout = layout(of: type)
            layouts.append(layout)
        }
        // Types of the user's own.
        layouts.append(nil)
    }

    private mutating func layout(of type: EventTypeDescription) -> TypeLayout? {
        guard type.type != EventRedacted.type else { return nil }
        let firstField = fields.count
        var allowed = StoredKeys.set(.type, .order, .sources, .attributedTo, .note, .x)
        var required = StoredKey.type.bit
        for field in type.ownFields {
            guard let key = StoredKey(field.name), let content = content(of: field, type) else {
                if field.isRequired { return nil }
                continue
            }
            fields.append(TypeLayout.Field(key: key, content: content, role: Self.role(field.kind)))
            allowed |= key.bit
            if field.isRequired { required |= key.bit }
        }
        var date: DateRule?
        if case .required(let rule) = type.date {
            date = rule
            allowed |= StoredKey.date.bit
            required |= StoredKey.date.bit
        }
        return TypeLayout(
            firstField: firstField, endOfFields: fields.count, allowed: allowed, required: required,
            alternatives: type.alternatives.reduce(0) { $0 | (StoredKey($1)?.bit ?? 0) }, date: date)
    }

    private static func role(_ kind: FieldKind) -> EntityRole? {
        switch kind {
        case .entity(let role): role
        case .entityOrText: .any
        case .list(let element): role(element)
        default: nil
        }
    }

    private mutating func content(of field: FieldDescription, _ type: EventTypeDescription) -> TypeLayout.Content? {
        let isPosition = type.family == .position
        switch field.kind {
        case .entity: return isPosition && field.name == StoredKey.person.text ? .holder : .entity
        case .entityOrText: return .reference
        case .reportsTo: return isPosition ? .superior : .reference
        case .text(let rule): return isPosition ? .term : .text(rule.maximumLength)
        case .choice(let words):
            choices.append(WordTable(words))
            return .choice(choices.count - 1)
        case .flag: return .flag
        case .date(let rule): return .date(rule)
        case .integer(let range): return range.lowerBound == 1 ? .count(range.upperBound) : nil
        case .number: return .number
        case .value: return .value
        case .names: return .names
        case .identifiers: return .identifiers
        case .eventID: return .eventID
        case .event: return .replacement
        case .list(.entity): return .entities
        case .list(.entityOrText): return .references
        default: return nil
        }
    }
}
