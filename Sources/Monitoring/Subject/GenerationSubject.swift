package import Readiness
package import Signals

/// What files are generated for: an engine and its release, what a profile requires of it, and what
/// the live engine told.
package struct GenerationSubject: Sendable {
    package let engine: EngineKind
    /// The release; nil for queries that fit every known one.
    package let version: EngineVersion?
    /// What the engine's release tells, as the live engine spells it.
    package let dialect: Dialect
    /// How the live engine spells its series.
    package let naming: EngineDetection.Naming
    package internal(set) var labels: SubjectLabels
    /// Objectives and where the endpoint is; nil when nobody named a profile.
    package private(set) var profile: Profile?
    /// What the live engine told; nil when nobody asked it.
    package let live: LiveEngine?
    /// The name of objects and files, fit for Kubernetes: lower-case letters, digits and `-`.
    package let name: String
    /// The namespace of Kubernetes objects.
    package let namespace: String
    /// What precedes a playbook's file name in links, ended by `/`.
    package let runbookBase: String
    /// What was chosen about error budgets.
    package let slo: SLOOptions
    /// The version of firstlight, for headers.
    package let toolVersion: String
    /// In which of Grafana's schemas dashboards are written.
    package var dashboardSchema = DashboardSchema.v1
    /// The engine's container image; nil for the one that its release is published as.
    package var image: String?
    /// Which services the files are about.
    package internal(set) var selection = SeriesSelection.everything
    /// The engine's series without the label of the model; only where services are chosen.
    var modelless: Set<String> = []
    /// Whether the run assumes that the engine is started with the limits among its bounds.
    package internal(set) var limitsAreBounds = false
    /// The bounds that the engine is assumed to be started with instead of those that it has, by
    /// what names their histogram in its flag.
    var limitBounds: [String: [Double]] = [:]
    /// Labels that every alert gets besides its own, such as the team it belongs to.
    package var alertLabels: [String: String] = [:]

    /// Where links to playbooks point when nobody says where they are published: a place that is
    /// nobody's.
    package static let defaultRunbookBase = "https://runbooks.example.com/llm/"

    /// The namespace of Kubernetes objects when nobody says one.
    package static let defaultNamespace = "inference"

    /// Describes a subject.
    ///
    /// - Parameters:
    ///   - engine: The engine.
    ///   - version: The release; nil for queries that fit every known one.
    ///   - profile: Objectives and where the endpoint is.
    ///   - live: What the live engine told; its names and bounds win over the tables'.
    ///   - name: The name of objects; the profile's, or the engine's, when nobody says one.
    ///   - namespace: The namespace of Kubernetes objects.
    ///   - runbookBase: What precedes a playbook's file name in links.
    ///   - slo: What was chosen about error budgets.
    ///   - toolVersion: The version of firstlight.
    /// - Throws: `GenerationError.noMetrics` for an engine that exports none.
    package init(
        engine: EngineKind, version: EngineVersion? = nil, profile: Profile? = nil,
        live: LiveEngine? = nil, name: String? = nil, namespace: String = defaultNamespace,
        runbookBase: String = defaultRunbookBase, slo: SLOOptions = SLOOptions(),
        toolVersion: String
    ) throws(GenerationError) {
        guard let known = Dialect.of(engine) else {
            throw .noMetrics(engine: engine.displayName)
        }
        let released = version.map { known.release($0) } ?? known
        naming = live.map { EngineDetection($0.families).naming } ?? .plain
        dialect = live.map { released.present(in: $0) } ?? released
        labels = SubjectLabels(engine)
        self.engine = engine
        self.version = version
        self.profile = profile
        self.live = live
        self.name = name.map { KubernetesName.made(from: $0) } ?? Self.defaultName(engine, profile)
        self.namespace = namespace
        self.runbookBase = runbookBase.hasSuffix("/") ? runbookBase : runbookBase + "/"
        self.slo = slo
        self.toolVersion = toolVersion
    }

    /// Engine and release in words: `vLLM 0.32.0`.
    package var title: String {
        engine.displayName + (version.map { " \($0)" } ?? "")
    }

    /// What the files were made from, for headers: what was not said is left out.
    package var inputs: String {
        var parts = ["engine \(engine.rawValue)" + (version.map { "@\($0)" } ?? "")]
        if let profile { parts.append("profile \(profile.name)") }
        if let live { parts.append("live engine at \(live.url)") }
        if name != Self.defaultName(engine, profile) { parts.append("name \(name)") }
        if namespace != Self.defaultNamespace { parts.append("namespace \(namespace)") }
        if let image { parts.append("image \(image)") }
        if runbookBase != Self.defaultRunbookBase { parts.append("runbooks at \(runbookBase)") }
        if slo != SLOOptions() { parts.append("\(slo)") }
        if !selection.isEverything { parts.append("series {\(selection.promQL)}") }
        if limitsAreBounds { parts.append("limits as bounds") }
        for (label, value) in alertLabels.sorted(by: { $0.key < $1.key }) {
            parts.append("label \(label)=\(value)")
        }
        if dashboardSchema != .v1 { parts.append("dashboards in Grafana's schema v2") }
        return parts.joined(separator: ", ")
    }

    /// The same with another profile.
    func judged(by profile: Profile) -> GenerationSubject {
        var copy = self
        copy.profile = profile
        return copy
    }

    /// The digest of what the profile says; nil without one.
    var profileDigest: String? {
        profile.map { FileRecord.digest(of: ProfileTemplate.render($0)) }
    }

    /// The model that queries and manifests name: the profile's, or the live engine's.
    package var model: String? { profile?.target.model ?? live?.model }

    private static func defaultName(_ engine: EngineKind, _ profile: Profile?) -> String {
        KubernetesName.made(from: profile?.name ?? "\(engine.rawValue)-endpoint")
    }
}

extension Dialect {
    /// The dialect as a live engine speaks it: of several sources of a signal those whose series are
    /// there.
    ///
    /// Where none is there all stay: exporters make some series at the first event.
    fileprivate func present(in live: LiveEngine) -> Dialect {
        let naming = EngineDetection(live.families).naming
        let kept = sources.mapValues { sources in
            let found = sources.filter { source in
                source.formula.selectors.allSatisfy { selector in
                    let name = naming.spell(selector.name)
                    return live.has(name) || live.has(name + "_bucket")
                }
            }
            return found.isEmpty ? sources : found
        }
        return Dialect(exporter: exporter, sources: kept)
    }
}
