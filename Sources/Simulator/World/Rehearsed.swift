/// Everything a fault is shown with: who serves, who asks, who watches.
package struct Rehearsed: Equatable, Sendable {
    /// Who serves, with the faults.
    package var deployment: Deployment
    /// The requests that are measured.
    package var load: ClientLoad
    /// Requests of other users, which the measuring client does not see; nil for none.
    package var background: ClientLoad?
    /// How long it lasts, in seconds.
    package var durationSeconds = 300.0
    /// By how much the measuring client's event loop is late, in seconds: the mean of an exponential draw per wake-up; 0 for a
    /// client that keeps up.
    package var clientLagSeconds = 0.0
    /// What is declared of the engine somewhere else: the slot limit that a dashboard or a manifest has.
    package var declaredSlots: Int?
    /// Series that a dashboard or a rule asks for.
    package var declaredSeries: [String] = []

    /// Puts together who serves and who asks.
    package init(deployment: Deployment, load: ClientLoad) {
        self.deployment = deployment
        self.load = load
    }
}
