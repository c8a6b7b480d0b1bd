import Annals
import Events

/// Lines that are in memory.
final class Texts: LineSource {
    private let lines: [[UInt8]]
    private var index = 0

    init(_ lines: [[UInt8]]) { self.lines = lines }

    convenience init(_ events: [Event]) { self.init(events.map(\.canonicalBytes)) }

    func rewind() { index = 0 }

    func next() -> InputLine? {
        guard index < lines.count else { return nil }
        index += 1
        return InputLine(number: index, bytes: lines[index - 1])
    }
}
