extension EngineMetrics {
    /// How many constellations of adapters are remembered.
    static let activitiesKept = 64

    /// Notes which adapters have requests; a constellation that was there before only gets a new time.
    mutating func note(_ activity: AdapterActivity) {
        if let known = adapterActivities.firstIndex(where: {
            $0.running == activity.running && $0.waiting == activity.waiting
        }) {
            adapterActivities.remove(at: known)
        } else if adapterActivities.count == Self.activitiesKept {
            adapterActivities.removeFirst()
        }
        adapterActivities.append(activity)
    }
}
