import DequeModule

extension Engine {
    /// The adapters on the card and on the way there.
    struct AdapterSlots {
        /// Those on the card, the longest unused first.
        var loaded: [String] = []
        /// Those on the way, in the order of their arrival.
        var loading: [(name: String, readySeconds: Double)] = []
        /// Those that running requests use, in the step that is being scheduled.
        var held: Set<String> = []

        /// Frees a place, if need be by giving up the adapter that was unused for longest.
        ///
        /// - Returns: Whether there is one.
        mutating func makeRoom(limit: Int) -> Bool {
            guard loaded.count + loading.count >= limit else { return true }
            guard let unused = loaded.firstIndex(where: { !held.contains($0) }) else {
                return false
            }
            loaded.remove(at: unused)
            return true
        }
    }

    /// Prepares the schedule of a step: loads that are done, and what running requests hold.
    mutating func prepareAdapters(at now: Double) {
        guard configuration.adapters != nil else { return }
        while let first = adapterSlots.loading.first, first.readySeconds <= now {
            adapterSlots.loading.removeFirst()
            adapterSlots.loaded.append(first.name)
        }
        adapterSlots.held = Set(running.compactMap { requests[$0].spec.adapter })
    }

    /// Whether a request finds its adapter on the card, or at least the right to have it loaded in this step.
    ///
    /// A load beside the batch begins here. vLLM goes on with the requests behind one that is deferred.
    mutating func findsAdapter(_ slot: Int, at now: Double) -> Bool {
        guard let limits = configuration.adapters, let name = requests[slot].spec.adapter,
            !adapterSlots.loaded.contains(name)
        else { return true }
        guard !adapterSlots.loading.contains(where: { $0.name == name }) else { return false }
        switch limits.loading {
        case .withinStep:
            return adapterSlots.loaded.count < limits.maxLoras
                || adapterSlots.loaded.contains { !adapterSlots.held.contains($0) }
        case .beside:
            guard adapterSlots.makeRoom(limit: limits.maxLoras) else { return false }
            let begin = max(now, adapterSlots.loading.last?.readySeconds ?? now)
            adapterSlots.loading.append((name, begin + limits.loadSeconds))
            metrics.adapterLoads += 1
            return false
        }
    }

    /// Gives an admitted request its adapter, loading it within the step if it is not there.
    mutating func takeAdapter(_ slot: Int, _ load: inout StepLoad) {
        guard let limits = configuration.adapters, let name = requests[slot].spec.adapter else {
            return
        }
        if let position = adapterSlots.loaded.firstIndex(of: name) {
            adapterSlots.loaded.remove(at: position)
        } else if adapterSlots.makeRoom(limit: limits.maxLoras) {
            load.stallSeconds += limits.loadSeconds
            metrics.adapterLoads += 1
        }
        adapterSlots.loaded.append(name)
        adapterSlots.held.insert(name)
    }

    /// Sets the gauges that speak of adapters.
    mutating func updateAdapterGauges(at now: Double) {
        guard configuration.adapters != nil else { return }
        metrics.requestsDeferred = waiting.reduce(0) { $0 + (requests[$1].isDeferred ? 1 : 0) }
        metrics.adapterSlotsUsed = adapterSlots.loaded.count
        func names(_ slots: some Sequence<Int>) -> [String] {
            Set(slots.compactMap { requests[$0].spec.adapter }).sorted()
        }
        metrics.note(
            AdapterActivity(running: names(running), waiting: names(waiting), lastSeconds: now))
    }
}
