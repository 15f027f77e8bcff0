import Testing

/// One way to gate a real engine, and what must come of it.
struct GateScenario: Sendable {
    /// What is asked, as a reader of the test's output should see it.
    var name: String
    /// What follows `firstlight gate URL` on the command line.
    var arguments: [String]
    var exitCode: Int32
    /// As in JSON: `READY`, `NOT_READY`, `INCONCLUSIVE`.
    var verdict: String
    /// The class of the refusal; nil where nothing is refused.
    var failureClass: String?
    /// How many measured requests the decision may take.
    var probes: ClosedRange<Int>
}

extension GateScenario: CustomTestStringConvertible {
    var testDescription: String { name }
}

extension GateScenario {
    /// What every engine must be judged to be, whatever its make.
    ///
    /// The tiny model answers in milliseconds, so 2 s is always kept and 1 ms never. A p95 takes
    /// 77 clean probes at 95 % confidence; a promise that every probe breaks is refused after a
    /// few, plus those in flight.
    static let common = [
        GateScenario(
            name: "a limit it keeps",
            arguments: ["--model", "tiny", "--objective", "ttft p95 <= 2s", "--max-probes", "120"],
            exitCode: 0, verdict: "READY", failureClass: nil, probes: 77...120),
        GateScenario(
            name: "a limit it cannot keep",
            arguments: [
                "--model", "tiny", "--objective", "ttft p95 <= 1ms", "--max-probes", "120",
            ],
            exitCode: 1, verdict: "NOT_READY", failureClass: "performance", probes: 2...20),
        GateScenario(
            name: "too few probes to tell",
            arguments: ["--model", "tiny", "--objective", "ttft p95 <= 2s", "--max-probes", "20"],
            exitCode: 3, verdict: "INCONCLUSIVE", failureClass: "evidence", probes: 20...20),
        GateScenario(
            name: "a prompt longer than its context",
            arguments: [
                "--model", "tiny", "--objective", "ttft p95 <= 2s", "--max-probes", "120",
                "--prompt-tokens", "6000",
            ],
            exitCode: 1, verdict: "NOT_READY", failureClass: "configuration", probes: 0...20),
    ]

    /// A name the server does not serve.
    ///
    /// vLLM answers 404; llama.cpp answers, whatever it is called.
    static let wrongModel = GateScenario(
        name: "a model it does not serve",
        arguments: [
            "--model", "no-such-model", "--objective", "ttft p95 <= 2s", "--max-probes", "120",
        ],
        exitCode: 1, verdict: "NOT_READY", failureClass: "configuration", probes: 0...20)
}
