import Dispatch
import Synchronization
import Testing

@testable import CLI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The edge to the terminal")
struct TerminalEdgeTests {
    @Test(
        "COLUMNS and LINES are believed where they are sensible numbers",
        arguments: [
            (["COLUMNS": "100"], nil, TerminalSize(columns: 100, rows: nil)), ([:], nil, nil),
            ([:], TerminalSize(columns: 80, rows: 24), TerminalSize(columns: 80, rows: 24)),
            (["COLUMNS": "100", "LINES": "9"], .init(columns: 80, rows: 24), .init(columns: 100, rows: 9)),
            (["COLUMNS": "0"], .init(columns: 80, rows: 24), .init(columns: 80, rows: 24)),
            (["COLUMNS": "wide"], .init(columns: 80, rows: 24), .init(columns: 80, rows: 24)),
            (["COLUMNS": "99999999999999999999"], nil, nil), (["LINES": "10"], nil, nil), (["COLUMNS": "-5"], nil, nil),
        ] as [([String: String], TerminalSize?, TerminalSize?)])
    func size(environment: [String: String], measured: TerminalSize?, expected: TerminalSize?) {
        #expect(TerminalSize.decide(environment: environment, measured: measured) == expected)
    }

    @Test("A pipe has no size and is no terminal")
    func pipeHasNoSize() throws {
        let ends = try openPipe()
        #expect(TerminalSize.of(descriptor: ends.write, environment: [:]) == nil)
        #expect(!TerminalSize.isTerminal(ends.write))
        close(ends.read)
        close(ends.write)
    }

    @Test("Text waits until the flush and arrives whole and in order")
    func whole() throws {
        let ends = try openPipe()
        var stream = OutputStream(descriptor: ends.write)
        try stream.write("伊利亚 ")
        try stream.writeLine("Ilya")
        #expect(!isReadable(ends.read))
        try stream.flush()
        close(ends.write)
        #expect(readAll(ends.read) == Array("伊利亚 Ilya\n".utf8))
    }

    @Test("A slow reader behind a descriptor that does not block gets every byte")
    func nonblocking() throws {
        let ends = try openPipe()
        _ = fcntl(ends.write, F_SETFL, fcntl(ends.write, F_GETFL) | O_NONBLOCK)
        let lines = (0..<60_000).map { "line \($0)\n" }
        // A thread of its own: a task would wait for one of those that tests block here.
        let reader = DispatchQueue(label: "reader")
        let received = Mutex<[UInt8]>([])
        reader.async {
            usleep(20_000)
            let bytes = readAll(ends.read)
            received.withLock { $0 = bytes }
        }
        var stream = OutputStream(descriptor: ends.write)
        for line in lines { try stream.write(line) }
        try stream.flush()
        close(ends.write)
        reader.sync {}
        #expect(received.withLock { $0 } == Array(lines.joined().utf8))
    }

    @Test("A reader that has left is a broken pipe, and any other refusal names itself")
    func refused() throws {
        ignoreBrokenPipes()
        let ends = try openPipe()
        close(ends.read)
        var stream = OutputStream(descriptor: ends.write)
        #expect(throws: OutputError.brokenPipe) {
            for _ in 0..<100_000 { try stream.writeLine("more") }
        }
        close(ends.write)
        var closed = OutputStream(descriptor: -1)
        try closed.write("x")
        let error = #expect(throws: OutputError.self) { try closed.flush() }
        #expect(error?.description == "writing the output failed: Bad file descriptor")
    }

    @Test("A full disk is reported")
    func full() throws {
        let device = open("/dev/full", O_WRONLY)
        guard device >= 0 else { return }
        var stream = OutputStream(descriptor: device)
        try stream.write("x")
        let error = #expect(throws: OutputError.self) { try stream.flush() }
        #expect(error?.description == "writing the output failed: No space left on device")
        close(device)
    }

    @Test(
        "A pager is used only for what is longer than the screen of a terminal",
        arguments: [
            (true, true, 30, [:], .less), (true, true, 24, [:], .less), (true, true, 23, [:], nil),
            (false, true, 30, [:], nil), (true, false, 30, [:], nil),
            (true, true, 30, ["PAGER": "most -w"], .command("most -w")),
            (true, true, 30, ["PAGER": "less"], .less), (true, true, 30, ["PAGER": "less -S"], .command("less -S")),
            (true, true, 30, ["PAGER": ""], nil), (true, true, 30, ["PAGER": " cat "], nil),
            (true, true, 30, ["TERM": "dumb"], nil),
        ] as [(Bool, Bool, Int, [String: String], Pager?)])
    func pager(isAllowed: Bool, isTerminal: Bool, lines: Int, environment: [String: String], expected: Pager?) {
        let screen = TerminalSize(columns: 80, rows: 24)
        let decided = Pager.decide(
            isAllowed: isAllowed, isTerminal: isTerminal, lines: lines, screen: screen, environment: environment)
        #expect(decided == expected)
    }

    @Test("Without a known screen there is no pager")
    func noScreen() {
        #expect(Pager.decide(isAllowed: true, isTerminal: true, lines: 99, screen: nil, environment: [:]) == nil)
    }
}

@Suite("Running a pager", .serialized)
struct PagerProcessTests {
    private let text = String(repeating: "line of text\n", count: 50_000)

    init() { ignoreBrokenPipes() }

    @Test("The pager reads the whole text, and has the environment given")
    func whole() throws {
        let check = Pager.command("test \"$WORD\" = hello && test $(wc -c) -eq \(text.utf8.count) || exit 127")
        #expect(
            try PagerProcess.show(text, in: check, environment: ["PATH": "/usr/bin:/bin", "WORD": "hello"]) == .shown)
        #expect(try PagerProcess.show(text, in: check, environment: ["PATH": "/usr/bin:/bin"]) == .notStarted)
    }

    @Test("A reader who leaves early is no error")
    func early() throws {
        let outcome = try PagerProcess.show(text, in: .command("exit 0"), environment: ["PATH": "/usr/bin:/bin"])
        #expect(outcome == .shown)
    }

    @Test("A pager that is not there leaves the text to be printed")
    func missing() throws {
        let pager = Pager.command("no-such-pager-here 2>/dev/null")
        #expect(try PagerProcess.show(text, in: pager, environment: ["PATH": "/usr/bin:/bin"]) == .notStarted)
    }

    @Test("The pager does not inherit ignored signals")
    func signals() throws {
        // A shell that dies of its own SIGPIPE was not ignoring it; one that ignores it goes on to exit 127.
        let pager = Pager.command("kill -PIPE $$; exit 127")
        #expect(try PagerProcess.show("x", in: pager, environment: ["PATH": "/usr/bin:/bin"]) == .shown)
    }
}

/// What the program does when it starts.
private func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
}

private func openPipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    // Programs started meanwhile by other tests must not hold the ends open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}

private func isReadable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 1
}

/// Everything up to the end, and closes.
private func readAll(_ descriptor: Int32) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count <= 0 { break }
        result += buffer[..<count]
    }
    close(descriptor)
    return result
}
