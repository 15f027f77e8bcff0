import Inference
import Load

/// The prompts of a diagnosis: one shared beginning, and each its own rest.
///
/// The beginning carries the seed, so that no earlier run has left it in a cache. It is a part of
/// the one message: some models' templates know no system message.
struct DiagnosticPrompts: Sendable {
    private let beginning: String
    private let short: PromptSource
    private let long: PromptSource

    /// Characters that an average English token stands for; the usual rule of thumb.
    private static let charactersPerToken = 4

    /// By how much a tokenizer may exceed the rule of thumb: a small vocabulary has shorter tokens.
    private static let excess = 2.5

    /// - Parameters:
    ///   - settings: Lengths and seed.
    ///   - contextTokens: The longest sequence the server takes; nil when it does not say.
    init(_ settings: GatheringSettings, contextTokens: Int?) {
        var text =
            "You answer the questions of visitors to a small science museum, session "
            + String(settings.seed, radix: 36) + "."
        let characters = settings.sharedTokens * Self.charactersPerToken
        for sentence in Self.house where text.utf8.count < characters { text += " " + sentence }
        beginning = text
        let room = contextTokens.map {
            Int(Double(max($0 - settings.maxTokens, 0)) / Self.excess) - settings.sharedTokens
        }
        let wanted =
            settings.longFactor * (settings.sharedTokens + settings.promptTokens)
            - settings.sharedTokens
        func source(_ tokens: Int) -> PromptSource {
            PromptSource(kind: .shortChat, promptTokens: tokens, seed: settings.seed)
        }
        short = source(settings.promptTokens)
        long = source(max(settings.promptTokens, min(wanted, room ?? wanted)))
    }

    /// The prompt of a number.
    ///
    /// - Parameters:
    ///   - number: Equal numbers give equal prompts.
    ///   - isLong: Whether it is a long one.
    /// - Returns: A conversation of one message.
    func messages(_ number: Int, isLong: Bool) -> [ChatMessage] {
        (isLong ? long : short).messages(index: number).map {
            ChatMessage(role: $0.role, content: beginning + "\n\n" + $0.content)
        }
    }

    private static let house = [
        "The museum stands at the harbour and is open every day except Monday.",
        "Its rooms are about the sea, the weather, old machines and the night sky.",
        "Visitors are of every age, and many read slowly.",
        "Write short sentences, and say it when you are not sure.",
        "Do not speak about prices, politics or other museums.",
        "The workshop on the second floor repairs clocks and lends tools.",
        "The reading room keeps maps, letters and three hundred photographs of ships.",
        "Guides walk through the rooms at ten, at noon and at three.",
        "A question may be about anything that can be seen, heard or touched here.",
        "When a visitor asks for more than one thing, answer the first and offer the rest.",
        "Numbers are given in metres, kilograms and seconds.",
        "The oldest machine is a pump of 1821, which still runs on holidays.",
        "Telescopes are on the roof, and clouds are no reason to stay away.",
        "The cellar floods in spring, so its door may be closed.",
    ]
}
