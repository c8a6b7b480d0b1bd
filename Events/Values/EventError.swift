/// Why something is not an event of this vocabulary: where, what, and what to do.
public struct EventError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The bytes are not JSON.
        case malformedJSON
        /// No type of that name.
        case unknownType
        /// The type has no such field.
        case unknownField
        /// A field that only the ledger assigns was given.
        case assignedField
        /// A required field is absent.
        case missingField
        /// The field holds another kind of JSON value.
        case wrongType
        /// The value is of the right kind and not acceptable.
        case badValue
        /// The date is none, or of a shape that the type does not take.
        case badDate
        /// Two fields do not go together.
        case conflict
        /// Something is longer than its bound.
        case tooLarge
        /// The version is one that only a newer program knows.
        case newerVersion
    }

    public let kind: Kind
    /// The path of the field: `sources[0].source`, `date`; nil when the whole event is meant.
    public let field: String?
    /// What is wrong, as a clause about the field.
    public let reason: String
    /// What to do about it.
    public let remedy: String?

    /// Characters that would act on a terminal are written as escapes: field and reason may quote hostile input.
    public init(kind: Kind, field: String?, reason: String, remedy: String? = nil) {
        self.kind = kind
        self.field = field.map(TextRules.printable)
        self.reason = TextRules.printable(reason)
        self.remedy = remedy.map(TextRules.printable)
    }

    /// `field: reason; remedy`, without the parts that are absent.
    public var description: String {
        let place = field.map { "\($0): " } ?? ""
        let advice = remedy.map { "; \($0)" } ?? ""
        return place + reason + advice
    }

    /// The same error about a field inside another.
    func inside(_ outer: String) -> EventError {
        let path = field.map { $0.hasPrefix("[") ? outer + $0 : "\(outer).\($0)" } ?? outer
        return EventError(kind: kind, field: path, reason: reason, remedy: remedy)
    }
}
