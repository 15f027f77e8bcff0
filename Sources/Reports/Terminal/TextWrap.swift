/// Lines of limited width.
enum TextWrap {
    /// A text broken at blanks into lines of at most `width` columns.
    ///
    /// A number stays with its unit. A word wider than a line is broken behind a `/` where it has
    /// one, so that the names in a path stay whole, else where it must be. A text without content
    /// is one empty line.
    static func lines(_ text: String, width: Int) -> [String] {
        let width = max(width, 1)
        var lines: [String] = []
        var line = ""
        var columns = 0
        for word in words(text) {
            for piece in pieces(word[...], width: width) {
                let needed = DisplayWidth.of(piece)
                if columns > 0, columns + 1 + needed > width {
                    lines.append(line)
                    (line, columns) = ("", 0)
                }
                if columns > 0 {
                    line += " "
                    columns += 1
                }
                line += piece
                columns += needed
            }
        }
        if columns > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The columns of the widest word.
    static func widestWord(_ text: String) -> Int {
        words(text).map { DisplayWidth.of($0) }.max() ?? 0
    }

    /// The words of a text; a number and its unit are one.
    private static func words(_ text: String) -> [String] {
        UnitText.glued(text).split(separator: " ").map {
            inert(String($0).replacing(UnitText.glue, with: " "))
        }
    }

    /// A word that a continuous-integration runner does not take for a command.
    ///
    /// GitHub's runner obeys lines of a job's output that begin with `::` or hold `##[`; what a
    /// server says must not reach it that way.
    static func inert(_ word: String) -> String {
        let word = word.replacingScalars(of: "##[", with: "##\\[")
        return word.unicodeScalars.starts(with: "::".unicodeScalars) ? "\\" + word : word
    }

    private static func pieces(_ word: Substring, width: Int) -> [Substring] {
        guard DisplayWidth.of(word) > width else { return [word] }
        var pieces: [Substring] = []
        var start = word.startIndex
        var columns = 0
        for index in word.indices {
            let next = DisplayWidth.of(word[index])
            if columns > 0, columns + next > width {
                let end = breaking(word, at: index, after: start)
                pieces.append(word[start..<end])
                (start, columns) = (end, DisplayWidth.of(word[end..<index]))
            }
            columns += next
        }
        pieces.append(word[start...])
        return pieces
    }

    /// Where to break a word so that no line begins with two colons, see ``inert(_:)``.
    private static func breaking(
        _ word: Substring, at index: Substring.Index, after start: Substring.Index
    ) -> Substring.Index {
        if let slash = word[start..<index].lastIndex(of: "/"), slash > start {
            let next = word.index(after: slash)
            // The slashes of `http://` stay together.
            let isInside = next < index && word[next...].first == "/"
            if !isInside, !word[next...].unicodeScalars.starts(with: "::".unicodeScalars) {
                return next
            }
        }
        guard word[index...].unicodeScalars.starts(with: "::".unicodeScalars) else { return index }
        let before = word.index(before: index)
        return before > start ? before : index
    }
}
