import Inference

/// What the requests of one run brought.
struct Figures {
    private var tokens = 0
    private var coalesced = 0
    private var failures: [String: Int] = [:]
    private var firstTokens: [Double] = []
    private var gaps: [Double] = []

    /// Counts one request.
    mutating func add(_ measured: MeasuredRequest) {
        tokens += measured.chunkCount
        coalesced += measured.chunkCount - measured.meaningfulReadCount
        guard measured.outcome.isSuccess else {
            failures["\(measured.outcome)", default: 0] += 1
            return
        }
        if let first = measured.timeToFirstToken { firstTokens.append(first.seconds * 1e3) }
    }

    /// Adds what another stream counted.
    mutating func merge(_ other: Figures) {
        tokens += other.tokens
        coalesced += other.coalesced
        failures.merge(other.failures, uniquingKeysWith: +)
        firstTokens += other.firstTokens
    }

    /// The figures as text, one a line.
    func summary(used: ProcessUsage, since: ProcessUsage, wall: Duration) -> String {
        let processor = used.processorSeconds - since.processorSeconds
        let sorted = firstTokens.sorted()
        func quantile(_ share: Double) -> Double {
            sorted.isEmpty ? .nan : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        }
        var lines = [
            "tokens \(tokens), coalesced \(coalesced)",
            "cpu per token \(rounded(processor / Double(max(1, tokens)) * 1e6)) us",
            "wall \(rounded(wall.seconds)) s, \(Int(Double(tokens) / wall.seconds)) tokens/s",
            "ttft p50 \(rounded(quantile(0.5))) ms, p99 \(rounded(quantile(0.99))) ms",
            "peak memory \(rounded(used.peakMegabytes)) MB",
            "context switches \(used.switches - since.switches)",
        ]
        for (outcome, count) in failures.sorted(by: { $0.key < $1.key }) {
            lines.append("failed \(count): \(outcome)")
        }
        return lines.joined(separator: "\n")
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
