import Diagnosis
import Testing

/// What clues say of endpoints on which nothing is wrong.
@Suite struct HealthyHistoryTests {
    /// Clues that say something is wrong whenever they hold.
    static let alarming: Set<Clue> = Set(
        ScriptedClient(seconds: 20).findings().map(\.clue)
    ).subtracting([.gapsWithLongPrompts])

    @Test(arguments: 0..<8)
    func `hardly a clue holds on two hundred healthy histories`(part: Int) async {
        var held: [String] = []
        for number in 0..<25 {
            let client = ScriptedClient(seed: UInt64(part * 25 + number + 1), seconds: 150)
            for finding in client.findings() where finding.state == .holds {
                held.append("\(finding.clue.rawValue) seed \(client.seed): \(finding.statement)")
            }
            await Task.yield()
        }
        // One in a thousand by construction of each test; a handful of tests could err.
        #expect(held.count <= 1, "\(held)")
    }

    @Test(arguments: 0..<4)
    func `a healthy baseline raises no alarm`(part: Int) async {
        var held: [String] = []
        for number in 0..<25 {
            let seed = UInt64(part * 25 + number)
            let client = ScriptedClient(seed: 2 * seed + 1, seconds: 120)
            let before = ScriptedClient(seed: 2 * seed + 2, seconds: 120)
            for finding in client.findings(baseline: before) where finding.state == .holds {
                held.append("\(finding.clue.rawValue) seed \(client.seed): \(finding.statement)")
            }
            await Task.yield()
        }
        #expect(held.count <= 1, "\(held)")
    }

    @Test func `a healthy window refutes most clues`() {
        let findings = ScriptedClient(seed: 5).findings()
        let failed = findings.filter { $0.state == .fails }.map(\.clue)
        let unknown = findings.filter { $0.state == .unknown }.map {
            "\($0.clue.rawValue): \($0.statement)"
        }
        #expect(findings.count == Set(findings.map(\.clue)).count)
        #expect(failed.count >= 24, "\(unknown)")
    }
}
