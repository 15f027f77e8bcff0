import Exposition

/// The metric families that inference engines and the programs around them export.
///
/// Read from the exporters' sources and from captured bodies, releases up to November 2026.
package enum KnownFamilies {
    /// Every family, by exporter.
    package static let all: [KnownFamily] =
        vllm + sglang + tgi + dynamo + tensorrtLLM + triton + llamacpp + lmdeploy + stackRouter
        + simulator + endpointPicker + litellm + kserve + ray + dcgm + node + instrumentator
        + python

    private static let byName = Dictionary(grouping: all, by: \.name)

    private static let inventedByName = Dictionary(
        inventedNames.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let rayPrefix = "ray_vllm_"

    /// What a sample's name may be.
    ///
    /// - Parameter sample: The name in a query or a body, such as `x_bucket`.
    /// - Returns: One entry for each exporter that has, or had, a series of that name; empty when
    ///   nobody known has.
    package static func series(named sample: String) -> [KnownSeries] {
        let direct = direct(sample)
        guard direct.isEmpty, sample.hasPrefix(rayPrefix) else { return direct }
        let plain = "vllm:" + sample.dropFirst(rayPrefix.count)
        return self.direct(plain).filter { $0.family.exporter == .vllm }.map {
            var family = $0.family
            family.name = rayPrefix + family.name.dropFirst("vllm:".count)
            family.exporter = .ray
            family.successors = family.successors.map {
                rayPrefix + $0.dropFirst("vllm:".count)
            }
            family.hasOpenLabels = true
            return KnownSeries(family: family, role: $0.role, name: sample)
        }
    }

    private static func direct(_ sample: String) -> [KnownSeries] {
        for role in [SeriesRole.value, .bucket, .sum, .count, .created]
        where sample.hasSuffix(role.suffix) {
            let base = String(sample.dropLast(role.suffix.count))
            let found = families(base, role).map {
                KnownSeries(family: $0, role: role, name: sample)
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The families of a name that have series of a role.
    private static func families(_ base: String, _ role: SeriesRole) -> [KnownFamily] {
        switch role {
        case .value:
            byName[base, default: []].filter { $0.type != .histogram }
        case .bucket:
            byName[base, default: []].filter { $0.type == .histogram }
        case .sum, .count:
            byName[base, default: []].filter { $0.type == .histogram || $0.type == .summary }
        case .created:
            // Python drops a counter's `_total` before it appends the suffix.
            (byName[base, default: []] + byName[base + "_total", default: []]).filter {
                $0.type != .gauge && $0.exporter.writesFloatBounds
            }
        }
    }

    /// The families of a name, without any suffix of a histogram.
    ///
    /// - Parameter name: Such as `vllm:time_to_first_token_seconds`.
    /// - Returns: One for each exporter that has, or had, the name.
    package static func families(named name: String) -> [KnownFamily] {
        byName[name, default: []]
    }

    /// What is known about a name that no program exports.
    ///
    /// - Parameter sample: The name in a query, with or without a histogram's suffix.
    /// - Returns: Nil when no published text is known to use it.
    package static func invented(named sample: String) -> InventedName? {
        if let found = inventedByName[sample] { return found }
        for role in [SeriesRole.bucket, .sum, .count] where sample.hasSuffix(role.suffix) {
            if let found = inventedByName[String(sample.dropLast(role.suffix.count))] {
                return found
            }
        }
        return nil
    }

    private static let openPrefixes =
        vllmOpenPrefixes + sglangOpenPrefixes + dynamoOpenPrefixes + tensorrtLLMOpenPrefixes
        + tritonOpenPrefixes + lmdeployOpenPrefixes + endpointPickerOpenPrefixes

    /// Whether an exporter may have a name that the table does not list, because the names of that
    /// feature change with its options.
    ///
    /// - Parameter sample: A name.
    /// - Returns: Whether nothing can be said about a name that is not in the table.
    package static func isOpenEnded(_ sample: String) -> Bool {
        openPrefixes.contains { sample.hasPrefix($0) }
    }

    /// The exporter that alone uses a name's beginning.
    ///
    /// - Parameter sample: A name.
    /// - Returns: Nil when several may use it.
    package static func exporter(ownsPrefixOf sample: String) -> Exporter? {
        Exporter.allCases.first { $0.prefixes.contains { sample.hasPrefix($0) } }
    }

    /// The nearest name of a series that an exporter has, for a name that it has not.
    ///
    /// - Parameters:
    ///   - sample: The name in a query.
    ///   - exporter: Whose names to look at.
    /// - Returns: The name with the role's suffix; nil when nothing is near, or two are as near.
    package static func nearest(to sample: String, of exporter: Exporter) -> String? {
        let candidates = Set(all.filter { $0.exporter == exporter }.flatMap(sampleNames))
        // A counter without its suffix, as its source code and its documents call it, and a suffix
        // that is none, are farther away than other mistakes, and commoner.
        let total = "_total"
        if candidates.contains(sample + total) { return sample + total }
        if sample.hasSuffix(total), candidates.contains(String(sample.dropLast(total.count))) {
            return String(sample.dropLast(total.count))
        }
        return nearest(to: sample, in: candidates)
    }

    /// The nearest of some names.
    ///
    /// - Parameters:
    ///   - sample: The name in a query.
    ///   - candidates: Names.
    /// - Returns: Nil when nothing is near, or two are as near.
    package static func nearest(to sample: String, in candidates: Set<String>) -> String? {
        let limit = max(1, min(4, sample.utf8.count / 8))
        var best: (distance: Int, names: [String]) = (limit + 1, [])
        for candidate in candidates {
            guard let distance = EditDistance.between(sample, candidate, limit: limit) else {
                continue
            }
            if distance < best.distance {
                best = (distance, [candidate])
            } else if distance == best.distance {
                best.names.append(candidate)
            }
        }
        return best.names.count == 1 ? best.names.first : nil
    }

    /// The names under which a family's series appear.
    package static func sampleNames(of family: KnownFamily) -> [String] {
        switch family.type {
        case .histogram: ["_bucket", "_sum", "_count"].map { family.name + $0 }
        case .summary: ["", "_sum", "_count"].map { family.name + $0 }
        default: [family.name]
        }
    }
}
