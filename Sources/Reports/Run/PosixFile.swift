import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few calls of the system that a run directory needs, with errors that name the path.
enum PosixFile {
    /// Makes a folder and those above it that are missing.
    ///
    /// - Throws: ``RunDirectoryError`` with the whole path and the system's reason; when a folder
    ///   above stands in the way, with its name, too.
    static func makeFolders(_ path: String) throws(RunDirectoryError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            guard mkdir(made, 0o755) != 0 else { continue }
            let code = errno
            // The system may call a folder that is there unwritable instead of there.
            if isFolder(made) { continue }
            // What is there and no folder would otherwise read as "File exists".
            let reason = String(cString: strerror(code == EEXIST ? ENOTDIR : code))
            let isWhole = made.count >= path.count
            throw RunDirectoryError(
                action: .create, path: path, reason: isWhole ? reason : "\(made): \(reason)")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Opens a file for appending and makes it when it is missing.
    static func openForAppending(_ path: String) throws(RunDirectoryError) -> Int32 {
        try open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)
    }

    /// Writes a whole file under a passing name and then gives it its own, so that a reader finds
    /// the old file or the new one, never a part.
    static func replace(_ path: String, with bytes: Data) throws(RunDirectoryError) {
        let passing = path + ".\(getpid()).partial"
        let file = try open(passing, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
        do throws(RunDirectoryError) {
            try write(bytes, to: file, path: path)
            if fsync(file) != 0, errno != EINVAL { throw failure(.write, path) }
        } catch {
            close(file)
            unlink(passing)
            throw error
        }
        close(file)
        guard rename(passing, path) == 0 else {
            let error = failure(.rename, path)
            unlink(passing)
            throw error
        }
    }

    /// Writes every byte, in one call where the system takes them at once.
    static func write(_ bytes: Data, to file: Int32, path: String) throws(RunDirectoryError) {
        var written = 0
        let count = bytes.count
        while written < count {
            let rest = written
            let result = bytes.withUnsafeBytes { buffer in
                writeBytes(file, buffer.baseAddress.map { $0 + rest }, count - rest)
            }
            if result < 0 {
                if errno == EINTR { continue }
                throw failure(.write, path)
            }
            written += result
        }
    }

    /// Closes a file.
    static func close(_ file: Int32) {
        _ = closeFile(file)
    }

    /// The error of the call that has just failed.
    static func failure(_ action: RunDirectoryError.Action, _ path: String) -> RunDirectoryError {
        RunDirectoryError(action: action, path: path, reason: String(cString: strerror(errno)))
    }

    private static func open(_ path: String, _ flags: Int32) throws(RunDirectoryError) -> Int32 {
        let file = openFile(path, flags, 0o644)
        guard file >= 0 else { throw failure(.open, path) }
        return file
    }
}

// The system's functions under names that the methods above do not hide.

private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    open(path, flags, mode)
}

private func closeFile(_ file: Int32) -> Int32 { close(file) }

private func writeBytes(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
