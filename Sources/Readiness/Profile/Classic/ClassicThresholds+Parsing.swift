extension ClassicThresholds {
    /// Reads a `thresholds.yml` from a file.
    ///
    /// - Throws: ``ProfileErrors`` with every problem of the file.
    package static func load(path: String) throws(ProfileErrors) -> ClassicThresholds {
        try parse(yaml: TextFile.read(path), file: path)
    }

    /// Reads a `thresholds.yml` from a text.
    ///
    /// A key that firstlight does not know gives a note, because the file was written for another
    /// program. A value that cannot be meant is a problem.
    ///
    /// - Parameters:
    ///   - yaml: The text.
    ///   - file: What messages call the text.
    /// - Returns: The limits, the original defaults where none are written, and notes.
    /// - Throws: ``ProfileErrors`` with every problem of the text.
    package static func parse(
        yaml: String, file: String
    ) throws(ProfileErrors) -> ClassicThresholds {
        let document = try YAMLDocument(yaml, file: file)
        let log = ProblemLog(source: document.source)
        var thresholds = ClassicThresholds()
        if let root = document.rootField(log: log), !root.isNull {
            if let section = root.section(keys: ["sla", "gate"], unknown: .noted) {
                thresholds.readSLA(section, log)
                thresholds.readGate(section)
            }
        } else {
            log.report(
                "is empty; thresholds need at least sla, as in sla: {ttft_ms: 500}", at: nil,
                keyPath: "")
        }
        log.reportUnreadRepetitions(of: document)
        try log.throwIfAny()
        thresholds.notes = log.notes
        return thresholds
    }

    private mutating func readSLA(_ document: YAMLSection, _ log: ProblemLog) {
        let keys = [
            "ttft_ms", "latency_ms", "min_throughput", "min_tokens_per_sec", "max_error_rate",
        ]
        guard let section = document.section("sla", keys: keys, unknown: .noted) else {
            if document.field("sla").map(\.isNull) ?? true {
                log.note(
                    "sla is missing; only the error rate and gate.pass_rate are judged",
                    at: document.field("sla")?.keyMark)
            }
            return
        }
        ttft = section.field("ttft_ms").flatMap(ClassicValue.milliseconds)
        latency = section.field("latency_ms").flatMap(ClassicValue.milliseconds)
        minThroughput = ClassicValue.throughput(
            section, read: "min_throughput", ignored: "min_tokens_per_sec",
            reader: "the readiness-gate project")
        if let rate = section.field("max_error_rate").flatMap(ClassicValue.ratio) {
            maxErrorRate = rate
        }
    }

    private mutating func readGate(_ document: YAMLSection) {
        let keys = ["min_probes", "pass_rate"]
        guard let section = document.section("gate", keys: keys, unknown: .noted) else { return }
        if let count = section.field("min_probes")?.wholeNumber(in: ProfileLimits.probes) {
            minProbes = count
        }
        if let rate = section.field("pass_rate").flatMap(ClassicValue.ratio) { passRate = rate }
    }
}
