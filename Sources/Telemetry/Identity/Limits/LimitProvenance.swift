/// Where a limit was read.
package enum LimitProvenance: Sendable, Hashable {
    /// A label of an information metric, whose value is always 1.
    case metricLabel(metric: String, label: String)
    /// The value of a metric.
    case metric(String)
    /// A field of a JSON answer; the dotted path of the field is nil where the path says it all.
    case httpPath(String, field: String?)
    /// A line of a start-up log, counted from 1, and what it says without secrets.
    case logLine(number: Int, text: String)
    /// An argument that the server was started with, such as `--max-num-seqs`.
    case commandLine(argument: String)
    /// Not told but seen in the server's behaviour; the text says how.
    case inferred(String)
    /// Known in words only.
    case words(String)
}

extension LimitProvenance: CustomStringConvertible {
    /// Such as `label num_gpu_blocks of vllm:cache_config_info` or `total_slots of GET /props`.
    package var description: String {
        switch self {
        case .metricLabel(let metric, let label): "label \(label) of \(metric)"
        case .metric(let name): name
        case .httpPath(let path, let field): (field.map { "\($0) of " } ?? "") + "GET \(path)"
        case .logLine(let number, _): "log line \(number)"
        case .commandLine(let argument): "argument \(argument)"
        case .inferred(let how): "inferred: \(how)"
        case .words(let words): words
        }
    }
}
