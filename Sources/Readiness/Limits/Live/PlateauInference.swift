/// The slot limit as load shows it: running requests stand flat at a number while others wait and
/// neither memory nor preemptions explain it.
package enum PlateauInference {
    /// The share of the KV cache from which on memory may be what holds requests back.
    package static let kvCacheUsageMax = 0.8

    /// The share of the scrapes with waiting requests that must stand at the plateau: between the
    /// end of a request and the next step one slot is empty.
    static let plateauShare = 0.8

    /// Infers the slot limit of one engine.
    ///
    /// - Parameters:
    ///   - samples: scrapes of one replica, in the order they were taken.
    ///   - engines: data-parallel engines that the samples sum over.
    ///   - replica: the URL they came from.
    /// - Returns: the limit where at least two scrapes show the plateau; "at least" the highest
    ///   number of running requests otherwise; nil when nothing ran.
    package static func slots(
        _ samples: [LoadSample], engines: Int = 1, replica: String? = nil
    ) -> LimitReading? {
        guard let peak = samples.map(\.running).max(), peak >= 1 else { return nil }
        let saturated = samples.filter { $0.waiting >= 1 }
        let flat = saturated.filter { $0.running == peak }
        let evidence = words(samples, peak: peak, saturated: saturated, flat: flat)
        let perEngine = peak / Double(engines)
        let isPlateau =
            flat.count >= 2 && Double(flat.count) >= plateauShare * Double(saturated.count)
            && perEngine == perEngine.rounded() && isMemoryFree(saturated)
            && hasNoPreemptions(samples)
        return LimitReading(
            .runningRequests, isPlateau ? perEngine : perEngine.rounded(.up), .inferred,
            source: isPlateau
                ? "running flat at \(LimitText.number(peak)) while requests wait"
                : "as many ran at once",
            isLeast: !isPlateau, replica: replica, evidence: evidence)
    }

    /// What the scrapes leave open, as a sentence without its full stop; nil when they show a
    /// plateau or nothing at all.
    package static func obstacle(_ samples: [LoadSample]) -> String? {
        guard let last = samples.last else { return "no scrape told running and waiting requests" }
        let saturated = samples.filter { $0.waiting >= 1 }
        if saturated.isEmpty {
            return "nothing waited (\(LimitText.number(last.running)) running), so the slots were "
                + "not all taken"
        }
        if saturated.contains(where: { $0.kvCacheUsage == nil }) {
            return "the engine does not tell its KV-cache usage, so memory may hold requests back"
        }
        if !isMemoryFree(saturated) {
            return "the KV cache was \(percent(saturated)) full, so memory may hold requests back"
        }
        if !hasNoPreemptions(samples) { return "requests were preempted, so memory is short" }
        return saturated.count < 2 ? "one scrape shows no plateau" : nil
    }

    private static func isMemoryFree(_ samples: [LoadSample]) -> Bool {
        samples.allSatisfy { ($0.kvCacheUsage ?? 1) < kvCacheUsageMax }
    }

    private static func hasNoPreemptions(_ samples: [LoadSample]) -> Bool {
        let counts = Set(samples.map(\.preemptions))
        return counts.count <= 1
    }

    private static func percent(_ samples: [LoadSample]) -> String {
        LimitText.percent(samples.compactMap(\.kvCacheUsage).max() ?? 0)
    }

    private static func words(
        _ samples: [LoadSample], peak: Double, saturated: [LoadSample], flat: [LoadSample]
    ) -> String {
        let span = samples.last.map { $0.offset - samples[0].offset } ?? .zero
        var parts = [
            "\(LimitText.number(peak)) running in \(flat.count) of \(samples.count) scrapes"
        ]
        if samples.count > 1 { parts[0] += " over \(DurationText.rounded(span, digits: 2))" }
        if let most = saturated.map(\.waiting).max() {
            parts[0] += " while up to \(LimitText.number(most)) waited"
        } else {
            parts.append("nothing waited")
        }
        if !saturated.isEmpty, saturated.allSatisfy({ $0.kvCacheUsage != nil }) {
            parts.append("KV cache at most \(percent(saturated)) full")
        }
        if samples.count > 1, samples.allSatisfy({ $0.preemptions != nil }) {
            parts.append(hasNoPreemptions(samples) ? "no preemptions" : "with preemptions")
        }
        return parts.joined(separator: ", ")
    }
}
