import Foundation

/// Runs a body with an empty folder of its own.
///
/// - Parameter body: Gets the folder's path; folder and content are gone when it returns.
/// - Returns: What the body returns.
/// - Throws: What the body throws, or an error of the file system.
package func withTemporaryFolder<Value>(
    _ body: (_ path: String) async throws -> Value
) async throws -> Value {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "firstlight-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    return try await body(folder.path)
}
