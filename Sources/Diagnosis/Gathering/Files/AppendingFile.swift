import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that grows line by line; closed when nobody holds it any more.
final class AppendingFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens a file and makes it when it is missing.
    ///
    /// - Throws: `EvidenceFileError` with the system's reason.
    init(path: String) throws(EvidenceFileError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw EvidenceFileError(
                file: path, problem: "cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Adds bytes at the end, in one call where the system takes them at once.
    ///
    /// - Throws: `EvidenceFileError` with the system's reason.
    func append(_ bytes: Data) throws(EvidenceFileError) {
        var written = 0
        while written < bytes.count {
            let rest = bytes.count - written
            let result = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress.map { $0 + written }, rest)
            }
            if result < 0 {
                if errno == EINTR { continue }
                throw EvidenceFileError(
                    file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
            }
            written += result
        }
    }

    /// Why a call of Foundation's failed, in the system's words where it says them.
    static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? POSIXError
        let code = cause?.code ?? (error as? POSIXError)?.code
        return code.map { String(cString: strerror($0.rawValue)) } ?? error.localizedDescription
    }
}
