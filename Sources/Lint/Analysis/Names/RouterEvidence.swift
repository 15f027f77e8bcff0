import PromQL
import Signals

/// Signs that queries are meant for the production-stack router, which borrows vLLM's prefix.
enum RouterEvidence {
    /// Whether a query uses the router's label, or a name that only the router has.
    static func isPresent(in expression: PromQL.Expression?) -> Bool {
        guard let expression else { return false }
        var found = false
        expression.visit { node, _ in
            switch node {
            case .vectorSelector(let selector):
                guard let name = selector.metricName, name.hasPrefix("vllm:") else { return }
                let isRouters = KnownFamilies.series(named: name)
                    .allSatisfy { $0.family.exporter == .stackRouter }
                // The one name that texts give to engines by mistake proves nothing.
                if isRouters, KnownFamilies.series(named: name).first != nil,
                    !name.hasPrefix("vllm:request_latency_seconds")
                {
                    found = true
                }
                if selector.matchers.contains(where: { $0.name == "server" }) { found = true }
            case .aggregation(let aggregation):
                if aggregation.grouping?.labels.contains(where: { $0.text == "server" }) == true {
                    found = true
                }
            default: break
            }
        }
        return found
    }
}
