import Signals
import Testing

@testable import Diagnosis

@Suite struct ScrapeGapTests {
    private static let pages = ServerPages()

    /// Scrapes refused from the thirteenth on.
    private static func refused(_ count: Int) -> [MissedScrape] {
        (13..<(13 + count)).map {
            MissedScrape(
                instance: pages.instance, unixSeconds: ServerPages.begin + 5 * Double($0),
                reason: "connection refused")
        }
    }

    @Test func `the gap after the last page lasts as long as scrapes failed`() async throws {
        let finding = await ServerCluesTests.find(
            .scrapesStale, try Self.pages.scrapes(13), missed: Self.refused(12))
        #expect(finding?.state == .holds)
        #expect(
            finding?.statement == "12 of 24 scrapes are missing, the longest gap is "
                + ServerWords.seconds(60))
    }

    @Test func `an engine that gives no page in the end is not known to have stayed`()
        async throws
    {
        let scrapes = try Self.pages.scrapes(13)
        let gone = await ServerCluesTests.find(.restarted, scrapes, missed: Self.refused(2))
        #expect(gone?.state == .unknown)
        let late = await ServerCluesTests.find(.restarted, scrapes, missed: Self.refused(1))
        #expect(late?.state == .fails)
    }
}
