import Readiness
import Signals

/// A command that starts an engine, with its flags.
struct EngineLaunch {
    /// A flag as it is written, without its value.
    struct Flag {
        /// The name with dashes for underscores.
        var name: String
        var range: Range<Int>
    }

    let engine: EngineKind
    let flags: [Flag]

    /// The engine that a command starts; nil when it starts none.
    init?(_ command: CommandLine) {
        // Dynamo's workers hand on most flags of their engine, and have more of their own.
        guard !command.words.contains(where: { $0.text.contains("dynamo.") }) else { return nil }
        let words = command.words.map { ManifestWord($0.text) }
        guard let launch = LaunchLine(words, image: command.image) else { return nil }
        engine = launch.arguments.engine
        // The engine's own words are the last ones of the command.
        flags = command.words.suffix(launch.words.count).compactMap { word in
            guard word.text.hasPrefix("--"), word.text.count > 2 else { return nil }
            let name = word.text.prefix { $0 != "=" }
            return Flag(
                name: String(name.map { $0 == "_" ? "-" : $0 }),
                range: word.fileRange(0, name.utf8.count))
        }
    }
}
