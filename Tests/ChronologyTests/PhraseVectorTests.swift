import Chronology
import Testing

/// The phrases of python-edtf are read as it reads them, but for those named here.
@Suite struct PhraseVectorTests {
    private static let other = "words that are no date are not passed over: what they change is not known"
    private static let strictly = "before and after leave the named span out, and are one moment, not an interval"
    private static let century = "1800s is a century whatever stands before it"
    private static let season = "EDTF has no days within a season"

    /// Our reading, nil where we refuse, and the reason.
    static let deviations: [String: (edtf: String?, reason: String)] = [
        "active late 17th-19th centuries": (nil, other), "active 17-19th Centuries": (nil, other),
        "active 1910-30": (nil, other), "attica 1802": (nil, other), "attic. 1802": (nil, other),
        "notcirca 1860": (nil, other), "birthday in 1872": (nil, other),
        "1851-1852; printed 1853-1854": (nil, other), "1861-67 (later print)": (nil, other),
        "1863, printed 1870": (nil, other), "1863, printed ca. 1866": (nil, other),
        "1864, printed ca. 1864": (nil, other), "1864-1872, printed 1870s": (nil, other),
        "1870s, printed ca. 1880s": (nil, other), "1900-1903, cast before 1929": (nil, other),
        "1900; 1973": (nil, other), "1900; printed 1912": (nil, other),
        "1915, from Camerawork, October 1916": (nil, other), "1930s, printed early 1960s": (nil, other),
        "1932, printed 1976 by Gunther Sander": (nil, other), "1938, printed 1940s-1950s": (nil, other),
        "earlier than 1928": ("[..1927]", strictly), "before 1928": ("[..1927]", strictly),
        "after 1928": ("[1929..]", strictly), "later than 1928": ("[1929..]", strictly),
        "before January 1928": ("[..1927]", strictly), "before 18 January 1928": ("[..1928-01-17]", strictly),
        "before approx January 18 1928": ("[..1928-01-17~]", strictly),
        "before approx January 1928": ("[..1927-12~]", strictly),
        "after approx January 1928": ("[1928-02~..]", strictly),
        "after approx Summer 1928": ("[1928-23~..]", strictly),
        "after about the 1920s": ("[193X~..]", strictly), "before about the 1900s": ("[..18XX~]", strictly),
        "before the 1900s": ("[..1899]", strictly), "before 19th century": ("[..1799]", strictly),
        "c1900s": ("19XX~", century), "c1800s?": ("18XX%", century), "year in about the 1800s": ("18XX~", century),
        "day in Spring 1849": ("1849-21", season), "a day in about Spring 1849?": ("1849-21%", season),
        "1863 or 1864": ("[1863,1864]", "neither year is preferred"),
        "1864 or 1866": ("[1864,1866]", "neither year is preferred"),
        "90": (nil, "the century is not said"),
        "10/7/2008": (nil, "the month may be either number"),
        "c64 BCE": ("-0063~", "ISO 8601 has a year 0: 64 BC is -0063"),
        "1858/1860": ("1858/1860", "this is EDTF already"),
        "1910-30": ("1910-30", "this is EDTF already: the southern summer of 1910"),
    ]

    @Test func phrasesAreReadAsTheVectorsSay() throws {
        let vectors: [VectorFiles.Phrase] = try VectorFiles.load("phrases.json")
        for vector in vectors {
            let read = (try? DatePhrase.parse(vector.text, today: CivilDay(number: 0)))?.text
            if let deviation = Self.deviations[vector.text] {
                #expect(read == deviation.edtf, "\(vector.text): \(deviation.reason)")
                #expect(read != vector.edtf, "\(vector.text) deviates no more")
            } else {
                #expect(read == vector.edtf, "\(vector.text)")
            }
        }
        #expect(Set(Self.deviations.keys).isSubset(of: vectors.map(\.text)))
    }
}
