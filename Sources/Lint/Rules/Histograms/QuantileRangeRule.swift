import Exposition
import PromQL
import Signals

enum QuantileRangeRule: LintRule {
    static let id = "threshold-outside-buckets"
    static let summary = "a quantile compared with a value that its buckets cannot show"
    static let explanation = """
        `histogram_quantile` never returns more than the largest finite bound, so a limit at or \
        above it is never exceeded. Below the first bound it only interpolates from zero: a limit \
        there compares with arithmetic, not with measurements.
        """
    static let example: LintExample? = LintExample(
        wrong: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) > 0.2",
        right: "histogram_quantile(0.95, "
            + "sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[5m]))) > 0.5")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node, binary.operation.isComparison else { return }
            if let limit = binary.right.constant {
                check(binary.left, binary.operation, limit, at: binary.right.range, query)
            }
        }
    }

    private static func check(
        _ side: PromQL.Expression, _ operation: BinaryOperator, _ limit: Double,
        at range: SourceRange, _ query: QueryContext
    ) {
        let facts = query.facts(of: side)
        guard facts.kind == .quantile, let family = facts.family, family.type == .histogram,
            KnownFamilies.exporter(ownsPrefixOf: family.name) != nil,
            !query.isVariable(range), let bounds = bounds(of: family, query),
            let largest = bounds.last, let smallest = bounds.first(where: { $0 > 0 })
        else { return }
        let plain = limit / facts.scale
        let isUpper = operation == .greater || operation == .greaterOrEqual
        if isUpper, plain > largest || (plain == largest && operation == .greater) {
            query.report(
                .error, at: range,
                "never exceeded: the largest bound of \(family.name) is \(plainNumber(largest))")
        } else if plain > 0, plain < smallest {
            query.report(
                .warning, at: range,
                "below the first bound of \(family.name), \(plainNumber(smallest)), a quantile is "
                    + "arithmetic, not a measurement")
        }
    }

    private static func bounds(of family: KnownFamily, _ query: QueryContext) -> [Double]? {
        if let written = query.target.knowledge?.bounds(of: family.name + "_bucket") {
            return written.compactMap(BucketText.value).filter(\.isFinite).sorted()
        }
        return family.buckets?.bounds(in: query.target.version(of: family.exporter))
    }
}
