import Signals

/// The bounds of histograms that the commands of the same files set.
enum CustomBounds {
    /// The flags that set bounds: vLLM's takes one JSON text, SGLang's take a list each.
    private static let flags = ["--custom-histogram-buckets", "--bucket-"]

    /// Every bound that some commands set, of any histogram.
    ///
    /// - Parameter commands: The commands.
    /// - Returns: The bounds by engine.
    static func of(_ commands: [CommandLine]) -> [EngineKind: Set<Double>] {
        var bounds: [EngineKind: Set<Double>] = [:]
        for command in commands {
            guard let launch = EngineLaunch(command) else { continue }
            var isValue = false
            for word in command.words.map(\.text) {
                var value = word[...]
                if word.hasPrefix("--") {
                    isValue = flags.contains { EngineFlagTable.folded(word).hasPrefix($0) }
                    value = word.drop { $0 != "=" }
                }
                if isValue { bounds[launch.engine, default: []].formUnion(numbers(in: value)) }
            }
        }
        return bounds
    }

    /// The numbers of a list or a JSON text, whatever stands between them.
    private static func numbers(in text: Substring) -> [Double] {
        text.split { !($0.isASCII && ($0.isNumber || ".eE+-".contains($0))) }.compactMap(
            Double.init)
    }
}
