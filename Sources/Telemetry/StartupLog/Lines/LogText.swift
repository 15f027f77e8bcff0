/// Numbers and words in the text of a log line.
enum LogText {
    /// The number right behind the first `marker`: digits, with or without thousands separators,
    /// with or without a fraction.
    static func number(after marker: String, in text: some StringProtocol) -> Double? {
        let text = Substring(text)
        guard let found = text.firstRange(of: marker) else { return nil }
        return number(at: text[found.upperBound...])
    }

    /// The number that a text begins with; nil when it begins with none, or with one of more than
    /// 15 digits, which no limit has.
    static func number(at text: Substring) -> Double? {
        var rest = text.utf8
        var digits = 0
        var written = ""
        while let byte = rest.first {
            if isDigit(byte) {
                written.unicodeScalars.append(Unicode.Scalar(byte))
                digits += 1
            } else if byte != UInt8(ascii: ",") || digits == 0 || !isGroup(rest.dropFirst()) {
                break
            }
            rest = rest.dropFirst()
        }
        guard (1...15).contains(digits) else { return nil }
        if rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first, isDigit(next) {
            written += "."
            for byte in rest.dropFirst().prefix(while: { isDigit($0) }).prefix(15) {
                written.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return Double(written)
    }

    /// The text between the first `marker` and the next character that ends a word or a quote.
    static func word(after marker: String, in text: some StringProtocol) -> String? {
        let text = Substring(text)
        guard let found = text.firstRange(of: marker) else { return nil }
        let rest = text[found.upperBound...]
        let word =
            if let quote = rest.first, quote == "'" || quote == "\"" {
                rest.dropFirst().prefix { $0 != quote }
            } else {
                rest.prefix { !$0.isWhitespace && !"),;'\"".contains($0) }
            }
        return word.isEmpty ? nil : String(word.prefix(300))
    }

    /// Exactly three digits, as behind a thousands separator.
    private static func isGroup(_ rest: Substring.UTF8View) -> Bool {
        let group = rest.prefix(4)
        return group.prefix(3).count == 3 && group.prefix(3).allSatisfy(isDigit)
            && !group.dropFirst(3).contains(where: isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
