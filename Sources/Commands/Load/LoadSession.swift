import Capacity
import Foundation
import Inference
import Load
import Readiness
import Reports

/// One run of `firstlight load`.
struct LoadSession {
    /// What is run, once everything about it is known.
    private struct Job {
        var profile: Profile
        var plan: LoadPlan
        var workload: any Workload
        var notes: [String]
        var startedAt: Date
    }

    /// What a run leaves behind.
    private struct Finding {
        var report: LoadReport
        var records: [ProbeRecord]
    }

    let command: LoadCommand
    let console: Console

    /// Runs the load.
    ///
    /// - Returns: The exit status.
    /// - Throws: `ProfileErrors`, `UsageError` or `GateError` when nothing could be measured.
    func run() async throws -> ExitStatus {
        if command.output.isDry, command.endpoint.demo == nil {
            let profile = try ProfileSource.profile(
                target: command.endpoint.target, overrides: command.request.overrides,
                environment: console.environment, isContacted: false)
            return try preview(job(for: profile))
        }
        return try await command.endpoint.withProfile(
            overrides: command.request.overrides, environment: console.environment
        ) { profile in
            let job = try job(for: profile)
            if command.output.isDry { return try preview(job) }
            let ends = command.endpoint.demo == nil ? 1 : 2
            try OpenFileLimit.require(
                connections: ends
                    * command.shape.inFlightMost(usual: profile.workload.concurrency))
            return try await measure(job)
        }
    }

    private func job(for profile: Profile) throws -> Job {
        let startedAt = Date()
        var work = command.work
        if let trace = command.shape.trace {
            work.workload = trace
            try work.validate()
        }
        let seed = work.chosenSeed
        let cycles = command.shape.trace == nil && command.shape.isLimited
        let (workload, notes) = try work.make(profile: profile, seed: seed, cycles: cycles)
        if command.shape.trace != nil, workload.recordedStart(ofSession: 0) == nil {
            throw UsageError(
                "\(work.workload ?? "") has no times to replay; expected \"timestamp\" on every line, "
                    + "or use it with --workload")
        }
        let plan = try command.shape.plan(
            usual: profile.workload.concurrency, seed: seed, history: work.history,
            isFinite: workload.sessionCount != nil, requestMax: profile.requestTimeouts.total)
        return Job(
            profile: profile, plan: plan, workload: workload, notes: notes, startedAt: startedAt)
    }

    private func preview(_ job: Job) throws -> ExitStatus {
        for note in job.notes { console.note("note: \(note)") }
        try console.out(SchedulePreview(plan: job.plan, workload: job.workload).text)
        return .ready
    }

    // MARK: - Measuring

    private func measure(_ job: Job) async throws -> ExitStatus {
        var notes = job.notes
        switch OfferCheck(plan: job.plan, workload: job.workload).finding {
        case .possible: break
        case .doubtful(let words): notes.append(words)
        case .impossible(let words): throw UsageError(words)
        }
        if !command.output.quiet { for note in notes { console.note("note: \(note)") } }
        let directory = try RunFolder.make(
            root: command.output.output, name: job.profile.name, startedAt: job.startedAt,
            flags: "--output")
        let interruption = Interruption()
        let kept = notes
        var job = job
        do {
            let (warm, cold) = try await interruption.guarding { [job] in
                let target = try await target(of: job.profile)
                let warm = try await run(
                    job, target, mode: job.profile.target.keepAlive ? .keepAlive : .fresh,
                    directory: directory)
                var cold: Finding?
                if command.profilesCold, !Task.isCancelled {
                    cold = try await run(
                        job, target, mode: .fresh, directory: directory, isCold: true)
                }
                return (warm, cold)
            }
            job.notes = kept
            return try finish(
                warm, cold: cold, notes: kept, directory: directory, interruption: interruption)
        } catch {
            directory?.discard()
            throw error
        }
    }

    /// The model named, or the only one served; nobody is asked when it is named.
    private func target(of profile: Profile) async throws -> TargetIdentity {
        guard let model = profile.target.model else {
            return try IdentityCheck(
                try await EndpointInquiry.identity(of: profile), profile: profile
            ).target
        }
        return TargetIdentity(
            url: profile.target.url.text, model: model, api: profile.target.api.rawValue)
    }

    private func run(
        _ job: Job, _ target: TargetIdentity, mode: ConnectionMode, directory: RunDirectory?,
        isCold: Bool = false
    ) async throws -> Finding {
        var configuration = try ProbeSender.configuration(for: job.profile)
        configuration.mode = mode
        var settings = EndpointLoad.Settings(
            provider: job.profile.name, model: target.model ?? "default")
        settings.temperature = job.profile.workload.temperature
        settings.stream = job.profile.workload.stream && !command.work.isWhole
        let load: EndpointLoad
        do {
            load = try EndpointLoad(
                configuration, settings: settings, loopsMax: loopsMax(job.plan))
        } catch {
            throw GateError.client(error)
        }
        let progress = LoadProgress(
            console: console, isQuiet: command.output.quiet,
            confidence: job.profile.gate.confidence)
        let recorder = RunRecorder(directory: directory)
        let records = LateRecords<ProbeRecord> {
            if isCold { recorder.record(cold: $0) } else { recorder.record($0) }
        }
        let watch = FailureWatch()
        ProcessMemory.releaseProgram()
        let measured = await progress.following {
            await load.measure(job.plan, workload: job.workload) { event in
                progress.take(event)
                guard case .finished(let record) = event else { return .proceed }
                if directory != nil { records.take(record) }
                return watch.take(record)
            }
        }
        records.finish()
        await load.shutdown()
        ProcessMemory.releaseProgram()
        var report = LoadEvaluation(
            target: target, objectives: objectives(job.profile),
            confidence: job.profile.gate.confidence
        ).report(of: measured, plan: job.plan, workload: job.workload.name)
        report.name = job.profile.name
        if let death = watch.death {
            report.notes.append("the run was ended early: nobody can be reached (\(death))")
        }
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        return Finding(report: report, records: measured.records)
    }

    /// A profile's objectives; those of a URL only where they were given.
    private func objectives(_ profile: Profile) -> [Objective] {
        let hasFile =
            command.endpoint.demo == nil
            && (command.endpoint.target.map(ProfileSource.isFile) ?? true)
        return hasFile || !command.request.objectives.isEmpty ? profile.objectives : []
    }

    /// One event loop measures some hundred streams without being late; more loops spread more.
    private func loopsMax(_ plan: LoadPlan) -> Int {
        let streams: Int
        switch plan.shape {
        case .closed(let curve): streams = Int(curve.points.map(\.value).max() ?? 1)
        case .open, .replay: streams = plan.inFlightMax ?? 1
        }
        return min(8, max(1, streams / 128))
    }

    // MARK: - The end

    private func finish(
        _ warm: Finding, cold: Finding?, notes: [String], directory: RunDirectory?,
        interruption: Interruption
    ) throws -> ExitStatus {
        var report = warm.report
        report.notes = notes + report.notes
        if let directory {
            report.directory = directory.path
            report.notes += directory.notes
            do {
                try keep(report, warm.records, cold: cold?.report, in: directory)
            } catch {
                // What was measured stands; that it could not be kept must be said.
                console.note("error: \(error)")
                report.directory = nil
            }
        }
        let text =
            switch command.output.format {
            case .text:
                LoadTerminalReport.render(
                    report, cold: cold?.report,
                    style: TerminalStyle(
                        color: console.outHasColor, width: console.width,
                        verbose: command.output.verbose))
            case .json:
                String(
                    decoding: LoadJSONReport.render(report, cold: cold?.report), as: UTF8.self)
            case .markdown: LoadMarkdownReport.render(report, cold: cold?.report)
            }
        try console.out(text)
        if let status = interruption.exitStatus { return status }
        return worse(status(report), cold.map { status($0.report) } ?? .ready)
    }

    private func keep(
        _ report: LoadReport, _ records: [ProbeRecord], cold: LoadReport?,
        in directory: RunDirectory
    ) throws {
        defer { directory.close() }
        // Each page is written by code of its own.
        ProcessMemory.releaseProgram()
        try directory.keep("load.json", LoadJSONReport.render(report, cold: cold))
        try directory.keep("report.md", Data(LoadMarkdownReport.render(report, cold: cold).utf8))
        ProcessMemory.releaseProgram()
        try directory.keep(
            "report.html",
            Data(LoadHTMLReport.render(report, probes: records, cold: cold).utf8))
    }

    private func status(_ report: LoadReport) -> ExitStatus {
        switch report.standing {
        case .passed: .ready
        case .failed: .notReady
        case .inconclusive: .inconclusive
        }
    }

    /// A failure of either counts before doubt about either.
    private func worse(_ left: ExitStatus, _ right: ExitStatus) -> ExitStatus {
        if left == .notReady || right == .notReady { return .notReady }
        return left == .ready ? right : left
    }
}
