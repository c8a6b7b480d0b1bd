import Chronology

/// A date that is accepted reads back from its text with the same bounds, which hold each other.
enum EDTFTarget: FuzzTarget {
    static let name = "edtf"

    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        let date: EDTF
        do {
            date = try EDTF(text)
        } catch {
            require((1...text.count + 1).contains(error.position), "\(error.position) is no place in \(text)")
            return
        }
        require(date.text.utf8.elementsEqual(bytes), "the text is not kept")
        checkReadsBack(date)
    }

    static func checkReadsBack(_ date: EDTF) {
        guard let again = try? EDTF(date.text) else { return require(false, "\(date.text) does not read back") }
        require(again == date && again.strict == date.strict && again.widened == date.widened, "other bounds")
        require(again.shape == date.shape && again.precision == date.precision && again.time == date.time, "other form")
        for bounds in [date.strict, date.widened] {
            if let earliest = bounds.earliest, let latest = bounds.latest {
                require(earliest <= latest, "\(date.text) ends before it begins")
            }
        }
        require(isWithin(date.widened.earliest, date.strict.earliest), "\(date.text) narrows")
        require(isWithin(date.strict.latest, date.widened.latest), "\(date.text) narrows")
    }

    /// Whether neither is known, or the first is no later; what nothing bounds is as wide as can be.
    private static func isWithin(_ first: CivilDay?, _ second: CivilDay?) -> Bool {
        guard let first, let second else { return true }
        return first <= second
    }
}

/// What is understood of a phrase is EDTF that reads back.
enum PhraseTarget: FuzzTarget {
    static let name = "phrase"

    private static let today = CivilDay(number: 20_000)

    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        guard let date = try? DatePhrase.parse(text, today: today) else { return }
        EDTFTarget.checkReadsBack(date)
    }
}
