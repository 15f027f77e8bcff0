import Readiness
import Signals

extension Tone {
    /// The tone of a grade within a report.
    static func of(_ grade: HealthGrade) -> Tone {
        switch grade {
        case .healthy: .good
        case .warning, .unknown: .warning
        case .critical: .bad
        }
    }

    /// The tone of the grade at the top.
    static func verdict(_ grade: HealthGrade) -> Tone {
        switch grade {
        case .healthy: .goodStrong
        case .warning, .unknown: .warningStrong
        case .critical: .badStrong
        }
    }
}
