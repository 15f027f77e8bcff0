import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Replaces a file as a whole, for readers that may come at any moment, such as a textfile
/// collector.
enum AtomicFile {
    /// Writes a file under another name beside it and renames it.
    ///
    /// A place that is there and no regular file, such as a device, is written as it is.
    ///
    /// - Parameters:
    ///   - data: The bytes.
    ///   - path: Where.
    /// - Throws: `UsageError` with the path and the system's reason; an earlier content stays.
    static func write(_ data: Data, to path: String) throws(UsageError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            return try OutputFile.write(data, to: path, .replacing)
        }
        // A link stays one; what it points at is replaced.
        let place = URL(filePath: path).resolvingSymlinksInPath()
        let name = ".\(place.lastPathComponent).\(getpid()).part"
        let part = place.deletingLastPathComponent().appending(path: name).path
        do {
            try OutputFile.write(data, to: part, .replacing)
        } catch {
            throw .unwritable(path, reason: reason(of: error, part: part))
        }
        guard rename(part, place.path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(part)
            throw .unwritable(path, reason: reason)
        }
    }

    /// The system's reason alone: nobody asked for the other name.
    private static func reason(of error: UsageError, part: String) -> String {
        error.description.split(separator: ": ").last.map(String.init) ?? error.description
    }
}
