import Readiness
import Signals

/// A command that starts an engine, with its flags.
struct EngineLaunch {
    /// A flag as it is written, without its value.
    struct Flag {
        /// The name as it is written.
        var written: String
        /// The name with dashes for underscores.
        var name: String { EngineFlagTable.folded(written) }
        var range: Range<Int>
    }

    let engine: EngineKind
    let flags: [Flag]
    /// The engine's release, as the container's image says.
    let imageVersion: EngineVersion?

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
            return Flag(written: String(name), range: word.fileRange(0, name.utf8.count))
        }
        imageVersion = command.image.flatMap { Self.version(ofImage: $0) }
    }

    /// The release that an image's tag names: `vllm/vllm-openai:v0.11.0`, `server-b6000`.
    private static func version(ofImage image: String) -> EngineVersion? {
        let name = image.prefix { $0 != "@" }
        guard let colon = name.lastIndex(of: ":") else { return nil }
        let tag = name[name.index(after: colon)...]
        for part in tag.split(separator: "-") {
            let digits = part.first == "v" || part.first == "b" ? part.dropFirst() : part
            guard digits.first?.isNumber == true, part.first == "b" || digits.contains(".") else {
                continue
            }
            return EngineVersion(String(part))
        }
        return nil
    }
}
