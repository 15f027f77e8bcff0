import EngineModel

/// What goes wrong in a simulated server, as data: rules that say when, how often, where and what.
///
/// The draw for a request depends on the seed and on its number alone, so a script strikes the same requests however they overlap.
package struct FaultScript: Equatable, Sendable {
    /// The rules; the faults of all that apply add up.
    package var rules: [FaultRule]

    /// Puts rules together.
    package init(rules: [FaultRule] = []) {
        self.rules = rules
    }

    /// Nothing goes wrong.
    package static let none = FaultScript()

    /// The faults that strike one request; conditions are not among them.
    ///
    /// - Parameters:
    ///   - request: Its number in the order of arrival, from 0.
    ///   - elapsed: Time since the server began to listen.
    ///   - replica: The replica that is to answer.
    ///   - model: The model it asks for; nil when it names none.
    ///   - seed: Of the script's draws.
    /// - Returns: In the order of the rules.
    package func faults(
        request: Int, elapsed: Duration, replica: Int = 0, model: String? = nil, seed: UInt64
    ) -> [Fault] {
        var struck: [Fault] = []
        for (index, rule) in rules.enumerated() {
            guard rule.requests?.contains(request) ?? true, rule.elapsed?.contains(elapsed) ?? true,
                rule.replica.map({ $0 == replica }) ?? true,
                rule.model.map({ $0 == model }) ?? true
            else { continue }
            let ruleSeed = SeededGenerator.mixed(seed, UInt64(index))
            var generator = SeededGenerator(
                seed: SeededGenerator.mixed(ruleSeed, UInt64(request)))
            guard generator.unit() < rule.share else { continue }
            let candidates = rule.faults.filter { !$0.isCondition }
            if let fault = candidates.randomElement(using: &generator) {
                struck.append(fault)
            }
        }
        return struck
    }

    /// The conditions that hold at some time on a replica, in the order of the rules.
    ///
    /// - Parameters:
    ///   - elapsed: Time since the server began to listen.
    ///   - replica: The replica; nil asks for what lies before the balancer, which are the rules without one.
    /// - Returns: Only conditions; faults that strike requests are left out.
    package func conditions(at elapsed: Duration, replica: Int?) -> [Fault] {
        rules.filter { rule in
            (rule.elapsed?.contains(elapsed) ?? true)
                && (rule.replica.map { $0 == replica } ?? true)
        }
        .flatMap(\.faults).filter(\.isCondition)
    }

    /// When conditions begin or end, ascending, each once.
    package var boundaries: [Duration] {
        Set(rules.compactMap(\.elapsed).flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
    }
}
