import Testing

@testable import Monitoring

@Suite struct PlaceholderTests {
    @Test func `the module is there`() {
        #expect(String(describing: Placeholder.self) == "Placeholder")
    }
}
