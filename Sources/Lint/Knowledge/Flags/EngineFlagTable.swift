import Signals

/// The long flags that a release of an engine has.
struct EngineFlagTable: Sendable {
    /// What is known about a flag that people write and the engine does not have.
    struct Mistake: Sendable {
        var message: String
        var hint: String?
        /// Whether no release has the flag, so that the engine certainly refuses it.
        var isFatal: Bool
    }

    /// Engine and release: `vLLM 0.32.0`.
    let release: String
    /// The names, with dashes.
    let names: Set<String>
    /// Flags that it has not, and what to do instead.
    let mistakes: [String: Mistake]

    init(release: String, names: String, mistakes: [String: Mistake] = [:]) {
        self.release = release
        // A line may end within a name, behind one of its dashes.
        let whole = names.replacing("-\n", with: "-")
        self.names = Set(whole.split(whereSeparator: \.isWhitespace).map { "--" + $0 })
        self.mistakes = mistakes
    }

    /// The table of an engine; nil where none is kept.
    static func of(_ engine: EngineKind) -> EngineFlagTable? {
        switch engine {
        case .vllm: .vllm
        case .sglang: .sglang
        case .lmdeploy: .lmdeploy
        default: nil
        }
    }

    /// Whether the engine takes a flag: one of the names, its negation, a member of a structured
    /// one (`--compilation-config.level`), or the beginning of a single one, as argparse allows.
    func knows(_ flag: String) -> Bool {
        let name = String(flag.prefix { $0 != "." })
        if names.contains(name) { return true }
        if name.hasPrefix("--no-"), names.contains("--" + name.dropFirst(5)) { return true }
        return name.count > 3 && names.count { $0.hasPrefix(name) } == 1
            || ["--tp", "--pp", "--dp", "--ep"].contains(name)
    }
}
