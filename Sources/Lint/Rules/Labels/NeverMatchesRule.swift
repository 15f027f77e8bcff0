import PromQL
import Signals

enum NeverMatchesRule: LintRule {
    static let id = "never-matches"
    static let summary = "an operator between series whose labels cannot be equal"
    static let explanation = """
        Without `on` or `ignoring`, two series match when all their labels are equal. A plain \
        selector carries `instance` and `job`, an aggregate does not: the operator finds no pair \
        and gives nothing. Aggregate both sides alike, or say `on (...)`.
        """
    static let example: LintExample? = LintExample(
        wrong: "rate(vllm:num_preemptions_total[5m]) / sum(rate(vllm:prompt_tokens_total[5m]))",
        right: "sum(rate(vllm:num_preemptions_total[5m])) "
            + "/ (sum(rate(vllm:prompt_tokens_total[5m])) > 0)")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .binary(let binary) = node, binary.matching == nil,
                binary.operation != .or, binary.left.valueType == .vector,
                binary.right.valueType == .vector
            else { return }
            let left = query.facts(of: binary.left)
            let right = query.facts(of: binary.right)
            // vector(0) and the like are meant to stand beside everything.
            guard left.kind != .constant, right.kind != .constant else { return }
            guard let label = left.labels.conflict(with: right.labels) else { return }
            let side =
                left.labels.certain.contains(label) && !right.labels.mayHave(label)
                ? "left" : "right"
            query.report(
                .error, at: binary.operationRange,
                "the two sides never match: only the \(side) one has the label \(label)",
                hint: "aggregate both sides by the same labels, or say on (...)")
        }
    }
}
