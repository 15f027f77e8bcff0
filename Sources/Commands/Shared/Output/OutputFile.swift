import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes small files that the user has named, in place: they may be links, devices or mounts.
enum OutputFile {
    /// How a file is opened; the values are those of `fopen`.
    enum Mode: String {
        /// There must be no such file yet.
        case new = "wx"
        /// What is there is replaced.
        case replacing = "w"
        /// What is there stays in front.
        case appending = "a"
    }

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - data: The bytes.
    ///   - path: Where.
    ///   - mode: What becomes of an earlier content.
    /// - Throws: `UsageError` with the path and the system's reason.
    static func write(_ data: Data, to path: String, _ mode: Mode) throws(UsageError) {
        guard let file = fopen(path, mode.rawValue) else { throw unwritable(path) }
        let count = data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        // A full disk may show only when the buffer is emptied.
        guard fclose(file) == 0, count == data.count else { throw unwritable(path) }
    }

    /// Makes sure that a file can be written later, before anything is measured.
    ///
    /// The file is there afterwards; an earlier content stays.
    ///
    /// - Parameter path: The file.
    /// - Throws: `UsageError` with the path and the system's reason.
    static func requireWritable(_ path: String) throws(UsageError) {
        try write(Data(), to: path, .appending)
    }

    private static func unwritable(_ path: String) -> UsageError {
        .unwritable(path, reason: String(cString: strerror(errno)))
    }
}
