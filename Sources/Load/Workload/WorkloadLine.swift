import Foundation
import Inference

/// What one value of a workload file asks for.
enum WorkloadLine: Sendable {
    /// A session of turns, each with its messages and, where the file says, its longest answer.
    case session([[ChatMessage]], maxTokens: Int?)
    /// A request of a trace, its text made of blocks that requests share.
    case traced(TracedRequest)

    /// One request of a trace.
    struct TracedRequest: Sendable {
        /// When it started, in milliseconds.
        var timestamp: Double
        var inputLength: Int
        var outputLength: Int
        /// The blocks of its prompt; empty when the trace names none.
        var hashIDs: [Int]
    }

    /// A line that cannot be used, in words.
    struct Problem: Error {
        var text: String
        init(_ text: String) { self.text = text }
    }

    private struct Fields: Decodable {
        var prompt: String?
        var messages: [Message]?
        var conversations: [Said]?
        var max_tokens: Int?
        var output_tokens: Int?
        var timestamp: Double?
        var input_length: Int?
        var output_length: Int?
        var hash_ids: [Int]?
    }

    private struct Message: Decodable {
        var role: String
        var content: String
    }

    private struct Said: Decodable {
        var from: String
        var value: String
    }

    /// Reads a value.
    ///
    /// - Parameter bytes: Its JSON.
    /// - Throws: ``Problem`` that says what was found and what was expected.
    init(_ bytes: [UInt8]) throws(Problem) {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: Data(bytes))
        } catch {
            let start = String(decoding: bytes.prefix(60), as: UTF8.self)
            throw Problem("\(DecodingProblem.words(error)); found \(start.printable)")
        }
        let limit = fields.max_tokens ?? fields.output_tokens
        if let limit, !(1...TokenDistribution.tokensMax).contains(limit) {
            throw Problem(
                "found \(limit) output tokens, expected 1 to \(TokenDistribution.tokensMax)")
        }
        if let text = fields.prompt {
            guard !text.isEmpty else { throw Problem("\"prompt\" is empty") }
            self = .session([[ChatMessage(role: .user, content: text)]], maxTokens: limit)
        } else if let messages = fields.messages {
            self = .session([try Self.messages(messages)], maxTokens: limit)
        } else if let conversations = fields.conversations {
            self = .session(try Self.turns(conversations), maxTokens: limit)
        } else if fields.timestamp != nil || fields.input_length != nil {
            self = .traced(try Self.traced(fields))
        } else {
            throw Problem(
                "expected \"prompt\", \"messages\", \"conversations\", or \"timestamp\" with "
                    + "\"input_length\" and \"output_length\"; found none of them")
        }
    }

    private static func messages(_ messages: [Message]) throws(Problem) -> [ChatMessage] {
        var read: [ChatMessage] = []
        for message in messages {
            guard let role = ChatMessage.Role(rawValue: message.role) else {
                throw Problem(
                    "found the role \(message.role.printable), expected system, user or assistant")
            }
            read.append(ChatMessage(role: role, content: message.content))
        }
        guard read.last?.role == .user else {
            throw Problem("expected \"messages\" that end with one of the user")
        }
        return read
    }

    /// The turns of a conversation: what the user said, with the system's words before the first.
    ///
    /// What the model said then is left out; the server answers anew.
    private static func turns(_ said: [Said]) throws(Problem) -> [[ChatMessage]] {
        var turns: [[ChatMessage]] = []
        var waiting: [ChatMessage] = []
        for part in said {
            switch part.from.lowercased() {
            case "human", "user":
                waiting.append(ChatMessage(role: .user, content: part.value))
                turns.append(waiting)
                waiting = []
            case "system": waiting.append(ChatMessage(role: .system, content: part.value))
            case "gpt", "assistant", "model", "chatgpt", "bard", "bing", "tool": continue
            default:
                throw Problem(
                    "found a speaker called \(part.from.printable), expected human, gpt or system")
            }
        }
        guard !turns.isEmpty else { throw Problem("the user says nothing in \"conversations\"") }
        return turns
    }

    private static func traced(_ fields: Fields) throws(Problem) -> TracedRequest {
        guard let timestamp = fields.timestamp, timestamp >= 0, timestamp.isFinite else {
            throw Problem("expected \"timestamp\" in milliseconds, 0 or more")
        }
        let range = 1...TokenDistribution.tokensMax
        guard let input = fields.input_length, range.contains(input) else {
            throw Problem(
                "expected \"input_length\" from 1 to \(range.upperBound), found "
                    + (fields.input_length.map { "\($0)" } ?? "none"))
        }
        guard let output = fields.output_length, range.contains(output) else {
            throw Problem(
                "expected \"output_length\" from 1 to \(range.upperBound), found "
                    + (fields.output_length.map { "\($0)" } ?? "none"))
        }
        return TracedRequest(
            timestamp: timestamp, inputLength: input, outputLength: output,
            hashIDs: fields.hash_ids ?? [])
    }
}

extension String {
    /// The text for a message: one line, in quotes.
    fileprivate var printable: String {
        "\"" + prefix(60).map { $0.isNewline ? " " : String($0) }.joined() + "\""
    }
}
