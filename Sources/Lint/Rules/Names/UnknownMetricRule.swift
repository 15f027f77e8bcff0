import Exposition
import PromQL
import Signals

enum UnknownMetricRule: LintRule {
    static let id = "unknown-metric"
    static let summary = "a name that no release of the engine has"
    static let explanation = """
        The prefix belongs to one program, and that program exports no such metric: a typing \
        error, or a name that some text has made up. Names without a known prefix are never \
        reported, for they may be yours.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(vllm:num_request_running)", right: "sum(vllm:num_requests_running)")

    static func check(_ query: QueryContext) {
        for selector in query.namedSelectors {
            switch selector.verdict {
            case .unknown(let exporter, let nearest, let owner):
                var hint: String?
                if let nearest { hint = "the nearest name is \(nearest)" }
                let lacksSuffix = nearest == selector.name + "_total"
                if let owner, !lacksSuffix { hint = "\(owner.title) has a metric of that name" }
                if let base = histogramBase(selector.name) {
                    hint =
                        "\(base) is a histogram: its series are \(base)_bucket, \(base)_sum "
                        + "and \(base)_count"
                }
                // The tables of some programs are not complete: a name near no other may be new.
                if hint == nil, !exporter.hasCompleteTable { continue }
                query.report(
                    hint == nil ? .warning : .error, at: selector.range,
                    "\(selector.name) is exported by no release of \(exporter.title)", hint: hint)
            case .invented(let name):
                let list = name.instead.map { "\($0.name) (\($0.exporter.title))" }
                var edits: [(SourceRange, String)] = []
                if name.instead.count == 1, let only = name.instead.first,
                    let suffix = suffix(of: selector.name, behind: name.name)
                {
                    edits = [(selector.range, only.name + suffix)]
                }
                query.report(
                    KnownFamilies.exporter(ownsPrefixOf: selector.name) == nil ? .warning : .error,
                    at: selector.range,
                    "\(selector.name) is exported by no known program",
                    hint: ([name.remark]
                        + (list.isEmpty ? [] : ["Use " + list.joined(separator: ", ")]))
                        .joined(separator: " "),
                    edits: name.unitsAgree ? edits : [])
            case .routers(let series, let instead):
                query.report(
                    .error, at: selector.range,
                    "\(selector.name) is exported by no vLLM engine; "
                        + "\(series.family.exporter.title) has a series of that name",
                    hint: instead.map {
                        "the engine's series is \($0); for the router's, select or group by server"
                    },
                    edits: instead.map { [(selector.range, $0)] } ?? [])
            default: break
            }
        }
    }

    private static func suffix(of sample: String, behind name: String) -> String? {
        sample.hasPrefix(name) ? String(sample.dropFirst(name.count)) : nil
    }

    /// The histogram whose bare name a query uses.
    private static func histogramBase(_ name: String) -> String? {
        KnownFamilies.families(named: name).contains { $0.type == .histogram } ? name : nil
    }
}
