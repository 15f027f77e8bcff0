package import Signals

/// The command line of one engine, as far as its limits go.
package struct EngineArguments: Sendable {
    package let engine: EngineKind
    let flags: [EngineFlag]
    /// Parts of the names of container images that start the engine with the arguments alone.
    let images: [String]
    /// Whether a whole number may be written as `32k` or `8K`.
    let readsMultiples: Bool

    init(
        _ engine: EngineKind, images: [String], readsMultiples: Bool = false, flags: [EngineFlag]
    ) {
        self.engine = engine
        self.flags = flags
        self.images = images
        self.readsMultiples = readsMultiples
    }

    /// The flag of a name, with underscores read as dashes; short flags as they stand.
    func flag(named name: String) -> EngineFlag? {
        let folded = Self.folded(name)
        return flags.first { $0.names.contains(folded) }
    }

    /// The flag that a key of a mapping stands for: `maxNumSeqs`, `max_num_seqs` and
    /// `max-num-seqs` are `--max-num-seqs`.
    func flag(key: String) -> EngineFlag? {
        let folded = Self.letters(key)
        return flags.first { $0.names.contains { Self.letters($0) == folded } }
    }

    /// Whether a key of a mapping is the usual spelling of a limit that only engines have.
    func isTelling(key: String) -> Bool {
        let folded = Self.letters(key)
        return flags.contains { flag in
            switch flag.role {
            case .limit(.runningRequests), .limit(.contextTokens), .limit(.batchedTokens):
                flag.names.first.map(Self.letters) == folded
            default: false
            }
        }
    }

    /// The flag that was probably meant by an unknown one; nil unless it is a slip in the name of
    /// one that sets a limit.
    func flagMeant(by name: String) -> String? {
        let folded = Array(Self.letters(name))
        guard folded.count >= 8 else { return nil }
        for flag in flags {
            guard case .limit = flag.role, let usual = flag.names.first else { continue }
            let distance = NearestSpelling.distance(folded, Array(Self.letters(usual)))
            if distance > 0, distance <= 2 { return usual }
        }
        return nil
    }

    /// A whole number as the engine reads it; nil for anything else.
    func number(_ text: String) -> Double? {
        if let plain = Int(text) { return plain > 0 ? Double(plain) : nil }
        guard readsMultiples, let unit = text.last, let factor = Self.multiples[unit],
            let value = FixedDecimal(text.dropLast())?.double, value > 0
        else { return nil }
        let product = value * factor
        return product == product.rounded() ? product : nil
    }

    private static let multiples: [Character: Double] = [
        "k": 1e3, "m": 1e6, "g": 1e9, "K": 1024, "M": 1_048_576, "G": 1_073_741_824,
    ]

    /// The name with dashes for underscores behind its leading dashes.
    static func folded(_ name: String) -> String {
        guard name.hasPrefix("--") else { return name }
        return String(name.map { $0 == "_" ? "-" : $0 })
    }

    private static func letters(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" }
    }
}

extension EngineArguments {
    /// How an engine's flag for a role is usually written; nil when it has none.
    static func usualSpelling(of role: SettingRole, engine: EngineKind) -> String? {
        let flag = all.first { $0.engine == engine }?.flags.first { $0.role == role }
        return flag?.names.first ?? flag?.variables.first
    }
}
