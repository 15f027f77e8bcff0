/// The variables of a dashboard, replaced in its queries by values of a fitting type.
struct GrafanaVariables: Sendable {
    /// A variable as the dashboard defines it.
    struct Definition: Sendable {
        /// Grafana's word: query, custom, textbox, constant, interval, datasource, adhoc.
        var type: String
        /// The value that is picked, if the file has one.
        var current: String?
        /// Written values, the first of them.
        var first: String?
    }

    var definitions: [String: Definition] = [:]

    /// The replaced text, and what was replaced.
    ///
    /// - Parameter source: A query as the dashboard has it.
    /// - Returns: The query to read, and where values stand in it.
    func replaced(in source: MappedText) -> (text: MappedText, uses: [GrafanaVariableUse]) {
        replaced(in: source, finding: reference)
    }

    /// The replaced text where references look otherwise than Grafana's.
    ///
    /// - Parameters:
    ///   - source: A query as its file has it.
    ///   - reference: The name of the reference that begins at a byte, and the byte behind it.
    /// - Returns: The query to read, and where values stand in it.
    func replaced(
        in source: MappedText, finding reference: ([UInt8], Int) -> (name: String, end: Int)?
    ) -> (text: MappedText, uses: [GrafanaVariableUse]) {
        var result = MappedText(quoting: source.quoting, whole: source.whole)
        var uses: [GrafanaVariableUse] = []
        var scan = QueryScan()
        var index = 0
        while index < source.count {
            if let found = reference(source.bytes, index) {
                let stand = standIn(
                    found.name, scan: scan, after: source.bytes[found.end...])
                let start = result.count
                let range = source.fileRange(index, found.end)
                result.append(stand.utf8, for: range)
                for byte in stand.utf8 { scan.take(byte) }
                let type = definitions[found.name]?.type ?? ""
                uses.append(
                    GrafanaVariableUse(
                        range: start..<result.count, name: found.name,
                        isTyped: ["custom", "textbox", "constant"].contains(type),
                        isNumber: Double(stand) != nil))
                index = found.end
            } else {
                scan.take(source.bytes[index])
                result.append(source.bytes[index], for: source.fileRange(ofByte: index))
                index += 1
            }
        }
        return (result, uses)
    }

    // MARK: - References

    /// `$name`, `${name}`, `${name:format}`, `[[name]]` or `[[name:format]]`.
    private func reference(in bytes: [UInt8], at start: Int) -> (name: String, end: Int)? {
        func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        if at(start) == UInt8(ascii: "["), at(start + 1) == UInt8(ascii: "[") {
            return enclosed(bytes, from: start + 2, by: "]]")
        }
        guard at(start) == UInt8(ascii: "$") else { return nil }
        if at(start + 1) == UInt8(ascii: "{") { return enclosed(bytes, from: start + 2, by: "}") }
        var end = start + 1
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        guard end > start + 1, !(0x30...0x39).contains(at(start + 1)) else { return nil }
        return (String(decoding: bytes[start + 1..<end], as: UTF8.self), end)
    }

    private func enclosed(
        _ bytes: [UInt8], from start: Int, by closing: String
    ) -> (name: String, end: Int)? {
        var end = start
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        guard end > start else { return nil }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        // A field or a format may follow the name.
        while end < bytes.count, bytes[end] != closing.utf8.first {
            guard Self.isWord(bytes[end]) || [0x3A, 0x2E, 0x20, 0x2D].contains(bytes[end]) else {
                return nil
            }
            end += 1
        }
        guard bytes[end...].starts(with: closing.utf8) else { return nil }
        return (name, end + closing.utf8.count)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }

    static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
    }

    // MARK: - Values

    private static let builtIn: [String: String] = [
        "__rate_interval": "5m", "__interval": "1m", "__range": "1h", "__range_s": "3600",
        "__range_ms": "3600000", "__interval_ms": "60000", "__rate_interval_ms": "300000",
        "__from": "1700000000000", "__to": "1700003600000", "__timeFilter": "1",
        "__dashboard": "dashboard", "__org": "1",
    ]

    /// A value that fits the place.
    private func standIn(_ name: String, scan: QueryScan, after: ArraySlice<UInt8>) -> String {
        let known = Self.builtIn[name] ?? value(of: name)
        switch scan.place {
        case .string: return known.map { $0.filter { !"\"\\\n".contains($0) } } ?? "x"
        case .duration:
            if let known, Self.isDuration(known) { return known }
            // A number before a unit, as in [${minutes}m].
            let next = after.first ?? 0
            if (0x61...0x7A).contains(next) {
                // An instant such as ${__from} is no length; no range is longer than some years.
                return known.flatMap { Int($0) }.map { "\(min($0, 100_000_000))" } ?? "5"
            }
            return "5m"
        case .labels:
            // A whole matcher, or several of them.
            let behind = after.first { !Self.isSpace($0) } ?? 0
            if scan.isAtMatcher, [UInt8(ascii: "}"), UInt8(ascii: ",")].contains(behind) {
                return "\(Self.anyLabel)=\"x\""
            }
            if let known, known.utf8.allSatisfy(Self.isWord), !known.isEmpty { return known }
            return Self.anyLabel
        case .operand:
            if let known, Double(known) != nil { return known }
            let next = after.first { $0 != 0x20 } ?? 0
            if next == UInt8(ascii: "("), scan.isAtWordStart { return "sum" }
            if next == UInt8(ascii: "{") || next == UInt8(ascii: "[") || !scan.isAtWordStart
                || after.first.map(Self.isWord) == true
            {
                return scan.isAtWordStart ? "grafana_variable" : "variable"
            }
            if let known, Self.isDuration(known) { return known }
            // What no number is, or stands alone where series are needed.
            let isAlone = scan.isAtParenthesis && next == UInt8(ascii: ")")
            if known != nil || isAlone, scan.callee != "vector" { return "grafana_variable" }
            return "1"
        }
    }

    /// A label's name that no rule knows anything about.
    static let anyLabel = "grafana_variable"

    private func value(of name: String) -> String? {
        guard let definition = definitions[name] else { return nil }
        for candidate in [definition.current, definition.first] {
            if let candidate, !candidate.isEmpty, !candidate.contains("$"),
                candidate != "All", candidate != "auto"
            {
                return candidate
            }
        }
        return nil
    }

    private static func isDuration(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return false }
        return text.hasSuffix("s") || text.hasSuffix("m") || text.hasSuffix("h")
            || text.hasSuffix("d") || text.hasSuffix("w") || text.hasSuffix("y")
    }
}
