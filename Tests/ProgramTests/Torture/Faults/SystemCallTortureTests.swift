import Foundation
import Testing

/// Every system call that a command makes on the ledger's files goes wrong once: at each the command succeeds or says
/// what went wrong, nothing acknowledged is lost, and work goes on.
@Suite(
    "Torture: system calls that fail", .enabled(if: Tracer.isThere, "strace is not installed, or may not trace here"))
struct SystemCallTortureTests {
    @Test(arguments: FaultedCommand.all)
    func succeedsOrSaysSo(_ command: FaultedCommand) throws {
        let template = try FaultedCommand.Template()
        let recorded = try template.copy(for: command)
        let plain = try Tracer.run(command.arguments(in: recorded), in: recorded, files: FaultedCommand.files)
        #expect(plain.status == 0, "\(plain.errors)")
        let all = SystemCallFault.all(of: try Tracer.calls(in: recorded))
        #expect(all.count > 100)

        var sample = TortureSample()
        let faults = sample.some(4, of: all)
        var failed = 0
        for fault in faults {
            let folder = try template.copy(for: command)
            let run = try Tracer.run(
                command.arguments(in: folder), in: folder, files: FaultedCommand.files, failing: fault)
            let failures = try command.failures(
                of: run, in: folder, from: template, fault: fault)
            if !failures.isEmpty { failed += 1 }
            #expect(failures == [], "\(command), \(fault), \(sample)")
        }
        Effort.record("system calls that fail during \(command)", tried: faults.count, "faults", lost: failed)
    }
}
