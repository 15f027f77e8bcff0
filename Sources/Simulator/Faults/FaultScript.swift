import EngineModel

/// What goes wrong in a simulated server, as data: rules that say when, how often and what.
///
/// The draw for a request depends on the seed and on its number alone, so a script strikes the same requests however they overlap.
package struct FaultScript: Equatable, Sendable {
    /// The rules; the faults of all that strike a request add up.
    package var rules: [FaultRule]

    /// Puts rules together.
    package init(rules: [FaultRule] = []) {
        self.rules = rules
    }

    /// Nothing goes wrong.
    package static let none = FaultScript()

    /// The faults of one request.
    ///
    /// - Parameters:
    ///   - request: Its number in the order of arrival, from 0.
    ///   - elapsed: Time since the server began to listen.
    ///   - seed: Of the script's draws.
    /// - Returns: In the order of the rules.
    package func faults(request: Int, elapsed: Duration, seed: UInt64) -> [Fault] {
        var struck: [Fault] = []
        for (index, rule) in rules.enumerated() {
            guard rule.requests?.contains(request) ?? true, rule.elapsed?.contains(elapsed) ?? true
            else { continue }
            let ruleSeed = SeededGenerator.mixed(seed, UInt64(index))
            var generator = SeededGenerator(
                seed: SeededGenerator.mixed(ruleSeed, UInt64(request)))
            guard generator.unit() < rule.share else { continue }
            if let fault = rule.faults.randomElement(using: &generator) {
                struck.append(fault)
            }
        }
        return struck
    }
}
