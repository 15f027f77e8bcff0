import EngineModel

/// Prints published figures beside the model's, as Markdown.
enum ReproducedTables {
    static func printAll() throws {
        try printIncident()
        try printCounterfactuals()
        try printSweep()
    }

    // MARK: - KServe incident

    private struct Line: Sendable {
        let name: String
        let unit: Double
        let decimals: Int
        let published: (before: Double, after: Double)
        let figure: @Sendable (RunWindow) -> Double
    }

    private static let incident: [Line] = [
        Line(
            name: "TTFT p95, ms", unit: 1e3, decimals: 1, published: (7.25, 0.20387),
            figure: { $0.prometheusQuantile(0.95, of: \.timeToFirstToken) }),
        Line(
            name: "queue p95, ms", unit: 1e3, decimals: 1, published: (9.51, 0.285),
            figure: { $0.prometheusQuantile(0.95, of: \.queueTime) }),
        Line(
            name: "E2E p95, s", unit: 1, decimals: 3, published: (14.5, 9.75),
            figure: { $0.prometheusQuantile(0.95, of: \.endToEnd) }),
        Line(
            name: "ITL p95, ms", unit: 1e3, decimals: 3, published: (9.589e-3, 15.71e-3),
            figure: { $0.prometheusQuantile(0.95, of: \.interTokenLatency) }),
        Line(
            name: "output tok/s", unit: 1, decimals: 1, published: (227.8, 308.4),
            figure: { $0.outputTokensPerSecond }),
        Line(
            name: "KV usage p95, %", unit: 100, decimals: 2, published: (0.02, 0.0318),
            figure: { $0.kvCacheUsage.quantile(0.95) }),
    ]

    private static func printIncident() throws {
        print("KServe incident, 4 seeds x 3 windows of 300 s: mean [min, max] (residual)\n")
        print("| metric | before: model | published | after: model | published |")
        print("|---|---|---|---|---|")
        let before = try windows(slots: 2)
        let after = try windows(slots: 16)
        for line in incident {
            print(
                "| \(line.name) | \(cell(line, before, line.published.before)) "
                    + "| \(text(line.published.before * line.unit, line.decimals)) "
                    + "| \(cell(line, after, line.published.after)) "
                    + "| \(text(line.published.after * line.unit, line.decimals)) |")
        }
        print(
            "\nTruth behind it (mean over the windows): TTFT mean, p95; queue mean; E2E mean, s\n")
        for (name, windows) in [("before", before), ("after", after)] {
            let figures: [(RunWindow) -> Double] = [
                { $0.timeToFirstToken.mean }, { $0.timeToFirstToken.quantile(0.95) },
                { $0.queue.mean }, { $0.endToEnd.mean },
            ]
            let texts = figures.map { text(SampleStatistics(windows.map($0)).mean, 3) }
            print("- \(name): \(texts.joined(separator: ", "))")
        }
    }

    private static func windows(slots: Int) throws -> [RunWindow] {
        try (1...4).flatMap { seed in
            var run = try run(sessions: 3, slots: slots, seed: seed)
            try run.advance(to: 100)
            return try (0..<3).map { _ in try run.measure(seconds: 300) }
        }
    }

    private static func cell(_ line: Line, _ windows: [RunWindow], _ published: Double) -> String {
        let values = SampleStatistics(windows.map(line.figure))
        let residual = 100 * (values.mean / published - 1)
        let bounds = [values.sorted.first ?? .nan, values.max].map {
            text($0 * line.unit, line.decimals)
        }
        return "\(text(values.mean * line.unit, line.decimals)) "
            + "[\(bounds.joined(separator: ", "))] (\(residual < 0 ? "" : "+")\(text(residual, 1)) %)"
    }

    // MARK: - Counterfactuals

    private static func printCounterfactuals() throws {
        print("\nCounterfactuals, 600 s with 60 s of warm-up, mean of 6 seeds\n")
        print(
            "| sessions, slots | TTFT p95 reported / true, s | queue, s | E2E, s | ITL, ms | tok/s |"
        )
        print("|---|---|---|---|---|---|")
        let rows = [
            (1, 2), (2, 2), (3, 1), (3, 2), (3, 16), (4, 2), (6, 2), (16, 16), (20, 16),
        ]
        for (sessions, slots) in rows {
            let windows = try (1...6).map { seed in
                var run = try run(sessions: sessions, slots: slots, seed: seed)
                try run.advance(to: 60)
                return try run.measure(seconds: 540)
            }
            func mean(_ figure: (RunWindow) -> Double) -> Double {
                SampleStatistics(windows.map(figure)).mean
            }
            let reported = mean { $0.prometheusQuantile(0.95, of: \.timeToFirstToken) }
            let figures = [
                text(mean { $0.queue.mean }, 3), text(mean { $0.endToEnd.mean }, 2),
                text(mean { $0.interTokenLatency.mean } * 1e3, 2),
                text(mean { $0.outputTokensPerSecond }, 1),
            ]
            print(
                "| \(sessions), \(slots) | \(text(reported, 3)) / "
                    + "\(text(mean { $0.timeToFirstToken.quantile(0.95) }, 3)) | "
                    + figures.joined(separator: " | ") + " |")
        }
    }

    private static func run(sessions: Int, slots: Int, seed: Int) throws -> VirtualRun {
        var engine = Calibration.gemma26BOnL40S.engine
        engine.maxNumSeqs = slots
        return try VirtualRun(
            configuration: engine, costs: Calibration.gemma26BOnL40S.costs,
            workload: .kserveIncident(sessions: sessions), seed: UInt64(seed))
    }

    // MARK: - Readiness-gate sweep

    private static func printSweep() throws {
        print("\nReadiness-gate CPU sweep, 30 s, mean TTFT p50 of 8 seeds in ms / published\n")
        print("| workers | vLLM | Ollama |")
        print("|---|---|---|")
        let published: [(workers: Int, vllm: Double, ollama: Double)] = [
            (1, 110, 204), (2, 138, 622), (4, 225, 750), (8, 327, 2500), (16, 591, 6900),
        ]
        for row in published {
            let vllm = try sweepMedian(.vllmOnCPU, row.workers, .uniform(9...11))
            let ollama = try sweepMedian(.ollamaOnCPU, row.workers, .uniform(15...20))
            print(
                "| \(row.workers) | \(text(vllm, 0)) / \(text(row.vllm, 0)) "
                    + "| \(text(ollama, 0)) / \(text(row.ollama, 0)) |")
        }
    }

    private static func sweepMedian(
        _ calibration: Calibration, _ workers: Int, _ output: LengthDistribution
    ) throws -> Double {
        let medians = try (1...8).map { seed in
            var run = try VirtualRun(
                configuration: calibration.engine, costs: calibration.costs,
                workload: .readinessGateSweep(workers: workers, output: output),
                seed: UInt64(seed))
            return try run.measure(seconds: 30).timeToFirstToken.quantile(0.5)
        }
        return SampleStatistics(medians).mean * 1e3
    }

    // MARK: - Numbers

    /// A number with a fixed count of decimals.
    static func text(_ value: Double, _ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        guard decimals > 0 else { return "\(value < 0 ? "-" : "")\(Int(scaled))" }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
