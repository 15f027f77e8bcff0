/// What conditions do to a page of metrics: gauges that stand still, buckets that are gone, families under other names.
struct PageDistortion {
    /// The moment whose gauges are shown; nil for those of the page.
    var frozenGauges: EngineSnapshot?
    /// Old family names to new ones; an empty new name hides the family.
    var names: [String: String] = [:]
    /// Bounds whose buckets are gone, by the family's own name.
    var lostBounds: [String: Set<Double>] = [:]

    /// Sums up conditions.
    ///
    /// - Parameters:
    ///   - frozenGauges: The moment at which gauges stood still, if they do.
    ///   - conditions: What holds; of two names for one family the later rule's counts.
    init(frozenGauges: EngineSnapshot?, conditions: [Fault]) {
        self.frozenGauges = frozenGauges
        for case .renamedFamilies(let names) in conditions {
            self.names.merge(names) { $1 }
        }
        for case .lostBound(let family, let bound) in conditions {
            lostBounds[family, default: []].insert(bound)
        }
    }

    /// The bytes of a page as a scraper gets them; nil when the server has no such page.
    func body(of snapshot: EngineSnapshot, page: ExpositionPage) -> [UInt8]? {
        guard let body = snapshot.body(page) else { return nil }
        let frozen = frozenGauges?.body(page)
        guard frozen != nil || !names.isEmpty || !lostBounds.isEmpty else { return body }
        let gauges = frozen.map(Self.gauges) ?? [:]
        var lines: [Substring] = []
        for section in Self.sections(of: body) {
            let shown = section.isGauge ? gauges[section.name] ?? section.lines : section.lines
            let lost = lostBounds[section.name] ?? []
            lines += shown.compactMap {
                Self.isBucket($0, ofAny: lost) ? nil : renamed($0, in: section.name)
            }
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    // MARK: - Sections

    /// The lines of one family, those of its `HELP` and `TYPE` among them.
    private struct Section {
        var name: String
        var isGauge: Bool
        var lines: [Substring]
    }

    private static func gauges(_ body: [UInt8]) -> [String: [Substring]] {
        Dictionary(
            sections(of: body).filter(\.isGauge).map { ($0.name, $0.lines) },
            uniquingKeysWith: +)
    }

    private static func sections(of body: [UInt8]) -> [Section] {
        var sections: [Section] = []
        for line in String(decoding: body, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3)
            let isDeclaration = words.count >= 3 && words[0] == "#"
            if isDeclaration, sections.last?.name != String(words[2]) {
                sections.append(Section(name: String(words[2]), isGauge: false, lines: []))
            }
            if sections.isEmpty { sections.append(Section(name: "", isGauge: false, lines: [])) }
            let last = sections.count - 1
            // The Python library declares the time of a counter's creation as a gauge; it never changes.
            if isDeclaration, words[1] == "TYPE", words.count == 4, words[3] == "gauge" {
                sections[last].isGauge = !sections[last].name.hasSuffix("_created")
            }
            sections[last].lines.append(line)
        }
        return sections
    }

    // MARK: - Buckets

    /// Whether a line is the bucket of one of some bounds, however the exporter spells them.
    private static func isBucket(_ line: Substring, ofAny bounds: Set<Double>) -> Bool {
        guard !bounds.isEmpty, !line.hasPrefix("#"),
            let label = line.firstRange(of: "le=\"")
        else { return false }
        return Double(line[label.upperBound...].prefix { $0 != "\"" }).map(bounds.contains) ?? false
    }

    // MARK: - Names

    /// A line under the new name of its family; nil when the family is hidden.
    private func renamed(_ line: Substring, in family: String) -> Substring? {
        guard let (old, new) = renaming(of: family) else { return line }
        guard !new.isEmpty else { return nil }
        for start in ["", "# HELP ", "# TYPE "] where line.hasPrefix(start + old) {
            return start + new + line.dropFirst(start.count + old.count)
        }
        return line
    }

    /// What a family is called otherwise; the time of creation goes with the counter or histogram it belongs to.
    private func renaming(of family: String) -> (old: String, new: String)? {
        if let new = names[family] { return (family, new) }
        let suffix = "_created"
        guard family.hasSuffix(suffix) else { return nil }
        let base = String(family.dropLast(suffix.count))
        for old in [base, base + "_total"] {
            guard let new = names[old] else { continue }
            let stem = new.hasSuffix("_total") ? String(new.dropLast("_total".count)) : new
            return (base, stem)
        }
        return nil
    }
}
