import Exposition
import Signals
import Testing

/// What must hold for every row of the table.
@Suite struct KnownFamiliesTableTests {
    @Test func `no exporter has a name twice`() {
        let keys = KnownFamilies.all.map { "\($0.exporter) \($0.name)" }
        #expect(Set(keys).count == keys.count)
        #expect(keys.count > 330)
    }

    @Test(arguments: Exporter.allCases)
    func `every exporter has families, and they begin as it says`(exporter: Exporter) {
        let families = KnownFamilies.all.filter { $0.exporter == exporter }
        #expect(!families.isEmpty)
        for family in families where !exporter.prefixes.isEmpty {
            guard let owner = KnownFamilies.exporter(ownsPrefixOf: family.name) else { continue }
            #expect(owner == exporter, "\(family.name)")
        }
    }

    @Test func `counters of Python exporters end in total`() {
        for family in KnownFamilies.all where family.type == .counter {
            let isPython = family.exporter.writesFloatBounds
            #expect(!isPython || family.name.hasSuffix("_total"), "\(family.name)")
        }
    }

    @Test func `histograms have buckets in ascending order, others have none`() throws {
        for family in KnownFamilies.all {
            #expect((family.buckets != nil) == (family.type == .histogram), "\(family.name)")
            for era in family.buckets?.eras ?? [] {
                #expect(era.bounds == era.bounds.sorted(), "\(family.name)")
                #expect(Set(era.bounds).count == era.bounds.count, "\(family.name)")
            }
        }
    }

    @Test func `releases follow each other`() {
        for family in KnownFamilies.all {
            let steps = [family.lifetime.first, family.lifetime.hidden, family.lifetime.gone]
                .compactMap(\.self)
            #expect(steps == steps.sorted(), "\(family.name)")
            #expect(Set(steps).count == steps.count, "\(family.name)")
        }
    }

    @Test func `a successor is a living family of the same exporter and type`() throws {
        for family in KnownFamilies.all {
            for name in family.successors {
                let successor = try #require(
                    KnownFamilies.families(named: name).first { $0.exporter == family.exporter },
                    "\(family.name) -> \(name)")
                #expect(successor.lifetime.presence(in: nil) == .exported, "\(name)")
                #expect(successor.type == family.type, "\(family.name) -> \(name)")
                #expect(successor.unit == family.unit, "\(family.name) -> \(name)")
            }
        }
    }

    @Test func `what replaces an invented name exists`() {
        for name in KnownFamilies.inventedNames {
            #expect(KnownFamilies.series(named: name.name).isEmpty, "\(name.name)")
            for replacement in name.instead {
                let exporters = KnownFamilies.families(named: replacement.name).map(\.exporter)
                #expect(exporters.contains(replacement.exporter), "\(replacement.name)")
            }
        }
    }

    @Test func `remarks are sentences`() {
        for remark in KnownFamilies.all.compactMap(\.remark) {
            #expect(remark.hasSuffix("."))
        }
    }
}
