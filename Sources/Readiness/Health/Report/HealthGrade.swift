package import Signals

/// How a signal, a replica or an endpoint is.
package typealias HealthGrade = SignalRanges.Grade

extension SignalRanges.Grade {
    /// The order from best to worst; what is unknown lies between healthy and a shown problem.
    package var severity: Int {
        switch self {
        case .healthy: 0
        case .unknown: 1
        case .warning: 2
        case .critical: 3
        }
    }

    /// The spelling for people, as a verdict.
    package var title: String { rawValue.uppercased() }

    /// The worse of two grades.
    package static func worse(_ first: Self, _ second: Self) -> Self {
        first.severity >= second.severity ? first : second
    }
}
