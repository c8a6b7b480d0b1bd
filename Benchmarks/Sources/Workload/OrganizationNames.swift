/// Names of organisations, one in ten of them not in ASCII, and what sort each is.
enum OrganizationNames {
    private static let places = [
        "Ashford", "Baltic", "Cambria", "Central", "Delta", "Eastern", "Fairview", "Granite", "Harbour", "Highland",
        "Iron Bridge", "Lakeside", "Meridian", "Northern", "Oakland", "Pacific", "Pinewood", "Queensbury", "Riverside",
        "Southport", "Summit", "Thornton", "Union", "Valley", "Westmoor",
    ]
    private static let placesElsewhere = [
        "Malmö", "Zürich", "São Paulo", "Łódź", "Kraków", "Reykjavík", "Москва", "Київ", "北京", "東京", "Αθήνα",
    ]
    private static let fields = [
        "Academy of Sciences", "Arts Council", "Bank", "Chemical Works", "City Council", "College", "Energy",
        "Football Club", "Foundation", "Gazette", "Hospital", "Insurance", "Laboratories", "Library", "Motors",
        "Museum", "Observatory", "Orchestra", "Party", "Press", "Railway", "Shipping Company", "Textiles", "Trust",
        "University",
    ]
    private static let kinds: [StaticString] = [
        "academy", "council", "bank", "company", "council", "university", "company", "club", "foundation", "newspaper",
        "hospital", "company", "company", "library", "company", "museum", "observatory", "orchestra", "party",
        "publisher", "company", "company", "company", "trust", "university",
    ]

    static func name(_ draw: inout Draw) -> (name: String, kind: StaticString) {
        let place = draw.chance(900) ? draw.pick(places) : draw.pick(placesElsewhere)
        let field = draw.below(fields.count)
        return (place + " " + fields[field], kinds[field])
    }
}
