import Estimates
import Readiness

/// What a piece of text means, for those who see colours; the words say it too.
enum Tone: Sendable, Equatable {
    case plain
    case strong
    case faint
    case good
    case warning
    case bad
    case goodStrong
    case warningStrong
    case badStrong

    /// The text in this tone, as SGR sequences of ECMA-48.
    func painted(_ text: String, color: Bool) -> String {
        guard color, self != .plain, !text.isEmpty else { return text }
        let code =
            switch self {
            case .plain: "0"
            case .strong: "1"
            case .faint: "2"
            case .good: "32"
            case .warning: "33"
            case .bad: "31"
            case .goodStrong: "1;32"
            case .warningStrong: "1;33"
            case .badStrong: "1;31"
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// The tone of a verdict.
    static func of(_ verdict: Verdict) -> Tone {
        switch verdict {
        case .ready: .goodStrong
        case .degraded, .inconclusive: .warningStrong
        case .notReady: .badStrong
        }
    }

    /// The tone of an objective's standing.
    static func of(_ standing: Judgement, _ severity: ObjectiveResult.Severity) -> Tone {
        switch standing {
        case .met: .good
        case .violated: severity == .hard ? .bad : .warning
        case .undecided: .warning
        }
    }

    /// The tone of a check.
    static func of(_ state: CheckResult.State) -> Tone {
        switch state {
        case .passed: .good
        case .failed: .bad
        case .warning: .warning
        case .skipped: .faint
        }
    }
}
