import DequeModule

extension Engine {
    /// What the scheduler put into one step.
    struct StepLoad {
        var decoding = 0
        var context = 0
        var prefill = 0
        var prefillRequests = 0
        var queried = 0
        var found = 0
        var penaltySeconds = 0.0
        /// Tokens drafted, and the most for one request.
        var drafted = 0
        var draftPasses = 0
        /// Requests put out of the batch.
        var preempted = 0
        /// Copies and loads before anything is computed, one after the other.
        var stallSeconds = 0.0
    }

    /// Makes arrivals visible whose time has come.
    mutating func admitArrivals(upTo now: Double) {
        while let slot = incoming.first, requests[slot].readySeconds <= now {
            incoming.removeFirst()
            requests[slot].phase = .waiting
            waiting.append(slot)
            metrics.requestsArrived += 1
            metrics.apiBusySeconds += requests[slot].apiSeconds
        }
    }

    /// Fills ``planned`` for the step that begins now.
    mutating func schedule(at now: Double) -> StepLoad {
        planned.removeAll(keepingCapacity: true)
        takeLeakedBlocks()
        prepareAdapters(at: now)
        var load = StepLoad()
        var budget = configuration.maxNumBatchedTokens
        if configuration.chunkedPrefill {
            scheduleRunning(&load, budget: &budget)
            scheduleSwapped(&load, budget: &budget)
            scheduleWaiting(&load, budget: &budget, at: now)
        } else {
            scheduleWaiting(&load, budget: &budget, at: now)
            if planned.isEmpty {
                scheduleRunning(&load, budget: &budget)
                scheduleSwapped(&load, budget: &budget)
            }
        }
        return load
    }

    /// Gives every running request its tokens, taking blocks from the last ones when there are not enough.
    private mutating func scheduleRunning(_ load: inout StepLoad, budget: inout Int) {
        var position = 0
        while position < running.count, budget > 0 {
            let slot = running[position]
            let next = requests[slot].next(upTo: chunk(of: budget), drafts: drafts(of: budget))
            let needed = blocks(for: next.placed) - requests[slot].heldBlocks
            while needed > cache.freeBlocks, running.count > position {
                preemptLast(&load)
            }
            guard running.count > position else { break }
            if needed > 0 {
                cache.allocate(needed)
            }
            plan(slot, next, blocks: max(0, needed), &load, budget: &budget)
            position += 1
        }
    }

    /// Puts a request that holds its blocks into the step.
    mutating func plan(
        _ slot: Int, _ next: (tokens: Int, drafts: Int, placed: Int), blocks: Int,
        _ load: inout StepLoad, budget: inout Int
    ) {
        if requests[slot].isPrefilling {
            load.prefill += next.tokens
            load.prefillRequests += 1
        } else {
            load.decoding += 1
            load.context += requests[slot].contextTokens
            load.drafted += next.drafts
            load.draftPasses = max(load.draftPasses, next.drafts)
        }
        requests[slot].plan(tokens: next.tokens, drafts: next.drafts, blocks: blocks)
        planned.append(slot)
        budget -= next.tokens + next.drafts
    }

    /// Admits waiting requests strictly in order, until the head finds no slot, no budget or no blocks.
    ///
    /// Only those whose adapter has no place are passed over. Swapped requests go before all of them.
    private mutating func scheduleWaiting(
        _ load: inout StepLoad, budget: inout Int, at now: Double
    ) {
        guard swapped.isEmpty else { return }
        var position = 0
        while running.count < configuration.maxNumSeqs, budget > 0, position < waiting.count {
            let slot = waiting[position]
            requests[slot].isDeferred = !findsAdapter(slot, at: now)
            guard !requests[slot].isDeferred else {
                position += 1
                continue
            }
            let found = cachedBlocks(of: slot)
            let cached = found.hits * configuration.blockSize
            let remaining = requests[slot].prefillTarget - cached
            let tokens = min(remaining, chunk(of: budget))
            guard configuration.chunkedPrefill || tokens == remaining else { break }
            let needed = blocks(for: cached + tokens) - found.hits
            guard needed + found.revived <= cache.freeBlocks else { break }

            waiting.remove(at: position)
            takeAdapter(slot, &load)
            cache.retain(requests[slot].spec.blockHashes, count: found.hits)
            cache.allocate(needed)
            requests[slot].sharedBlocks = found.hits
            requests[slot].ownBlocks = needed
            requests[slot].computed = cached
            requests[slot].phase = .running
            requests[slot].planned = tokens
            requests[slot].drafted = 0
            if !requests[slot].wasScheduled {
                requests[slot].scheduledSeconds = now
                requests[slot].cachedTokens = cached
                load.penaltySeconds = max(
                    load.penaltySeconds, requests[slot].spec.prefillPenaltySeconds)
                if configuration.prefixCaching {
                    metrics.prefixCacheQueries += UInt64(requests[slot].spec.promptTokens)
                    metrics.prefixCacheHits += UInt64(cached)
                    load.queried += requests[slot].spec.promptTokens
                    load.found += cached
                }
            }
            running.append(slot)
            planned.append(slot)
            budget -= tokens
            load.prefill += tokens
            load.prefillRequests += 1
        }
    }

    func chunk(of budget: Int) -> Int {
        let threshold = configuration.longPrefillTokenThreshold
        return threshold > 0 ? min(budget, threshold) : budget
    }

    func blocks(for tokens: Int) -> Int {
        (tokens + configuration.blockSize - 1) / configuration.blockSize
    }

    /// The last prompt token is always computed: its output is the first token of the answer.
    private func cachedBlocks(of slot: Int) -> (hits: Int, revived: Int) {
        guard configuration.prefixCaching, !prefixCacheIsDefeated,
            !requests[slot].spec.blockHashes.isEmpty
        else { return (0, 0) }
        return cache.lookup(
            requests[slot].spec.blockHashes,
            limit: (requests[slot].spec.promptTokens - 1) / configuration.blockSize)
    }

    private mutating func preemptLast(_ load: inout StepLoad) {
        let slot = running.removeLast()
        guard !swapOut(slot, &load) else { return }
        releaseBlocks(slot)
        requests[slot].computed = 0
        requests[slot].prefillTarget = requests[slot].contextTokens
        requests[slot].preemptions += 1
        requests[slot].phase = .waiting
        waiting.prepend(slot)
        metrics.preemptions += 1
        load.preempted += 1
    }

    /// Gives back all blocks of a request; its cached prompt blocks stay findable.
    mutating func releaseBlocks(_ slot: Int) {
        cache.release(requests[slot].spec.blockHashes, count: requests[slot].sharedBlocks)
        cache.free(requests[slot].ownBlocks)
        requests[slot].sharedBlocks = 0
        requests[slot].ownBlocks = 0
    }
}
