/// Reads two lines again to know whether they are of the same series.
///
/// Asked only when hashes agree, that is for duplicates and once in billions of lines besides.
struct LineComparison {
    let body: ByteBody
    let format: ExpositionFormat
    let labelsMax: Int

    /// Whether the lines give the same name, labels and time, whatever the order of the labels.
    func isSameSeries(_ first: Int, _ second: Int) -> Bool {
        guard let one = line(at: first), let other = line(at: second) else { return false }
        return EscapedText.areEqual(one.nameRange, other.nameRange, in: body)
            && one.timestamp == other.timestamp
            && Self.holdSameLabels(one, other, except: nil, nil)
    }

    /// Whether the lines are of the same set of labels, apart from the ones that tell apart the
    /// samples of one set.
    ///
    /// - Parameters:
    ///   - first: where one line starts in the body.
    ///   - second: where the other one does.
    ///   - distinguishing: the label that does so for a sample name.
    /// - Returns: false also when a line cannot be read.
    func isSameGroup(
        _ first: Int, _ second: Int, distinguishing: (String) -> String?
    ) -> Bool {
        guard let one = line(at: first), let other = line(at: second) else { return false }
        return Self.holdSameLabels(
            one, other, except: distinguishing(one.name), distinguishing(other.name))
    }

    /// The number of the line at an index of the body.
    func number(ofLineAt index: Int) -> Int {
        var number = 1
        var start = body.lineEnd(from: 0)
        while start < index {
            number += 1
            start = body.lineEnd(from: start + 1)
        }
        return number
    }

    private func line(at start: Int) -> SampleLine? {
        var end = body.lineEnd(from: start)
        if format == .text {
            while end > start, body[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        }
        var cursor = LineCursor(bytes: body, line: 1, start: start, end: end)
        if format == .text { cursor.skipBlanks() }
        var line = SampleLine(body: body, format: format, labelsMax: labelsMax)
        do throws(ExpositionError) {
            try line.read(&cursor)
        } catch {
            return nil
        }
        return line
    }

    private static func holdSameLabels(
        _ one: borrowing SampleLine, _ other: borrowing SampleLine, except first: String?,
        _ second: String?
    ) -> Bool {
        func key(_ label: Label) -> [UInt8] {
            Array(label.name.utf8) + [0xFF] + Array(label.value.utf8)
        }
        let left = one.allLabels.filter { $0.name != first }.map(key)
        let right = other.allLabels.filter { $0.name != second }.map(key)
        return left.count == right.count && Set(left) == Set(right)
    }
}
