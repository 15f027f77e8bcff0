import EngineModel

/// What an engine writes while it starts: the lines that tell its limits, in the words of its release.
///
/// The numbers are those of the configuration. What depends on a machine is that of a card with 48 GB and a model of eight billion
/// parameters, whose cache takes 128 KiB a token.
package struct StartupLog: Sendable {
    let configuration: SimulatedServerConfiguration
    let startUnixSeconds: Double
    let host: String
    let port: Int

    /// Describes a start.
    ///
    /// - Parameters:
    ///   - configuration: The server.
    ///   - startUnixSeconds: When it started.
    ///   - host: The address it listens at.
    ///   - port: The port it listens at.
    package init(
        configuration: SimulatedServerConfiguration, startUnixSeconds: Double,
        host: String = "127.0.0.1", port: Int = 8000
    ) {
        self.configuration = configuration
        self.startUnixSeconds = startUnixSeconds
        self.host = host
        self.port = port
    }

    /// The lines, without line feeds.
    package var lines: [String] {
        switch configuration.release.engine {
        case .vllm: vllmLines(configuration.release)
        case .vllmV0: vllmV0Lines
        case .dynamo: vllmLines(DynamoWorkerDialect.engineRelease(of: configuration.release))
        case .sglang: sglangLines
        case .tgi: tgiLines
        case .trtllm: tensorRTLines + listening
        case .triton: tensorRTLines + tritonLines
        case .llamaCpp: llamaCppLines
        case .lmdeploy: lmdeployLines
        case .ollama: ollamaLines
        case .llmdSimulator: llmdLines
        case .router: listening
        }
    }

    // MARK: - Parts

    var release: SimulatedRelease { configuration.release }
    var modelName: String { configuration.modelName }
    var time: UTCTime { UTCTime(unixSeconds: startUnixSeconds) }

    /// Size of the KV cache in tokens.
    var cacheTokens: Int {
        let engine = configuration.engine
        return engine.kvBlocks * engine.blockSize
    }

    /// Memory of so many tokens in the cache.
    func gibibytes(_ tokens: Int) -> String {
        Self.fixed(Double(tokens) * 131_072 / 1_073_741_824)
    }

    /// What uvicorn says when it is ready.
    var listening: [String] {
        [
            "INFO:     Started server process [1]",
            "INFO:     Waiting for application startup.",
            "INFO:     Application startup complete.",
            "INFO:     Uvicorn running on http://\(host):\(port) (Press CTRL+C to quit)",
        ]
    }

    /// How many requests of full length the cache holds, with two decimals.
    var concurrency: String {
        Self.fixed(Double(cacheTokens) / Double(configuration.engine.maxModelLen))
    }

    /// A number with two decimals.
    static func fixed(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let cents = hundredths % 100
        return "\(hundredths / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    /// A number with commas between thousands.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in "\(number)".reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
