import ArgumentParser
import Capacity
import Diagnosis
import Foundation
import Inference
import Load
import Readiness
import Reports
import Synchronization

/// One run of `firstlight sweep`, from the endpoints to the exit code.
struct SweepSession {
    let command: SweepCommand
    let console: Console

    /// Runs the sweep.
    ///
    /// - Returns: The exit status that the answer asks for.
    /// - Throws: `ProfileErrors`, `UsageError` or `ValidationError` when nothing could be measured.
    func run() async throws -> ExitStatus {
        if let demo = command.endpoints.demo {
            let engines = try demo.engines()
            if command.endpoints.virtual { return try await sweep(virtual: engines) }
            return try await serve(engines[...], []) { try await sweep($0) }
        }
        let targets: [String?] =
            command.endpoints.targets.isEmpty ? [nil] : command.endpoints.targets.map { $0 }
        if targets.count > 1, !command.request.metrics.isEmpty {
            throw UsageError(
                "--metrics with several targets does not say whose they are; name them in profiles "
                    + "(engine.metrics)")
        }
        let profiles = try targets.map {
            try ProfileSource.profile(
                target: $0, overrides: overrides, environment: console.environment)
        }
        return try await sweep(profiles)
    }

    private var overrides: ProfileOverrides {
        var overrides = command.request.overrides
        command.objectives.fill(&overrides)
        overrides.name = command.endpoints.targets.count > 1 ? nil : command.output.name
        return overrides
    }

    /// Serves simulated engines one inside the other, for as long as the work takes.
    private func serve(
        _ engines: ArraySlice<(name: String, demonstration: Demonstration)>, _ served: [Profile],
        _ work: ([Profile]) async throws -> ExitStatus
    ) async throws -> ExitStatus {
        guard let first = engines.first else { return try await work(served) }
        return try await DemoEndpoint.withEndpoint(first.demonstration) { endpoint in
            let profile = try endpoint.profile(
                overrides: overrides, environment: console.environment)
            return try await serve(engines.dropFirst(), served + [profile], work)
        }
    }

    // MARK: - Endpoints

    private func sweep(_ profiles: [Profile]) async throws -> ExitStatus {
        let plan = try plan(profiles.first)
        let isInProcess = command.endpoints.demo != nil
        try OpenFileLimit.require(connections: (isInProcess ? 2 : 1) * plan.connections)
        let names = Self.names(profiles)
        return try await LiveSubjects.with(
            profiles, names: names, seed: plan.seed, loopsMax: plan.loopsMax
        ) { subjects in
            try await sweep(subjects, plan)
        }
    }

    private func sweep(
        virtual engines: [(name: String, demonstration: Demonstration)]
    ) async throws -> ExitStatus {
        guard command.load.rate == nil else {
            throw ValidationError(
                "--virtual knows only a fixed number of requests in flight; use --concurrency")
        }
        let profile = try overrides.applied(
            to: Profile(url: try HTTPAddress("http://localhost")),
            environment: console.environment)
        // Nothing is waited for, so nothing depends on the hour.
        let plan = try plan(profile, seed: 1)
        let subjects = try engines.map {
            try VirtualSubject.subject($0.name, $0.demonstration, profile, overrides)
        }
        return try await sweep(subjects, plan)
    }

    private func plan(_ profile: Profile?, seed: UInt64? = nil) throws -> SweepPlan {
        try command.load.plan(
            seed: seed ?? UInt64(bitPattern: Int64(Date().timeIntervalSince1970 * 1e6)),
            confidence: profile?.gate.confidence)
    }

    /// Names that tell the endpoints apart.
    private static func names(_ profiles: [Profile]) -> [String] {
        let names = profiles.map(\.name)
        return profiles.enumerated().map { index, profile in
            guard names.count(where: { $0 == profile.name }) > 1 else { return profile.name }
            let before = names[..<index].count { $0 == profile.name }
            return "\(profile.name) #\(before + 1)"
        }
    }

    // MARK: - The run

    private func sweep(_ subjects: [SweepSubject], _ plan: SweepPlan) async throws -> ExitStatus {
        let output = command.output
        let live = LiveSweep(
            isQuiet: output.quiet, root: output.keepsNothing ? nil : output.output,
            console: console)
        let report = try await live.run(
            subjects, plan, name: output.name ?? subjects.map(\.name).joined(separator: "-vs-"))
        try print(report)
        return ExitStatus.of(report)
    }

    private func print(_ report: SweepReport) throws(UsageError) {
        let text =
            switch command.output.format {
            case .text:
                SweepTerminalReport.render(
                    report,
                    style: TerminalStyle(
                        color: console.outHasColor, width: console.width,
                        verbose: command.output.verbose))
            case .json: String(decoding: SweepJSONReport.render(report), as: UTF8.self)
            case .markdown: SweepMarkdownReport.render(report)
            case .html: SweepHTMLReport.render(report)
            }
        try console.out(text)
    }
}
