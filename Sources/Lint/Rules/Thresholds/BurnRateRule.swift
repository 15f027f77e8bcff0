import PromQL
import Signals

enum BurnRateRule: LintRule {
    static let id = "unreachable-burn-rate"
    static let summary = "a burn-rate limit that not even a total outage exceeds"
    static let explanation = """
        A burn rate of f at an error budget b fires when the share of failures exceeds f x b. No \
        share exceeds 1: 14.4 needs an objective above 93.06 %, 6 one above 83.33 %, 3 one above \
        66.67 %. For a lower objective choose the share r that shall page (0.18, say) and take \
        f = r / b.
        """
    static let example: LintExample? = LintExample(
        wrong: "1 - sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"2.5\"}[1h])) "
            + "/ (sum(rate(vllm:time_to_first_token_seconds_count[1h])) > 0) > 14.4 * (1 - 0.9)",
        right: "1 - sum(rate(vllm:time_to_first_token_seconds_bucket{le=\"2.5\"}[1h])) "
            + "/ (sum(rate(vllm:time_to_first_token_seconds_count[1h])) > 0) > 1.8 * (1 - 0.9)")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node,
                binary.operation == .greater || binary.operation == .greaterOrEqual,
                let limit = ConstantFolding.value(of: binary.right)
            else { return }
            let facts = query.facts(of: binary.left)
            let isShare = facts.kind == .share && facts.scale == 1
            if let product = product(binary.right), limit >= 1,
                isShare || looksLikeShare(binary.left, query)
            {
                query.report(
                    .error, at: binary.right.range,
                    "unreachable: \(plainNumber(product.factor)) x \(plainNumber(product.budget)) "
                        + "is \(plainNumber(limit)), and no share of failures exceeds 1",
                    hint: "a factor below \(plainNumber(1 / product.budget)) can be reached")
            } else if isShare, facts.maximum == 1, limit >= 1,
                binary.operation == .greater || limit > 1
            {
                query.report(
                    .error, at: binary.right.range,
                    "never true: the share of requests on the left is at most 1",
                    hint: limit <= 100 && limit > 1 ? "it is a share, not a percentage" : nil,
                    edits: limit <= 100 && limit > 1 && binary.right.constant != nil
                        ? [(binary.right.range, plainNumber(limit / 100))] : [])
            }
        }
    }

    /// A factor above 1 times a budget below 1.
    private static func product(_ expression: PromQL.Expression) -> (
        factor: Double, budget: Double
    )? {
        guard case .binary(let node) = expression.unparenthesized, node.operation == .multiply,
            let left = ConstantFolding.value(of: node.left),
            let right = ConstantFolding.value(of: node.right)
        else { return nil }
        let factor = max(left, right)
        let budget = min(left, right)
        return factor >= 1 && budget > 0 && budget < 1 ? (factor, budget) : nil
    }

    /// A recorded series that nobody defines here, named like a share of failures.
    private static func looksLikeShare(_ expression: PromQL.Expression, _ query: QueryContext)
        -> Bool
    {
        guard case .vectorSelector(let selector) = expression.unparenthesized,
            let name = selector.metricName, !query.facts.isRecorded(name), name.contains(":")
        else { return false }
        return ["error", "ratio", "burn", "slo", "sli"].contains { name.contains($0) }
    }
}
