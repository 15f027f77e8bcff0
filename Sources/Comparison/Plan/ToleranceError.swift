/// Why a text is no list of tolerances.
package enum ToleranceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no such metric, or it is none that two clients can compare.
    case unknownMetric(String, nearest: String?, all: [String])
    /// A metric without a value.
    case noValue(String)
    /// A value that no tolerance of this metric has.
    case unreadable(String, String)
    /// A metric named twice.
    case twice(String)

    package var description: String {
        switch self {
        case .unknownMetric(let word, let nearest, let all):
            "no metric to compare is called \"\(word)\""
                + (nearest.map { "; did you mean \($0)?" } ?? "")
                + "; there are \(all.joined(separator: ", "))"
        case .noValue(let word):
            "\"\(word)\" is no tolerance; write METRIC=VALUE, such as ttft=10% or ttft=50ms"
        case .unreadable(let metric, let text):
            "\"\(text)\" is no tolerance of \(metric); expected "
                + (metric == "errors"
                    ? "points of a hundred such as errors=2%"
                    : metric == "throughput"
                        ? "a share of the baseline such as throughput=10%, or a rate such as "
                            + "throughput=5tok/s"
                        : "a share of the baseline such as \(metric)=10%, or a time such as "
                            + "\(metric)=50ms")
        case .twice(let metric): "the tolerance of \(metric) is given twice"
        }
    }
}
