import Signals

/// Labels of one's own on every alert, such as `team`.
package enum AlertLabelling {
    /// What is wrong with a label's name.
    ///
    /// - Parameter name: As somebody wrote it.
    /// - Returns: A clause; nil for a name that Prometheus takes and keeps.
    package static func fault(ofName name: String) -> String? {
        if name.isEmpty { return "its name is empty" }
        guard name.wholeMatch(of: /[a-zA-Z_][a-zA-Z0-9_]*/) != nil else {
            return
                "Prometheus takes letters, digits and \"_\" for a label's name, and no digit first"
        }
        return name.hasPrefix("__") ? "names that begin with \"__\" are Prometheus's own" : nil
    }

    /// What is wrong with a label's value.
    ///
    /// - Parameter value: As somebody wrote it.
    /// - Returns: A clause; nil for a value that arrives as it was written.
    package static func fault(ofValue value: String) -> String? {
        if value.isEmpty { return "its value is empty, which is the same as no label" }
        if value.contains("{{") { return "Prometheus would take {{ for a template" }
        return value.contains(where: \.isNewline) ? "its value has more than one line" : nil
    }

    /// Makes sure that the labels take no place of those that routes, inhibitions and dashboards
    /// rest on.
    ///
    /// - Parameter subject: Whose alerts.
    /// - Throws: `GenerationError.impossible` naming a label that alerts have already.
    static func check(_ subject: GenerationSubject) throws(GenerationError) {
        guard !subject.alertLabels.isEmpty else { return }
        var plain = subject
        plain.alertLabels = [:]
        let taken = Set(try AlertmanagerFiles.alerts(for: plain).flatMap { AlertLabels($0).names })
        guard let clash = subject.alertLabels.keys.sorted().first(where: taken.contains) else {
            return
        }
        throw .impossible(
            subject: "label \(clash)",
            reason:
                "alerts have one of their own, by which they are routed, inhibited or told apart",
            advice: "choose another name than \(taken.sorted().joined(separator: ", "))")
    }
}
