import Chronology
import Testing

/// The three vector files hold, but for what is named here with its reason.
@Suite struct EDTFVectorTests {
    /// What we answer instead: strict bounds, then widened bounds.
    struct BoundsDeviation {
        let strict: String
        let widened: String
        let reason: String
    }

    static let monthEnd = "widening by a month ends on the last day of that month"
    static let unknownSide = "an unknown side of an interval bounds nothing, and is not ten years away"

    static let boundsDeviations: [String: BoundsDeviation] = [
        "2004-06?": .init(strict: "2004-06-01 2004-06-30", widened: "2003-05-01 2005-07-31", reason: monthEnd),
        "1984/2004-06~": .init(strict: "1984-01-01 2004-06-30", widened: "1984-01-01 2005-07-31", reason: monthEnd),
        "2004-%06": .init(strict: "2004-06-01 2004-06-30", widened: "2004-04-01 2004-08-31", reason: monthEnd),
        "?2004-%06": .init(strict: "2004-06-01 2004-06-30", widened: "2003-04-01 2005-08-31", reason: monthEnd),
        "2004?-%06": .init(strict: "2004-06-01 2004-06-30", widened: "2003-04-01 2005-08-31", reason: monthEnd),
        "/2006": .init(strict: "-inf 2006-12-31", widened: "-inf 2006-12-31", reason: unknownSide),
        "2004-06-01/": .init(strict: "2004-06-01 inf", widened: "2004-06-01 inf", reason: unknownSide),
        "1984-06-02?/": .init(strict: "1984-06-02 inf", widened: "1983-05-01 inf", reason: unknownSide),
        "2010-24": .init(
            strict: "2010-12-01 2011-02-28", widened: "2010-12-01 2011-02-28",
            reason: "winter runs into the February after"),
        "XXXX-XX-23": .init(
            strict: "-inf inf", widened: "-inf inf", reason: "a date without any digit of its year is undated"),
    ]

    @Test func boundsAreThoseOfTheVectors() throws {
        let vectors: [VectorFiles.Bounds] = try VectorFiles.load("bounds.json")
        for vector in vectors {
            let date = try #require(try? EDTF(vector.string), "\(vector.string) is read")
            let strict = text(date.strict)
            let widened = text(date.widened)
            let theirs = (
                strict: "\(vector.lowerStrict) \(vector.upperStrict)",
                widened: "\(vector.lowerFuzzy) \(vector.upperFuzzy)"
            )
            if let deviation = Self.boundsDeviations[vector.string] {
                #expect(strict == deviation.strict, "\(vector.string): \(deviation.reason)")
                #expect(widened == deviation.widened, "\(vector.string): \(deviation.reason)")
                #expect((strict, widened) != theirs, "\(vector.string) deviates no more")
            } else {
                #expect(strict == theirs.strict, "\(vector.string), strict")
                #expect(widened == theirs.widened, "\(vector.string), widened")
            }
        }
        #expect(Set(Self.boundsDeviations.keys).isSubset(of: vectors.map(\.string)))
    }

    /// Vectors whose verdict we do not share.
    static let validityDeviations: [String: String] = [
        "2004-06-11%/2004-%06": "the end may fall after the start, as in 1111-01-01/1111, which counts as valid"
    ]

    @Test func validityIsThatOfTheVectors() throws {
        let vectors: [VectorFiles.Validity] = try VectorFiles.load("validity.json")
        for vector in vectors {
            let isValid = (try? EDTF(vector.string)) != nil
            if let reason = Self.validityDeviations[vector.string] {
                #expect(isValid != vector.valid, "\(vector.string): \(reason)")
            } else {
                #expect(isValid == vector.valid, "\(vector.string)")
            }
        }
        #expect(Set(Self.validityDeviations.keys).isSubset(of: vectors.map(\.string)))
    }

    @Test func qualifiersAreThoseOfTheVectors() throws {
        let vectors: [VectorFiles.Qualifiers] = try VectorFiles.load("qualifiers.json")
        for vector in vectors {
            let date = try #require(try? EDTF(vector.string), "\(vector.string) is read")
            let isBoth = vector.isUncertainAndApproximate
            #expect(date.isUncertain == (vector.isUncertain || isBoth), "\(vector.string)")
            #expect(date.isApproximate == (vector.isApproximate || isBoth), "\(vector.string)")
        }
    }

    private func text(_ bounds: DayBounds) -> String {
        (bounds.earliest?.description ?? "-inf") + " " + (bounds.latest?.description ?? "inf")
    }
}
