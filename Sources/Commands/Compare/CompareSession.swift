import Comparison
import Foundation
import Load
import Readiness
import Reports

/// One run of `firstlight compare`, from the two sides to the exit code.
struct CompareSession {
    let command: CompareCommand
    let console: Console

    /// Reads or measures both sides, compares and prints.
    ///
    /// - Returns: The exit status that the verdict asks for.
    /// - Throws: `UsageError`, `ProfileErrors` or `GateError` when there is nothing to compare, or
    ///   the result cannot be printed.
    func run() async throws -> ExitStatus {
        let report = try await report()
        try print(report)
        return ExitStatus.of(report)
    }

    private func report() async throws -> ComparisonReport {
        if let first = command.demo, let second = command.against {
            return try await DemoEndpoint.withEndpoint(first) { baseline in
                try await DemoEndpoint.withEndpoint(second) { candidate in
                    try await demonstration(baseline, candidate, names: ("\(first)", "\(second)"))
                }
            }
        }
        let targets = [command.baseline, command.candidate].compactMap(\.self)
        for target in targets { try CompareTarget.check(target) }
        let areRuns = targets.map(CompareTarget.isRun)
        guard areRuns[0] == areRuns[1] else {
            let (live, run) = areRuns[0] ? (targets[1], targets[0]) : (targets[0], targets[1])
            throw UsageError(
                "\(run) is recorded and \(live) is live: measure it first, as in firstlight probe "
                    + "\(live) --count 100 > live.jsonl, or compare two live endpoints in turns")
        }
        return areRuns[0]
            ? try recorded(targets[0], targets[1])
            : try await live(targets.map { try profile($0) }, places: nil)
    }

    // MARK: - Recorded runs

    private func recorded(_ baseline: String, _ candidate: String) throws -> ComparisonReport {
        let (first, firstNotes) = try read(baseline)
        let (second, secondNotes) = try read(candidate)
        let shared = RequestMarks(first).shared(with: RequestMarks(second))
        guard shared == 0 else {
            let requests = shared == 1 ? "the same request" : "the same \(shared) requests"
            throw UsageError(
                "\(baseline) and \(candidate) hold \(requests): a run says nothing against "
                    + "itself; name two that were measured apart")
        }
        let now = Date()
        var report = Comparison.report(
            baseline: ComparedSide(place: baseline, records: first),
            candidate: ComparedSide(place: candidate, records: second),
            plan: try command.judgement.plan(),
            name: command.output.name
                ?? "\(Self.name(candidate)) against \(Self.name(baseline))",
            now: now)
        report.notes += firstNotes + secondNotes
        if let root = command.output.output {
            let directory = try folder(root, startedAt: now)
            try directory.append(first, of: .baseline)
            try directory.append(second, of: .candidate)
            keep(&report, in: directory)
        }
        return report
    }

    private func read(_ path: String) throws(UsageError) -> ([ProbeRecord], [String]) {
        let (file, data) = try RecordedFile.read(path)
        do throws(ProbeFileError) {
            return try ProbeFile.read(data, file: file)
        } catch {
            throw UsageError("\(error)")
        }
    }

    private static func name(_ path: String) -> String {
        let name = (path as NSString).lastPathComponent
        return name.isEmpty ? path : name
    }

    // MARK: - Live endpoints

    private func profile(_ target: String) throws -> Profile {
        try ProfileSource.profile(
            target: target, overrides: command.load.overrides, environment: console.environment)
    }

    private func demonstration(
        _ baseline: DemoEndpoint, _ candidate: DemoEndpoint, names: (String, String)
    ) async throws -> ComparisonReport {
        var overrides = command.load.overrides
        // The scenario's own load is what shows its fault.
        overrides.concurrency = command.load.concurrency
        let environment = console.environment
        var first = try baseline.profile(overrides: overrides, environment: environment)
        var second = try candidate.profile(overrides: overrides, environment: environment)
        if command.load.concurrency == nil {
            let most = max(first.workload.concurrency, second.workload.concurrency)
            first.workload.concurrency = most
            second.workload.concurrency = most
        }
        return try await live(
            [first, second], places: ["demo \(names.0)", "demo \(names.1)"])
    }

    private func live(_ profiles: [Profile], places: [String]?) async throws -> ComparisonReport {
        let isDemo = places != nil
        var profiles = profiles
        let areAlike = profiles[0].workload == profiles[1].workload
        profiles[1].workload = profiles[0].workload
        try OpenFileLimit.require(
            connections: (isDemo ? 4 : 2) * profiles[0].workload.concurrency)
        let startedAt = Date()
        let directory =
            command.output.keepsNothing
            ? nil : try folder(command.output.output ?? "runs", startedAt: startedAt)
        let measurement = CompareMeasurement(
            profiles: (profiles[0], profiles[1]), options: command.load, startedAt: startedAt,
            directory: directory, console: console, isQuiet: command.output.quiet)
        let measured: CompareMeasurement.Result
        do {
            measured = try await measurement.run()
        } catch {
            directory?.discard()
            throw error
        }
        let shown = places ?? profiles.map { $0.target.url.text }
        var report = Comparison.report(
            baseline: ComparedSide(place: shown[0], records: measured.baseline),
            candidate: ComparedSide(place: shown[1], records: measured.candidate),
            plan: try command.judgement.plan(),
            name: command.output.name
                ?? (isDemo ? "\(shown[1]) against \(shown[0])" : profiles[1].name),
            now: startedAt)
        report.notes += measured.notes
        if !areAlike, !isDemo {
            report.notes.append("both were asked as the baseline's profile says")
        }
        report.interruptedBy = measured.signal
        if let lag = measured.lag { report.excuse(lag: lag) }
        if let directory { keep(&report, in: directory) }
        return report
    }

    // MARK: - What is kept and printed

    private func folder(_ root: String, startedAt: Date) throws(UsageError) -> ComparisonDirectory {
        do {
            return try ComparisonDirectory.create(root: root, startedAt: startedAt)
        } catch {
            throw UsageError("\(error); choose another folder with --output, or --no-output")
        }
    }

    private func keep(_ report: inout ComparisonReport, in directory: ComparisonDirectory) {
        report.directory = directory.path
        do {
            try directory.finish(report)
        } catch {
            // The verdict stands; that it could not be kept must be said.
            console.note("error: \(error)")
            report.directory = nil
        }
    }

    private func print(_ report: ComparisonReport) throws(UsageError) {
        let style = TerminalStyle(
            color: console.outHasColor, width: console.width, verbose: command.output.verbose)
        let text =
            switch command.output.format {
            case .text: ComparisonTerminalReport.render(report, style: style)
            case .json: String(decoding: ComparisonJSONReport.render(report), as: UTF8.self)
            case .markdown: ComparisonMarkdownReport.render(report)
            case .html: ComparisonHTMLReport.render(report)
            }
        try console.out(text)
    }
}
