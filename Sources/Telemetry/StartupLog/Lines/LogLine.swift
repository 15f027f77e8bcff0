/// A line of a log, cleaned of colours, with what its prefixes say about who wrote it.
struct LogLine: Sendable {
    /// From 1.
    let number: Int
    let text: String
    /// The container or pod that a prefix of docker compose or kubectl names.
    let source: String?

    /// - Parameters:
    ///   - number: from 1.
    ///   - raw: the line without its end; colours are taken out, JSON of a log driver is unpacked.
    init(number: Int, raw: some Collection<UInt8>) {
        self.number = number
        var text = String(decoding: Self.withoutEscapes(raw), as: UTF8.self)
        text = WrappedLine.unpack(text) ?? text
        (source, self.text) = Self.split(text)
    }

    /// The data-parallel rank of the engine or worker that wrote the line: `EngineCore_DP1`,
    /// `EngineCore_1`, `Worker_DP1_TP0` of vLLM, `DP1 TP0` of SGLang.
    var rank: String? {
        for (prefix, marker) in [
            ("(EngineCore", "_DP"), ("(Worker", "_DP"), ("(VllmWorker", "_DP"),
            ("(EngineCore", "_"),
        ] {
            guard let found = text.firstRange(of: prefix) else { continue }
            let tag = text[found.upperBound...].prefix { $0 != ")" && $0 != " " }
            if let digits = Self.digits(after: marker, in: tag) { return digits }
        }
        // [2025-07-14 05:48:43 DP1 TP0] or [2025-07-14 05:48:43 DP1]
        guard let open = text.firstIndex(of: "[") else { return nil }
        return Self.digits(after: " DP", in: text[open...].prefix { $0 != "]" })
    }

    private static func digits(after marker: String, in text: Substring) -> String? {
        guard let found = text.firstRange(of: marker) else { return nil }
        let digits = text[found.upperBound...].prefix { ("0"..."9").contains($0) }
        return digits.isEmpty || digits.count > 6 ? nil : String(digits)
    }

    // MARK: - Prefixes

    /// `vllm-1  | text` of docker compose, `[pod/name/container] text` of kubectl.
    private static func split(_ text: String) -> (source: String?, text: String) {
        if text.hasPrefix("[pod/"), let close = text.firstIndex(of: "]") {
            let pod = text[text.index(text.startIndex, offsetBy: 5)..<close]
            return (String(pod), String(text[text.index(after: close)...].drop { $0 == " " }))
        }
        let name = text.prefix { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "_.-".contains(character))
        }
        let rest = text[name.endIndex...]
        let bar = rest.drop { $0 == " " }
        guard !name.isEmpty, rest.first == " ", bar.hasPrefix("| ") || bar == "|" else {
            return (nil, text)
        }
        return (String(name), String(bar.dropFirst(2)))
    }

    /// Drops ANSI control sequences (ECMA-48: ESC `[` parameters final) and lone escapes.
    private static func withoutEscapes(_ raw: some Collection<UInt8>) -> [UInt8] {
        guard raw.contains(0x1B) else { return Array(raw) }
        var clean: [UInt8] = []
        clean.reserveCapacity(raw.count)
        var bytes = raw.makeIterator()
        while let byte = bytes.next() {
            guard byte == 0x1B else {
                clean.append(byte)
                continue
            }
            guard bytes.next() == UInt8(ascii: "[") else { continue }
            while let inside = bytes.next(), !(0x40...0x7E).contains(inside) {}
        }
        return clean
    }
}
