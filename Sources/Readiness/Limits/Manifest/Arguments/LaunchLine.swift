import Signals

/// The words that start an engine: which engine, and its arguments.
package struct LaunchLine: Sendable {
    package let arguments: EngineArguments
    /// The words behind the program's name.
    package let words: [ManifestWord]

    /// Finds an engine in the words of one command; nil when they start none.
    ///
    /// A shell that is given a script (`bash -c "..."`) is looked into.
    ///
    /// - Parameters:
    ///   - words: program and arguments.
    ///   - image: the container's image, which starts an engine when the words name no program.
    ///   - variables: the environment.
    package init?(_ words: [ManifestWord], image: String? = nil, variables: [String: String] = [:])
    {
        if let script = Self.script(in: words) {
            let shell = ShellText(script.text, line: script.line, variables: variables)
            for command in shell.commands {
                if let line = LaunchLine(command, image: nil, variables: shell.variables) {
                    self = line
                    return
                }
            }
            return nil
        }
        for index in words.indices {
            guard let (arguments, count) = Self.program(words[index...]) else { continue }
            self.arguments = arguments
            self.words = Array(words[(index + count)...])
            return
        }
        // "docker run ... IMAGE ARGUMENTS": elsewhere a word like an image is a model's name.
        if let program = words.first, Self.containerTools.contains(Self.base(program.text)),
            let index = words.firstIndex(where: { Self.engine(image: $0.text) != nil }),
            let arguments = Self.engine(image: words[index].text)
        {
            self.arguments = arguments
            self.words = Array(words[(index + 1)...])
            return
        }
        guard let arguments = image.flatMap(Self.engine) ?? Self.engine(flags: words) else {
            return nil
        }
        self.arguments = arguments
        self.words = words
    }

    private static let containerTools: Set<String> = ["docker", "podman", "nerdctl"]

    /// The script that a shell among the first words is given with `-c`.
    private static func script(in words: [ManifestWord]) -> ManifestWord? {
        let shells: Set<String> = ["sh", "bash", "zsh", "ash", "dash"]
        guard let shell = words.prefix(4).firstIndex(where: { shells.contains(base($0.text)) })
        else { return nil }
        var index = shell + 1
        while index < words.count, words[index].text.hasPrefix("-") {
            let flag = words[index].text
            index += 1
            if !flag.hasPrefix("--"), flag.contains("c"), index < words.count {
                return words[index]
            }
        }
        return nil
    }

    /// The engine that the words at the front start, and how many words its name takes.
    private static func program(
        _ words: ArraySlice<ManifestWord>
    ) -> (EngineArguments, Int)? {
        func text(_ offset: Int) -> String {
            let index = words.startIndex + offset
            return index < words.endIndex ? words[index].text : ""
        }
        switch (base(text(0)), text(1), text(2)) {
        case ("vllm", "serve", _): return (.vllm, 2)
        case ("-m", "vllm.entrypoints.openai.api_server", _),
            ("-m", "vllm.entrypoints.api_server", _), ("-m", "huggingfaceserver", _):
            return (.vllm, 2)
        case ("-m", "vllm.entrypoints.cli.main", "serve"): return (.vllm, 3)
        case ("-m", "sglang.launch_server", _), ("sglang", "serve", _): return (.sglang, 2)
        case ("text-generation-launcher", _, _): return (.tgi, 1)
        case ("llama-server", _, _): return (.llamaCpp, 1)
        case ("trtllm-serve", "serve", _): return (.tensorRT, 2)
        case ("trtllm-serve", _, _): return (.tensorRT, 1)
        case ("lmdeploy", "serve", "api_server"): return (.lmdeploy, 3)
        case ("ollama", "serve", _): return (.ollama, 2)
        default: return nil
        }
    }

    /// The engine that an image starts.
    static func engine(image: String) -> EngineArguments? {
        guard image.contains("/") || image.contains(":"), !image.hasPrefix("-") else { return nil }
        // The registry's host and the tag say nothing.
        let name = image.lowercased().prefix { $0 != "@" }
        return EngineArguments.all.first { arguments in
            arguments.images.contains { name.contains($0) }
        }
    }

    /// The engine whose flags the words are, for documents that hold arguments alone.
    private static func engine(flags words: [ManifestWord]) -> EngineArguments? {
        let names = words.map(\.text).filter { $0.hasPrefix("--") }
            .map { EngineArguments.folded(String($0.prefix { $0 != "=" })) }
        // Names that several engines share decide nothing.
        let telling: [(EngineArguments, Set<String>)] = [
            (.vllm, ["--max-num-seqs", "--max-model-len", "--max-num-batched-tokens"]),
            (.sglang, ["--max-running-requests", "--mem-fraction-static", "--context-length"]),
            (.tgi, ["--max-concurrent-requests", "--max-batch-total-tokens"]),
            (.llamaCpp, ["--ctx-size", "--n-gpu-layers"]),
            (.tensorRT, ["--max-num-tokens", "--kv-cache-free-gpu-memory-fraction"]),
            (.lmdeploy, ["--session-len", "--cache-max-entry-count"]),
        ]
        return telling.first { !$0.1.isDisjoint(with: names) }?.0
    }

    private static func base(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
