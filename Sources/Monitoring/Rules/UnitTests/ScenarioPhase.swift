/// A span of time in which a series keeps to one value.
struct ScenarioPhase {
    /// Samples, one a minute.
    let minutes: Int
    /// The level of a gauge, or the growth of a counter per minute; nil for no samples.
    let value: Double?

    init(_ minutes: Int, _ value: Double?) {
        self.minutes = minutes
        self.value = value
    }
}

extension [ScenarioPhase] {
    /// A gauge's samples as promtool reads them.
    var levels: String {
        enumerated().map { index, phase in
            guard let value = phase.value else { return gap(index) }
            return "\(ScenarioNumber.plain(value))+0x\(phase.minutes - 1)"
        }.joined(separator: " ")
    }

    /// A counter's samples as promtool reads them; it begins at 0.
    var totals: String {
        var total = 0.0
        return enumerated().map { index, phase in
            guard let value = phase.value else { return gap(index) }
            defer { total += value * Double(phase.minutes) }
            return
                "\(ScenarioNumber.plain(total))+\(ScenarioNumber.plain(value))x\(phase.minutes - 1)"
        }.joined(separator: " ")
    }

    /// A span without samples: the series is gone at once, or not there yet.
    private func gap(_ index: Int) -> String {
        let minutes = self[index].minutes
        if index == 0 { return "_x\(minutes)" }
        return minutes == 1 ? "stale" : "stale _x\(minutes - 1)"
    }
}
