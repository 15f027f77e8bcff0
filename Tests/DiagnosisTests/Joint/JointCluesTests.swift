import Estimates
import Foundation
import Inference
import Load
import Signals
import Testing

@testable import Diagnosis

@Suite struct JointCluesTests {
    /// Our requests beside ``ServerPages``: ten within every interval of 5 s, each after its number in tenths of seconds.
    static func probes(
        _ intervals: Int, _ change: (Int, inout ProbeRecord) -> Void = { _, _ in }
    ) -> [ProbeRecord] {
        (0..<(10 * intervals)).map { index in
            let start = 5 * Double(index / 10) + 0.3 * Double(index % 10) + 0.2
            var record = ProbeRecord(
                index: index, provider: "demo", model: "demo",
                timestamp: Date(timeIntervalSince1970: ServerPages.begin + start),
                outcome: "completed", outcomeClass: .success)
            record.timeToFirstToken = .milliseconds(85)
            record.endToEnd = .milliseconds(1010)
            record.outputTokens = 100
            record.isStream = true
            change(index, &record)
            return record
        }
    }

    static func findings(_ probes: [ProbeRecord], _ scrapes: [TimedScrape]) async
        -> [Clue: ClueFinding]
    {
        let evidence = Evidence(
            client: ClientEvidence(probes: probes), server: ServerEvidence(scrapes: scrapes))
        let story = evidence.server.map { ServerStory($0) }
        let server = await ServerClues(evidence, story: story).findings()
        let joint = await JointClues(evidence, story: story, server: server).findings()
        return Dictionary(joint.map { ($0.clue, $0) }) { _, later in later }
    }

    @Test func `what both see alike is no gap`() async throws {
        let found = await Self.findings(Self.probes(24), try ServerPages().scrapes(25))
        for clue in [
            Clue.gapToServer, .endLagsServer, .gapGrowsWithRate, .serverUnaffected,
            .engineSeesFewer, .tokenCountsDisagree,
        ] {
            #expect(found[clue]?.state == .fails, "\(clue): \(found[clue]?.statement ?? "")")
        }
    }

    @Test func `a first token that comes late to us alone is a gap`() async throws {
        let probes = Self.probes(24) { $1.timeToFirstToken = .milliseconds(700) }
        let found = await Self.findings(probes, try ServerPages().scrapes(25))
        #expect(found[.gapToServer]?.state == .holds)
        #expect(found[.serverUnaffected]?.state == .holds)
        #expect(found[.endLagsServer]?.state == .fails)
    }

    @Test func `others' requests leave a small gap unknown and a large one sure`() async throws {
        let pages = try ServerPages().scrapes(25, each: 16)
        let small = await Self.findings(
            Self.probes(24) { $1.timeToFirstToken = .milliseconds(140) }, pages)
        #expect(small[.gapToServer]?.state == .unknown)
        let large = await Self.findings(
            Self.probes(24) { $1.timeToFirstToken = .milliseconds(700) }, pages)
        #expect(large[.gapToServer]?.state == .holds)
        #expect(large[.tokenCountsDisagree]?.state == .unknown)
    }

    @Test func `an end that lags behind the engine's is seen`() async throws {
        let probes = Self.probes(24) { $1.endToEnd = .milliseconds(1900) }
        let found = await Self.findings(probes, try ServerPages().scrapes(25))
        #expect(found[.endLagsServer]?.state == .holds)
        #expect(found[.gapToServer]?.state == .fails)
    }

    @Test func `an engine that ended half of our requests saw fewer`() async throws {
        let found = await Self.findings(
            Self.probes(24), try ServerPages().scrapes(25, each: 5))
        #expect(found[.engineSeesFewer]?.state == .holds)
    }

    @Test func `usage that is half as much again as the engine's count disagrees`() async throws {
        let probes = Self.probes(24) { $1.outputTokens = 150 }
        let found = await Self.findings(probes, try ServerPages().scrapes(25))
        #expect(found[.tokenCountsDisagree]?.state == .holds)
    }

    @Test func `a page that stands still while we get tokens is old`() async throws {
        let pages = try ServerPages().scrapes(25)
        let old = pages.indices.map { index in
            TimedScrape(
                instance: pages[index].instance, unixSeconds: pages[index].unixSeconds,
                families: pages[min(index, 12)].families)
        }
        let found = await Self.findings(Self.probes(24), old)
        #expect(found[.pageFrozen]?.state == .holds)
        #expect(found[.tokensStandStill]?.state == .fails)
    }

    @Test func `what runs after we gave up runs for nobody`() async throws {
        // Every fifth of ours is given up after a second and runs on for two more, in bursts.
        func isBurst(_ index: Int) -> Bool { index / 10 % 4 < 2 }
        let probes = Self.probes(48) { index, record in
            guard isBurst(index), index % 10 >= 6 else { return }
            record.outcome = "cancelled_requested"
            record.outcomeClass = .excluded
            record.endToEnd = .milliseconds(1000)
        }
        func pages(_ runsOn: Bool) throws -> [TimedScrape] {
            try ServerPages().scrapes(49) { index, moment in
                moment.running = runsOn && index > 0 && isBurst(10 * (index - 1)) ? 4 : 0
            }
        }
        let found = await Self.findings(probes, try pages(true))
        #expect(
            found[.workWithoutClients]?.state == .holds,
            "\(found[.workWithoutClients]?.statement ?? "")")
        let stopped = await Self.findings(probes, try pages(false))
        #expect(stopped[.workWithoutClients]?.state == .fails)
    }
}
