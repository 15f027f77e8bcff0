/// A mistake on our side of the measurement: arguments, files, environment. Exits with 2.
struct UsageError: Error, CustomStringConvertible {
    /// What is wrong, and the way out.
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
