import Foundation
import Load

/// Reads a file of recorded probes, or standard input for `-`.
enum RecordedFile {
    /// Reads all bytes.
    ///
    /// - Parameter path: The path, or `-`.
    /// - Returns: The bytes.
    /// - Throws: `UsageError` that names the path and the reason.
    static func read(_ path: String) throws(UsageError) -> Data {
        if path == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UsageError("\(path): there is no such file; expected recorded probes, JSON lines")
        }
        var path = path
        if isFolder.boolValue {
            // A run directory means its probes.
            path = (path as NSString).appendingPathComponent("probes.jsonl")
        }
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= ProbeFile.bytesMax else {
                throw UsageError(
                    "\(path): \(size) bytes are more than the \(ProbeFile.bytesMax) read")
            }
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as UsageError {
            throw error
        } catch {
            throw UsageError("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
