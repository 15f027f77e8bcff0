import Inference

/// Turns the sections of a document into a ``Profile``.
struct ProfileReader {
    let document: YAMLDocument
    let environment: [String: String]
    /// Whether a secret whose variable is not set is a problem.
    let needsSecrets: Bool
    let log: ProblemLog

    init(document: YAMLDocument, environment: [String: String], needsSecrets: Bool = true) {
        self.document = document
        self.environment = environment
        self.needsSecrets = needsSecrets
        log = ProblemLog(source: document.source)
    }

    /// Reads everything, reports everything, then throws if anything was reported.
    func read() throws(ProfileErrors) -> Profile {
        let profile = readDocument()
        log.reportUnreadRepetitions(of: document)
        if let profile, log.problems.isEmpty {
            for conflict in profile.conflicts() {
                let place = conflict.keyPaths.lazy.compactMap { log.places[$0] }.first
                log.report(
                    conflict.message, at: place, keyPath: conflict.keyPaths.first ?? "",
                    hint: conflict.hint)
            }
        }
        try log.throwIfAny()
        guard let profile else {
            throw ProfileErrors([
                ProfileProblem(
                    place: .file(document.source.file), keyPath: "", message: "holds no profile")
            ])
        }
        return profile
    }

    private func readDocument() -> Profile? {
        guard let root = document.rootField(log: log), !root.isNull else {
            log.report(
                "is empty; a profile needs at least target.url", at: nil, keyPath: "",
                hint: "\"firstlight init\" writes a commented profile for an endpoint")
            return nil
        }
        guard root.isMapping else {
            log.report(
                "expected a mapping with \(ProfileKeys.document.joined(separator: ", ")), "
                    + "found \(root.kind)", at: root.mark, keyPath: "")
            return nil
        }
        guard let section = root.section(keys: ProfileKeys.document) else { return nil }
        readVersion(section)
        let target = readTarget(section)
        var profile = target.map { Profile(url: $0.url) }
        if let target { profile?.target = target }
        if let name = readName(section) { profile?.name = name }
        let engine = readEngine(section)
        profile?.engine = engine
        let workload = readWorkload(section)
        profile?.workload = workload
        let objectives = readObjectives(section, "objectives")
        if let objectives { profile?.objectives = objectives }
        let warnings = readObjectives(section, "warnings")
        if let warnings { profile?.warnings = warnings }
        let gate = readGate(section)
        profile?.gate = gate
        let timeouts = readTimeouts(section)
        profile?.timeouts = timeouts
        return profile
    }

    private func readVersion(_ section: YAMLSection) {
        guard let field = section.field("version"), let text = field.text() else { return }
        guard text != "\(ProfileDefaults.version)" else { return }
        log.report(
            "version \(text.quoted) is not supported; this firstlight reads version "
                + "\(ProfileDefaults.version)", at: field.mark, keyPath: "version", found: text,
            expected: "\(ProfileDefaults.version)")
    }

    private func readName(_ section: YAMLSection) -> String? {
        guard let field = section.field("name"), let name = field.text() else { return nil }
        guard Profile.isName(name) else {
            field.report(
                "\(name.quoted) cannot name a run directory; write letters, digits, \".\", \"_\" "
                    + "and \"-\", beginning with a letter or a digit, "
                    + "at most \(Profile.nameLength) of them", name)
            return nil
        }
        return name
    }

    private func readWorkload(_ section: YAMLSection) -> Profile.Workload {
        var workload = Profile.Workload()
        guard let section = section.section("workload", keys: ProfileKeys.workload) else {
            return workload
        }
        if let prompt = section.field("prompt").flatMap(readPrompt) { workload.prompt = prompt }
        if let value = section.field("promptTokens")?.wholeNumber(in: ProfileLimits.promptTokens) {
            workload.promptTokens = value
        }
        if let value = section.field("maxTokens")?.wholeNumber(in: ProfileLimits.maxTokens) {
            workload.maxTokens = value
        }
        if let value = section.field("concurrency")?.wholeNumber(in: ProfileLimits.concurrency) {
            workload.concurrency = value
        }
        workload.temperature = section.field("temperature")?.number(in: ProfileLimits.temperature)
        if let value = section.field("stream")?.bool() { workload.stream = value }
        return workload
    }

    private func readPrompt(_ field: YAMLField) -> Profile.Prompt? {
        if field.isMapping {
            guard let section = field.section(keys: ProfileKeys.prompt) else { return nil }
            guard let text = section.field("text") else {
                field.report("expected a name or {text: ...}, found a mapping without text")
                return nil
            }
            return text.text().map(Profile.Prompt.text)
        }
        guard let name = field.text() else { return nil }
        guard !Profile.Prompt.names.contains(name) else { return .named(name) }
        let nearest = NearestSpelling.of(name, among: Profile.Prompt.names)
        log.report(
            "\(field.path): unknown prompt \(name.quoted); "
                + (nearest.map { "did you mean \($0.quoted)?" }
                    ?? "write \(Profile.Prompt.names.joined(separator: ", ")), "
                    + "or {text: \"...\"} for a text of your own"),
            at: field.mark, keyPath: field.path, found: name, suggestion: nearest)
        return nil
    }

    private func readObjectives(_ section: YAMLSection, _ key: String) -> [Objective]? {
        guard let items = section.field(key)?.items() else { return nil }
        return items.compactMap { item in
            guard let text = item.scalar(expected: "an objective such as \"ttft p95 <= 2s\"") else {
                return nil
            }
            do {
                return try Objective.parse(text)
            } catch {
                item.report("\(error)", text)
                return nil
            }
        }
    }
}
