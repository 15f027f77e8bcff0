import Exposition
import Signals

extension EngineTrack {
    /// The longest run of scrapes with the same gauges that an engine at work cannot show.
    ///
    /// A cache that serves running requests takes a block every few steps and gives a request's blocks
    /// back at its end. Its usage may still be the same at several scrapes: under saturation as many
    /// requests run all the time, and small ones hold one or two blocks each. So the run has to last
    /// for half a minute, over which every running request took many blocks, and the same usage
    /// so often in a row has to be beyond chance.
    static func frozenRun(
        _ pages: [MetricPage], _ readings: [SignalReading], _ intervals: [ScrapeInterval]
    ) -> Range<Int>? {
        var best: Range<Int>?
        var first = 0
        for index in readings.indices.dropFirst() {
            let isSame = standsStill(
                readings[index - 1], readings[index], intervals[index - 1])
            if !isSame { first = index }
            let run = first..<(index + 1)
            if run.count > (best?.count ?? 3), isBeyondChance(run, pages, readings, intervals) {
                best = run
            }
        }
        return best
    }

    /// For how long gauges have to stand still, in seconds.
    private static let shortestStandstill = 30.0
    /// How many blocks each running request has to have taken meanwhile.
    private static let blocksTaken = 20.0
    /// How likely a run of the same usage may be in an engine at work.
    private static let chance = 0.001
    /// Tokens of a block where the page does not tell.
    private static let usualBlock = 16.0
    /// How likely two scrapes tell the same usage where the page does not tell the cache's size.
    private static let usualRepeat = 0.3

    private static func standsStill(
        _ before: SignalReading, _ after: SignalReading, _ interval: ScrapeInterval
    ) -> Bool {
        before.gauge(.kvCacheUsage) == after.gauge(.kvCacheUsage)
            && before.gauge(.running) == after.gauge(.running)
            && before.gauge(.waiting) == after.gauge(.waiting)
            && (after.gauge(.kvCacheUsage) ?? 0) > 0
            && (interval.increase(.generationTokens) ?? 0) > 0
    }

    private static func isBeyondChance(
        _ run: Range<Int>, _ pages: [MetricPage], _ readings: [SignalReading],
        _ intervals: [ScrapeInterval]
    ) -> Bool {
        let last = run.upperBound - 1
        guard pages[last].seconds - pages[run.lowerBound].seconds >= shortestStandstill else {
            return false
        }
        let running = max(1, readings[last].gauge(.running) ?? 1)
        let tokens = intervals[run.lowerBound..<last].reduce(0) {
            $0 + ($1.increase(.generationTokens) ?? 0)
        }
        let block = cacheFact("block_size", pages[last]) ?? usualBlock
        guard tokens / block >= blocksTaken * running else { return false }
        var likely = usualRepeat
        if let pool = cacheFact("num_gpu_blocks", pages[last]) {
            let each = pool * (readings[last].gauge(.kvCacheUsage) ?? 0) / running
            // A request that fits one block leaves what the next one takes.
            guard each >= 1.5 else { return false }
            // Of requests at any age, each holds one block to twice the mean, as likely one as the
            // other: their sum is nearly normal, and two draws of it meet so often.
            let deviation = 2 * each * (running / 12).squareRoot()
            likely = min(0.9, 1 / (2 * Double.pi.squareRoot() * deviation))
        }
        var chance = 1.0
        for _ in run.dropFirst() { chance *= likely }
        return chance <= Self.chance
    }

    /// A number that vLLM tells of its cache in a label.
    private static func cacheFact(_ name: String, _ page: MetricPage) -> Double? {
        page.families.first { $0.name == "vllm:cache_config_info" }?.samples.first
            .flatMap { sample in sample.labels.first { $0.name == name } }
            .flatMap { Double($0.value) }.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }
}
