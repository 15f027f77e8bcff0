/// What a query is for.
package enum LintPlace: Sendable, Hashable {
    /// An alerting rule.
    case alert(AlertRule)
    /// A recording rule.
    case record(RecordingRule)
    /// A dashboard's panel.
    case panel(PanelPlace)
    /// A dashboard's variable or annotation: only which series there are matters.
    case lookup(String)
    /// What another program asks and judges itself: a step of a rollout, a scaler, an objective, the
    /// test of a rule.
    case inquiry(String)

    /// Whether the query's value decides something by itself.
    var isAlert: Bool {
        if case .alert = self { true } else { false }
    }

    /// Whether the query's value is stored.
    var isRecord: Bool {
        if case .record = self { true } else { false }
    }

    /// The words with which people name the value.
    var words: String {
        switch self {
        case .alert(let rule): rule.name
        case .record(let rule): rule.name
        case .panel(let panel): "\(panel.title) \(panel.legend)"
        case .lookup(let name), .inquiry(let name): name
        }
    }
}
