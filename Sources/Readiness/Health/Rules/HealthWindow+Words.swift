import Inference

extension HealthWindow {
    /// Why a store's range has no rates, as a clause; nil when it has.
    var thinness: String? {
        guard isThin else { return nil }
        // As --window takes it.
        let time = DurationText.exact(duration).filter { $0 != " " }
        return "the window of \(time) holds "
            + ReplicaAssessment.counted(scrapes, "scrape")
    }
}
