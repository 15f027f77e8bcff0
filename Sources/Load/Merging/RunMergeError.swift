/// Why runs cannot be joined.
package enum RunMergeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two generators of one name.
    case sameName(String)
    /// Two files hold the same requests.
    case sameRequests(String, String, Int)
    /// Two runs asked different models.
    case differentModels(String, [String], String, [String])

    package var description: String {
        switch self {
        case .sameName(let name):
            "two runs are named \(name); name the generators apart, as in east=RUN west=RUN"
        case .sameRequests(let first, let second, let count):
            "\(first) and \(second) hold the same \(count) requests: a run is counted once; leave "
                + "one of them out"
        case .differentModels(let first, let models, let second, let others):
            "\(first) asked \(Self.list(models)) and \(second) asked \(Self.list(others)): "
                + "percentiles over both would be of neither; merge them with --mixed all the same, "
                + "or compare them with firstlight compare"
        }
    }

    private static func list(_ models: [String]) -> String {
        models.map { $0.isEmpty ? "an unnamed model" : $0 }.joined(separator: ", ")
    }
}
