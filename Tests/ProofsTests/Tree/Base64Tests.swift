import Chance
import Foundation
import Proofs
import Testing

@Suite("Base64")
struct Base64Tests {
    @Test("bytes of every length come back, and are spelled as Foundation spells them")
    func roundTrip() {
        var random = SplitMix64(seed: 4)
        for length in 0...200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Base64.encode(bytes)
            #expect(text == Data(bytes).base64EncodedString() && Base64.decode(text.utf8) == bytes)
        }
    }

    @Test(
        "any other spelling is refused",
        arguments: [
            "A", "AA", "AAA", "AA=A", "A===", "====", "AB==", "AAB=", "AAAA====", "AA==AAAA", "AAA AAA=", "AAA\n",
            "AA-_", "=AAA",
            "AAAA=", "AAA\u{00C1}",
        ])
    func refused(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }
}
