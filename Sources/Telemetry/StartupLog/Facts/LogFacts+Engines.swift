import Signals

extension LogFacts {
    /// Reads what a marker in a line stands for.
    mutating func read(_ marker: LogMarker, _ line: LogLine) {
        switch marker {
        case .kvCacheSize, .maximumConcurrency, .blocks, .availableMemory, .modelLength,
            .batchedTokens, .statistics:
            readVLLM(marker, line)
        case .nonDefaultArguments, .namespace, .serverVersion, .bannerVersion, .bannerModel,
            .engineConfiguration:
            readVLLMStart(marker, line)
        case .serverArguments, .totalTokens, .pool, .decodeBatch: readSGLang(marker, line)
        case .llamaServer, .slotCount, .slotContext, .slotContextOld, .context, .sequenceContext,
            .sequenceContextOld, .sequences, .loadingModel, .build:
            readLlamaCpp(marker, line)
        case .launcherArguments:
            noteStart()
            note(engine: .tgi, line)
            openLauncherArguments(line)
        case .batchTotal:
            note(engine: .tgi, line)
            note(.kvCacheTokens, number(marker, line), line)
        case .tensorRT, .tensorRTPython: readTensorRT(line)
        }
    }

    private func number(_ marker: LogMarker, _ line: LogLine) -> Double? {
        LogText.number(after: marker.rawValue, in: line.text)
    }

    // MARK: - vLLM

    private mutating func readVLLM(_ marker: LogMarker, _ line: LogLine) {
        switch marker {
        case .kvCacheSize:
            guard let tokens = number(marker, line), line.text.contains(" tokens") else { return }
            note(engine: .vllm, line)
            note(.kvCacheTokens, tokens, line)
        case .maximumConcurrency:
            guard let concurrency = LogText.number(after: "per request: ", in: line.text) else {
                return
            }
            note(engine: .vllm, line)
            note(.fullLengthRequests, concurrency, line)
            note(.contextTokens, number(marker, line), line)
        case .blocks:
            // "# GPU blocks: 2000, # CPU blocks: 512": the device first, then what it swaps to.
            guard let found = line.text.firstRange(of: marker.rawValue) else { return }
            let before = line.text[..<found.lowerBound]
            let device = before.reversed().prefix { $0.isLetter || $0.isNumber }
            guard !device.isEmpty, before.dropLast(device.count).hasSuffix("# ") else { return }
            note(engine: .vllm, line)
            note(.kvCacheBlocks, number(marker, line), line)
        case .availableMemory:
            guard let size = number(marker, line), line.text.contains("GiB") else { return }
            note(engine: .vllm, line)
            note(.kvCacheBytes, (size * 1_073_741_824).rounded(), line)
        case .modelLength:
            note(engine: .vllm, line)
            note(.contextTokens, number(marker, line), line, .partial)
        case .batchedTokens where line.text.contains("hunked prefill is enabled"):
            note(engine: .vllm, line)
            note(.batchTokens, number(marker, line), line)
        case .statistics:
            note(engine: .vllm, line)
            let rank = LogText.number(after: "Engine ", in: line.text).map { String(Int($0)) }
            note(LogLoad(vllm: line.text), rank: rank, line)
        default: break
        }
    }

    private mutating func readVLLMStart(_ marker: LogMarker, _ line: LogLine) {
        // The banner of 0.15 and later is drawn with blocks around release and model.
        let isBanner = line.text.contains { "█▀▄".contains($0) }
        switch marker {
        case .serverVersion:
            guard line.text.contains("vLLM") else { return }
            noteStart()
            note(engine: .vllm, line)
            note(version: LogText.word(after: marker.rawValue, in: line.text), line)
        case .bannerVersion where isBanner:
            noteStart()
            note(engine: .vllm, line)
            note(version: LogText.word(after: marker.rawValue, in: line.text), line)
        case .bannerModel where isBanner:
            guard let found = line.text.firstRange(of: marker.rawValue) else { return }
            let name = line.text[found.upperBound...].drop { $0 == " " }
            note(model: name.isEmpty ? nil : String(name.prefix { $0 != " " }), line)
        case .engineConfiguration:
            note(engine: .vllm, line)
            note(version: LogText.word(after: marker.rawValue, in: line.text), line)
            note(model: LogText.word(after: "config: model=", in: line.text), line)
            note(
                .contextTokens, LogText.number(after: " max_seq_len=", in: line.text), line,
                .partial)
        case .nonDefaultArguments: readArguments(behind: "non-default args: {", line)
        case .namespace where !line.text.contains("non-default"):
            readArguments(behind: marker.rawValue, line)
        default: break
        }
    }

    private mutating func readArguments(behind opening: String, _ line: LogLine) {
        guard let found = line.text.firstRange(of: opening) else { return }
        noteStart()
        note(engine: .vllm, line)
        let arguments = ArgumentText.parse(line.text[found.upperBound...])
        note(model: arguments["model"] ?? arguments["model_tag"], line)
        note(
            arguments: arguments, line: line.number,
            limits: [
                "max_num_seqs": .runningRequests, "max_num_active_seqs": .runningRequests,
                "max_model_len": .contextTokens,
                "max_num_batched_tokens": .batchTokens,
            ])
    }

    // MARK: - SGLang

    private mutating func readSGLang(_ marker: LogMarker, _ line: LogLine) {
        func field(_ name: String) -> Double? { LogText.number(after: name, in: line.text) }
        switch marker {
        case .serverArguments:
            guard let found = line.text.firstRange(of: marker.rawValue) else { return }
            noteStart()
            note(engine: .sglang, line)
            let arguments = ArgumentText.parse(line.text[found.upperBound...])
            note(model: arguments["model_path"], line)
            note(
                arguments: arguments, line: line.number,
                limits: [
                    "max_running_requests": .runningRequests, "context_length": .contextTokens,
                    "max_total_tokens": .kvCacheTokens, "chunked_prefill_size": .batchTokens,
                ])
        case .totalTokens:
            guard let found = line.text.firstRange(of: marker.rawValue),
                line.text[..<found.lowerBound].last?.isWhitespace != false
            else { return }
            note(engine: .sglang, line)
            note(.kvCacheTokens, field("max_total_num_tokens="), line)
            note(.runningRequests, field(" max_running_requests="), line)
            note(.contextTokens, field(" context_len="), line)
            note(.batchTokens, field(" chunked_prefill_size="), line)
        case .pool:
            note(engine: .sglang, line)
            note(.kvCacheTokens, field("#tokens: "), line, .partial)
        case .decodeBatch:
            guard line.text.contains("#running-req") else { return }
            note(engine: .sglang, line)
            note(LogLoad(sglang: line.text), rank: line.rank, line)
        default: break
        }
    }

    // MARK: - llama.cpp

    private mutating func readLlamaCpp(_ marker: LogMarker, _ line: LogLine) {
        let isContext =
            line.text.contains("llama_context: ")
            || line.text.contains("llama_new_context_with_model: ")
        switch marker {
        case .llamaServer:
            noteStart()
            note(engine: .llamacpp, line)
        case .build:
            guard let words = buildWords(line.text) else { return }
            noteStart()
            note(engine: .llamacpp, line)
            note(version: words, line)
        case .slotCount:
            note(engine: .llamacpp, line)
            note(.runningRequests, number(marker, line), line)
        case .slotContext, .slotContextOld:
            note(engine: .llamacpp, line)
            note(.contextTokens, number(marker, line), line)
        case .context where isContext:
            note(engine: .llamacpp, line)
            note(.kvCacheTokens, assigned(marker, line), line)
        case .sequenceContext where isContext, .sequenceContextOld where isContext:
            note(.contextTokens, assigned(marker, line), line, .partial)
        case .sequences where isContext:
            note(.runningRequests, assigned(marker, line), line, .partial)
        case .loadingModel:
            note(engine: .llamacpp, line)
            note(model: LogText.word(after: "loading model ", in: line.text), line)
        default: break
        }
    }

    /// The number of `n_ctx         = 2048`.
    private func assigned(_ marker: LogMarker, _ line: LogLine) -> Double? {
        guard let found = line.text.firstRange(of: marker.rawValue) else { return nil }
        let rest = line.text[found.upperBound...].drop { $0 == " " }
        guard rest.hasPrefix("= ") else { return nil }
        return LogText.number(at: rest.dropFirst(2))
    }

    /// `build: 7079 (1411d92) with cc ...` as `b7079-1411d92`, as `/props` writes it.
    private func buildWords(_ text: String) -> String? {
        guard let found = text.firstRange(of: "build: ") else { return nil }
        let words = text[found.upperBound...].split(separator: " ", maxSplits: 2)
        guard words.count > 1, Int(words[0]) != nil, words[1].first == "(", words[1].last == ")"
        else { return nil }
        return "b\(words[0])-\(words[1].dropFirst().dropLast())"
    }

    // MARK: - TensorRT-LLM

    private mutating func readTensorRT(_ line: LogLine) {
        note(engine: .tensorrtLLM, line)
        func field(_ name: String) -> Double? { LogText.number(after: name, in: line.text) }
        note(
            version: LogText.word(after: "TensorRT-LLM version: ", in: line.text)
                ?? LogText.word(after: "TensorRT LLM version: ", in: line.text), line)
        note(.runningRequests, field("TRTGptModel maxBatchSize: "), line)
        note(.contextTokens, field("TRTGptModel maxSequenceLen: "), line)
        note(.batchTokens, field("TRTGptModel maxNumTokens: "), line)
        note(.kvBlockTokens, field("Number of tokens per block: "), line)
        note(.kvBlockTokens, field("tokens per block="), line)
        note(.kvCacheBlocks, field("primary blocks="), line)
        note(.kvCacheTokens, field("max tokens in paged KV cache ("), line)
        if line.text.contains(" tokens in paged KV cache") {
            note(.kvCacheTokens, field("] Using "), line)
        }
    }
}
