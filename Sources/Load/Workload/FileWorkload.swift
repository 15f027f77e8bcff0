import Inference

/// The sessions of a file: prompts, conversations, or a trace.
///
/// Texts are kept once; what a trace asks for is written when it is sent.
package struct FileWorkload: Workload {
    /// What a file does not say.
    package struct Settings: Sendable, Equatable {
        /// The most tokens of an answer where the file does not say.
        package var maxTokens: Int
        /// How long the user thinks before each turn but the first.
        package var thinkTime = Duration.zero
        /// Whether the file begins anew at its end; prompts then repeat word for word.
        package var cycles = false
        /// Equal seeds give equal texts to a trace's blocks.
        package var seed: UInt64

        /// Creates settings.
        ///
        /// - Parameters:
        ///   - maxTokens: The most tokens of an answer where the file does not say.
        ///   - seed: Equal seeds give equal texts to a trace's blocks.
        package init(maxTokens: Int, seed: UInt64) {
            self.maxTokens = maxTokens
            self.seed = seed
        }
    }

    package let name: String
    private let lines: [WorkloadLine]
    private let starts: [Duration]
    private let settings: Settings

    /// Tokens of one block of a trace, as Mooncake's traces have them.
    private static let blockTokens = 512

    init(name: String, lines: [WorkloadLine], settings: Settings) {
        self.name = name
        self.settings = settings
        let times = lines.map { line -> Double? in
            if case .traced(let request) = line { request.timestamp } else { nil }
        }
        let known = times.compactMap(\.self)
        guard let first = known.min(), known.count == lines.count else {
            self.lines = lines
            starts = []
            return
        }
        // By time, and in the file's order where times are equal.
        let order = lines.indices.sorted { (times[$0] ?? 0, $0) < (times[$1] ?? 0, $1) }
        self.lines = order.map { lines[$0] }
        starts = order.map { .milliseconds((times[$0] ?? first) - first) }
    }

    /// How many sessions the file has.
    package var lineCount: Int { lines.count }

    package var sessionCount: Int? { settings.cycles ? nil : lines.count }

    package func recordedStart(ofSession session: Int) -> Duration? {
        session < starts.count ? starts[session] : nil
    }

    package func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        guard !lines.isEmpty, settings.cycles || session < lines.count else { return nil }
        let place = session % lines.count
        var made: Turn
        switch lines[place] {
        case .session(let turns, let maxTokens):
            guard turn < turns.count else { return nil }
            made = Turn(messages: turns[turn], maxTokens: maxTokens ?? settings.maxTokens)
            let characters = turns[turn].reduce(0) { $0 + $1.content.utf8.count }
            made.promptTokens = max(1, characters / PromptWriter.charactersPerToken)
        case .traced(let request):
            guard turn == 0 else { return nil }
            made = Turn(
                messages: [ChatMessage(role: .user, content: text(of: request, place: place))],
                maxTokens: request.outputLength)
            made.promptTokens = request.inputLength
        }
        if turn > 0 { made.thinkTime = settings.thinkTime }
        if session >= lines.count { made.repeats = place }
        return made
    }

    /// The text of a trace's request: its blocks, each the same wherever its number comes, and what
    /// is left over after them as a block that no other request has.
    private func text(of request: WorkloadLine.TracedRequest, place: Int) -> String {
        var text = ""
        var rest = request.inputLength
        for block in request.hashIDs where rest > 0 {
            let tokens = min(rest, Self.blockTokens)
            append(block, tokens: tokens, to: &text)
            rest -= tokens
        }
        // Negative numbers belong to no block of a trace.
        if rest > 0 { append(-1 - place, tokens: rest, to: &text) }
        return text
    }

    private func append(_ block: Int, tokens: Int, to text: inout String) {
        // A block that is cut is the beginning of the whole one.
        var writer = PromptWriter(
            seed: settings.seed, index: block,
            beginning: "\(PromptMark.text(seed: settings.seed, index: block)) ")
        let wanted = tokens * PromptWriter.charactersPerToken
        writer.writeBlock(characters: max(0, wanted - writer.text.utf8.count))
        text += writer.text.prefix(wanted)
    }
}
