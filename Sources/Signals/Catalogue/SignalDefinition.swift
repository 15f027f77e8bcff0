/// What a signal means, in words that reports and documentation print.
package struct SignalDefinition: Sendable, Hashable {
    package let signal: Signal
    /// The name in headings and tables.
    package let title: String
    package let level: SignalLevel
    package let kind: SignalKind
    package let unit: SignalUnit
    /// Which way is worse.
    package let worse: SignalDirection
    /// One or two sentences, ended by a full stop.
    package let meaning: String
    /// Where it is healthy and where not; nil when only the workload can tell.
    package let ranges: SignalRanges?
    /// The alert that watches it.
    package let alert: AlertID?

    init(
        _ signal: Signal, _ title: String, _ level: SignalLevel, _ kind: SignalKind,
        _ unit: SignalUnit, worse: SignalDirection, _ meaning: String,
        ranges: SignalRanges? = nil, alert: AlertID? = nil
    ) {
        self.signal = signal
        self.title = title
        self.level = level
        self.kind = kind
        self.unit = unit
        self.worse = worse
        self.meaning = meaning
        self.ranges = ranges
        self.alert = alert
    }
}

extension Signal {
    /// The one definition of this signal.
    package var definition: SignalDefinition {
        guard let definition = Self.definitions[self] else {
            preconditionFailure("the signal \(rawValue) is defined in no table")
        }
        return definition
    }

    private static let definitions: [Signal: SignalDefinition] = {
        let all =
            SignalDefinition.user + SignalDefinition.system + SignalDefinition.diagnostic
            + SignalDefinition.gpu + SignalDefinition.node
        return Dictionary(uniqueKeysWithValues: all.map { ($0.signal, $0) })
    }()
}
