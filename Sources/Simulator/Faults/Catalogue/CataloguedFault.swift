/// A fault of the field's catalogue, as the simulator can show it.
package struct CataloguedFault: Sendable {
    /// The name on the command line and in reports, such as `slot-limit`.
    package let name: String
    /// One sentence: what is wrong.
    package let summary: String
    /// One sentence: what a measurement should find.
    package let shows: String
    /// Why a server on the loopback interface cannot show it; nil when it can.
    ///
    /// Virtual time shows all.
    package let notServable: String?
    /// The fault at a strength from 0 (barely there) to 1 (as bad as it gets), with draws from a seed.
    package let rehearsed: @Sendable (_ strength: Double, _ seed: UInt64) -> Rehearsed

    /// Describes a fault.
    package init(
        name: String, summary: String, shows: String, notServable: String? = nil,
        rehearsed: @escaping @Sendable (_ strength: Double, _ seed: UInt64) -> Rehearsed
    ) {
        self.name = name
        self.summary = summary
        self.shows = shows
        self.notServable = notServable
        self.rehearsed = rehearsed
    }

    /// Describes a fault as a change to a world that is drawn healthy.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - summary: One sentence: what is wrong.
    ///   - shows: One sentence: what a measurement should find.
    ///   - notServable: Why a server on the loopback interface cannot show it; nil when it can.
    ///   - spoil: Brings the fault in; its draws follow those of the healthy world.
    init(
        _ name: String, summary: String, shows: String, notServable: String? = nil,
        spoil: @escaping @Sendable (inout CatalogueScene) -> Void
    ) {
        self.init(name: name, summary: summary, shows: shows, notServable: notServable) {
            strength, seed in
            var scene = CatalogueScene(about: name, strength: strength, seed: seed)
            spoil(&scene)
            return scene.finished()
        }
    }

    /// All faults, in the order of the catalogue.
    package static let all: [CataloguedFault] =
        [
            slotLimit, kvExhaustion, kvSwapStall, kvLeak, longPromptBlocking, coldPrefixCache,
            coldStart, engineHang, crashLoop, speculationCollapse, adapterThrash, tokenizerBound,
            loggingOverhead, orphanedWork,
        ] + [gpuThrottling, gpuError, noisyNeighbour]
        + [
            proxyBuffering, slowConnect, deadReplica, slowReplica, gatewayQueue, rateLimit,
            authentication, unknownModel, contextOverflow, emptyAnswers, malformedStream,
            truncatedStreams, streamStall, bandwidthLimit,
        ] + [lengthTruncation, refusalSpike, outputDrift]
        + [
            saturatedClient, staleLimit, renamedMetric, bucketPercentile, staleScrape, clockSkew,
            tokenMiscount,
        ]

    /// Finds a fault by its name.
    package static func named(_ name: String) -> CataloguedFault? {
        all.first { $0.name == name }
    }
}
