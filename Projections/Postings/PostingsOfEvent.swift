import Events

extension StoredDecoder {
    /// Hands over everything by which the event that was decoded last is found.
    ///
    /// The number of a type's code is the subject of its family; that of an id's term of all others.
    public func forEachPosting(_ body: (_ subject: UInt32, PostingFamily, Posting) throws -> Void) rethrows {
        let (seq, content) = (record.seq, record.content)
        try body(UInt32(content.type.rawValue), .types, Posting(seq, content.type))
        try forEachPosting(of: content, named, isReplacement: false, body)
        for source in named.sources { try body(source, .citations, Posting(seq, content.type)) }
        if named.distrusted > 0 { try body(named.distrusted, .descriptions, Posting(seq, content.type)) }
        guard let replacement = record.replacement else { return }
        try forEachPosting(of: replacement, replacementNamed, isReplacement: true, body)
        for source in replacementNamed.sources where !named.sources.contains(source) {
            try body(source, .citations, Posting(seq, content.type))
        }
    }

    private func forEachPosting(
        of content: ContentRecord, _ named: NamedTerms, isReplacement: Bool,
        _ body: (UInt32, PostingFamily, Posting) throws -> Void
    ) rethrows {
        guard let position = content.position else {
            for entity in named.entities {
                try body(entity, .descriptions, Posting(record.seq, content.type, isReplacement: isReplacement))
            }
            return
        }
        for entity in named.entities {
            let isSpokenOf = entity == position.person || entity == position.succeeds
            let posting = Posting(
                record.seq, content.type, isReplacement: isReplacement,
                organization: isSpokenOf ? position.organization : 0)
            try body(entity, .positions, posting)
        }
        let reserved = [EntityID.nobody, EntityID.unnamed].map { terms.knownNumber(of: $0.text) }
        if reserved.contains(where: { $0 > 0 && ($0 == position.person || $0 == position.succeeds) }) {
            try body(position.organization, .vacancies, Posting(record.seq, content.type))
        }
    }
}
