/// Another name of somebody or something: in another script, an abbreviation, a former one.
public struct AlternateName: Hashable, Sendable {
    /// The name, in any script.
    public let name: String
    /// Its language, best as a BCP 47 tag such as `zh` or `he`.
    public let language: String?
    /// What sort of name it is: `birth`, `abbreviation`, `transliteration`, …
    public let kind: String?

    public init(name: String, language: String? = nil, kind: String? = nil) {
        self.name = name
        self.language = language
        self.kind = kind
    }
}

/// An identifier that somebody else assigned: `{"scheme": "wikidata", "identifier": "Q21712134"}`.
public struct Identifier: Hashable, Sendable {
    /// Whose identifier it is: `wikidata`, `orcid`, `lei`, …
    public let scheme: String
    /// The identifier as its scheme writes it.
    public let identifier: String

    public init(scheme: String, identifier: String) {
        self.scheme = scheme
        self.identifier = identifier
    }
}
