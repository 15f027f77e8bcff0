import Foundation
import Testing

/// Writes the series of the agreement tests, before the stores that read them are started.
@Suite struct AgreementPreloadTests {
    private static let path = ProcessInfo.processInfo.environment["FIRSTLIGHT_AGREEMENT_SERIES"]

    @Test(.enabled(if: path != nil, "nobody asks for the series; run scripts/test-prometheus"))
    func `the series of every dialect are written`() throws {
        let path = try #require(Self.path)
        let scrapes = AgreementSubject.all.flatMap(\.scrapes)
        let text = AgreementPreload.text(of: scrapes)
        #expect(AgreementSubject.all.count == DialectVariant.all.count + 16)
        #expect(text.utf8.count > 1_000_000)
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
