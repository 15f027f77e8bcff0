/// Why a run directory cannot be used: the path, what was tried and what the system answered.
package struct RunDirectoryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried.
    package enum Action: String, Sendable, Equatable {
        /// Making the directory.
        case create = "create the directory"
        /// Opening a file in it.
        case open = "open"
        /// Writing a file in it.
        case write = "write"
        /// Giving a file its final name.
        case rename = "rename"
    }

    /// What was tried.
    package var action: Action

    /// On which path.
    package var path: String

    /// What the system answered, such as `Permission denied`.
    package var reason: String

    package var description: String {
        "cannot \(action.rawValue) \(path): \(reason)"
    }
}
