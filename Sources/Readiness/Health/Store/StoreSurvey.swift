/// What a store tells of the replicas behind its series, ready to be assessed.
package struct StoreSurvey: Sendable, Hashable {
    /// By name.
    package var observations: [ReplicaObservation]
    package var window: HealthWindow
    package var notes: [String]

    package init(
        observations: [ReplicaObservation], window: HealthWindow, notes: [String] = []
    ) {
        self.observations = observations
        self.window = window
        self.notes = notes
    }
}
