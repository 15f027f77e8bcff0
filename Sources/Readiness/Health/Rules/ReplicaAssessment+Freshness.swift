import Estimates
import Inference
import Signals

extension ReplicaAssessment {
    /// Whether the replica answers, and how far its metrics can be trusted.
    var freshnessItems: [HealthItem] {
        [
            availabilityItem, healthPathItem, thinItem, ageItem, durationItem, lostScrapesItem,
            frozenItem,
            restartItem, clockItem,
        ].compactMap(\.self)
    }

    private var observation: ReplicaObservation { readings.observation }

    private var availabilityItem: HealthItem? {
        if let failure = observation.failure {
            let isDown = failure.meaning == .down && !observation.isExporter
            return rule(
                isDown ? "down" : "metrics", isDown ? "answers" : "metrics", in: .freshness,
                isDown ? .critical : .unknown, isVital: !observation.isExporter,
                brief: failure.reason, evidence: Self.sentence(failure.reason), next: failure.advice
            )
        }
        guard !observation.isExporter else { return nil }
        guard observation.scrapes > 0 || observation.detection != nil else {
            return rule(
                "metrics", "metrics", in: .freshness, .unknown, isVital: true,
                brief: "nothing was read",
                evidence: "The window ended before the first answer.",
                next: "give it more time with --watch")
        }
        if let detection = observation.detection, detection.isRouter {
            return rule(
                "metrics", "metrics", in: .freshness, .unknown, isVital: true,
                brief: "a router's metrics, not an engine's",
                evidence: "These are the series of vLLM's production-stack router, which knows "
                    + "nothing of the engines' caches and queues.",
                next: "name the engines behind the router, one --replica each")
        }
        let vital: [Signal] = [.running, .waiting, .kvCacheUsage, .generationTokens]
        guard vital.contains(where: isExposed) else {
            return rule(
                "metrics", "metrics", in: .freshness, .unknown, isVital: true,
                brief: "no metrics of a known engine",
                evidence: "The body has no series of a known engine's load.",
                next: "name the engine's own metrics URL; firstlight gate measures from outside")
        }
        return nil
    }

    private var healthPathItem: HealthItem? {
        observation.unhealthyAnswer.map { answer in
            rule(
                "health_path", "/health", in: .freshness, .critical,
                brief: "/health answers \(answer)",
                evidence: "The metrics are there, but /health answers \(answer).",
                next: "look at the engine's log: its front end lives, the engine does not")
        }
    }

    /// What a store saw once or twice has levels and no rates, and is not called healthy.
    private var thinItem: HealthItem? {
        guard observation.failure == nil, let thinness = window.thinness else { return nil }
        return rule(
            "thin_window", "scrapes in the window", in: .freshness, .unknown, isVital: true,
            estimate: .exact(Double(window.scrapes), provenance: .sampledGauge),
            brief: thinness,
            evidence: Self.sentence(thinness)
                + " Rates, percentiles and errors are unknown: they take "
                + "\(HealthWindow.storeScrapesLeast).",
            next: "take a longer --window, or let the store scrape more often")
    }

    private var ageItem: HealthItem? {
        guard let now = nowSeconds, let last = observation.lastReadSeconds else { return nil }
        let age = max(0, now - last)
        let grade: HealthGrade = age > Self.ageMost ? .unknown : .healthy
        return rule(
            "age", "age of the last scrape", in: .freshness, grade, isVital: true,
            estimate: .exact(age, provenance: .client), unit: .seconds,
            evidence: "The last scrape is \(HealthFigure.text(age, .seconds)) old.",
            next: grade == .unknown ? "find out why nothing newer is there" : nil)
    }

    /// As long as Prometheus keeps an old sample: what is older says nothing of now.
    static let ageMost = 300.0

    private var durationItem: HealthItem? {
        guard let longest = observation.longestScrape else { return nil }
        let isSlow = longest > Self.scrapeMost
        return rule(
            "scrape_duration", "longest scrape", in: .freshness, isSlow ? .warning : .healthy,
            estimate: .exact(longest.seconds, provenance: .client), unit: .seconds,
            evidence: "The slowest of \(Self.counted(observation.scrapes, "scrape")) took "
                + "\(HealthFigure.text(longest.seconds, .seconds)); warning above "
                + "\(DurationText.exact(Self.scrapeMost)).",
            next: isSlow ? "an API server this slow keeps users waiting too: look at its CPU" : nil)
    }

    /// Reading counters is the least a server does; one that needs a second for it is starved.
    static let scrapeMost = Duration.seconds(1)

    private var lostScrapesItem: HealthItem? {
        guard observation.failure == nil, observation.failedScrapes > 0 else { return nil }
        let all = observation.scrapes + observation.failedScrapes
        return rule(
            "lost_scrapes", "lost scrapes", in: .freshness, .warning,
            brief: "\(observation.failedScrapes) of \(all) scrapes failed",
            evidence: "\(observation.failedScrapes) of \(all) scrapes failed, and the last one "
                + "did not.")
    }

    /// Requests run and not one number moves: this is a picture of the past.
    private var frozenItem: HealthItem? {
        guard observation.hasChanged == false, observation.scrapes >= Self.plateauScrapesLeast,
            let running = readings.value(.running, .maximum), running > 0
        else { return nil }
        return rule(
            "frozen", "frozen metrics", in: .freshness, .unknown, isVital: true,
            brief: "the metrics are frozen",
            evidence: "\(HealthFigure.text(running, .number)) requests run, yet no sample changed "
                + "over \(windowText): the exporter serves an old body or the engine stands still.",
            next: "check for a cache in front of the metrics, then the engine's log")
    }

    private var restartItem: HealthItem? {
        // Start times are computed from the boot time, which clocks correct by fractions.
        if let moved = readings.processStartMoved, moved > 1 {
            return rule(
                "restarted", "restart", in: .freshness, .warning,
                brief: "it started again during the window",
                evidence: "A process of this replica started again during the window.",
                next: "find out why it ended: kubectl describe pod, dmesg")
        }
        guard let fallen = observation.fallenCounter else { return nil }
        let isRecorded = readings.window.kind == .recorded
        return rule(
            "restarted", "restart", in: .freshness, .warning,
            brief: "counters fell during the window",
            evidence: "\(fallen.name) fell from \(HealthFigure.text(fallen.before, .number)) to "
                + "\(HealthFigure.text(fallen.after, .number)) between two scrapes: the engine "
                + "started again, "
                + (isRecorded
                    ? "or the bodies are not in the order of time."
                    : "or several of them answer at this address."),
            next: isRecorded
                ? "name the older body first"
                : "look for a restart in the engine's log; name each replica by its own address")
    }

    private var clockItem: HealthItem? {
        // Readings of the past have times that were said, not measured.
        guard nowSeconds != nil else { return nil }
        if let offset = readings.clockOffset, abs(offset) > Self.offsetMost {
            return rule(
                "clock", "clock", in: .freshness, .warning, role: .informs,
                estimate: .exact(offset, provenance: .sampledGauge), unit: .seconds,
                evidence: "The node's clock is \(HealthFigure.text(abs(offset), .seconds)) "
                    + (offset > 0 ? "ahead of" : "behind") + " ours.",
                next: "check the time service of both machines")
        }
        guard let start = readings.processStart, let last = observation.lastReadSeconds,
            start > last + Self.offsetMost
        else { return nil }
        let ahead = start - last
        return rule(
            "clock", "clock", in: .freshness, .warning, role: .informs,
            estimate: .exact(ahead, provenance: .sampledGauge), unit: .seconds,
            evidence: "The process says it started in \(HealthFigure.text(ahead, .seconds)) from "
                + "now: a clock is wrong.",
            next: "check the time service of both machines")
    }

    /// Start times are rounded, and scrapes take time.
    static let offsetMost = 2.0
}
