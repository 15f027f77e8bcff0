import Signals

/// The long flags that a release of an engine has.
struct EngineFlagTable: Sendable {
    /// What is known about a flag that people write and the engine does not have.
    struct Mistake: Sendable {
        var message: String
        var hint: String?
        /// Whether no release has the flag, so that the engine certainly refuses it.
        var isFatal = false
    }

    /// How an engine reads its flags.
    enum Grammar: Sendable {
        /// As Python's argparse does: the beginning of a single name is enough. The engines add
        /// negations and members of structured flags.
        case argparse
        /// Whole names only.
        case exact(takesUnderscores: Bool)
    }

    let engine: EngineKind
    /// The release that the names were taken from; nil where their source names none.
    let version: EngineVersion?
    /// The names, with dashes.
    let names: Set<String>
    /// Flags that it has not, and what to do instead.
    let mistakes: [String: Mistake]
    private let grammar: Grammar

    init(
        _ engine: EngineKind, version: EngineVersion?, grammar: Grammar = .argparse, names: String,
        mistakes: [String: Mistake] = [:]
    ) {
        self.engine = engine
        self.version = version
        self.grammar = grammar
        // A line may end within a name, behind one of its dashes.
        let whole = names.replacing("-\n", with: "-")
        self.names = Set(whole.split(whereSeparator: \.isWhitespace).map { "--" + $0 })
        self.mistakes = mistakes
    }

    /// All tables, in the order of the documentation.
    static let all: [EngineFlagTable] = [.vllm, .sglang, .lmdeploy, .llamaCpp, .tgi]

    /// The table of an engine; nil where none is kept.
    static func of(_ engine: EngineKind) -> EngineFlagTable? {
        all.first { $0.engine == engine }
    }

    /// Engine and release: `vLLM 0.32.0`.
    var release: String { Self.release(engine, version) }

    /// An engine and one of its releases, as messages call them.
    static func release(_ engine: EngineKind, _ version: EngineVersion?) -> String {
        guard let exporter = Exporter(engine) else { return engine.rawValue }
        return exporter.title + (version.map { " " + exporter.text(of: $0) } ?? "")
    }

    /// Whether the engine takes a flag as it is written.
    func knows(_ written: String) -> Bool {
        switch grammar {
        case .exact(let takesUnderscores):
            return names.contains(takesUnderscores ? Self.folded(written) : written)
        case .argparse:
            // A member of a structured flag (`--compilation-config.level`), a negation, or the
            // beginning of a single name.
            let name = String(Self.folded(written).prefix { $0 != "." })
            if names.contains(name) { return true }
            if name.hasPrefix("--no-"), names.contains("--" + name.dropFirst(5)) { return true }
            return name.count > 3 && names.count { $0.hasPrefix(name) } == 1
                || ["--tp", "--pp", "--dp", "--ep"].contains(name)
        }
    }

    /// A flag with dashes for underscores.
    static func folded(_ flag: String) -> String { flag.replacing("_", with: "-") }
}
