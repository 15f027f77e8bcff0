/// A prompt: its text, and how many tokens the model would see.
///
/// There is no tokenizer here. Four bytes of text count as one token, a chat template adds four per message and one for the opening
/// of the answer; that gives 10 for "Say something short.", as the real server reports for its small model.
package struct Prompt: Equatable, Sendable {
    /// Bytes per token.
    package static let bytesPerToken = 4
    /// Tokens the chat template adds to each message.
    package static let tokensPerMessage = 4

    /// The text that is compared for prefix reuse.
    package let text: String
    /// Tokens, at least 1.
    package let tokens: Int

    /// A prompt of plain text.
    package init(text: String) {
        self.text = text
        tokens = max(1, Self.tokens(in: text))
    }

    /// A prompt given as token numbers.
    package init(tokenNumbers: [Int]) {
        text = tokenNumbers.map { "\($0)" }.joined(separator: " ")
        tokens = max(1, tokenNumbers.count)
    }

    /// A chat: role and text of every message.
    package init(messages: [(role: String, text: String)]) {
        text = messages.map { "<\($0.role)>\($0.text)" }.joined(separator: "\n")
        tokens = messages.reduce(1) { $0 + Self.tokensPerMessage + Self.tokens(in: $1.text) }
    }

    /// The same prompt after instructions; without any, itself.
    func after(_ system: String?) -> Prompt {
        guard let system, !system.isEmpty else { return self }
        return Prompt(
            text: "<system>\(system)\n\(text)",
            tokens: tokens + Self.tokensPerMessage + Self.tokens(in: system))
    }

    private init(text: String, tokens: Int) {
        self.text = text
        self.tokens = tokens
    }

    private static func tokens(in text: String) -> Int {
        (text.utf8.count + bytesPerToken - 1) / bytesPerToken
    }

    /// Chained hashes of the prompt's full blocks (FNV-1a), so that equal beginnings have equal hashes.
    ///
    /// - Parameter blockSize: Tokens per block.
    /// - Returns: One hash per full block of text, never more than the prompt has full blocks of tokens.
    package func blockHashes(blockSize: Int) -> [UInt64] {
        let blockBytes = blockSize * Self.bytesPerToken
        let limit = min(tokens / blockSize, text.utf8.count / blockBytes)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(limit)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for (index, byte) in text.utf8.prefix(limit * blockBytes).enumerated() {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            if (index + 1) % blockBytes == 0 {
                hashes.append(hash)
            }
        }
        return hashes
    }
}
