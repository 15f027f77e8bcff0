/// Breaks queries, or leaves them whole by luck: single characters and whole words are left out,
/// doubled, swapped or replaced.
struct QueryMutator {
    private var generator: QueryGenerator

    init(seed: UInt64) {
        generator = QueryGenerator(seed: seed)
    }

    private static let vocabulary = [
        "(", ")", "{", "}", "[", "]", ",", ":", "@", "=", "==", "=~", "!=", "!~", "!", "<", ">=",
        "+", "-", "*", "/", "%", "^", "and", "or", "unless", "atan2", "by", "without", "on",
        "ignoring", "group_left", "group_right", "bool", "offset", "start", "end", "start()", "5m",
        "5", "0x", "1e", "1_0", ".", "[5m]", "[5m:1m]", "[1h:]", "{a=\"b\"}", "\"text\"", "'", "\"",
        "`", "\\", "#", "$", ";", "é", "\u{FFFD}", "\u{0}", "\n", "sum", "rate", "foo", "topk",
        "time()", "inf", "nan",
    ]

    /// A query with one to three changes.
    mutating func mutated(_ query: String) -> String {
        var parts = Self.parts(of: query)
        for _ in 0..<Int.random(in: 1...3, using: &generator.random) where !parts.isEmpty {
            let index = Int.random(in: parts.indices, using: &generator.random)
            switch Int.random(in: 0..<6, using: &generator.random) {
            case 0: parts.remove(at: index)
            case 1: parts.insert(parts[index], at: index)
            case 2: parts.swapAt(index, Int.random(in: parts.indices, using: &generator.random))
            case 3: parts[index] = generator.pick(Self.vocabulary)
            case 4: parts.insert(generator.pick(Self.vocabulary), at: index)
            default: parts[index] = changedCharacter(of: parts[index])
            }
        }
        return parts.joined()
    }

    private mutating func changedCharacter(of part: String) -> String {
        var characters = Array(part)
        guard !characters.isEmpty else { return generator.pick(Self.vocabulary) }
        let index = Int.random(in: characters.indices, using: &generator.random)
        if generator.chance(0.5) {
            characters.remove(at: index)
        } else {
            characters.insert(contentsOf: generator.pick(Self.vocabulary), at: index)
        }
        return String(characters)
    }

    /// Words, and each other character alone.
    private static func parts(of query: String) -> [String] {
        var parts: [String] = []
        var isInWord = false
        for character in query {
            let isWord = character.isLetter || character.isNumber || character == "_"
            if isWord && isInWord {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
            isInWord = isWord
        }
        return parts
    }
}
