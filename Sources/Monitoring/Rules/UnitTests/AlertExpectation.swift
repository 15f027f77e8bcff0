import Signals

/// An alert that is to fire.
struct AlertExpectation {
    let tier: AlertTier
    /// The labels of the query's result.
    let labels: [String: String]
    /// The alert's value as its annotations write it; nil where they do not.
    let value: String?
    /// What annotations look up; nil where they do not.
    let other: String?
    /// The signal that the rule names in a label, where several rules share the alert and tier.
    let signal: Signal?

    init(
        _ tier: AlertTier, _ labels: [String: String], value: String? = nil, other: String? = nil,
        signal: Signal? = nil
    ) {
        self.tier = tier
        self.labels = labels
        self.value = value
        self.other = other
        self.signal = signal
    }

    /// A template with labels and values put in.
    ///
    /// - Parameter template: Text with `{{ }}`.
    /// - Returns: What Prometheus makes of it, as far as this expectation says.
    func expanded(_ template: String) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{") {
            result += rest[..<open.lowerBound]
            let body = rest[open.upperBound...]
            if body.hasPrefix(" with") {
                result += other ?? "?"
                rest = body.firstRange(of: "{{ end }}").map { body[$0.upperBound...] } ?? ""
                continue
            }
            guard let close = body.firstRange(of: "}}") else { break }
            let inside = body[..<close.lowerBound]
            if inside.hasPrefix(" $labels.") {
                let name = inside.dropFirst(" $labels.".count).prefix { $0 != " " }
                result += labels[String(name)] ?? ""
            } else {
                result += value ?? "?"
            }
            rest = body[close.upperBound...]
        }
        return result + rest
    }
}
