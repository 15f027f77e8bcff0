/// Reads the log of an engine piece by piece, in bounded memory however long it is.
///
/// Lines end with a line feed; carriage returns part them too, because progress bars overwrite
/// themselves. Of a line longer than 64 KiB only the beginning is read. Bytes that are no UTF-8 harm
/// nothing but themselves.
package struct StartupLogParser: Sendable {
    private static let lineBytesMax = 65_536
    /// A log of more containers than this is read for the first of them.
    private static let sourcesMax = 256

    private var number = 1
    private var pending: [UInt8] = []
    /// Whether the line has begun, so that a last line without line feed counts.
    private var hasContent = false
    private var facts: [String?: LogFacts] = [:]
    /// In the order in which they came up.
    private var sources: [String?] = []

    package init() {}

    /// Reads the next bytes of the log.
    package mutating func consume(_ bytes: some Sequence<UInt8>) {
        read(piece: Array(bytes))
    }

    /// Takes the lines apart by their ends, which are few, not byte by byte.
    private mutating func read(piece: [UInt8]) {
        var rest = piece[...]
        while let end = rest.firstIndex(where: { Self.isLineEnd($0) }) {
            keep(rest[..<end])
            endLine()
            if rest[end] == UInt8(ascii: "\n") {
                number += 1
                hasContent = false
            }
            rest = rest[(end + 1)...]
        }
        keep(rest)
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        guard !part.isEmpty else { return }
        hasContent = true
        pending += part.prefix(Self.lineBytesMax - pending.count)
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Ends the log.
    ///
    /// - Returns: what it told.
    package mutating func finish() -> StartupLog {
        endLine()
        let lines = hasContent ? number : number - 1
        for source in sources { facts[source]?.finish() }
        return summary(lines: lines)
    }

    private mutating func endLine() {
        guard !pending.isEmpty else { return }
        defer { pending.removeAll(keepingCapacity: true) }
        let mayBeColoured = pending.contains(0x1B)
        var markers = mayBeColoured ? [] : LogMarker.found(in: pending)
        let isAwaited = facts.values.contains { $0.expectsMore }
        guard mayBeColoured || isAwaited || !markers.isEmpty else { return }
        let line = LogLine(number: number, raw: pending)
        // Colours can stand inside a marker, and JSON has other bytes than the line in it.
        if mayBeColoured || pending.first == UInt8(ascii: "{") {
            markers = LogMarker.found(in: Array(line.text.utf8))
        }
        guard !markers.isEmpty || facts[line.source]?.expectsMore == true else { return }
        if facts[line.source] == nil {
            guard sources.count < Self.sourcesMax else { return }
            sources.append(line.source)
        }
        facts[line.source, default: LogFacts()].read(line, markers)
    }

    // MARK: - The summary

    private func summary(lines: Int) -> StartupLog {
        let telling = sources.compactMap { source in
            facts[source].flatMap { $0.isTelling ? (source: source, facts: $0) : nil }
        }
        let main = telling.first?.facts
        let isScoped = telling.count > 1
        func scope(_ source: String?, _ rank: String?) -> String? {
            let parts = [isScoped ? source ?? "" : nil, rank].compactMap { $0 }
            return parts.isEmpty ? nil : parts.joined(separator: "/")
        }
        return StartupLog(
            engine: main?.engine, version: main?.version, model: main?.model,
            limits: telling.flatMap { source, facts in
                Self.sorted(facts.facts).flatMap { rank, found in
                    EngineLimit.Kind.allCases.compactMap { kind in
                        found[kind].map { fact in
                            EngineLimit(
                                kind: kind, value: fact.value,
                                provenance: .logLine(number: fact.line, text: fact.text),
                                scope: scope(source, rank))
                        }
                    }
                }
            },
            arguments: main?.arguments ?? [:],
            statistics: telling.flatMap { source, facts in
                let hasSeveral = facts.load.count > 1
                return Self.sorted(facts.load).compactMap { rank, load in
                    load.statistics(scope: scope(source, hasSeveral ? rank : nil))
                }
            },
            restarts: telling.map(\.facts.restarts).reduce(0, +), lines: lines)
    }

    /// By rank: none first, then by number.
    private static func sorted<Value>(
        _ byRank: [String?: Value]
    ) -> [(rank: String?, value: Value)] {
        byRank.map { (rank: $0.key, value: $0.value) }.sorted { left, right in
            let (first, second) = (left.rank ?? "", right.rank ?? "")
            return (first.count, first) < (second.count, second)
        }
    }
}
