import PromQL
import Signals

/// A selector whose metric a rule about names looks at.
struct NamedSelector {
    var name: String
    var range: SourceRange
    var verdict: NameVerdict
    var placed: PlacedSelector
}

extension QueryContext {
    /// The selectors of the query with what their names are worth.
    ///
    /// Left out are those that cannot do harm: under `absent`, or beside a living alternative in an
    /// `or`, and those that a dashboard's variable completes.
    var namedSelectors: [NamedSelector] {
        let judge = NameJudge(target: target, facts: facts, usesRouter: project.usesRouter)
        return expression.selectors.compactMap { placed in
            guard let name = placed.selector.metricName,
                let range = placed.selector.metricNameRange, !isVariable(range)
            else { return nil }
            let verdict = judge.judge(name)
            if case .fine = verdict { return nil }
            if isGuarded(placed, judge) { return nil }
            return NamedSelector(name: name, range: range, verdict: verdict, placed: placed)
        }
    }

    private func isGuarded(_ placed: PlacedSelector, _ judge: NameJudge) -> Bool {
        var inner: PromQL.Expression = .vectorSelector(placed.selector)
        for node in placed.enclosing.reversed() {
            if case .call(let call) = node, call.name.hasPrefix("absent") { return true }
            if case .binary(let binary) = node, binary.operation == .or {
                let other = binary.left == inner ? binary.right : binary.left
                let names = other.selectors.compactMap(\.selector.metricName)
                let lives = names.contains {
                    if case .fine = judge.judge($0) { true } else { false }
                }
                if lives { return true }
            }
            inner = node
        }
        return false
    }

    /// How messages call the release in question.
    func release(_ exporter: Exporter) -> String? {
        target.version(of: exporter).map { "\(exporter.title) \(exporter.text(of: $0))" }
    }
}
