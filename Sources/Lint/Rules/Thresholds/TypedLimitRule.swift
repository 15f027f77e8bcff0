import PromQL
import Signals

enum TypedLimitRule: LintRule {
    static let id = "typed-limit"
    static let summary = "a server's limit or a card's size typed as a number"
    static let explanation = """
        The number of slots, the size of a card and a full queue differ from server to server and \
        change with a restart; a typed number stays. Read the limit from the engine where it has \
        one (`dynamo_frontend_model_max_num_seqs`, `trtllm_max_num_active_requests`), use a share \
        instead of an amount (`FB_USED / (FB_USED + FB_FREE + FB_RESERVED)`), or compare with how \
        long requests wait. `firstlight limits` reads the live limits.
        """
    static let example: LintExample? = LintExample(
        wrong: "sum(vllm:num_requests_running) / 16",
        right: "sum(trtllm_num_requests_running) / (sum(trtllm_max_num_active_requests) > 0)")

    private static let running: Set<String> = [
        "vllm:num_requests_running", "sglang:num_running_reqs", "tgi_batch_current_size",
        "lmdeploy:num_requests_running", "trtllm_num_requests_running",
        "llamacpp:requests_processing",
    ]
    private static let waiting: Set<String> = [
        "vllm:num_requests_waiting", "sglang:num_queue_reqs", "tgi_queue_size",
        "lmdeploy:num_requests_waiting", "trtllm_num_requests_waiting",
        "llamacpp:requests_deferred",
    ]

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node else { return }
            if binary.operation == .subtract, let size = number(binary.left), size >= 1_073_741_824,
                isMemory(binary.right)
            {
                query.report(
                    .warning, at: binary.left.range,
                    "the card's size is typed: \(query.text(of: binary.left.range))",
                    hint: "take what the card reports, such as FB_FREE")
            }
            guard let number = number(binary.right) else { return }
            let facts = query.facts(of: binary.left)
            let name = facts.family?.name ?? ""
            guard facts.kind != .gauge || isReading(binary.left) else { return }
            let isTyped = query.query.variable(in: binary.right.range).map(\.isTyped) ?? true
            guard isTyped else { return }
            if binary.operation == .divide { divided(name, facts, by: number, binary, query) }
            if binary.operation.isComparison { compared(name, facts, with: number, binary, query) }
        }
    }

    private static func divided(
        _ name: String, _ facts: SeriesFacts, by number: Double, _ binary: BinaryExpression,
        _ query: QueryContext
    ) {
        if facts.kind == .gauge, running.contains(name), number > 1 {
            query.report(
                .warning, at: binary.right.range,
                "the number of slots is typed: \(text(binary, query))",
                hint: "it changes with --max-num-seqs and with the number of replicas")
        } else if isMemory(binary.left), number >= 1_073_741_824,
            ![1_073_741_824, 1e9].contains(number)
        {
            query.report(
                .warning, at: binary.right.range,
                "the card's size is typed: \(text(binary, query))",
                hint: "divide by what the card reports, such as FB_USED + FB_FREE + FB_RESERVED")
        }
    }

    private static func compared(
        _ name: String, _ facts: SeriesFacts, with number: Double, _ binary: BinaryExpression,
        _ query: QueryContext
    ) {
        guard query.query.place.isAlert,
            binary.operation == .greater || binary.operation == .greaterOrEqual
                || binary.operation == .less || binary.operation == .equal
        else { return }
        if facts.kind == .gauge, running.contains(name), number > 1 {
            query.report(
                .warning, at: binary.right.range,
                "the number of slots is typed: \(text(binary, query))",
                hint: "it changes with --max-num-seqs and with the number of replicas")
        } else if facts.kind == .gauge, waiting.contains(name), number > 1,
            isAggregated(binary.left)
        {
            query.report(
                .info, at: binary.right.range,
                "a queue's length is typed: \(text(binary, query))",
                hint: "what is long depends on the number of slots and replicas; requests' time in "
                    + "the queue is comparable")
        } else if facts.kind == .rate, facts.unit == .tokens, number > 0, binary.operation == .less
        {
            query.report(
                .info, at: binary.right.range,
                "a throughput is typed: \(text(binary, query))",
                hint:
                    "what is slow depends on the card and the model, and a quiet hour is slow, too")
        }
    }

    /// Whether the gauge itself is looked at, of one replica or of several, now or lately.
    private static func isReading(_ expression: PromQL.Expression) -> Bool {
        switch expression.unparenthesized {
        case .vectorSelector, .matrixSelector: true
        case .aggregation(let node):
            [.sum, .avg, .max, .min].contains(node.operation) && isReading(node.expression)
        case .call(let call):
            ["avg_over_time", "max_over_time", "min_over_time"].contains(call.name)
                && call.arguments.allSatisfy(isReading)
        case .binary(let node): isReading(node.left)
        default: false
        }
    }

    /// Whether the replicas are added up, so that the limit depends on their number.
    private static func isAggregated(_ expression: PromQL.Expression) -> Bool {
        guard case .aggregation(let node) = expression.unparenthesized else { return false }
        return node.grouping == nil
            || node.grouping?.kind == .by
                && Set(node.grouping?.labels.map(\.text) ?? []).isDisjoint(with: LabelLore.replica)
    }

    private static func isMemory(_ expression: PromQL.Expression) -> Bool {
        expression.selectors.contains {
            let name = $0.selector.metricName?.lowercased() ?? ""
            return name.contains("memory") && name.contains("bytes") || name.contains("_fb_")
        }
    }

    private static func text(_ binary: BinaryExpression, _ query: QueryContext) -> String {
        if let variable = query.query.variable(in: binary.right.range) {
            return "$\(variable.name)"
        }
        return query.text(of: binary.right.range)
    }

    /// The number that an expression of numbers gives.
    private static func number(_ expression: PromQL.Expression) -> Double? {
        ConstantFolding.value(of: expression)
    }
}
