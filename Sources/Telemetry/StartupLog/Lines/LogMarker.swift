/// What a line must contain to be worth a closer look.
enum LogMarker: String, CaseIterable, Sendable {
    // vLLM
    case kvCacheSize = "KV cache size: "
    case maximumConcurrency = "Maximum concurrency for "
    case blocks = " blocks: "
    case availableMemory = "Available KV cache memory: "
    case nonDefaultArguments = "non-default args: "
    case namespace = "args: Namespace("
    case serverVersion = "API server version "
    case bannerVersion = "  version "
    case bannerModel = "  model "
    case engineConfiguration = "LLM engine (v"
    case modelLength = "Using max model len "
    case batchedTokens = "max_num_batched_tokens="
    case statistics = "Avg prompt throughput: "
    // SGLang
    case serverArguments = "server_args=ServerArgs("
    case totalTokens = "max_total_num_tokens="
    case pool = "KV Cache is allocated"
    case decodeBatch = "Decode batch"
    // llama.cpp
    case llamaServer = "llama_server: initializing"
    case slotCount = "n_slots = "
    case slotContext = "n_ctx_slot = "
    case slotContextOld = "new slot n_ctx = "
    case context = "n_ctx "
    case sequenceContext = "n_ctx_seq "
    case sequenceContextOld = "n_ctx_per_seq "
    case sequences = "n_seq_max "
    case loadingModel = "loading model '"
    case build = "build: "
    // TGI
    case launcherArguments = "text_generation_launcher: Args {"
    case batchTotal = "Setting max batch total tokens to "
    // TensorRT-LLM
    case tensorRT = "[TensorRT-LLM]"
    case tensorRTPython = "[TRT-LLM]"

    /// The markers in a line, by one pass over its bytes.
    ///
    /// Nearly every line of a running server's log holds none, so this is what the time goes to.
    static func found(in line: [UInt8]) -> [LogMarker] {
        var found: [LogMarker] = []
        for start in line.indices {
            let candidates = table.byFirstByte[Int(line[start])]
            for index in candidates
            where matches(table.needles[index], in: line, at: start) {
                let marker = allCases[index]
                if !found.contains(marker) { found.append(marker) }
            }
        }
        return found
    }

    private static func matches(_ needle: [UInt8], in line: [UInt8], at start: Int) -> Bool {
        guard needle.count <= line.count - start else { return false }
        for offset in 1..<needle.count where line[start + offset] != needle[offset] {
            return false
        }
        return true
    }

    private struct Table: Sendable {
        let needles: [[UInt8]]
        let byFirstByte: [[Int]]
    }

    private static let table: Table = {
        let needles = allCases.map { Array($0.rawValue.utf8) }
        var byFirstByte = [[Int]](repeating: [], count: 256)
        for (index, needle) in needles.enumerated() { byFirstByte[Int(needle[0])].append(index) }
        return Table(needles: needles, byFirstByte: byFirstByte)
    }()
}
