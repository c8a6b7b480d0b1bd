import Foundation
import Testing

@testable import EventLog

@Suite("A file that is being backed up to")
struct BackupFileTests {
    @Test(
        "a file that comes to lie beside its name meanwhile keeps it from getting the name",
        arguments: ["-wal", "-journal", "-shm"])
    func companions(suffix: String) throws {
        let folder = try TemporaryFolder()
        let (original, path) = (folder.file("original"), folder.file("copy.db"))
        try Data("a".utf8).write(to: URL(fileURLWithPath: original))
        let file = try BackupFile(path, permissionsOf: original)
        try Data("b".utf8).write(to: URL(fileURLWithPath: path + suffix))
        #expect(throws: LogError.self) { try file.finish() }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "copy.db" + suffix, "original",
            ])
    }

    @Test("whether a name still is an open file's is known, or an error")
    func sameFile() throws {
        let folder = try TemporaryFolder()
        let (path, loop) = (folder.file() + "-a", folder.file() + "-loop")
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        #expect(try FileStatus.isSame(file.fileDescriptor, path))
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        #expect(throws: LogError.self) { try FileStatus.isSame(file.fileDescriptor, loop) }
        try FileManager.default.removeItem(atPath: path)
        #expect(try !FileStatus.isSame(file.fileDescriptor, path))
    }
}
