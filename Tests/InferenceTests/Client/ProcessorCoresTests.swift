import Testing

@testable import Inference

@Suite struct ProcessorCoresTests {
    /// A text and the cores that it allows.
    struct Case: Sendable {
        var text: String
        var count: Int?
    }

    @Test(arguments: [
        Case(text: "Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", count: 2),
        Case(text: "Cpus_allowed:\tff,ffffffff\n", count: 40),
        Case(text: "Cpus_allowed:\t00000000,00000001\n", count: 1),
        Case(text: "Cpus_allowed:\t0\n", count: nil),
        Case(text: "Threads:\t3\n", count: nil),
    ])
    func `the cores that affinity allows are counted`(_ example: Case) {
        #expect(ProcessorCores.allowed(example.text) == example.count)
    }

    @Test func `there is at least one`() {
        #expect(ProcessorCores.available >= 1)
    }
}
