/// The difference of two texts with the same number of lines, as `diff -u` shows it.
package enum UnifiedDiff {
    private static let context = 3

    /// The difference; empty when there is none.
    ///
    /// - Parameters:
    ///   - path: The file, as the head names it.
    ///   - old: What is there.
    ///   - new: What would be there, line for line.
    /// - Returns: Hunks with three lines around each change.
    package static func text(path: String, old: [UInt8], new: [UInt8]) -> String {
        let before = lines(old)
        let after = lines(new)
        guard before.count == after.count else { return "" }
        let changed = before.indices.filter { before[$0] != after[$0] }
        guard !changed.isEmpty else { return "" }
        var result = "--- \(path)\n+++ \(path)\n"
        var index = 0
        while index < changed.count {
            let first = max(0, changed[index] - context)
            var last = changed[index] + context
            while index + 1 < changed.count, changed[index + 1] <= last + context + 1 {
                index += 1
                last = changed[index] + context
            }
            last = min(last, before.count - 1)
            let count = last - first + 1
            result += "@@ -\(first + 1),\(count) +\(first + 1),\(count) @@\n"
            result += hunk(before, after, first...last)
            index += 1
        }
        return result
    }

    private static func hunk(
        _ before: [String], _ after: [String], _ range: ClosedRange<Int>
    ) -> String {
        var result = ""
        var removed: [String] = []
        var added: [String] = []
        func flush() {
            for line in removed { result += "-\(line)\n" }
            for line in added { result += "+\(line)\n" }
            removed = []
            added = []
        }
        for index in range {
            if before[index] == after[index] {
                flush()
                result += " \(before[index])\n"
            } else {
                removed.append(before[index])
                added.append(after[index])
            }
        }
        flush()
        return result
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        // Bytes, because a carriage return and a line feed together are one character.
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
