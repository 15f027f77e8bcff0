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
    }

    /// Makes arrivals visible whose time has come.
    mutating func admitArrivals(upTo now: Double) {
        while let slot = incoming.first, requests[slot].readySeconds <= now {
            incoming.removeFirst()
            requests[slot].phase = .waiting
            waiting.append(slot)
            metrics.requestsArrived += 1
        }
    }

    /// Fills ``planned`` for the step that begins now.
    mutating func schedule(at now: Double) -> StepLoad {
        planned.removeAll(keepingCapacity: true)
        var load = StepLoad()
        var budget = configuration.maxNumBatchedTokens
        if configuration.chunkedPrefill {
            scheduleRunning(&load, budget: &budget)
            scheduleWaiting(&load, budget: &budget, at: now)
        } else {
            scheduleWaiting(&load, budget: &budget, at: now)
            if planned.isEmpty {
                scheduleRunning(&load, budget: &budget)
            }
        }
        return load
    }

    /// Gives every running request its tokens, taking blocks from the last ones when there are not enough.
    private mutating func scheduleRunning(_ load: inout StepLoad, budget: inout Int) {
        var position = 0
        while position < running.count, budget > 0 {
            let slot = running[position]
            let next = requests[slot].next(upTo: chunk(of: budget))
            let needed = blocks(for: next.placed) - requests[slot].heldBlocks
            while needed > cache.freeBlocks, running.count > position {
                preemptLast()
            }
            guard running.count > position else { break }
            if needed > 0 {
                cache.allocate(needed)
            }
            if requests[slot].isPrefilling {
                load.prefill += next.tokens
                load.prefillRequests += 1
            } else {
                load.decoding += 1
                load.context += requests[slot].contextTokens
            }
            requests[slot].plan(tokens: next.tokens, blocks: max(0, needed))
            planned.append(slot)
            budget -= next.tokens
            position += 1
        }
    }

    /// Admits waiting requests strictly in order, until the head finds no slot, no budget or no blocks.
    private mutating func scheduleWaiting(
        _ load: inout StepLoad, budget: inout Int, at now: Double
    ) {
        while running.count < configuration.maxNumSeqs, budget > 0, let slot = waiting.first {
            let found = cachedBlocks(of: slot)
            let cached = found.hits * configuration.blockSize
            let remaining = requests[slot].prefillTarget - cached
            let tokens = min(remaining, chunk(of: budget))
            guard configuration.chunkedPrefill || tokens == remaining else { break }
            let needed = blocks(for: cached + tokens) - found.hits
            guard needed + found.revived <= cache.freeBlocks else { break }

            waiting.removeFirst()
            cache.retain(requests[slot].spec.blockHashes, count: found.hits)
            cache.allocate(needed)
            requests[slot].sharedBlocks = found.hits
            requests[slot].ownBlocks = needed
            requests[slot].computed = cached
            requests[slot].phase = .running
            requests[slot].planned = tokens
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

    private func chunk(of budget: Int) -> Int {
        let threshold = configuration.longPrefillTokenThreshold
        return threshold > 0 ? min(budget, threshold) : budget
    }

    private func blocks(for tokens: Int) -> Int {
        (tokens + configuration.blockSize - 1) / configuration.blockSize
    }

    /// The last prompt token is always computed: its output is the first token of the answer.
    private func cachedBlocks(of slot: Int) -> (hits: Int, revived: Int) {
        guard configuration.prefixCaching, !requests[slot].spec.blockHashes.isEmpty else {
            return (0, 0)
        }
        return cache.lookup(
            requests[slot].spec.blockHashes,
            limit: (requests[slot].spec.promptTokens - 1) / configuration.blockSize)
    }

    private mutating func preemptLast() {
        let slot = running.removeLast()
        releaseBlocks(slot)
        requests[slot].computed = 0
        requests[slot].prefillTarget = requests[slot].contextTokens
        requests[slot].preemptions += 1
        requests[slot].phase = .waiting
        waiting.prepend(slot)
        metrics.preemptions += 1
    }

    /// Gives back all blocks of a request; its cached prompt blocks stay findable.
    mutating func releaseBlocks(_ slot: Int) {
        cache.release(requests[slot].spec.blockHashes, count: requests[slot].sharedBlocks)
        cache.free(requests[slot].ownBlocks)
        requests[slot].sharedBlocks = 0
        requests[slot].ownBlocks = 0
    }
}
