import Foundation
import Reports

/// Makes the folder that keeps a run.
enum RunFolder {
    /// Makes a folder.
    ///
    /// - Parameters:
    ///   - root: The folder of all runs; `nil` keeps nothing.
    ///   - name: The run's name.
    ///   - startedAt: When it began.
    ///   - flags: The flags that name another folder or none, for the advice.
    /// - Returns: The folder; `nil` when nothing is kept.
    /// - Throws: `UsageError` when it cannot be made.
    static func make(
        root: String?, name: String, startedAt: Date, flags: String
    ) throws(UsageError) -> RunDirectory? {
        guard let root else { return nil }
        do {
            return try RunDirectory.create(root: root, name: name, startedAt: startedAt)
        } catch {
            throw UsageError("\(error); choose another folder with \(flags)")
        }
    }
}
