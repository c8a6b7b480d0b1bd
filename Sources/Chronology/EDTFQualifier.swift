/// What `?`, `~` and `%` say of a part of a date (ISO 8601-2, EDTF levels 1 and 2).
struct EDTFQualifier: OptionSet {
    let rawValue: UInt8

    static let uncertain = EDTFQualifier(rawValue: 1)
    static let approximate = EDTFQualifier(rawValue: 2)

    /// Units by which the part may be off on either side: one each for uncertain and approximate.
    var units: Int {
        rawValue.nonzeroBitCount
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Reads the sign; nil for any other byte.
    init?(byte: UInt8) {
        switch byte {
        case UInt8(ascii: "?"): self = .uncertain
        case UInt8(ascii: "~"): self = .approximate
        case UInt8(ascii: "%"): self = [.uncertain, .approximate]
        default: return nil
        }
    }
}
