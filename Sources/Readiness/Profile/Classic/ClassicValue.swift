/// Readers for the values of the readiness-gate project's files, which carry their units in the
/// keys.
enum ClassicValue {
    /// Milliseconds as a bare number; zero switches the limit off there, and here with a note.
    static func milliseconds(_ field: YAMLField) -> Duration? {
        guard let number = number(field, unit: "ms", example: "500") else { return nil }
        guard number.scaled > 0 else { return off(field) }
        guard let seconds = number.shifted(by: -3) else {
            field.report("has more decimal places than a duration can hold", field.written)
            return nil
        }
        let duration = Duration(attoseconds: seconds.scaled)
        guard duration <= DurationText.longest else {
            field.report("is longer than 366 days", field.written)
            return nil
        }
        return duration
    }

    /// A share as a ratio.
    static func ratio(_ field: YAMLField) -> Double? {
        guard let number = number(field, unit: "%", example: "0.95") else { return nil }
        guard number <= RatioText.whole else {
            let meant = number.shifted(by: -2).flatMap { $0 <= RatioText.whole ? $0.text : nil }
            field.report(
                "\(number.text.quoted) is above 1; this key takes a ratio"
                    + (meant.map { "; did you mean \($0)?" } ?? " such as 0.95"), field.written)
            return nil
        }
        return number.double
    }

    /// Tokens per second under one of two spellings, of which the original tool reads one.
    ///
    /// The readiness-gate project's gate reads `min_throughput`, its probe reads
    /// `min_tokens_per_sec`, and neither complains about the other's key. So files exist whose
    /// limit was never applied. Here it is applied, and a note says so.
    ///
    /// - Parameters:
    ///   - section: The section that may hold them.
    ///   - read: The key the original tool reads here.
    ///   - ignored: The key it passes over here.
    ///   - reader: What to call the original tool.
    /// - Returns: The limit, or `nil` when there is none or it was refused.
    static func throughput(
        _ section: YAMLSection, read: String, ignored: String, reader: String
    ) -> Double? {
        let readField = section.field(read).flatMap { $0.isNull ? nil : $0 }
        let ignoredField = section.field(ignored).flatMap { $0.isNull ? nil : $0 }
        let readValue = readField.flatMap(tokensPerSecond)
        let ignoredValue = ignoredField.flatMap(tokensPerSecond)
        guard let ignoredField else { return readValue?.double }
        guard let readField else {
            if let ignoredValue {
                section.log.note(
                    "\(reader) reads \(read) here and passed over \(ignoredField.path); firstlight "
                        + "applies it: at least \(ignoredValue.text) tok/s",
                    at: ignoredField.keyMark)
            }
            return ignoredValue?.double
        }
        if let readValue, let ignoredValue {
            section.log.note(
                "both \(read) and \(ignored) are given; \(readField.path) is used, as \(reader) "
                    + "does: at least \(readValue.text) tok/s "
                    + "(\(ignored) says \(ignoredValue.text))",
                at: ignoredField.keyMark)
        }
        return readValue?.double
    }

    private static func tokensPerSecond(_ field: YAMLField) -> FixedDecimal? {
        guard let number = number(field, unit: "tok/s", example: "3.0") else { return nil }
        guard number.scaled > 0 else { return off(field) }
        return number
    }

    private static func off<Value>(_ field: YAMLField) -> Value? {
        field.log.note("\(field.path) is 0, which switches the limit off", at: field.keyMark)
        return nil
    }

    private static func number(
        _ field: YAMLField, unit: String, example: String
    ) -> FixedDecimal? {
        // "limit: ~" is how the original tools' users switch a limit off.
        guard !field.isNull else { return nil }
        guard let text = field.scalar(expected: "a number such as \(example)") else { return nil }
        guard let number = FixedDecimal(text) else {
            let bare = text.trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let hasUnit = !bare.isEmpty && bare.count < text.trimmed.count
            field.report(
                hasUnit
                    ? "\(text.quoted) carries a unit; "
                        + "this key takes a bare number such as \(example)"
                    : "\(text.quoted) is not a number; write one such as \(example)", text)
            return nil
        }
        guard number.scaled >= 0 else {
            field.report("\(text.quoted) is negative; a limit counts from zero", text)
            return nil
        }
        return number
    }
}
