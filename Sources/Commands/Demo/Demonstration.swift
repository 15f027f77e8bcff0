import Simulator

/// What a demo serves, and how it is asked.
struct Demonstration: Sendable {
    /// The story: names, words, the load.
    var scenario: Scenario
    /// The replicas, and what goes wrong.
    var deployment: Deployment
    /// The load of a fault, which may ask for another model than the served one; nil for a scenario.
    var load: ClientLoad?
}
