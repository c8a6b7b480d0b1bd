extension String {
    /// The word with "a" or "an" before it, by its first letter: right for types of events and kinds of entities.
    package var withArticle: String {
        let beginsWithVowel = first.map { "aeiou".contains($0) } ?? false
        return (beginsWithVowel ? "an " : "a ") + self
    }
}
