import Foundation
import Load

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads recorded probes: a file, a pipe, a run directory, or standard input for `-`.
enum RecordedFile {
    /// Reads all records.
    ///
    /// - Parameter path: The path, or `-`.
    /// - Returns: The file's name for messages, and its bytes.
    /// - Throws: `UsageError` that names the path and the reason.
    static func read(_ path: String) throws(UsageError) -> (name: String, bytes: Data) {
        if path == "-" {
            let name = "standard input"
            return (name, try bytes(of: .standardInput, name))
        }
        var path = path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        {
            // A run directory means its probes.
            path = (path as NSString).appendingPathComponent("probes.jsonl")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw UsageError(
                "\(path) cannot be read: \(String(cString: strerror(errno))); expected recorded "
                    + "probes, as firstlight probe writes them, or a run directory")
        }
        defer { try? handle.close() }
        return (path, try bytes(of: handle, path))
    }

    /// Reads to the end, in pieces: pipes and devices do not tell their size.
    private static func bytes(of handle: FileHandle, _ name: String) throws(UsageError) -> Data {
        var bytes = Data()
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                bytes.append(piece)
                guard bytes.count <= ProbeFile.bytesMax else { break }
            }
        } catch {
            throw UsageError("\(name) cannot be read: \(error)")
        }
        guard bytes.count <= ProbeFile.bytesMax else {
            throw UsageError("\(name) is longer than the \(ProbeFile.bytesMax) bytes read")
        }
        return bytes
    }
}
