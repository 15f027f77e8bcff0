extension Engine {
    /// Begins a step: sees the arrivals, schedules, and draws how long the step takes.
    ///
    /// - Parameter now: The time of the step boundary.
    /// - Returns: The step, to be finished at its end; nil when there is nothing to do until ``nextReadySeconds``.
    package mutating func beginStep(at now: Double) -> StepPlan? {
        precondition(stepInFlight == nil, "the step before has not been finished")
        admitArrivals(upTo: now)
        guard !running.isEmpty || !waiting.isEmpty || !swapped.isEmpty else { return nil }
        let load = schedule(at: now)
        guard !planned.isEmpty else {
            // Whoever was put out of the batch, or is held up, shows without a step as well.
            updateGauges()
            updateAdapterGauges(at: now)
            return nil
        }
        let work = StepWork(
            decoding: load.decoding, context: load.context, prefill: load.prefill,
            drafted: load.drafted, draftPasses: load.draftPasses)
        let seconds =
            costs.drawnSeconds(work, random: &random) + load.penaltySeconds + load.stallSeconds
        let plan = StepPlan(
            startSeconds: now,
            endSeconds: now + seconds,
            decodingRequests: load.decoding,
            contextTokens: load.context,
            prefillTokens: load.prefill,
            prefillRequests: load.prefillRequests,
            draftedTokens: load.drafted,
            stallSeconds: load.stallSeconds
        )
        if load.queried > 0 {
            metrics.lastPrefixCacheQueries = load.queried
            metrics.lastPrefixCacheHits = load.found
        }
        stepInFlight = plan
        return plan
    }

    /// Finishes the step in flight: tokens leave, ended requests free their slots and blocks, gauges are set.
    package mutating func finishStep() {
        guard let plan = stepInFlight else {
            preconditionFailure("no step is in flight")
        }
        stepInFlight = nil
        emissions.removeAll(keepingCapacity: true)
        var ended = false
        var promptTokens = 0
        for slot in planned where requests[slot].withdrawal == nil {
            let emits = requests[slot].compute()
            if configuration.prefixCaching {
                publishBlocks(slot)
            }
            guard emits else { continue }
            if requests[slot].generated == 0 {
                promptTokens += requests[slot].spec.promptTokens
            }
            if emitAll(slot, at: plan.endSeconds) {
                ended = true
            }
        }
        if withdrawnRunning > 0 {
            for slot in running {
                guard let reason = requests[slot].withdrawal else { continue }
                end(slot, reason: reason, at: plan.endSeconds)
            }
            withdrawnRunning = 0
            ended = true
        }
        if ended {
            removeEndedFromRunning()
        }
        metrics.iterationTokens.observe(Double(promptTokens + emissions.count))
        updateGauges()
        updateAdapterGauges(at: plan.endSeconds)
        count(plan)
    }

    /// Emits the token that a request has computed, and the drafted ones that were accepted with it.
    ///
    /// - Returns: Whether the request has ended.
    private mutating func emitAll(_ slot: Int, at now: Double) -> Bool {
        let accepted = acceptedDrafts(of: slot)
        let before = requests[slot].generated
        let gapSeconds = now - requests[slot].lastTokenSeconds
        var finish = emit(slot, at: now, isFirstOfStep: true)
        while finish == nil, requests[slot].generated - before <= accepted {
            finish = emit(slot, at: now, isFirstOfStep: false)
        }
        let emitted = requests[slot].generated - before
        if before > 0, configuration.speculation != nil {
            metrics.spreadTokenLatency.observe(
                gapSeconds / Double(emitted), times: UInt64(emitted))
        }
        // All but the last are in the cache: the step that accepted them has computed them.
        requests[slot].computed += emitted - 1
        guard let finish else { return false }
        end(slot, reason: finish, at: now)
        return true
    }

    private mutating func count(_ plan: StepPlan) {
        metrics.steps += 1
        metrics.busySeconds += plan.durationSeconds
        metrics.scheduledRequests += UInt64(plan.prefillRequests + plan.decodingRequests)
        if plan.prefillRequests > 0 {
            metrics.prefillStepTime.observe(plan.durationSeconds)
        } else {
            metrics.decodeStepTime.observe(plan.durationSeconds)
        }
        metrics.lastStep = StepSummary(
            number: metrics.steps,
            endSeconds: plan.endSeconds,
            durationSeconds: plan.durationSeconds,
            prefillRequests: plan.prefillRequests,
            decodingRequests: plan.decodingRequests,
            prefillTokens: plan.prefillTokens,
            emittedTokens: emissions.count,
            requestsRunning: metrics.requestsRunning,
            requestsWaiting: metrics.requestsWaiting,
            kvCacheUsage: metrics.kvCacheUsage)
    }

    /// Makes the full prompt blocks findable that are computed.
    private mutating func publishBlocks(_ slot: Int) {
        guard !prefixCacheIsDefeated,
            requests[slot].sharedBlocks < requests[slot].spec.blockHashes.count
        else { return }
        let full = min(
            min(requests[slot].computed, requests[slot].spec.promptTokens)
                / configuration.blockSize,
            requests[slot].spec.blockHashes.count)
        while requests[slot].sharedBlocks < full {
            cache.publish(requests[slot].spec.blockHashes[requests[slot].sharedBlocks])
            requests[slot].sharedBlocks += 1
            requests[slot].ownBlocks -= 1
        }
    }

    private mutating func emit(
        _ slot: Int, at now: Double, isFirstOfStep: Bool
    ) -> FinishReason? {
        if let gap = requests[slot].emit(at: now, recordsGap: configuration.recordsRequests) {
            if isFirstOfStep {
                metrics.interTokenLatency.observe(gap)
            }
        } else {
            metrics.timeToFirstToken.observe(now - requests[slot].arrivalSeconds)
            metrics.promptTokens += UInt64(requests[slot].spec.promptTokens)
            metrics.cachedPromptTokens += UInt64(requests[slot].cachedTokens)
            metrics.prefillSeconds += now - requests[slot].scheduledSeconds
        }
        metrics.contextTokensMax = max(
            metrics.contextTokensMax, requests[slot].contextTokens)
        metrics.generationTokens += 1
        let emission = requests[slot].emission(at: now)
        emissions.append(emission)
        return emission.finish
    }

    /// Ends a request wherever it is, frees what it held, and leaves its slot in ``running`` to the caller.
    mutating func end(_ slot: Int, reason: FinishReason, at now: Double) {
        releaseBlocks(slot)
        releaseHostBlocks(slot)
        metrics.countFinished(reason)
        if requests[slot].generated == 0 {
            metrics.endedWithoutToken += 1
        }
        if requests[slot].withdrawal == nil {
            observeFinished(slot)
        }
        if configuration.recordsRequests {
            records.append(record(slot, reason: reason, at: now))
        }
        slots[requests[slot].id] = nil
        requests[slot].gapsSeconds = []
        unusedSlots.append(slot)
    }

    private mutating func observeFinished(_ slot: Int) {
        let request = requests[slot]
        let decodeSeconds = request.lastTokenSeconds - request.firstTokenSeconds
        metrics.endToEnd.observe(request.lastTokenSeconds - request.arrivalSeconds)
        metrics.queueTime.observe(request.scheduledSeconds - request.readySeconds)
        metrics.inferenceTime.observe(request.lastTokenSeconds - request.scheduledSeconds)
        metrics.prefillTime.observe(request.firstTokenSeconds - request.scheduledSeconds)
        metrics.decodeTime.observe(decodeSeconds)
        metrics.timePerOutputToken.observe(
            request.generated > 1 ? decodeSeconds / Double(request.generated - 1) : 0)
        metrics.inferenceTimePerToken.observe(
            (request.lastTokenSeconds - request.scheduledSeconds) / Double(request.generated))
        metrics.requestCachedTokens.observe(Double(request.cachedTokens))
        metrics.requestPromptTokens.observe(Double(request.spec.promptTokens))
        metrics.requestGenerationTokens.observe(Double(request.generated))
        metrics.requestMaxTokens.observe(Double(request.spec.maxTokens))
        metrics.prefillComputedTokens.observe(
            Double(request.spec.promptTokens - request.cachedTokens))
        metrics.requestPreemptions.observe(Double(request.preemptions))
    }

    private func record(_ slot: Int, reason: FinishReason, at now: Double) -> RequestRecord {
        let request = requests[slot]
        return RequestRecord(
            request: request.id,
            tag: request.spec.tag,
            arrivalSeconds: request.arrivalSeconds,
            readySeconds: request.readySeconds,
            scheduledSeconds: request.wasScheduled ? request.scheduledSeconds : nil,
            firstTokenSeconds: request.generated > 0 ? request.firstTokenSeconds : nil,
            endSeconds: now,
            promptTokens: request.spec.promptTokens,
            outputTokens: request.generated,
            cachedTokens: request.cachedTokens,
            gapsSeconds: request.gapsSeconds,
            preemptions: request.preemptions,
            finish: reason
        )
    }

    private mutating func removeEndedFromRunning() {
        running.removeAll { slots[requests[$0].id] != $0 }
    }

    mutating func updateGauges() {
        metrics.requestsRunning = running.count
        metrics.requestsWaiting = waiting.count
        metrics.requestsSwapped = swapped.count
        if case .swap(let space) = configuration.preemption {
            metrics.hostCacheUsage = Double(hostBlocksUsed) / Double(space.hostBlocks)
        }
        // Preempted requests are put at the head of the queue.
        metrics.requestsPreempted = waiting.prefix { requests[$0].preemptions > 0 }.count
        metrics.reservedTokens = running.reduce(0) {
            $0 + requests[$1].spec.promptTokens + requests[$1].outputLimit
        }
        metrics.kvCacheUsage = cache.usage
    }
}
