/// The scalars that East Asian fonts draw two columns wide, as Unicode 16 assigns them.
///
/// Property values W and F of Unicode Standard Annex #11. Scalars of default emoji presentation are wide too but are
/// left to the property that the standard library carries. Unassigned scalars inside a block count as their block.
/// Hangul vowels and finals (U+1160 to U+11FF) are not here: they are drawn inside the syllable of their initial.
enum EastAsianWideRanges {
    static let sorted: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initials
        0x2329...0x232A,  // angle brackets
        0x2630...0x2637,  // trigrams
        0x268A...0x268F,  // monograms and digrams
        0x2E80...0x303E,  // CJK radicals, ideographic description, CJK punctuation
        0x3040...0x3247,  // kana, bopomofo, compatibility jamo, enclosed CJK
        0x3250...0xA4CF,  // CJK compatibility, unified ideographs, hexagrams, Yi
        0xA960...0xA97F,  // Hangul initials, extended A
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,  // CJK compatibility ideographs
        0xFE10...0xFE19,  // vertical forms
        0xFE30...0xFE6F,  // CJK compatibility forms, small forms
        0xFF01...0xFF60,  // fullwidth ASCII and brackets
        0xFFE0...0xFFE6,  // fullwidth signs
        0x16FE0...0x16FFF,  // ideographic symbols
        0x17000...0x18DFF,  // Tangut, Khitan
        0x1AFF0...0x1B2FF,  // kana supplements, Nushu
        0x1D300...0x1D356,  // Tai Xuan Jing symbols
        0x1D360...0x1D376,  // counting rods
        0x1F200...0x1F265,  // enclosed ideographs
        0x20000...0x2FFFD,  // supplementary ideographic plane
        0x30000...0x3FFFD,  // tertiary ideographic plane
    ]

    /// Whether a scalar is in the table; O(log n) in its length.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].contains(scalar.value)
    }
}
