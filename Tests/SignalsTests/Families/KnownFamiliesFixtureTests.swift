import Exposition
import Signals
import Testing

/// The table against bodies captured from real engines.
@Suite struct KnownFamiliesFixtureTests {
    struct Body: CustomTestStringConvertible {
        var name: String
        var exporter: Exporter
        var version: EngineVersion
        var testDescription: String { name }
    }

    static let bodies = [
        Body(name: "vllm-0.32.0-preempting-after", exporter: .vllm, version: EngineVersion(0, 32)),
        Body(
            name: "vllm-0.32.0-prefix-cache-after", exporter: .vllm,
            version: EngineVersion(0, 32)),
        Body(
            name: "vllm-0.14.1-load-during", exporter: .vllm, version: EngineVersion(0, 14, 1)),
        Body(name: "vllm-0.14.1-start", exporter: .vllm, version: EngineVersion(0, 14, 1)),
        Body(
            name: "llamacpp-b11434-queueing-after", exporter: .llamacpp,
            version: EngineVersion(11434)),
    ]

    @Test(arguments: bodies)
    func `every family of the body is known, with its type and labels`(body: Body) throws {
        for family in try Fixture.families(body.name) {
            for sample in family.samples {
                let known = KnownFamilies.series(named: sample.name)
                let series = try #require(known.first, "\(sample.name)")
                if series.role != .created, series.family.name != "llamacpp:n_tokens_max" {
                    #expect(series.family.type == family.type, "\(sample.name)")
                }
                guard !series.family.hasOpenLabels, series.role != .created else { continue }
                let labels = series.family.labels(of: series.role)
                let unknown = Set(sample.labels.map(\.name)).subtracting(labels)
                #expect(unknown.isEmpty, "\(sample.name)")
            }
        }
    }

    @Test(arguments: bodies)
    func `the table says that the release has them`(body: Body) throws {
        for family in try Fixture.families(body.name) where !family.name.hasSuffix("_created") {
            for known in KnownFamilies.families(named: family.name)
            where known.exporter == body.exporter {
                #expect(
                    known.lifetime.presence(in: body.version) == .exported, "\(family.name)")
            }
        }
    }

    @Test(arguments: bodies)
    func `the bounds are the table's`(body: Body) throws {
        var checked = 0
        for family in try Fixture.families(body.name) where family.type == .histogram {
            let known = KnownFamilies.families(named: family.name)
                .first { $0.exporter == body.exporter }
            guard let buckets = known?.buckets else { continue }
            let bounds = family.samples.compactMap { $0.label("le").flatMap(Double.init) }
            for bound in bounds {
                #expect(buckets.contains(bound, in: body.version) != false, "\(family.name)")
            }
            if let expected = buckets.bounds(in: body.version), !bounds.isEmpty {
                checked += 1
                #expect(Set(bounds) == Set(expected + [.infinity]), "\(family.name)")
            }
        }
        #expect(body.exporter != .vllm || checked >= 8)
    }
}
