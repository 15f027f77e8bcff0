#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads files piece by piece.
enum FileReading {
    private static let pieceBytes = 65_536

    /// Hands the bytes of a file to `body`, at most 64 KiB at a time.
    ///
    /// - Parameters:
    ///   - path: of a file, or of anything else that can be read, such as a named pipe.
    ///   - body: gets the pieces in order and says whether it wants more.
    /// - Throws: `FileError`.
    static func pieces(
        of path: String, _ body: (ArraySlice<UInt8>) -> Bool
    ) throws(FileError) {
        guard let file = fopen(path, "rb") else {
            throw FileError(path: path, problem: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        while true {
            errno = 0
            let count = fread(&piece, 1, pieceBytes, file)
            if count > 0, !body(piece[..<count]) { return }
            guard count < pieceBytes else { continue }
            // A folder opens like a file and fails when it is read.
            guard ferror(file) == 0 else {
                throw FileError(path: path, problem: String(cString: strerror(errno)))
            }
            return
        }
    }

    /// The bytes of a file.
    ///
    /// - Throws: `FileError` when it cannot be read or is larger than `bytesMax`.
    static func bytes(of path: String, bytesMax: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var isTooLarge = false
        try pieces(of: path) { piece in
            isTooLarge = piece.count > bytesMax - bytes.count
            if !isTooLarge { bytes += piece }
            return !isTooLarge
        }
        guard !isTooLarge else {
            throw FileError(path: path, problem: "it is larger than \(bytesMax) bytes")
        }
        return bytes
    }

    /// When a file was last written, in seconds since the Unix epoch.
    ///
    /// - Throws: `FileError`.
    static func modificationSeconds(of path: String) throws(FileError) -> Double {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FileError(path: path, problem: String(cString: strerror(errno)))
        }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
