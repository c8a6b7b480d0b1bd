/// What a field of an event is for and what it takes.
///
/// One list of these per type drives decoding, the JSON Schema, and the command line's flags and help.
public struct FieldDescription: Hashable, Sendable {
    /// The field's key in JSON, in snake_case.
    public let name: String
    /// What it takes.
    public let kind: FieldKind
    /// Whether an event without it is refused.
    public let isRequired: Bool
    /// What it says, as a phrase for help texts.
    public let summary: String

    public init(_ name: String, _ kind: FieldKind, required isRequired: Bool = false, _ summary: String) {
        // A short text that is no literal is compared without a look at memory.
        self.name = String(decoding: Array(name.utf8), as: UTF8.self)
        self.kind = kind
        self.isRequired = isRequired
        self.summary = summary
    }
}

/// What a field takes.
public indirect enum FieldKind: Hashable, Sendable {
    case text(TextRule)
    /// A whole number within the range.
    case integer(ClosedRange<Int>)
    /// A finite number.
    case number
    /// `true` or `false`; `false` is the default.
    case flag
    /// An EDTF date.
    case date(DateRule)
    /// An entity's id.
    case entity(EntityRole)
    /// An entity's id or, when it is no slug, text.
    case entityOrText
    /// A post's id, a person's id, or a position's title in the same organisation.
    case reportsTo
    /// An event's id, 64 hexadecimal digits.
    case eventID
    /// One of these words.
    case choice([String])
    /// Objects of `name`, `language` and `kind`.
    case names
    /// Objects of `scheme` and `identifier`.
    case identifiers
    /// Text, a number, or a list of them.
    case value
    /// A whole event in the place of another.
    case event
    /// What is kept of an erased event.
    case remains
    /// Source ids, or objects of `source`, `locator` and `quote`.
    case sources
    /// A list of what the kind takes.
    case list(FieldKind)
    /// An object of the user's own fields.
    case extra

    /// One of an enumeration's words.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(of choices: Choice.Type) -> FieldKind {
        .choice(choices.allCases.map(\.rawValue))
    }
}

/// How long a text may be and whether it may have more than one line. Lengths count Unicode scalars.
public enum TextRule: Hashable, Sendable, CaseIterable {
    /// One line, at most 500 characters: names, titles.
    case name
    /// One line, at most 20,000 characters: addresses, values.
    case line
    /// Lines and tabs, at most 20,000 characters: notes, summaries, quotes, reasons.
    case prose

    /// The most Unicode scalars it takes.
    public var maximumLength: Int { self == .name ? 500 : 20_000 }

    /// Whether line feeds and tabs are taken.
    public var allowsLines: Bool { self == .prose }
}

/// Which shapes of EDTF a date may have.
public enum DateRule: Hashable, Sendable, CaseIterable {
    /// A moment: a date of any precision, `[..D]`, or a set of which one member is meant.
    case point
    /// A moment, or an interval.
    case pointOrInterval
    /// Any EDTF, sets of which all members are meant included.
    case any
}

/// What sort of entity an id is expected to name. The namespace is one, so this guides and does not restrict.
public enum EntityRole: String, Hashable, Sendable, CaseIterable {
    /// Somebody; an organisation can be a person (a corporate director).
    case person
    case organization
    case post
    case work
    case source
    case any
}
