import Comparison

extension Tone {
    /// The tone of a standing within a report.
    static func of(_ standing: ComparisonStanding) -> Tone {
        switch standing {
        case .better, .same, .notWorse: .good
        case .undecided: .warning
        case .worse: .bad
        }
    }

    /// The tone of the verdict at the top.
    static func verdict(_ standing: ComparisonStanding) -> Tone {
        switch standing {
        case .better, .same, .notWorse: .goodStrong
        case .undecided: .warningStrong
        case .worse: .badStrong
        }
    }
}
