/// What a cap costs behind an autoscaler that scales on concurrency.
package struct ReplicaWaste: Sendable, Hashable {
    /// Requests at once, over the whole fleet.
    package let demand: Int
    /// Whether somebody said so; otherwise it is an example.
    package let isDemandGiven: Bool
    /// Requests that one replica runs at once under the cap.
    package let slots: Int
    /// Requests of full length for which one replica has memory.
    package let fits: Int

    /// Nil where the cap wastes nothing.
    ///
    /// - Parameters:
    ///   - demand: requests at once over the fleet; 100 as an example when nil.
    ///   - slots: the slots of one replica.
    ///   - fits: requests of full length for which one replica has memory.
    package init?(demand: Double?, slots: Double, fits: Double) {
        guard slots >= 1, fits < 1e9, fits.rounded(.down) > slots,
            (demand ?? 1) >= 1, (demand ?? 1) < 1e9
        else { return nil }
        self.demand = demand.map { Int($0.rounded(.up)) } ?? 100
        isDemandGiven = demand != nil
        self.slots = Int(slots)
        self.fits = Int(fits.rounded(.down))
        guard needed > enough else { return nil }
    }

    /// Replicas that the cap asks for.
    package var needed: Int { (demand + slots - 1) / slots }

    /// Replicas that would do.
    package var enough: Int { (demand + fits - 1) / fits }

    /// The comparison as a sentence.
    package var sentence: String {
        let load = isDemandGiven ? "\(demand) requests at once" : "every \(demand) requests at once"
        return "behind an autoscaler on concurrency, \(load) take \(needed) replicas at \(slots) "
            + "slots each where \(enough) at \(fits) would do"
    }
}
