import Testing

@testable import Events

/// JSONTestSuite's test_parsing: what must be accepted, what must be refused, and what is ours to decide.
@Suite struct JSONTestSuiteTests {
    private enum Decision {
        case accepted(canonical: String)
        case refused(saying: String)
    }

    /// RFC 8259 leaves duplicate keys to the reader, though the suite wants them accepted; here they are refused,
    /// because readers disagree on which value counts.
    private static let refusedThoughValid = [
        "y_object_duplicated_key.json": "duplicate key \"a\"",
        "y_object_duplicated_key_and_value.json": "duplicate key \"a\"",
    ]

    private static let half = Decision.refused(saying: "half a surrogate pair")
    private static let notUTF8 = Decision.refused(saying: "not UTF-8")
    private static let tooLarge = Decision.refused(saying: "too large for a double")
    private static let notExact = Decision.refused(saying: "beyond ±9007199254740991")

    /// What RFC 8259 leaves to the implementation, and what is decided here.
    private static let decisions: [String: Decision] = [
        // Too small for a double: zero is the nearest one, as any decimal fraction is read as its nearest double.
        "i_number_double_huge_neg_exp.json": .accepted(canonical: "[0]"),
        "i_number_real_underflow.json": .accepted(canonical: "[0]"),
        // Too large for a double: there is no nearest one.
        "i_number_huge_exp.json": tooLarge,
        "i_number_neg_int_huge_exp.json": tooLarge,
        "i_number_pos_double_huge_exp.json": tooLarge,
        "i_number_real_neg_overflow.json": tooLarge,
        "i_number_real_pos_overflow.json": tooLarge,
        // Whole numbers that a double does not hold exactly: ids and counts must not change silently.
        "i_number_too_big_neg_int.json": notExact,
        "i_number_too_big_pos_int.json": notExact,
        "i_number_very_big_negative_int.json": notExact,
        // Escapes of lone surrogates stand for no character and cannot be written as UTF-8.
        "i_object_key_lone_2nd_surrogate.json": half,
        "i_string_1st_surrogate_but_2nd_missing.json": half,
        "i_string_1st_valid_surrogate_2nd_invalid.json": half,
        "i_string_incomplete_surrogate_and_escape_valid.json": half,
        "i_string_incomplete_surrogate_pair.json": half,
        "i_string_incomplete_surrogates_escape_valid.json": half,
        "i_string_invalid_lonely_surrogate.json": half,
        "i_string_invalid_surrogate.json": half,
        "i_string_inverted_surrogates_U+1D11E.json": half,
        "i_string_lone_second_surrogate.json": half,
        // Bytes that are not UTF-8 are refused, never replaced.
        "i_string_UTF-8_invalid_sequence.json": notUTF8,
        "i_string_UTF8_surrogate_U+D800.json": notUTF8,
        "i_string_invalid_utf-8.json": notUTF8,
        "i_string_iso_latin_1.json": notUTF8,
        "i_string_lone_utf8_continuation_byte.json": notUTF8,
        "i_string_not_in_unicode_range.json": notUTF8,
        "i_string_overlong_sequence_2_bytes.json": notUTF8,
        "i_string_overlong_sequence_6_bytes.json": notUTF8,
        "i_string_overlong_sequence_6_bytes_null.json": notUTF8,
        "i_string_truncated-utf-8.json": notUTF8,
        // Other encodings: RFC 8259 section 8.1 wants UTF-8 between systems, without a byte order mark.
        "i_string_UTF-16LE_with_BOM.json": .refused(saying: "in UTF-16"),
        "i_string_utf16BE_no_BOM.json": .refused(saying: "in UTF-16"),
        "i_string_utf16LE_no_BOM.json": .refused(saying: "in UTF-16"),
        "i_structure_UTF-8_BOM_empty_object.json": .refused(saying: "byte order mark"),
        // Nesting is bounded.
        "i_structure_500_nested_arrays.json": .refused(saying: "nested deeper than 64"),
    ]

    @Test func acceptsWhatMustBeAccepted() throws {
        let names = try JSONVectors.names(in: "JSONTestSuite/test_parsing").filter { $0.hasPrefix("y_") }
        #expect(names.count == 95)
        for name in names {
            let bytes = try JSONVectors.bytes("JSONTestSuite/test_parsing/\(name)")
            if let reason = Self.refusedThoughValid[name] {
                #expect(throws: JSONError.self, "\(name)") { try JSONReader.parse(bytes) }
                #expect(jsonError(reading: bytes)?.reason == reason, "\(name)")
            } else {
                #expect(throws: Never.self, "\(name)") { try JSONReader.parse(bytes) }
            }
        }
    }

    @Test func refusesWhatMustBeRefused() throws {
        let names = try JSONVectors.names(in: "JSONTestSuite/test_parsing").filter { $0.hasPrefix("n_") }
        #expect(names.count == 188)
        for name in names {
            let bytes = try JSONVectors.bytes("JSONTestSuite/test_parsing/\(name)")
            let error = jsonError(reading: bytes)
            #expect(error != nil, "\(name) was accepted")
            if let error { #expect((0...bytes.count).contains(error.offset), "\(name): \(error)") }
        }
    }

    @Test func decidesWhatIsOursToDecide() throws {
        let names = try JSONVectors.names(in: "JSONTestSuite/test_parsing").filter { $0.hasPrefix("i_") }
        #expect(Set(names) == Set(Self.decisions.keys))
        for name in names {
            let bytes = try JSONVectors.bytes("JSONTestSuite/test_parsing/\(name)")
            switch try #require(Self.decisions[name]) {
            case .accepted(let canonical):
                #expect(CanonicalJSON.string(try JSONReader.parse(bytes)) == canonical, "\(name)")
            case .refused(let words):
                let error = jsonError(reading: bytes)
                #expect(error?.reason.contains(words) == true, "\(name): \(String(describing: error))")
            }
        }
    }

    /// test_transform: texts that some readers change silently.
    private static let transforms: [String: Decision] = [
        "number_1.0.json": .accepted(canonical: "[1]"),
        "number_1.000000000000000005.json": .accepted(canonical: "[1]"),
        "number_1000000000000000.json": .accepted(canonical: "[1000000000000000]"),
        "number_1e-999.json": .accepted(canonical: "[0]"),
        "number_1e6.json": .accepted(canonical: "[1000000]"),
        "number_10000000000000000999.json": notExact,
        "number_-9223372036854775808.json": notExact,
        "number_-9223372036854775809.json": notExact,
        "number_9223372036854775807.json": notExact,
        "number_9223372036854775808.json": notExact,
        // Two keys, though Swift's String takes them for equal; sorted by code units, e before é.
        "object_key_nfc_nfd.json": .accepted(canonical: "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}"),
        "object_key_nfd_nfc.json": .accepted(canonical: "{\"e\u{301}\":\"NFD\",\"\u{E9}\":\"NFC\"}"),
        "object_same_key_different_values.json": .refused(saying: "duplicate key \"a\""),
        "object_same_key_same_value.json": .refused(saying: "duplicate key \"a\""),
        "object_same_key_unclear_values.json": .refused(saying: "duplicate key \"a\""),
        "string_1_escaped_invalid_codepoint.json": half,
        "string_2_escaped_invalid_codepoints.json": half,
        "string_3_escaped_invalid_codepoints.json": half,
        "string_1_invalid_codepoint.json": notUTF8,
        "string_2_invalid_codepoints.json": notUTF8,
        "string_3_invalid_codepoints.json": notUTF8,
        "string_with_escaped_NULL.json": .accepted(canonical: "[\"A\\u0000B\"]"),
    ]

    @Test func changesNothingSilently() throws {
        #expect(try JSONVectors.names(in: "JSONTestSuite/test_transform") == Self.transforms.keys.sorted())
        for (name, expectation) in Self.transforms {
            let bytes = try JSONVectors.bytes("JSONTestSuite/test_transform/\(name)")
            switch expectation {
            case .accepted(let canonical):
                let written = CanonicalJSON.bytes(try JSONReader.parse(bytes))
                #expect(written == Array(canonical.utf8), "\(name)")
            case .refused(let words):
                let error = jsonError(reading: bytes)
                #expect(error?.reason.contains(words) == true, "\(name): \(String(describing: error))")
            }
        }
    }
}

/// The error with which reading stops, `nil` where the text is accepted.
func jsonError(reading bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
        _ = try JSONReader.parse(bytes)
        return nil
    } catch {
        return error
    }
}
