/// A mistake on our side of the measurement: arguments, files, environment.
///
/// Exits with 2.
struct UsageError: Error, CustomStringConvertible {
    /// What is wrong, and the way out.
    var description: String

    init(_ description: String) {
        self.description = description
    }

    /// A file that cannot be written.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - reason: Why, in the system's words.
    /// - Returns: The error.
    static func unwritable(_ path: String, reason: String) -> UsageError {
        UsageError("\(path) cannot be written: \(reason)")
    }

    /// Results that could not be printed.
    ///
    /// - Parameter reason: Why, in the system's words.
    /// - Returns: The error.
    static func standardOutput(_ reason: String) -> UsageError {
        unwritable("standard output", reason: reason)
    }
}
