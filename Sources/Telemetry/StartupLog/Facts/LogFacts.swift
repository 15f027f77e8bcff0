import Signals

/// What the lines of one source, a container or the whole log, have told so far.
struct LogFacts: Sendable {
    /// An engine with many ranks has as many entries; a log that claims more is no such log.
    private static let ranksMax = 1024

    private(set) var engine: Sourced<EngineKind>?
    private(set) var version: Sourced<String>?
    private(set) var model: Sourced<String>?
    private(set) var arguments: [String: String] = [:]
    private(set) var facts: [String?: [EngineLimit.Kind: LogFact]] = [:]
    private(set) var load: [String?: LogLoadSummary] = [:]
    private(set) var restarts = 0
    /// Whether the engine has told what it computed, so that another banner is another start.
    private var isStarted = false
    /// A Rust structure that goes on over several lines, and the line it began in.
    private var openArguments: (text: String, line: Int)?

    /// Whether anything of an engine was there.
    var isTelling: Bool { engine != nil }

    // MARK: - Lines

    /// Whether the next line must be read even without a marker.
    var expectsMore: Bool { openArguments != nil }

    /// Reads a line in which markers were found, or one that `expectsMore` asks for.
    mutating func read(_ line: LogLine, _ markers: [LogMarker]) {
        if let open = openArguments {
            let text = open.text + line.text + "\n"
            let isClosed = line.text.hasPrefix("}") || text.utf8.count > 20_000
            openArguments = isClosed ? nil : (text, open.line)
            if isClosed { readLauncherArguments(text[...], line: open.line) }
            return
        }
        for marker in markers { read(marker, line) }
    }

    /// Arguments that the log's end has cut off.
    mutating func finish() {
        guard let open = openArguments else { return }
        openArguments = nil
        readLauncherArguments(open.text[...], line: open.line)
    }

    // MARK: - Notes

    /// Remembers which engine writes here; the first one that shows itself.
    mutating func note(engine kind: EngineKind, _ line: LogLine) {
        engine = engine ?? Sourced(kind, source: "log line \(line.number)")
    }

    mutating func note(version text: String?, _ line: LogLine) {
        guard let text else { return }
        version = version ?? Sourced(text, source: "log line \(line.number)")
    }

    mutating func note(model text: String?, _ line: LogLine) {
        guard let text else { return }
        model = model ?? Sourced(text, source: "log line \(line.number)")
    }

    mutating func note(
        _ kind: EngineLimit.Kind, _ value: Double?, _ line: LogLine,
        _ weight: LogFact.Weight = .computed
    ) {
        note(kind, value, line: line.number, text: line.text, rank: line.rank, weight)
    }

    mutating func note(_ load: LogLoad?, rank: String?, _ line: LogLine) {
        guard let load, self.load[rank] != nil || self.load.count < Self.ranksMax else { return }
        self.load[rank, default: LogLoadSummary()].add(load, line: line.number)
    }

    /// Arguments, and the limits among them by the engine's names.
    mutating func note(
        arguments found: [String: String], line: Int, limits: [String: EngineLimit.Kind]
    ) {
        arguments.merge(found) { _, new in new }
        for (name, kind) in limits {
            guard let text = found[name], let value = Double(text) else { continue }
            note(kind, value, line: line, text: "\(name) = \(text)", rank: nil, .given)
        }
    }

    /// The beginning of a start: what an earlier start told no longer holds.
    mutating func noteStart() {
        guard isStarted else { return }
        let count = restarts + 1
        self = LogFacts()
        restarts = count
    }

    private mutating func note(
        _ kind: EngineLimit.Kind, _ value: Double?, line: Int, text: String, rank: String?,
        _ weight: LogFact.Weight
    ) {
        guard let value, value.isFinite, value > 0,
            facts[rank] != nil || facts.count < Self.ranksMax
        else { return }
        if weight == .computed { isStarted = true }
        let fact = LogFact(
            value: value, weight: weight, line: line, text: String(text.prefix(300)))
        if let known = facts[rank]?[kind], !fact.replaces(known) { return }
        facts[rank, default: [:]][kind] = fact
    }

    // MARK: - TGI's arguments, which may take many lines

    mutating func openLauncherArguments(_ line: LogLine) {
        guard let found = line.text.firstRange(of: "Args {") else { return }
        let text = line.text[found.upperBound...]
        if text.contains("}") {
            readLauncherArguments(text, line: line.number)
        } else {
            openArguments = (text + "\n", line.number)
        }
    }

    private mutating func readLauncherArguments(_ text: Substring, line: Int) {
        let found = ArgumentText.parse(text)
        if let name = found["model_id"] {
            model = model ?? Sourced(name, source: "log line \(line)")
        }
        note(
            arguments: found, line: line,
            limits: [
                "max_concurrent_requests": .admittedRequests, "max_total_tokens": .contextTokens,
                "max_batch_total_tokens": .kvCacheTokens, "max_batch_size": .runningRequests,
                "max_batch_prefill_tokens": .batchTokens,
            ])
    }
}
