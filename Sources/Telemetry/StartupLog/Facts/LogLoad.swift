/// One periodic line of an engine about its load.
struct LogLoad: Sendable {
    let running: Int
    let waiting: Int
    /// A ratio.
    let kvUsage: Double?
    /// Since the line before.
    let preemptions: Int?

    /// vLLM: `Running: 2 reqs, Waiting: 4 reqs, GPU KV cache usage: 0.6%`; percent here.
    init?(vllm text: String) {
        guard let running = LogText.number(after: "Running: ", in: text),
            let waiting = LogText.number(after: "Waiting: ", in: text)
                ?? LogText.number(after: "Pending: ", in: text)
        else { return nil }
        self.running = Int(running)
        self.waiting = Int(waiting)
        kvUsage = LogText.number(after: "KV cache usage: ", in: text).map { $0 / 100 }
        preemptions = LogText.number(after: "Preemptions: ", in: text).map { Int($0) }
    }

    /// SGLang: `#running-req: 2, ..., token usage: 0.12, ..., #queue-req: 4`; a ratio here.
    init?(sglang text: String) {
        guard let running = LogText.number(after: "#running-req: ", in: text) else { return nil }
        self.running = Int(running)
        waiting = LogText.number(after: "#queue-req: ", in: text).map { Int($0) } ?? 0
        kvUsage = LogText.number(after: "token usage: ", in: text)
        preemptions = LogText.number(after: "#retracted-req: ", in: text).map { Int($0) }
    }
}

/// The periodic lines of one engine so far.
struct LogLoadSummary: Sendable {
    private var lines = 0
    private var runningMax = 0
    private var waitingMax = 0
    private var kvUsageMax: Double?
    private var preemptions: Int?
    /// Lines with waiting requests.
    private var contended = 0
    private var contendedKVUsageMax = 0.0
    /// Lines with waiting requests and as many running as ever seen.
    private var atMaximum: LogStatistics.Plateau?

    mutating func add(_ load: LogLoad, line: Int) {
        lines += 1
        waitingMax = max(waitingMax, load.waiting)
        if let usage = load.kvUsage { kvUsageMax = max(kvUsageMax ?? 0, usage) }
        if let count = load.preemptions { preemptions = (preemptions ?? 0) + count }
        if load.running > runningMax {
            runningMax = load.running
            atMaximum = nil
        }
        guard load.waiting > 0 else { return }
        contended += 1
        contendedKVUsageMax = max(contendedKVUsageMax, load.kvUsage ?? 0)
        guard load.running == runningMax, load.running > 0 else { return }
        atMaximum = LogStatistics.Plateau(
            running: runningMax, lines: (atMaximum?.lines ?? 0) + 1,
            firstLine: atMaximum?.firstLine ?? line, lastLine: line)
    }

    func statistics(scope: String?) -> LogStatistics? {
        guard lines > 0 else { return nil }
        let isLimit =
            (atMaximum?.lines ?? 0) >= 3 && (atMaximum?.lines ?? 0) * 2 >= contended
            && contendedKVUsageMax < 0.8 && (preemptions ?? 0) == 0
        return LogStatistics(
            scope: scope, lines: lines, runningMax: runningMax, waitingMax: waitingMax,
            kvUsageMax: kvUsageMax, preemptions: preemptions, plateau: isLimit ? atMaximum : nil)
    }
}
