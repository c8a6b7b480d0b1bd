import Chronology
import Events
import Projections
import Testing

/// A question and its answer.
struct ThreeClockQuestion: CustomTestStringConvertible, Sendable {
    let position: String
    let date: String
    /// `@2`, or a time.
    var known: String?
    var published: String?
    var without: [EntityID] = []
    var only: [EntityID] = []
    let answer: String

    var testDescription: String {
        let parts = [
            "\(position) at \(date)", known.map { "known \($0)" }, published.map { "published \($0)" },
            without.isEmpty ? nil : "without \(without.map(\.text))", only.isEmpty ? nil : "only \(only.map(\.text))",
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + ": " + answer
    }

    func belief() throws -> Belief {
        var belief = Belief()
        if let known {
            belief.known =
                known.hasPrefix("@")
                ? .batch(try #require(Int(known.dropFirst()))) : .time(try #require(RecordedTime(known)))
        }
        belief.published = try published.flatMap { try EDTF($0).strict.latest }
        belief.without = Set(without)
        belief.only = Set(only)
        return belief
    }
}

extension ThreeClockQuestion {
    static let nothing = "nothing"

    static let onWorldTime = [
        ThreeClockQuestion(position: "Director", date: "1998-02-28", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "1998-03-01", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2003-12-30", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2003-12-31", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2004-02-01", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2004", answer: "carl-juhl possible"),
        ThreeClockQuestion(position: "Treasurer", date: "1998-06-01", answer: nothing),
        ThreeClockQuestion(position: "Treasurer", date: "1999-02-15", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Treasurer", date: "2003", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Auditor", date: "2002", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Chair", date: "2001", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Secretary", date: "2002", answer: "bo-ek certain"),
    ]

    static let onRecordedTime = [
        ThreeClockQuestion(position: "Director", date: "2010", known: "@0", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2010", known: "@1", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2010", known: "@2", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2010", known: "2026-01-09T00:00:00Z", answer: nothing),
        ThreeClockQuestion(
            position: "Director", date: "2010", known: "2026-01-31T00:00:00Z", answer: "ana-lima certain"),
        ThreeClockQuestion(
            position: "Director", date: "2010", known: "2026-02-10T09:00:00Z", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", known: "@1", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", known: "@2", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", known: "@3", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2026-01-10", known: "@1", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2026-01-11", known: "@1", answer: "ana-lima possible"),
        ThreeClockQuestion(position: "Treasurer", date: "1998-04-15", known: "@1", answer: "bo-ek possible"),
        ThreeClockQuestion(position: "Treasurer", date: "1998-06-01", known: "@2", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Treasurer", date: "2002-04-30", known: "@2", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Treasurer", date: "2003", known: "@2", answer: "dora-finn certain"),
        ThreeClockQuestion(position: "Auditor", date: "2002", known: "@2", answer: "carl-juul certain"),
        ThreeClockQuestion(position: "Auditor", date: "2002", known: "@1", answer: nothing),
    ]

    static let onPublishedTime = [
        ThreeClockQuestion(position: "Director", date: "2010", published: "1998-03-01", answer: nothing),
        ThreeClockQuestion(position: "Director", date: "2010", published: "1998", answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Director", date: "2010", published: "2004", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", published: "2004", answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", published: "2012", answer: nothing),
        ThreeClockQuestion(position: "Treasurer", date: "1998-06-01", published: "2004", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Treasurer", date: "1998-06-01", published: "2012", answer: nothing),
        ThreeClockQuestion(position: "Treasurer", date: "2003", published: "2005", answer: "bo-ek certain"),
        ThreeClockQuestion(
            position: "Treasurer", date: "2003", known: "@2", published: "2005", answer: "dora-finn certain"),
        ThreeClockQuestion(
            position: "Treasurer", date: "2003", known: "@2", published: "2005-05-04", answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Chair", date: "2001", published: "2020", answer: nothing),
        ThreeClockQuestion(position: "Secretary", date: "2002", published: "2020", answer: nothing),
        ThreeClockQuestion(position: "Auditor", date: "2002", published: "2011", answer: nothing),
    ]

    static let onSources = [
        ThreeClockQuestion(
            position: "Director", date: "2005", without: ["gazette"], answer: "ana-lima certain, carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2004-01-15", without: ["payroll"], answer: "carl-juhl certain"),
        ThreeClockQuestion(position: "Director", date: "2010", only: ["charter"], answer: "ana-lima certain"),
        ThreeClockQuestion(position: "Treasurer", date: "2003", only: ["memo"], answer: nothing),
        ThreeClockQuestion(
            position: "Treasurer", date: "2003", known: "@2", only: ["memo"], answer: "dora-finn certain"),
        ThreeClockQuestion(
            position: "Treasurer", date: "2003", known: "@2", without: ["memo"], answer: "bo-ek certain"),
        ThreeClockQuestion(position: "Chair", date: "2001", only: ["memo"], answer: "ana-lima certain"),
        ThreeClockQuestion(
            position: "Director", date: "2010", known: "@2", published: "2004", without: ["gazette"],
            answer: "ana-lima certain"),
    ]
}
