import Foundation
import Inference
import Readiness
import Telemetry

/// What to watch, as the command line and the profile name it.
struct HealthTargets {
    /// The name of the whole.
    private(set) var name: String
    private(set) var targets: [HealthTarget] = []
    /// What readings are graded by.
    private(set) var ranges = HealthRanges.catalogue
    private(set) var caFile: String?
    private(set) var notes: [String] = []

    /// Targets by their URLs.
    ///
    /// - Throws: `UsageError` for a URL that cannot be read from.
    init(name: String?, urls: [String], token: BearerToken? = nil) throws(UsageError) {
        self.name = name ?? urls.first ?? ""
        var found: [HealthTarget] = []
        for url in urls { found.append(try Self.target(url, token: token)) }
        append(found)
        if name == nil, targets.count > 1 { self.name = "\(targets.count) replicas" }
    }

    /// What a command's arguments name: URLs, or a profile, or `firstlight.yml` here.
    ///
    /// - Throws: `ProfileErrors` or `UsageError`.
    init(command: HealthCommand, console: Console) throws {
        let options = command.reading
        let named = command.targets + command.replica
        var overrides = ProfileOverrides()
        options.access.fill(&overrides)
        let profiles = command.targets.filter(ProfileSource.isFile)
        guard profiles.isEmpty, !named.isEmpty else {
            guard command.targets.count <= 1 else {
                throw UsageError(
                    "a profile names its replicas itself, in engine.metrics; further ones are "
                        + "named with --replica")
            }
            let profile = try ProfileSource.profile(
                target: profiles.first, overrides: overrides, environment: console.environment)
            try self.init(profile: profile)
            for url in command.replica { append([try Self.target(url, token: nil)]) }
            append(try Self.exporters(command.exporter))
            return
        }
        // The first target goes the way of every command, for its key and its authorities.
        let first = try ProfileSource.profile(
            target: named[0], overrides: overrides, environment: console.environment)
        let token = first.target.apiKey.map { BearerToken($0.reveal()) }
        try self.init(name: nil, urls: named, token: token)
        if named.count == 1 { name = first.target.url.text }
        caFile = first.target.caFile
        append(try Self.exporters(command.exporter))
    }

    private init(profile: Profile) throws {
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        let own = try Self.target(profile.target.url.text, token: token)
        name = profile.name
        caFile = profile.target.caFile
        var replicas: [HealthTarget] = []
        for address in profile.engine.metrics {
            var replica = try Self.target(address.text, token: nil)
            // The endpoint's credential is shown to its own server only.
            let isOwn =
                replica.metrics.isSecure == own.metrics.isSecure
                && replica.metrics.port == own.metrics.port
                && replica.metrics.host.lowercased() == own.metrics.host.lowercased()
            if isOwn { replica.token = token }
            replicas.append(replica)
        }
        append(replicas.isEmpty ? [own] : replicas)
        let isDefault =
            profile.objectives == ProfileDefaults.objectives
            && profile.warnings == ProfileDefaults.warnings
        guard !isDefault else { return }
        ranges = ranges.applying(objectives: profile.objectives, warnings: profile.warnings)
        notes.append("Graded by the profile's objectives where it has some.")
    }

    /// Exporters of the machine below.
    ///
    /// - Throws: `UsageError` for a URL that cannot be read from.
    static func exporters(_ urls: [String]) throws(UsageError) -> [HealthTarget] {
        var targets: [HealthTarget] = []
        for url in urls {
            var found = try target(url, token: nil)
            // Nobody needs to ask an exporter which models it serves.
            found.root = nil
            targets.append(found)
        }
        return targets
    }

    /// Adds targets; one that is named twice is read once, and names stay apart.
    mutating func append(_ more: [HealthTarget]) {
        for var target in more where !targets.contains(where: { $0.metrics == target.metrics }) {
            if targets.contains(where: { $0.name == target.name }) {
                target.name = target.metrics.description
            }
            targets.append(target)
        }
    }

    private static func target(
        _ text: String, token: BearerToken?
    ) throws(UsageError) -> HealthTarget {
        let url = try ProfileSource.url(of: text)
        do {
            return try HealthTarget(url, token: token)
        } catch {
            throw UsageError("\(error)")
        }
    }
}
