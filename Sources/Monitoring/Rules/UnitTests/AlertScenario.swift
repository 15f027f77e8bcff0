import Signals

/// A story for promtool: what the engine's series do, and which alerts that raises when.
struct AlertScenario {
    /// Which alerts of one name fire at a minute.
    struct Check {
        let minute: Int
        let alert: AlertID
        /// All of the name that fire; empty for silence.
        let firing: [AlertExpectation]
    }

    /// What happens, in words.
    let name: String
    let series: [ScenarioSeries]
    let checks: [Check]

    init(_ name: String, _ world: ScenarioWorld, _ checks: [Check]) {
        self.name = name
        series = world.series
        self.checks = checks
    }
}

extension AlertScenario.Check {
    /// Alerts of a name that fire at a minute.
    static func at(
        _ minute: Int, _ alert: AlertID, _ firing: [AlertExpectation]
    ) -> AlertScenario.Check {
        AlertScenario.Check(minute: minute, alert: alert, firing: firing)
    }

    /// Silence at a minute.
    static func silent(_ minute: Int, _ alert: AlertID) -> AlertScenario.Check {
        AlertScenario.Check(minute: minute, alert: alert, firing: [])
    }
}
