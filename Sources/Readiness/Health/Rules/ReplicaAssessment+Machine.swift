import Estimates
import Signals

extension ReplicaAssessment {
    /// The GPUs below; they inform and never move the grade of the whole.
    var gpuItems: [HealthItem] {
        var items = machineItems(of: Dialect.of(.dcgm), in: .gpu)
        // The gauge keeps the last code for ever: new is what was another number before.
        if let last = readings.value(.gpuXid, .maximum),
            let first = readings.value(.gpuXid, .minimum), last > 0, first != last
        {
            let code = HealthFigure.text(last, .number)
            items.append(
                rule(
                    "gpu_xid_new", "new XID error", in: .gpu, .warning, role: .informs,
                    evidence: "The driver reported XID \(code) during the window.",
                    next: "look XID \(code) up in NVIDIA's list and in the kernel's log"))
        }
        return items
    }

    /// The node below; it informs.
    var nodeItems: [HealthItem] { machineItems(of: Dialect.of(.node), in: .node) }

    private func machineItems(of dialect: Dialect?, in section: HealthSection) -> [HealthItem] {
        let signals = Signal.allCases.filter { dialect?.sources[$0] != nil }
        return signals.flatMap { signal -> [HealthItem] in
            let graded = ranges[signal].compactMap { range in
                readings[signal, range.statistic].map {
                    self.graded(signal, range, $0, in: section)
                }
            }
            guard graded.isEmpty else { return graded }
            let statistic: SignalStatistic = signal.definition.kind == .counter ? .rate : .value
            return [shown(signal, statistic, in: section)].compactMap(\.self)
        }
    }
}
