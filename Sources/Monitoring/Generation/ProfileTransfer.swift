import Readiness

/// What becomes of a profile's target in a cluster or a compose stack, where nobody has this
/// machine's environment.
enum ProfileTransfer {
    /// What a part changes in the profile that it carries.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - subject: Whose profile.
    /// - Returns: One note for a part that carries a profile with an address, a key or headers that
    ///   do not stay as they are; none for other parts.
    static func notes(on part: GeneratedPart, for subject: GenerationSubject) -> [GenerationNote] {
        guard let target = subject.profile?.target else { return [] }
        let host: String
        let key: String
        switch part {
        case .job, .argo, .flagger:
            host = GateObjects.host(subject)
            key =
                "from key `key` of the secret llm-api-key, to be made by `kubectl create secret "
                + "generic llm-api-key --namespace \(subject.namespace) --from-literal=key=...`"
        case .compose:
            host = ComposeStack.engineHost
            key = "from compose/.env"
        default: return []
        }
        var changes: [String] = []
        if let url = GateObjects.profile(subject, host: host)?.target.url, url != target.url {
            changes.append("url \(target.url.text) became the engine's there, \(url.text)")
        }
        if target.apiKey != nil {
            changes.append("apiKey became ${\(GateObjects.keyVariable)}, \(key)")
        }
        if !target.headers.isEmpty {
            let names = target.headers.map(\.name).joined(separator: ", ")
            changes.append("headers (\(names)) are left out: their values may be secrets")
        }
        if target.caFile != nil {
            changes.append("caFile is left out: it is a file of this machine")
        }
        guard !changes.isEmpty else { return [] }
        return [
            GenerationNote(
                part == .compose ? "profile in the stack" : "profile in the cluster",
                changes.joined(separator: "; "))
        ]
    }
}
