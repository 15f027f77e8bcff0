import EngineModel
import Simulator
import Testing

@Suite struct AdapterConfigurationTests {
    /// What is served under which limits, and what is wrong with it.
    struct Case: Sendable, CustomTestStringConvertible {
        let names: [String]
        let hasLimits: Bool
        let error: SimulatedServerError
        /// Words of the message: the thing, what was found, the way out.
        let words: [String]
        var testDescription: String { error.description }
    }

    static let cases = [
        Case(
            names: ["law"], hasLimits: false, error: .adaptersWithoutLimits(first: "law"),
            words: ["'law'", "max_loras"]),
        Case(
            names: [], hasLimits: true, error: .adaptersWithoutNames(maxLoras: 2),
            words: ["max_loras 2", "name at least"]),
        Case(
            names: ["law", ""], hasLimits: true, error: .emptyAdapterName(number: 2),
            words: ["adapter 2"]),
        Case(
            names: ["law", "law"], hasLimits: true, error: .nameServedTwice("law"),
            words: ["'law'", "twice"]),
        Case(
            names: ["demo"], hasLimits: true, error: .nameServedTwice("demo"),
            words: ["'demo'"]),
    ]

    private static func configuration(_ names: [String], hasLimits: Bool)
        -> SimulatedServerConfiguration
    {
        var configuration = SimulatedServerConfiguration(modelName: "demo")
        configuration.adapters = names
        configuration.engine.adapters =
            hasLimits ? AdapterLimits(maxLoras: 2, loadSeconds: 0.1) : nil
        return configuration
    }

    @Test(arguments: cases) func `adapters that cannot be served are refused`(_ example: Case) {
        let configuration = Self.configuration(example.names, hasLimits: example.hasLimits)
        #expect(throws: example.error) { try configuration.validate() }
        for word in example.words { #expect(example.error.description.contains(word)) }
    }

    @Test func `named adapters with limits are served`() throws {
        try Self.configuration(["law", "math"], hasLimits: true).validate()
        try Self.configuration([], hasLimits: false).validate()
    }
}
