import DequeModule

extension Engine {
    /// Copies a request that lost its slot to the host.
    ///
    /// - Returns: Whether it found room there; otherwise nothing has changed.
    mutating func swapOut(_ slot: Int, _ load: inout StepLoad) -> Bool {
        guard case .swap(let space) = configuration.preemption else { return false }
        let blocks = requests[slot].heldBlocks
        guard blocks > 0, hostBlocksUsed + blocks <= space.hostBlocks else { return false }
        releaseBlocks(slot)
        hostBlocksUsed += blocks
        requests[slot].hostBlocks = blocks
        requests[slot].preemptions += 1
        requests[slot].phase = .swapped
        swapped.prepend(slot)
        metrics.preemptions += 1
        let bytes = bytes(of: blocks, in: space)
        metrics.swappedOutBytes += bytes
        load.stallSeconds += bytes / space.bytesPerSecond
        load.preempted += 1
        return true
    }

    /// Brings back swapped requests in order, as long as there are slots and blocks, and lets them go on in this step.
    ///
    /// As in vLLM's first engine, none comes back in a step that put one out, and 1 % of the cache stays free.
    mutating func scheduleSwapped(_ load: inout StepLoad, budget: inout Int) {
        guard case .swap(let space) = configuration.preemption, load.preempted == 0 else { return }
        let reserve = configuration.kvBlocks / 100
        while running.count < configuration.maxNumSeqs, budget > 0, let slot = swapped.first {
            let next = requests[slot].next(upTo: chunk(of: budget), drafts: drafts(of: budget))
            let held = requests[slot].hostBlocks
            let needed = max(held, blocks(for: next.placed))
            // Alone it may take the reserve as well; otherwise it could never come back.
            let spare = running.isEmpty ? 0 : reserve
            guard needed + spare <= cache.freeBlocks else { break }
            swapped.removeFirst()
            cache.allocate(needed)
            hostBlocksUsed -= held
            requests[slot].hostBlocks = 0
            requests[slot].ownBlocks = needed
            requests[slot].phase = .running
            let bytes = bytes(of: held, in: space)
            metrics.swappedInBytes += bytes
            load.stallSeconds += bytes / space.bytesPerSecond
            running.append(slot)
            plan(slot, next, blocks: 0, &load, budget: &budget)
        }
    }

    /// Frees what an ended request held in the host.
    mutating func releaseHostBlocks(_ slot: Int) {
        hostBlocksUsed -= requests[slot].hostBlocks
        requests[slot].hostBlocks = 0
    }

    private func bytes(of blocks: Int, in space: SwapSpace) -> Double {
        Double(blocks * configuration.blockSize) * space.kvBytesPerToken
    }
}
