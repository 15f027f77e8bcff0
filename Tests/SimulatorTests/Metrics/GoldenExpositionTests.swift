import Simulator
import Testing

/// The bodies of every dialect over one run, as files that were read by a person.
@Suite struct GoldenExpositionTests {
    /// The lines of a body; times of creation are the same in every line.
    private static func text(_ body: [UInt8]) -> String {
        String(decoding: body, as: UTF8.self)
    }

    @Test(arguments: SmallHistory.releases)
    func `a dialect shows the run in its own words`(_ release: SimulatedRelease) throws {
        let scrapes = try SmallHistory.run().scrapes(as: release)
        #expect(scrapes.map(\.seconds) == [0, 60, 120])
        let last = try #require(scrapes.last)
        try Golden.expect(
            Self.text(last.body),
            is: "\(release.engine.rawValue)-\(release.version).txt")
    }

    /// A page that is not the engine's own.
    struct Page: Sendable, CustomTestStringConvertible {
        let release: SimulatedRelease
        let page: ExpositionPage
        let file: String
        var testDescription: String { file }

        init(_ engine: SimulatedEngine, _ version: String, _ page: ExpositionPage) throws {
            release = try SimulatedRelease(engine, version: version)
            self.page = page
            file = "\(engine.rawValue)-\(release.version)-\(page.rawValue).txt"
        }
    }

    static let pages = [
        try? Page(.dynamo, "0.7", .worker), try? Page(.dynamo, "1.6.1", .worker),
        try? Page(.sglang, "0.5.22", .loads), try? Page(.vllm, "0.32", .gpu),
        try? Page(.vllm, "0.32", .node),
    ].compactMap { $0 }

    @Test(arguments: pages) func `a further page shows the same run`(_ page: Page) throws {
        let last = try #require(
            try SmallHistory.run().scrapes(as: page.release, page: page.page).last)
        try Golden.expect(Self.text(last.body), is: page.file)
    }

    @Test func `all releases and pages above exist`() {
        #expect(SmallHistory.releases.count == 27)
        #expect(Self.pages.count == 5)
    }
}
