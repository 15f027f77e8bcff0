import Yams

/// Walks one YAML document and collects the engines that it starts.
///
/// Nothing but containers, services and mappings of flags is looked at, so that partial documents
/// and resources nobody has heard of are read as well as whole ones.
struct ManifestWalker {
    private(set) var engines: [DeclaredEngine] = []
    private(set) var scalers: [ManifestScaler] = []
    private(set) var problems: [ProfileProblem] = []

    private let document: YAMLDocument
    private let log: ProblemLog
    private let source: ManifestText
    /// Aliases of aliases could otherwise multiply without end.
    private var budget = 50_000

    init(document: YAMLDocument, log: ProblemLog, source: ManifestText) {
        self.document = document
        self.log = log
        self.source = source
    }

    /// Walks from the root.
    mutating func walk(_ root: Node) {
        visit(root, key: "", owner: ManifestOwner())
    }

    private mutating func visit(_ node: Node, key: String, owner: ManifestOwner) {
        budget -= 1
        guard budget > 0 else { return }
        switch node {
        case .sequence(let items):
            for item in items { visit(item, key: key, owner: owner) }
        case .mapping(let mapping):
            visit(mapping, key: key, owner: owner)
        case .scalar, .alias: break
        }
    }

    private mutating func visit(_ mapping: Node.Mapping, key: String, owner: ManifestOwner) {
        let fields = ManifestFields(
            YAMLEntries.of(mapping, path: "", document: document, log: log),
            line: mapping.mark?.line)
        var owner = owner
        updateOwner(&owner, fields)
        if let scaler = fields.scaler { scalers.append(scaler) }
        if key == "services" {
            for entry in fields.entries {
                guard case .mapping(let service) = entry.value else { continue }
                let parts = ManifestFields(
                    YAMLEntries.of(service, path: "", document: document, log: log),
                    line: entry.mark?.line)
                var owner = owner
                owner.name = "service \(entry.key)"
                owner.scaling = parts.fields("deploy", document, log)?.text("replicas")
                    .map { "\($0) replicas" }
                addContainer(parts, owner: owner, name: nil, isCompose: true)
            }
            return
        }
        if let patch = fields.patchedArguments {
            addContainer(patch, owner: owner, name: nil, isCompose: false)
            return
        }
        if fields.isContainer {
            let name = fields.text("name") ?? (key == "model" ? "kserve-container" : nil)
            if addContainer(fields, owner: owner, name: name, isCompose: false) { return }
        }
        if addFlags(fields, owner: owner) { return }
        // Compose files keep what is only merged into services under "x-".
        for entry in fields.entries
        where !Self.skipped.contains(entry.key) && !entry.key.hasPrefix("x-") {
            visit(entry.value, key: entry.key, owner: owner)
        }
    }

    /// Keys below which no engine is started.
    private static let skipped: Set<String> = [
        "initContainers", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
        "healthcheck", "annotations", "labels", "status", "exec",
    ]

    private func updateOwner(_ owner: inout ManifestOwner, _ fields: ManifestFields) {
        if let kind = fields.text("kind"), fields.text("apiVersion") != nil || owner.name == nil {
            let name = fields.fields("metadata", document, log)?.text("name")
            owner.name = [kind, name].compactMap { $0 }.joined(separator: " ")
        }
        if let scaling = fields.scaling { owner.scaling = scaling }
        for selector in ["nodeSelector", "affinity"] {
            owner.hardware += fields.fields(selector, document, log)?.gpuSelectors ?? []
        }
        if let uri = fields.entry("storageUri") ?? fields.entry("modelURL"),
            let value = uri.value.scalar?.string
        {
            owner.modelURI = (value, uri.mark?.line)
        }
        if let entry = fields.entry("containerConcurrency"), let value = entry.value.scalar?.string,
            let number = Int(value), number > 0
        {
            owner.admitted = (entry.key, value, entry.mark?.line)
        }
    }

    // MARK: - Engines

    @discardableResult
    private mutating func addContainer(
        _ fields: ManifestFields, owner: ManifestOwner, name: String?, isCompose: Bool
    ) -> Bool {
        let container = ManifestContainer(
            fields, document: document, log: log, source: source, isCompose: isCompose)
        guard
            let launch = LaunchLine(
                container.words, image: container.image,
                variables: container.variables.mapValues(\.value))
        else { return false }
        var settings = LaunchSettings(launch, file: source.file, fallbackLine: fields.line)
        settings.read(variables: container.variables)
        if let uri = owner.modelURI {
            settings.add(.model, flag: "storageUri", value: uri.value, line: uri.line)
        }
        let hardware = container.hardware + owner.hardware
        if !hardware.isEmpty {
            settings.add(
                .hardware, flag: "resources", value: hardware.joined(separator: ", "),
                line: container.hardwareLine ?? fields.line)
        }
        let title = [owner.name, name.map { "container \($0)" }].compactMap { $0 }
        add(
            settings, engine: launch.arguments, title: title, owner: owner,
            line: launch.words.first?.line ?? fields.line)
        return true
    }

    /// Reads a mapping whose keys are flags, as in Helm values and vLLM's configuration file.
    private mutating func addFlags(_ fields: ManifestFields, owner: ManifestOwner) -> Bool {
        let config = fields.fields("vllmConfig", document, log)
        let flags = config ?? fields
        let isFlags = flags.entries.contains { entry in
            entry.value.scalar != nil && EngineArguments.vllm.isTelling(key: entry.key)
        }
        guard isFlags || config != nil else { return false }
        let extra = flags.words("extraArgs", references: { $0 })
        let launch = LaunchLine(extra, image: "vllm/vllm")
        var settings =
            launch.map { LaunchSettings($0, file: source.file, fallbackLine: flags.line) }
            ?? LaunchSettings(.vllm, file: source.file, fallbackLine: flags.line)
        for entry in flags.entries {
            guard let value = entry.value.scalar?.string else { continue }
            _ = settings.read(key: entry.key, value: value, line: entry.mark?.line)
        }
        if let uri = owner.modelURI {
            settings.add(.model, flag: "modelURL", value: uri.value, line: uri.line)
        }
        if let gpu = fields.entry("requestGPU"), let count = gpu.value.scalar?.string {
            settings.add(.hardware, flag: "requestGPU", value: count, line: gpu.mark?.line)
        }
        var owner = owner
        if let replicas = fields.text("replicaCount") { owner.scaling = "\(replicas) replicas" }
        let name = fields.text("name").map { "model \($0)" } ?? "vLLM configuration"
        add(
            settings, engine: .vllm, title: [owner.name, name].compactMap { $0 }, owner: owner,
            line: flags.line)
        return true
    }

    private mutating func add(
        _ settings: LaunchSettings, engine: EngineArguments, title: [String], owner: ManifestOwner,
        line: Int?
    ) {
        problems += settings.problems
        var all = settings.settings.map { setting in
            var setting = setting
            setting.place.line = source.line(of: setting.flag, from: setting.place.line)
            return setting
        }
        if let (key, value, line) = owner.admitted {
            all.append(
                DeclaredSetting(
                    role: .limit(.admittedRequests), flag: key, value: value,
                    number: Double(value), place: SourcePlace(file: source.file, line: line)))
        }
        engines.append(
            DeclaredEngine(
                name: title.isEmpty ? "container" : title.joined(separator: ", "),
                engine: engine.engine, place: SourcePlace(file: source.file, line: line),
                settings: all, notes: settings.notes, scaling: owner.scaling))
    }
}
