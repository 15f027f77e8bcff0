import Comparison
import Inference
import Readiness

extension ComparisonWords {
    /// Why requests failed, a line for each side and kind.
    var failures: [String] {
        sides.flatMap { name, side in
            side.failures.map { failure in
                let noun = failure.count == 1 ? "request" : "requests"
                let said = Self.said(failure)
                return "\(name): \(Decimals.grouped(failure.count)) \(noun) \(failure.outcome)"
                    + (said == failure.outcome ? "" : ": \(said)")
            }
        }
    }

    /// The two sides with their names.
    var sides: [(name: String, side: ComparedSide)] {
        [("baseline", report.baseline), ("candidate", report.candidate)]
    }

    /// What the first of some failed requests said.
    static func said(_ failure: FailureCount) -> String {
        SafeText.printable(failure.example)
    }
}
