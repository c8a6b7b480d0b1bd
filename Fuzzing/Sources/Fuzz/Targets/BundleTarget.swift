import Annals
import Events
import Proofs

/// A bundle that is accepted reads back from what it is written as, and proves nothing under a key that signed nothing.
enum BundleTarget: FuzzTarget {
    static let name = "bundle"

    private static let stranger = try? NoteVerifier(
        encoded: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")

    private struct NotAsked: Error {}

    static func run(_ bytes: [UInt8]) {
        guard let bundle = try? AnswerBundle(bytes) else { return }
        let written = CanonicalJSON.bytes(.object(bundle.json))
        let again = try? AnswerBundle(written)
        require(again.map { CanonicalJSON.bytes(.object($0.json)) } == written, "a bundle reads back otherwise")
        // Whatever is in it does no harm on the way; nothing is asked, and no ledger is made where no folder is.
        let found = bundle.verify(in: "/nowhere/at/all") { _ in throw NotAsked() }
        require(!found.isSound, "a bundle is sound whose question was not asked")
        require(found.events <= bundle.events.count, "more events are proved than there are")
        guard let stranger else { return }
        let foreign = bundle.verify(keys: [stranger], in: "/nowhere/at/all") { _ in throw NotAsked() }
        require(foreign.signer == nil || foreign.signer == stranger.name, "a key has signed that was not given")
    }
}
