import Monitoring

/// The values of `--label`.
enum AlertLabelArgument {
    /// Labels by name.
    ///
    /// - Parameter texts: Arguments such as `team=ml-platform`.
    /// - Returns: The labels.
    /// - Throws: `UsageError` for what Prometheus would not take, and for a name that comes twice.
    static func labels(_ texts: [String]) throws(UsageError) -> [String: String] {
        var labels: [String: String] = [:]
        for text in texts {
            guard let sign = text.firstIndex(of: "=") else {
                throw UsageError(
                    "--label is \"\(text)\"; expected NAME=VALUE such as team=ml-platform")
            }
            let name = String(text[..<sign])
            let value = String(text[text.index(after: sign)...])
            let fault =
                AlertLabelling.fault(ofName: name) ?? AlertLabelling.fault(ofValue: value)
            if let fault { throw UsageError("--label is \"\(text)\": \(fault)") }
            if let other = labels[name] {
                throw UsageError("--label names \(name) twice: \(other) and \(value)")
            }
            labels[name] = value
        }
        return labels
    }
}
