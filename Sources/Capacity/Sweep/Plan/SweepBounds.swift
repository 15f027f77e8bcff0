/// Where a search for the highest load begins, where it ends, and how near it comes.
package struct SweepBounds: Sendable, Equatable {
    /// The first level, doubled until one is not met.
    package var start: Double

    /// No level is higher than this.
    package var limit: Double

    /// How near the highest met level comes to the lowest one that is not, as a share of the met
    /// one; for requests in flight never nearer than one.
    package var resolution: Double

    /// Creates bounds.
    ///
    /// - Parameters:
    ///   - start: The first level.
    ///   - limit: No level is higher than this.
    ///   - resolution: How near to come, as a share.
    package init(start: Double, limit: Double, resolution: Double = 0.1) {
        self.start = start
        self.limit = limit
        self.resolution = resolution
    }

    /// How often at most the room between a level and its double is halved.
    package var halvingsMax: Int {
        var halvings = 0
        var width = 1.0
        while width > resolution, halvings < 20 {
            width /= 2
            halvings += 1
        }
        return halvings
    }
}
