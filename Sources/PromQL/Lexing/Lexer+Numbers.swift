extension Lexer {
    /// The token that begins with a digit, or with a point and a digit.
    mutating func numberOrDuration(from start: Int) throws(PromQLError) -> Token {
        scanNumber()
        guard let byte = peek(), byte.isLetter || byte.isDigit else {
            return Token(kind: .number, range: range(from: start))
        }
        if scanUnits() {
            return Token(kind: .duration, range: range(from: start))
        }
        acceptRun { $0.isLetter || $0.isDigit }
        let word = range(from: start)
        throw error(
            "`\(word.text(in: text))` is neither a number nor a duration",
            hint: "durations are made of y, w, d, h, m, s and ms in this order, as in `1h30m`",
            at: word)
    }

    /// Takes what may belong to a number; `NumberText` judges whether it is one.
    private mutating func scanNumber() {
        let isHex = accept("0") && accept("xX")
        acceptRun { isHex ? $0.hexValue != nil : $0.isDigit }
        if accept(".") {
            acceptRun { isHex ? $0.hexValue != nil : $0.isDigit }
        }
        if accept("eE") {
            _ = accept("+-")
            acceptRun { $0.isDigit }
        }
    }

    /// Takes the unit behind a number and any further numbers with units; `DurationText` judges
    /// their order.
    ///
    /// - Returns: Whether everything up to the next blank or symbol belongs to a duration.
    private mutating func scanUnits() -> Bool {
        guard accept("smhdwy") else { return false }
        _ = accept("s")
        while let byte = peek(), byte.isDigit {
            acceptRun { $0.isDigit }
            guard accept("smhdw") else { return false }
            _ = accept("s")
        }
        return peek().map { !$0.isLetter } ?? true
    }
}
