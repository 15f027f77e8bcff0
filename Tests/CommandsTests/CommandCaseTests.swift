import Testing

/// Every file in `Cases`, played with the built binary.
@Suite struct CommandCaseTests {
    /// Most of a case's time is spent waiting, but gates that measure need some processor.
    private static let permits = Permits(4)

    @Test(.timeLimit(.minutes(5)), arguments: CommandCase.names)
    func `the binary does what the case says`(name: String) async throws {
        let test = try CommandCase(named: name)
        try await Self.permits.withPermit { try await CaseRunner.play(test) }
    }

    @Test func `there are cases`() {
        #expect(CommandCase.names.count > 20)
    }
}
