import Synchronization

/// The answers of a scripted server, and what it was asked.
final class Script: Sendable {
    private let answers: [String: ScriptedAnswer]
    private let log = Mutex<[String]>([])
    private let heads: AsyncStream<String>.Continuation
    /// The head of every request, as it comes in.
    let incoming: AsyncStream<String>

    init(_ answers: [String: ScriptedAnswer]) {
        self.answers = answers
        (incoming, heads) = AsyncStream.makeStream()
    }

    /// The heads of all requests so far.
    var requests: [String] { log.withLock { $0 } }

    func answer(to head: String) -> ScriptedAnswer {
        log.withLock { $0.append(head) }
        heads.yield(head)
        let words = head.split(separator: " ", maxSplits: 2)
        let path = words.count > 1 ? String(words[1]) : ""
        return answers[path] ?? .http(404, text: #"{"detail":"Not Found"}"#)
    }
}
