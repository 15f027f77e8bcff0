import Foundation

/// Reads small text files and says exactly why one cannot be read.
package enum TextFile {
    /// The text of a UTF-8 file of at most ``Profile/fileSizeMax`` bytes.
    package static func read(_ path: String) throws(ProfileErrors) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw failure(path, "no such file")
        }
        guard !isDirectory.boolValue else {
            throw failure(path, "is a directory; name the file in it")
        }
        guard FileManager.default.isReadableFile(atPath: path),
            let handle = FileHandle(forReadingAtPath: path)
        else { throw failure(path, "cannot be opened; check its permissions") }
        defer { try? handle.close() }
        let bytes: Data
        do {
            // One byte more than allowed shows that there is more, also in a pipe without a size.
            bytes = try handle.read(upToCount: Profile.fileSizeMax + 1) ?? Data()
        } catch {
            throw failure(path, "cannot be read: \(error)")
        }
        guard bytes.count <= Profile.fileSizeMax else {
            throw failure(path, "is larger than 1 MiB; this is not a file written by hand")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw failure(path, notUTF8(bytes), line: firstInvalidLine(bytes))
        }
        return text
    }

    private static func notUTF8(_ bytes: Data) -> String {
        let start = Array(bytes.prefix(2))
        return start == [0xFF, 0xFE] || start == [0xFE, 0xFF]
            ? "is UTF-16; save it as UTF-8" : "is not UTF-8; save it as UTF-8"
    }

    private static func firstInvalidLine(_ bytes: Data) -> Int? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    private static func failure(
        _ path: String, _ message: String, line: Int? = nil
    ) -> ProfileErrors {
        let place: ProfileProblem.Place =
            line.map { .line(file: path, line: $0, column: 1) } ?? .file(path)
        return ProfileErrors([ProfileProblem(place: place, keyPath: "", message: message)])
    }
}
