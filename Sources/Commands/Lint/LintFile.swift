import Foundation
import Lint

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads and replaces the files that are checked.
enum LintFile {
    /// Rules and dashboards are small; more than this is something else.
    private static let bytesMax = 64 << 20

    /// Reads a file, or standard input for `-`.
    ///
    /// - Parameters:
    ///   - path: The path, or `-`.
    ///   - isNamed: Whether somebody named it, and it is none of a folder's.
    /// - Returns: Its content.
    /// - Throws: `LintFileError` with the system's reason.
    static func read(_ path: String, isNamed: Bool = true) throws(LintFileError) -> LintSource {
        let name = path == "-" ? "standard input" : path
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else {
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw LintFileError(path: path, message: String(cString: strerror(errno)))
            }
            handle = opened
        }
        defer { if path != "-" { try? handle.close() } }
        do {
            let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
            guard data.count <= bytesMax else {
                throw LintFileError(path: name, message: "is larger than 64 MiB")
            }
            return LintSource(path: name, bytes: [UInt8](data), isNamed: isNamed)
        } catch let error as LintFileError {
            throw error
        } catch {
            throw LintFileError(path: name, message: "cannot be read: it is no file")
        }
    }

    /// Replaces a file's content at once: a reader finds the old one or the new one.
    ///
    /// Its permissions stay, and so does a link to it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - bytes: Its new content.
    /// - Throws: `UsageError` with the path and the system's reason.
    static func replace(_ path: String, with bytes: [UInt8]) throws(UsageError) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let passing = target + ".\(getpid()).partial"
        try OutputFile.write(Data(bytes), to: passing, .new)
        var status = stat()
        if stat(target, &status) == 0 { chmod(passing, status.st_mode & 0o7777) }
        guard rename(passing, target) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(passing)
            throw UsageError.unwritable(path, reason: reason)
        }
    }
}
