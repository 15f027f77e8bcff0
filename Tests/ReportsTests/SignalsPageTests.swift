import Foundation
import Reports
import Signals
import Testing

@Suite struct SignalsPageTests {
    @Test func `the page of the documentation is the catalogue`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = root.appending(path: "docs/signals.md")
        let catalogue = SignalCatalogueReport().markdown()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(catalogue.utf8).write(to: page)
            Issue.record("docs/signals.md was written anew")
        }
        let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
        #expect(text == catalogue, "write it with: firstlight signals --format markdown")
    }
}
