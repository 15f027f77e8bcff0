/// Reads how engines are started from what people deploy them with.
///
/// Understood are Kubernetes documents of every kind that holds containers (KServe's included),
/// partial ones as Kustomize patches are, compose files, Helm values of vLLM's production stack,
/// vLLM's own configuration file, shell scripts and command lines.
package enum ManifestReader {
    /// Reads a file.
    ///
    /// - Parameter path: the file.
    /// - Returns: every engine that it starts, in the order written; at least one.
    /// - Throws: ``ProfileErrors`` when the file cannot be read, is no YAML, starts no engine, or
    ///   gives a limit a value that is no number.
    package static func read(path: String) throws(ProfileErrors) -> [DeclaredEngine] {
        try read(TextFile.read(path), file: path)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - file: what messages call it; its extension tells YAML from a script.
    /// - Returns: as ``read(path:)``.
    /// - Throws: as ``read(path:)``.
    package static func read(
        _ text: String, file: String
    ) throws(ProfileErrors) -> [DeclaredEngine] {
        let isData = [".yaml", ".yml", ".json"].contains { file.lowercased().hasSuffix($0) }
        let engines =
            isData || !startsEngine(text)
            ? try documents(text, file: file) : try commands(text, file: file)
        guard !engines.isEmpty else {
            throw ProfileErrors([
                ProfileProblem(
                    place: .file(file), keyPath: "",
                    message: "starts no inference engine that firstlight knows; expected a "
                        + "container, a service or a command with the arguments of vLLM, SGLang, "
                        + "TGI, llama-server, trtllm-serve, lmdeploy or Ollama",
                    expected: "the command line of an engine")
            ])
        }
        return engines
    }

    /// Reads a command line.
    ///
    /// - Parameter commandLine: such as `vllm serve MODEL --max-num-seqs 16`.
    /// - Returns: as ``read(path:)``.
    /// - Throws: as ``read(path:)``.
    package static func read(
        commandLine: String
    ) throws(ProfileErrors) -> [DeclaredEngine] {
        let engines = try commands(commandLine, file: "command line", hasLines: false)
        guard !engines.isEmpty else {
            // Its first word alone: the others may hold a key.
            let word = commandLine.prefix { !$0.isWhitespace }
            throw ProfileErrors([
                ProfileProblem(
                    place: .file("command line"), keyPath: "",
                    message: "\("\(word) ...".quoted) is neither a file nor a command that starts "
                        + "an engine; expected a manifest, or a command such as "
                        + "\"vllm serve MODEL --max-num-seqs 16\"")
            ])
        }
        return engines
    }

    /// Whether a text is a command that starts an engine rather than data.
    package static func startsEngine(_ text: String) -> Bool {
        if text.hasPrefix("#!") { return true }
        return ShellText(text).commands.contains { command in
            // A key of YAML ends in a colon; no program does.
            guard let first = command.first, !first.text.hasSuffix(":"), first.text != "-" else {
                return false
            }
            return LaunchLine(command) != nil
        }
    }

    // MARK: - Commands

    private static func commands(
        _ text: String, file: String, hasLines: Bool = true
    ) throws(ProfileErrors) -> [DeclaredEngine] {
        let shell = ShellText(text, line: hasLines ? 1 : nil)
        var engines: [DeclaredEngine] = []
        var problems: [ProfileProblem] = []
        for command in shell.commands {
            guard let launch = LaunchLine(command, variables: shell.variables) else { continue }
            var settings = LaunchSettings(launch, file: file, fallbackLine: command.first?.line)
            settings.read(variables: shell.variables.mapValues { ($0, command.first?.line) })
            problems += settings.problems
            engines.append(
                DeclaredEngine(
                    name: hasLines ? "command" : "command line", engine: launch.arguments.engine,
                    place: SourcePlace(file: file, line: command.first?.line),
                    settings: settings.settings, notes: settings.notes))
        }
        guard problems.isEmpty else { throw ProfileErrors(problems) }
        return engines
    }

    // MARK: - Documents

    private static func documents(
        _ text: String, file: String
    ) throws(ProfileErrors) -> [DeclaredEngine] {
        let source = ManifestText(text, file: file)
        var engines: [DeclaredEngine] = []
        var scalers: [ManifestScaler] = []
        for piece in source.documents {
            let document: YAMLDocument
            do {
                document = try YAMLDocument(piece, file: file)
            } catch {
                throw text.contains("{{") ? template(error) : error
            }
            let log = ProblemLog(source: document.source)
            guard let root = document.rootField(log: log) else { continue }
            var walker = ManifestWalker(document: document, log: log, source: source)
            walker.walk(root.node)
            try log.throwIfAny()
            guard walker.problems.isEmpty else { throw ProfileErrors(walker.problems) }
            engines += walker.engines
            scalers += walker.scalers
        }
        for index in engines.indices {
            let name = engines[index].name
            guard let scaler = scalers.first(where: { $0.scales(name) }) else { continue }
            engines[index].scaling = scaler.words
        }
        return engines
    }

    private static func template(_ errors: ProfileErrors) -> ProfileErrors {
        ProfileErrors(
            errors.problems.map { problem in
                var problem = problem
                problem.hint =
                    "this looks like a template; render it first, as with \"helm template\""
                return problem
            })
    }
}
