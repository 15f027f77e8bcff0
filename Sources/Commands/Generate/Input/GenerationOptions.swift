import ArgumentParser
import Foundation
import Inference
import Monitoring
import Readiness
import Reports
import Signals
import Telemetry

/// The options that say for which engine, and by which profile, files are generated.
struct GenerationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The engine, with its release if need be. Default: what --from tells.",
            valueName: "NAME[@VERSION]"))
    var engine: String?

    @Option(
        name: .customLong("engine-version"),
        help: ArgumentHelp("The engine's release.", valueName: "VERSION"))
    var engineVersion: String?

    @Option(
        name: .long, help: ArgumentHelp("A profile with objectives.", valueName: "FILE"))
    var profile: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A live engine to ask for names, labels, buckets, limits.", valueName: "URL"))
    var from: String?

    @OptionGroup var access: AccessOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Name of objects, as Kubernetes takes it. Default: made of the profile's.",
            valueName: "NAME"))
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Namespace of Kubernetes objects. Default: the one that --selector picks, or inference.",
            valueName: "NAME"))
    var namespace: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The engine's container image in manifests. Default: that of the release.",
            valueName: "IMAGE"))
    var image: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Conditions on labels of the scrape, as in PromQL: files are about the series that fulfil them. Default: every service of the engine.",
            valueName: "job=\"chat\",..."))
    var selector: String?

    @Flag(
        name: .customLong("limits-as-bounds"),
        help:
            "Assume that the engine is started with the profile's limits among its histogram bounds, and have manifests start it so: limits between its own bounds are then counted exactly. vLLM from 0.32 on, SGLang."
    )
    var limitsAsBounds = false

    @Option(
        name: .customLong("label"),
        help: ArgumentHelp(
            "A label for every alert, such as team=ml-platform; may be repeated.",
            valueName: "NAME=VALUE"))
    var labels: [String] = []

    @Option(
        name: .customLong("runbook-base"),
        help: ArgumentHelp(
            "Where the playbooks are published; links begin with it.", valueName: "URL"))
    var runbookBase = GenerationSubject.defaultRunbookBase

    @Option(
        name: .customLong("slo-period"),
        help: ArgumentHelp(
            "Time over which error budgets are counted, 7d to 90d. Default: 30d.",
            valueName: "TIME"))
    var sloPeriod: String?

    @Option(
        name: .customLong("page-budget"),
        help: ArgumentHelp(
            "Share of an error budget that is spent before the fast page. Default: what suits the objective, 2% where that can be reached soon enough.",
            valueName: "SHARE"))
    var pageBudget: String?

    func validate() throws {
        if let engine, engine.contains("@"), engineVersion != nil {
            throw ValidationError(
                "--engine \(engine) names a release already; leave out --engine-version")
        }
        guard runbookBase.hasPrefix("http://") || runbookBase.hasPrefix("https://") else {
            throw ValidationError("--runbook-base must begin with http:// or https://")
        }
        if selector == "" {
            throw ValidationError(
                "--selector is empty; write conditions such as job=\"chat\", or leave it out")
        }
        guard !runbookBase.contains(where: { "?# ".contains($0) }) else {
            throw ValidationError(
                "--runbook-base is \(runbookBase); names of pages are appended, so that it can have "
                    + "no query, fragment or blank")
        }
        _ = try sloOptions()
    }

    /// What to generate for.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: Engine, release, profile, and what the live engine told.
    /// - Throws: `UsageError` for what cannot be meant and for a live engine that does not answer;
    ///   `ProfileErrors`; `GenerationError`.
    func subject(in environment: [String: String]) async throws -> GenerationSubject {
        let stated = try statedEngine()
        try requireNames()
        let alertLabels = try AlertLabelArgument.labels(labels)
        let profile = try profile.map {
            try Profile.load(path: $0, environment: environment, needsSecrets: from != nil)
        }
        let found = try await from.asyncMap {
            try await LiveInquiry(url: $0, profile: profile, access: access)
                .engine(in: environment)
        }
        guard let engine = stated?.engine ?? found?.engine else {
            throw UsageError(
                "say which engine: --engine vllm, or ask a live one with --from http://localhost:8000"
            )
        }
        if let told = found?.engine, told != engine {
            throw UsageError(
                "--engine says \(engine.rawValue), and \(from ?? "") is \(told.displayName)")
        }
        if let version = stated?.version, let told = found?.version,
            !told.numbers.starts(with: version.numbers)
        {
            throw UsageError(
                "--engine says \(engine.rawValue)@\(version), and \(from ?? "") is "
                    + "\(engine.displayName) \(told); leave out the release, or --from")
        }
        let selection = try selector.map { text throws(GenerationError) in
            try SeriesSelection(parsing: text)
        }
        let namespace = try chosenNamespace(selection)
        var subject = try GenerationSubject(
            engine: engine, version: stated?.version ?? found?.version, profile: profile,
            live: found?.live, name: name, namespace: namespace, runbookBase: runbookBase,
            slo: try sloOptions(), toolVersion: ToolVersion.current)
        subject.image = image
        if let selection { try subject.select(selection) }
        if limitsAsBounds { try subject.assumeLimitsAsBounds() }
        subject.alertLabels = alertLabels
        return subject
    }

    /// The namespace of objects: the one of the series, where they are picked by it.
    private func chosenNamespace(_ selection: SeriesSelection?) throws(UsageError) -> String {
        let picked = selection?.values["namespace"]
        let chosen = namespace ?? picked ?? GenerationSubject.defaultNamespace
        if let selection, !selection.allows("namespace", chosen) {
            throw UsageError(
                "--selector {\(selection.promQL)} leaves out the namespace \(chosen), in which the "
                    + "objects are; name one that it picks with --namespace")
        }
        return chosen
    }

    /// Refuses what Kubernetes or a container runtime would refuse later.
    private func requireNames() throws(UsageError) {
        func require(_ text: String, _ flag: String, _ kind: KubernetesName.Kind) throws(UsageError)
        {
            guard let fault = KubernetesName.fault(of: text, kind) else { return }
            throw UsageError(
                "\(flag) is \"\(text)\": \(fault); expected at most \(kind.lengthMax) of a to z, 0 to 9 "
                    + "and \"-\", such as \(KubernetesName.made(from: text, kind))")
        }
        if let name { try require(name, "--name", .objects) }
        if let namespace { try require(namespace, "--namespace", .namespace) }
        if let image, let fault = ImageReference.fault(of: image) {
            throw UsageError(
                "--image is \"\(image)\": \(fault); expected one such as "
                    + "registry.example.com/team/vllm:v0.33.0")
        }
    }

    private func sloOptions() throws -> SLOOptions {
        var options = SLOOptions()
        if let sloPeriod {
            guard let period = PrometheusTime.parse(sloPeriod) else {
                throw ValidationError("--slo-period is \(sloPeriod); expected a time such as 28d")
            }
            options.period = period
        }
        if let pageBudget {
            do {
                let share = try RatioText.parse(pageBudget).double
                guard share > 0, share < 1 else {
                    throw ValidationError(
                        "--page-budget is \(pageBudget); expected a share of the budget such as 2%")
                }
                options.pageBudget = share
            } catch let error as RatioTextError {
                throw ValidationError("--page-budget: \(error)")
            }
        }
        return options
    }

    private func statedEngine() throws(UsageError) -> (engine: EngineKind, version: EngineVersion?)?
    {
        guard let engine else {
            if engineVersion != nil { throw UsageError("--engine-version needs --engine") }
            return nil
        }
        let text = engineVersion.map { "\(engine)@\($0)" } ?? engine
        let choice = try EngineChoice.parse(text)
        guard case .engine(let kind) = choice.exporter else {
            throw UsageError(
                "\(choice.exporter.displayName) is no engine; its series are part of every engine's files"
            )
        }
        return (kind, choice.version)
    }
}

extension Optional {
    /// The value made into another one by somebody who has to wait.
    fileprivate func asyncMap<Result>(
        _ transform: (Wrapped) async throws -> Result
    ) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
