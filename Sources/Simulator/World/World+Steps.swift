import EngineModel

/// The engines: steps, and clients that went away.
extension World {
    /// An engine begins a step, unless one is under way or it hangs.
    mutating func kick(_ number: Int, life: Int, at now: Double) {
        guard replicas[number].life == life, !replicas[number].isDown,
            replicas[number].engine.stepInFlight == nil
        else { return }
        let conditions = timeline.replica(number, at: now).engine
        guard !conditions.isHanging else { return }
        replicas[number].prepare(conditions, at: now)
        if let plan = replicas[number].engine.beginStep(at: now) {
            events.plan(.stepEnds(replica: number, life: life), at: plan.endSeconds)
        } else if let ready = replicas[number].engine.nextReadySeconds, ready > now {
            events.plan(.kick(replica: number, life: life), at: ready)
        }
    }

    /// A step ends: its tokens leave, and the next one begins.
    mutating func endStep(of number: Int, life: Int, at now: Double) {
        guard replicas[number].life == life else { return }
        replicas[number].engine.finishStep()
        let emissions = replicas[number].engine.emissions
        var index = 0
        while index < emissions.count {
            // Several tokens of one answer may leave with one step.
            while index + 1 < emissions.count, emissions[index + 1].tag == emissions[index].tag {
                index += 1
            }
            emit(emissions[index], by: number, at: now)
            index += 1
        }
        kick(number, life: life, at: now)
    }

    /// Tokens of one answer leave the engine.
    private mutating func emit(_ emission: TokenEmission, by number: Int, at now: Double) {
        let exchange = emission.tag
        exchanges[exchange].trace.emittedTokens = emission.index
        if emission.finish != nil {
            replicas[number].countFinished(longestAnswer: emission.index)
            replicas[number].count(
                handler: CompletionAPI.chat.path, method: "POST", status: 200)
            endService(exchange)
        }
        guard exchanges[exchange].phase != .over, exchanges[exchange].writer != nil else { return }
        let actions =
            exchanges[exchange].writer?.take(
                upTo: emission.index, finish: emission.finish, timings: emission.timings) ?? []
        perform(actions, for: exchange, at: now)
    }

    /// The server's part of a request ends.
    mutating func endService(_ exchange: Int) {
        guard !exchanges[exchange].isServed, let number = exchanges[exchange].replica else {
            return
        }
        exchanges[exchange].isServed = true
        if exchanges[exchange].life == replicas[number].life
            || replicas[number].inFlight > 0
        {
            replicas[number].inFlight = max(0, replicas[number].inFlight - 1)
        }
    }

    /// The server learns that a client has gone; an engine that hangs learns it later, and one that is deaf never.
    mutating func hangUp(_ exchange: Int, at now: Double) {
        guard let number = exchanges[exchange].replica, !exchanges[exchange].isServed else {
            return
        }
        if timeline.replica(number, at: now).engine.isDeafToHangUps { return }
        endService(exchange)
        withdraw(exchange, reason: .abort, at: now)
    }

    /// Ends a request in the engine.
    mutating func withdraw(_ exchange: Int, reason: FinishReason, at now: Double) {
        guard let number = exchanges[exchange].replica,
            let request = exchanges[exchange].engineRequest,
            exchanges[exchange].life == replicas[number].life, !replicas[number].isDown
        else { return }
        if timeline.replica(number, at: now).engine.isHanging {
            replicas[number].unheard.append(request)
        } else {
            replicas[number].engine.cancel(request, at: now, reason: reason)
            kick(number, life: replicas[number].life, at: now)
        }
    }
}
