import Events
import Projections

/// Ids made of names: `Mira Murati` gives `mira-murati`.
enum SlugMaker {
    /// Letters of Latin alphabets that are no base letter with a mark.
    private static let spelled: [Unicode.Scalar: String] = [
        "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng",
    ]
    /// Signs that join what stands around them: O'Neill is one word.
    private static let joining: Set<Unicode.Scalar> = ["'", "\u{2019}", "\u{2BC}", "."]

    /// The id that a name suggests; nil where its letters are not Latin, or it has none.
    static func id(for name: String) -> EntityID? {
        var slug = ""
        for scalar in CaseFolding.searchKey(name).unicodeScalars {
            if let spelling = spelled[scalar] {
                slug += spelling
            } else if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                slug.unicodeScalars.append(scalar)
            } else if scalar.properties.isAlphabetic {
                return nil
            } else if !joining.contains(scalar), !slug.isEmpty, slug.last != "-" {
                slug += "-"
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return EntityID(slug)
    }
}
