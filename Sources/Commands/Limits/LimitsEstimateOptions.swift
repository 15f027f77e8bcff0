import ArgumentParser
import Readiness

/// The options that compute a KV cache instead of asking an engine.
struct LimitsEstimateOptions: ParsableArguments {
    @Flag(
        name: .long,
        help: "Compute bytes per token, tokens and requests from the model's shape; ask nobody.")
    var estimate = false

    @Option(
        name: .customLong("model-config"),
        help: ArgumentHelp("config.json of the model, from Hugging Face.", valueName: "FILE"))
    var modelConfig: String?

    @Option(
        name: .customLong("kv-layers"),
        help: ArgumentHelp("Layers that keep keys and values.", valueName: "N"))
    var layers: Int?

    @Option(
        name: .customLong("kv-heads"),
        help: ArgumentHelp(
            "KV heads of a layer; with grouped queries fewer than the query heads.",
            valueName: "N"))
    var heads: Int?

    @Option(
        name: .customLong("head-size"), help: ArgumentHelp("Values of a head.", valueName: "N"))
    var headSize: Int?

    @Option(
        name: .customLong("kv-dtype"),
        help: ArgumentHelp(
            "How a value is stored: \(KVElementType.words). Default: the configuration's, or fp16.",
            valueName: "TYPE"))
    var type: String?

    @Option(
        name: .customLong("kv-memory"),
        help: ArgumentHelp(
            "Memory of the KV cache: 16GB are 16,000,000,000 bytes, 16GiB 17,179,869,184.",
            valueName: "SIZE"))
    var memory: String?

    @Option(
        name: .customLong("max-model-len"),
        help: ArgumentHelp(
            "Longest request in tokens. Default: the configuration's.", valueName: "N"))
    var length: Int?

    /// The flags among them that were given, by name.
    private var given: [String] {
        [
            ("--model-config", modelConfig != nil), ("--kv-layers", layers != nil),
            ("--kv-heads", heads != nil), ("--head-size", headSize != nil),
            ("--kv-dtype", type != nil), ("--kv-memory", memory != nil),
            ("--max-model-len", length != nil),
        ].filter(\.1).map(\.0)
    }

    func validate() throws {
        if !estimate, let flag = given.first {
            throw ValidationError("\(flag) belongs to --estimate; add it")
        }
        guard estimate else { return }
        let shape = [("--kv-layers", layers), ("--kv-heads", heads), ("--head-size", headSize)]
        for (name, value) in shape + [("--max-model-len", length)] {
            guard let value else { continue }
            guard (1...1_000_000_000).contains(value) else {
                throw ValidationError("\(name) is \(value); expected a whole number above zero")
            }
        }
        let missing = shape.filter { $0.1 == nil }.map(\.0)
        if modelConfig != nil {
            guard missing.count == shape.count else {
                let extra = shape.filter { $0.1 != nil }.map(\.0).joined(separator: ", ")
                throw ValidationError(
                    "\(extra): the shape comes from --model-config; give one of them")
            }
        } else if !missing.isEmpty {
            throw ValidationError(
                "--estimate needs the model's shape: give --model-config config.json, or "
                    + "\(missing.joined(separator: " and "))")
        }
        if let headSize, let heads, let layers {
            let bytes = layers.multipliedReportingOverflow(by: heads)
            guard !bytes.overflow,
                !bytes.partialValue.multipliedReportingOverflow(by: headSize * 512).overflow
            else {
                throw ValidationError(
                    "--kv-layers, --kv-heads and --head-size are those of no model")
            }
        }
        if modelConfig == "" { throw ValidationError("--model-config is empty; name a file") }
        _ = try elementType()
        _ = try memorySize()
    }

    /// The arithmetic.
    ///
    /// - Parameters:
    ///   - demand: Requests at once that have to fit.
    ///   - usualLength: Tokens of a usual request.
    /// - Returns: What the model's shape and the memory make of it.
    /// - Throws: `ProfileErrors` for a configuration that cannot be read; `UsageError` when no
    ///   length goes with the demand, or a usual request is longer than the longest one;
    ///   `ValidationError`.
    func result(demand: Int?, usualLength: Int?) throws -> KVCacheEstimate {
        let configuration = try modelConfig.map { path in try ModelConfiguration.read(path: path) }
        let longest = length ?? configuration?.length
        if let usualLength, let longest, usualLength > longest {
            throw UsageError(
                "--tokens-per-request is \(usualLength), and the longest request has \(longest) "
                    + "tokens; give fewer, or a longer --max-model-len")
        }
        if demand != nil, longest == nil, usualLength == nil {
            throw UsageError(
                "--demand needs the length of a request: add --max-model-len or "
                    + "--tokens-per-request")
        }
        let shape =
            configuration?.shape
            ?? KVCacheShape(
                layers: layers ?? 0, layer: .heads(count: heads ?? 0, size: headSize ?? 0))
        return KVCacheEstimate(
            shape: shape, type: try elementType() ?? configuration?.type ?? .fp16,
            memory: try memorySize(), length: longest, usualLength: usualLength, demand: demand,
            notes: configuration?.notes ?? [])
    }

    private func elementType() throws -> KVElementType? {
        guard let type else { return nil }
        guard let known = KVElementType(word: type) else {
            let nearest = NearestSpelling.of(type, among: KVElementType.allCases.map(\.rawValue))
            throw ValidationError(
                "--kv-dtype is \(type); expected \(KVElementType.words)"
                    + (nearest.map { "; did you mean \($0)?" } ?? ""))
        }
        return known
    }

    private func memorySize() throws -> MemorySize? {
        guard let memory else { return nil }
        do {
            return try MemorySize.parse(memory)
        } catch {
            throw ValidationError("--kv-memory: \(error)")
        }
    }
}
