import Annals
import Events
import Proofs

/// A proof in a file, of any of the forms that there are, with what it needs beside it.
struct ProofInput {
    private enum Form {
        case bundle(AnswerBundle)
        case inclusion(LogProof, of: EventOfProof)
        case growth(GrowthProof, from: Checkpoint, SignedNote)
    }

    /// What a proof turned out to be worth.
    struct Verdict {
        let isSound: Bool
        let lines: [String]
        let json: JSONObject
    }

    private let form: Form
    /// What stands beside the proof in JSON; nil where it came as text.
    private let members: ProofMembers?

    /// Reads a proof.
    ///
    /// - Throws: ``InputError`` for what is no proof, and where the event or the checkpoint that it needs is not given.
    init(_ path: String, event: String?, since: String?) throws {
        let bytes = try WholeFile.bytes(path, limit: AnswerBundle.maximumBytes)
        do {
            let isJSON = bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
            let inJSON = isJSON ? Self.text(in: bytes) : nil
            let text = inJSON?.text ?? String(decoding: bytes, as: UTF8.self)
            members = inJSON?.members
            if isJSON, inJSON == nil {
                form = .bundle(try AnswerBundle(bytes))
                try Self.refuse(event, "--event", with: "an answer, which has its events with it")
                try Self.refuse(since, "--since", with: "an answer, which has its checkpoint with it")
            } else if text.hasPrefix("old ") {
                try Self.refuse(event, "--event", with: "a proof of growth")
                let proof = try GrowthProof(text)
                guard let since else {
                    throw UsageError(
                        "--proof: a proof of growth needs the checkpoint that it starts from: give --since")
                }
                let note = try TrustInput.checkpoint(since).note
                form = .growth(proof, from: try Checkpoint(note.text), note)
            } else {
                let proof = try LogProof(text)
                try Self.refuse(since, "--since", with: "a proof of an event, which has its checkpoint with it")
                // What goes along with the proof is as good as any other copy: its hash has to lead to the root.
                guard let proven = try event.map(EventOfProof.init(exportedAt:)) ?? proof.extra.map({ .event($0) })
                else {
                    throw InputError(
                        "--proof", "this proof comes without its event: give its line of an export with --event")
                }
                form = .inclusion(proof, of: proven)
            }
        } catch let error as UsageError {
            throw error
        } catch let error as InputError {
            throw error
        } catch let error as UnreadableInput {
            throw error
        } catch {
            throw InputError("--proof", "\(path) is no proof: \(error)")
        }
    }

    /// Refuses an option that would be passed over.
    private static func refuse(_ given: String?, _ option: String, with proof: String) throws {
        guard given == nil else { throw UsageError("--proof: this is \(proof); leave \(option) out") }
    }

    /// The text of a proof that `annals prove --format json` printed; nil for other JSON.
    private static func text(in bytes: [UInt8]) -> (text: String, members: ProofMembers)? {
        guard case .object(let object)? = try? JSONReader.parse(bytes, maximumBytes: AnswerBundle.maximumBytes),
            object["answer"] == nil, case .string(let text)? = object["proof"]
        else { return nil }
        return (text, ProofMembers(object))
    }

    /// Checks the proof.
    func verdict(_ keys: [NoteVerifier], in session: Session) throws -> Verdict {
        switch form {
        case .bundle(let bundle):
            let scratch = try ScratchFolder(in: session)
            let found = withExtendedLifetime(scratch) {
                bundle.verify(keys: keys, in: scratch.path) { ledger in
                    try ProvedQuestion(of: bundle).answer(of: ledger)
                }
            }
            return Self.verdict(on: found, of: bundle)
        case .inclusion(let proof, let proven):
            try Self.requireKey(keys)
            return verdict(on: proof, proven, keys)
        case .growth(let proof, let earlier, let note):
            try Self.requireKey(keys)
            return verdict(on: proof, from: earlier, note, keys)
        }
    }

    private static func requireKey(_ keys: [NoteVerifier]) throws {
        guard keys.isEmpty else { return }
        throw UsageError("--proof: this proof comes without a key: give the one that you know with --key")
    }

    private static func verdict(on found: BundleVerification, of bundle: AnswerBundle) -> Verdict {
        let question = ProvedQuestion.commandLine(bundle.question)
        var lines: [String]
        if found.isSound, let size = found.size, let origin = found.origin {
            lines = [
                "verified: asked of these \(events(found.events)) on \(bundle.today), `\(question)` is answered so",
                "all of them stand in the log \(origin), which had \(events(size)) when it was signed by "
                    + "\(found.signer ?? "")",
                "note: this does not prove that no other event of the log speaks against them",
            ]
        } else {
            lines = ["not verified:"] + found.faults.prefix(20).map { "  \($0)" }
            if found.faults.count > 20 { lines.append("  and \(found.faults.count - 20) more") }
        }
        if !found.isKeyGiven {
            lines.append("note: the key came with the answer: give the one that you know with --key")
        }
        let json: JSONObject = [
            "verified": .bool(found.isSound), "proof": "answer", "origin": found.origin.map { .string($0) } ?? .null,
            "size": found.size.map { .number(Double($0)) } ?? .null,
            "signer": found.signer.map { .string($0) } ?? .null, "key_given": .bool(found.isKeyGiven),
            "events": .number(Double(found.events)),
            "question": .array(bundle.question.map { .string($0) }), "today": .string(bundle.today.description),
            "faults": .array(found.faults.map { .string($0.description) }),
        ]
        return Verdict(isSound: found.isSound, lines: lines, json: json)
    }

    private func verdict(on proof: LogProof, _ proven: EventOfProof, _ keys: [NoteVerifier]) -> Verdict {
        let seq = proof.inclusion.index + 1
        var fault: String?
        var signer: String?
        do throws(LogProofError) {
            signer = try proof.verify(leaf: proven.leaf, keys: keys).first?.name
            fault = members?.fault(beside: proof, of: proven)
        } catch {
            fault = String(describing: error)
        }
        let good =
            (proven.isErased ? "verified: this is the leaf hash of" : "verified: this is")
            + " event \(seq) of the log \(proof.checkpoint.origin), which had \(Self.events(proof.checkpoint.size)) "
            + "when it was signed by \(signer ?? "")"
        let checked = Self.verdict(
            fault, good,
            [
                "proof": "event", "seq": .number(Double(seq)), "origin": .string(proof.checkpoint.origin),
                "size": .number(Double(proof.checkpoint.size)), "signer": signer.map { .string($0) } ?? .null,
            ])
        guard fault == nil else { return checked }
        let said = String(decoding: proven.line, as: UTF8.self)
        var json = checked.json
        json["body"] = proven.isErased ? .null : .string(said)
        let note = proven.isErased ? ["note: what the event said is erased, and nothing shows what it was"] : []
        return Verdict(isSound: true, lines: checked.lines + [said] + note, json: json)
    }

    private func verdict(
        on proof: GrowthProof, from earlier: Checkpoint, _ note: SignedNote, _ keys: [NoteVerifier]
    ) -> Verdict {
        var fault: String?
        var signer: String?
        // What is signed is bytes: strings are equal where their letters are.
        if !earlier.origin.utf8.elementsEqual(proof.checkpoint.origin.utf8) {
            fault = "the checkpoints are of two logs, \(earlier.origin) and \(proof.checkpoint.origin)"
        } else if earlier.size != proof.consistency.first {
            fault =
                "it starts from \(Self.events(proof.consistency.first)), the checkpoint has \(Self.events(earlier.size))"
        } else {
            do throws(LogProofError) {
                signer = try proof.verify(from: earlier.root, keys: keys).first?.name
                fault = Self.fault(ofEarlier: note, keys) ?? members?.fault(beside: proof)
            } catch {
                fault = String(describing: error)
            }
        }
        let good =
            "verified: the log \(proof.checkpoint.origin) of \(Self.events(proof.checkpoint.size)), signed by "
            + "\(signer ?? ""), begins with the \(Self.events(earlier.size)) of the earlier checkpoint"
        return Self.verdict(
            fault, good,
            [
                "proof": "growth", "from": .number(Double(earlier.size)), "origin": .string(proof.checkpoint.origin),
                "size": .number(Double(proof.checkpoint.size)), "signer": signer.map { .string($0) } ?? .null,
            ])
    }

    /// Why an earlier checkpoint is nobody's word; nil where a key that was given has signed it.
    private static func fault(ofEarlier note: SignedNote, _ keys: [NoteVerifier]) -> String? {
        do throws(NoteError) {
            _ = try note.verified(by: keys)
            return nil
        } catch {
            return "the earlier checkpoint: \(error); give the key that signed it with another --key"
        }
    }

    private static func verdict(_ fault: String?, _ good: String, _ facts: JSONObject) -> Verdict {
        var json: JSONObject = ["verified": .bool(fault == nil)]
        json.append(facts)
        json["faults"] = .array(fault.map { [.string($0)] } ?? [])
        return Verdict(
            isSound: fault == nil, lines: fault.map { ["not verified:", "  \($0)"] } ?? [good], json: json)
    }

    private static func events(_ count: Int) -> String {
        count == 1 ? "1 event" : "\(ProgressLine.grouped(count)) events"
    }
}
