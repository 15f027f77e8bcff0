package import Estimates
import Exposition

/// What bodies of metrics tell, signal by signal, and what they lack.
package struct SignalSurvey: Sendable {
    /// One signal of a dialect.
    package struct Row: Sendable {
        package let signal: Signal
        /// The answers that the bodies give, in the order of the signal's statistics.
        package let answers: [Answer]
        /// The series that were read: those of the first source that is there.
        package let series: [String]
        /// Why there is no answer, a sentence; nil when there is one.
        package let gap: Gap?

        func replacing(_ answer: Answer, in answers: [Answer]) -> Row {
            Row(
                signal: signal,
                answers: answers.map { $0.statistic == answer.statistic ? answer : $0 },
                series: series, gap: gap)
        }
    }

    /// A statistic and what it came to.
    package struct Answer: Sendable {
        package let statistic: SignalStatistic
        package let estimate: Estimate
    }

    /// Why a signal has no answer.
    package enum Gap: Sendable, Hashable {
        /// None of the exporter's series for it is in the bodies.
        case absent(series: [String], releases: [String])
        /// The series are there and say nothing about this window: no observation, no second scrape.
        case quiet(String)
        /// The exporter has no such series in any release.
        case notExported
    }

    /// What the last body was found to be.
    package let detection: EngineDetection
    /// The exporters whose signals were looked for: the engine, and the machine where it is there.
    package let exporters: [ExporterKind]
    package let rows: [Row]
    /// Families of the last body that no signal reads, sorted; those of the process are left out.
    package let unread: [String]
    /// How many scrapes of each replica there were, of the one with the fewest.
    package let scrapeCount: Int
    /// The time between the first scrape and the last, in seconds.
    package let windowSeconds: Double

    /// - Parameters:
    ///   - scrapes: the bodies with their times, of one replica or many.
    ///   - signals: which signals to look for; all when empty.
    ///   - restriction: conditions for every series, such as a model's name.
    package init(
        _ scrapes: [TimedScrape], signals: [Signal] = [], restriction: [LabelMatcher] = []
    ) async {
        let last = scrapes.max { $0.unixSeconds < $1.unixSeconds }
        let families = last?.families ?? []
        detection = EngineDetection(families)
        let window = ScrapeWindow(scrapes)
        scrapeCount = window.scrapeCount
        windowSeconds = (window.lastScrape ?? 0) - (window.firstScrape ?? 0)

        var dialects: [Dialect] = []
        if let engine = Dialect.of(detection.kind) { dialects.append(engine) }
        dialects += Dialect.machine.filter { dialect in
            let names = dialect.sources.values.joined().flatMap(\.formula.selectors).map(\.name)
            return names.contains { !window.series(SeriesSelector($0)).isEmpty }
        }
        exporters = dialects.map(\.exporter)
        var rows: [Row] = []
        var read: Set<String> = []
        for dialect in dialects {
            let surveyor = Surveyor(
                window: window, dialect: dialect,
                naming: dialect.exporter == .engine(detection.kind) ? detection.naming : .plain,
                restriction: restriction, isWindow: scrapeCount > 1)
            for signal in Signal.allCases where Self.belongs(signal, to: dialect) {
                guard signals.isEmpty || signals.contains(signal) else { continue }
                rows.append(await surveyor.row(of: signal))
            }
            read.formUnion(surveyor.names)
        }
        self.rows = Self.narrowed(rows)
        unread = Self.unread(families, read: read)
    }

    /// The rows with an answer.
    package var known: [Row] { rows.filter { $0.gap == nil } }

    /// Whether a signal can be asked of an exporter at all: engines tell nothing of the machine,
    /// unless their dialect does.
    private static func belongs(_ signal: Signal, to dialect: Dialect) -> Bool {
        if dialect.sources[signal] != nil { return true }
        guard case .engine = dialect.exporter else { return false }
        return !Dialect.machine.contains { $0.sources[signal] != nil }
    }

    /// Every request waits, then gives its first token, then ends: what one histogram tells narrows
    /// the others.
    private static func narrowed(_ rows: [Row]) -> [Row] {
        let order: [Signal] = [.queueTime, .timeToFirstToken, .endToEndLatency]
        let places = order.map { signal in rows.firstIndex { $0.signal == signal } }
        var result = rows
        for statistic in SignalKind.histogram.statistics {
            guard case .quantile = statistic else { continue }
            let before = places.map { place in
                place.flatMap { index in
                    rows[index].answers.first { $0.statistic == statistic }?.estimate
                }
            }
            for (place, estimate) in zip(places, JointBounds.narrowed(before)) {
                guard let place, let estimate else { continue }
                result[place] = rows[place].replacing(
                    Answer(statistic: statistic, estimate: estimate), in: result[place].answers)
            }
        }
        return result
    }

    private static func unread(_ families: [MetricFamily], read: Set<String>) -> [String] {
        let isOfProcess = ["process_", "python_", "go_", "promhttp_"]
        let names = families.filter { family in
            !isOfProcess.contains { family.name.hasPrefix($0) }
                && !family.name.hasSuffix("_created") && !family.samples.isEmpty
                && !family.samples.contains { read.contains($0.name) }
        }
        return Set(names.map(\.name)).sorted()
    }
}
