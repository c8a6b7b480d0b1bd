extension String {
    /// What stands before and behind the first of a sign; nil where it does not occur.
    ///
    /// Looks at scalars: to Swift a sign with a combining mark behind it is another character.
    func halves(around sign: Unicode.Scalar) -> (before: String, behind: String)? {
        let scalars = unicodeScalars
        guard let place = scalars.firstIndex(of: sign) else { return nil }
        return (String(scalars[..<place]), String(scalars[scalars.index(after: place)...]))
    }
}
