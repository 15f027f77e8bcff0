/// Where a value of a limit comes from.
///
/// The raw value is the name in JSON and in the `source` label; it never changes.
package enum LimitOrigin: String, Sendable, Hashable, CaseIterable {
    /// A label of a series of the running process.
    case label
    /// The value of a series of the running process.
    case metric
    /// An answer of the running process to a question about itself.
    case http
    /// A line of the log.
    case log
    /// Computed from other limits of the running process.
    case derived
    /// Inferred from the plateau of running requests.
    case inferred
    /// What the profile expects.
    case profile
    /// A flag in a manifest, a compose file or a command line.
    case manifest
    /// A number typed into a dashboard.
    case dashboard

    /// How much the origin is believed about the running process, best first; nil when it tells
    /// nothing about one.
    ///
    /// A product of labels comes after the log: on models with several kinds of attention it is not
    /// the capacity, and the engine's own count is.
    package var trust: Int? {
        switch self {
        case .label: 0
        case .metric: 1
        case .http: 2
        case .log: 3
        case .derived: 4
        case .inferred: 5
        case .profile, .manifest, .dashboard: nil
        }
    }

    /// Why this origin was believed, as the end of a sentence.
    package var reason: String {
        switch self {
        case .label: "a label of the running process"
        case .metric: "a metric of the running process"
        case .http: "the running process's own answer"
        case .log: "the log; no metric and no answer of the process tells it"
        case .derived: "computed from what the running process tells"
        case .inferred: "inferred from load; no metric, answer or log tells it"
        case .profile: "the profile"
        case .manifest: "the manifest"
        case .dashboard: "a dashboard"
        }
    }
}
