import Exposition
import Signals

extension ServerClues {
    func hostBusy(_ story: ServerStory) -> ClueFinding {
        var best: ClueFinding?
        var calm = 0
        var known = 0
        for node in story.nodes {
            let usage = node.rates(.nodeProcessorUsage)
            guard usage.count >= 3 else { continue }
            known += 1
            let levels = usage.map { (seconds: $0.end, value: $0.value) }
            let sorted = levels.map(\.value).sorted()
            let most = Sample.quantile(sorted: sorted, 0.9)
            let least = Sample.quantile(sorted: sorted, 0.1)
            let pressure = node.increases(ExtraFamilies.pressure).map {
                $0.value / max($0.end - $0.start, 1e-3)
            }
            let waits = Sample.quantile(sorted: pressure.sorted(), 0.9)
            let steal = stolen(node)
            let isBusy = Self.longestRun(levels) { $0 >= 0.85 } > 0
            let rose = most - least >= 0.3 && most >= 0.5
            let figures = [Self.sampled("host processors busy", sorted, unit: "ratio")]
            let text =
                "the processors of \(node.instance) are up to \(ServerWords.percent(most)) busy"
                + (steal > 0.02 ? ", \(ServerWords.percent(steal)) stolen" : "")
                + (waits > 0.1
                    ? "; processes wait for one \(ServerWords.percent(waits)) of the time" : "")
            if isBusy || rose || steal >= 0.05 || waits >= 0.25 {
                let strength = max(
                    Self.strength(most, from: 0.5, to: 0.9),
                    Self.strength(max(steal * 2, waits), from: 0.1, to: 0.5))
                if strength > (best?.strength ?? 0) {
                    best = ClueFinding(
                        .hostBusy, .holds, strength: strength, text, figures: figures)
                }
            } else if most < 0.7 {
                calm += 1
            }
        }
        if let best { return best }
        guard known > 0 else {
            return .unknown(.hostBusy, "there are no pages of a node exporter")
        }
        guard calm == known else {
            return .unknown(.hostBusy, "the host is busy, but not full")
        }
        return ClueFinding(.hostBusy, .fails, "the host's processors are mostly idle")
    }

    /// The share of processor time that a hypervisor gave to others.
    private func stolen(_ node: MachineTrack) -> Double {
        guard let first = node.pages.first, let last = node.pages.last else { return 0 }
        func seconds(_ page: MetricPage, _ mode: String?) -> Double {
            page.samples(ExtraFamilies.processors).filter {
                mode == nil || $0.label("mode") == mode
            }.reduce(0) { $0 + $1.value }
        }
        let whole = seconds(last, nil) - seconds(first, nil)
        guard whole > 0 else { return 0 }
        return max(0, (seconds(last, "steal") - seconds(first, "steal")) / whole)
    }
}
