import EngineModel

/// The client's side: questions, connections, patience.
extension World {
    /// When something is seen by whoever waits for it; only the measuring client's loop is ever late.
    mutating func seen(_ exchange: Int, _ seconds: Double) -> Double {
        sessions[exchanges[exchange].session].isMeasured ? wakes.seen(seconds) : seconds
    }

    // MARK: - Asking

    /// A session asks its next question.
    mutating func ask(_ index: Int, at now: Double) {
        let isMeasured = sessions[index].isMeasured
        let start = isMeasured ? wakes.seen(now) : now
        var question: ClientSession.Question
        var repeats: Int?
        if let retry = sessions[index].retry {
            (question, repeats) = (retry.question, retry.question.index)
        } else {
            let next = sessions[index].nextQuestion()
            question = next.question
            repeats = next.isRepeat ? question.index : nil
        }
        let load = sessions[index].load
        var record = TracedExchange(
            index: measured, session: index, model: question.model ?? trace.modelName,
            maxTokens: load.maxTokens, intendedSeconds: now, startSeconds: start)
        record.repeats = repeats
        if sessions[index].happens(load.cancelShare) { record.cancelAfterChunks = 8 }
        if isMeasured {
            question.index = question.index ?? measured
            measured += 1
        }
        sessions[index].lastQuestion = question
        var state = ExchangeState(session: index, question: question, trace: record)
        state.isOnOwnConnection = sessions[index].happens(load.freshConnectionShare)
        exchanges.append(state)
        let exchange = exchanges.count - 1
        events.plan(
            .patience(exchange: exchange),
            at: start + min(load.silenceLimitSeconds, Limit.totalSeconds))
        connect(exchange, at: start)
    }

    // MARK: - Connecting

    /// Finds a connection: the one that is kept, or a new one.
    mutating func connect(_ exchange: Int, at now: Double) {
        exchanges[exchange].number = arrivals
        arrivals += 1
        let attempt = exchanges[exchange].attempt
        let isRefused = isRefused(exchange, at: now)
        if attempt == 0, !isRefused, !exchanges[exchange].isOnOwnConnection,
            hasConnection(exchanges[exchange].session)
        {
            exchanges[exchange].trace.reusedConnection = true
            events.plan(.sent(exchange: exchange, attempt: attempt), at: now)
            return
        }
        let costs = connectionCosts(at: now)
        let limit = now + Limit.connectSeconds
        var reached = now
        let phases: [(Double, TracedEnd.Limit, WritableKeyPath<TracedExchange, Double?>)] = [
            (costs.resolve, .resolve, \.resolvedSeconds),
            (costs.connect, .connect, \.connectedSeconds),
            (costs.secure, .secure, \.securedSeconds),
        ]
        for (seconds, phase, instant) in phases {
            reached = seen(exchange, reached + seconds)
            guard reached < limit else {
                events.plan(
                    .connectFails(exchange: exchange, attempt: attempt, .timedOut(phase)),
                    at: limit)
                return
            }
            if phase == .connect, isRefused {
                events.plan(
                    .connectFails(exchange: exchange, attempt: attempt, .refused), at: reached)
                return
            }
            exchanges[exchange].trace[keyPath: instant] = reached
        }
        events.plan(.sent(exchange: exchange, attempt: attempt), at: reached)
    }

    /// What name, TCP and TLS cost now.
    mutating func connectionCosts(
        at now: Double
    ) -> (resolve: Double, connect: Double, secure: Double) {
        let path = timeline.path(at: now)
        return (
            path.resolveSeconds + Cost.resolve * random.noise(variation: 0.3),
            path.connectSeconds + Cost.connect * random.noise(variation: 0.3),
            path.secureSeconds + Cost.secure * random.noise(variation: 0.3)
        )
    }

    private func isRefused(_ exchange: Int, at now: Double) -> Bool {
        if !hasBalancer, replicas[0].isDown { return true }
        return pathFaults(of: exchange, at: now).contains(.refuseConnection)
    }

    /// The faults that strike a request before the balancer.
    func pathFaults(of exchange: Int, at now: Double) -> [Fault] {
        faults(of: exchange, replica: -1, at: now)
    }

    /// The faults that strike a request.
    func faults(of exchange: Int, replica: Int, at now: Double) -> [Fault] {
        guard !script.rules.isEmpty else { return [] }
        return script.faults(
            request: exchanges[exchange].number, elapsed: .seconds(now), replica: replica,
            model: exchanges[exchange].question.model, seed: SeededGenerator.mixed(seed, 5))
    }

    /// Whether the connection a session keeps still stands.
    private func hasConnection(_ session: Int) -> Bool {
        guard let connection = sessions[session].connection else { return false }
        return connection.life.map { $0 == replicas[0].life } ?? true
    }

    /// Hands the request to the connection.
    mutating func send(_ exchange: Int, at now: Double) {
        exchanges[exchange].sentSeconds = now
        exchanges[exchange].trace.writtenSeconds = now + Cost.write
        events.plan(
            .gateway(exchange: exchange, attempt: exchanges[exchange].attempt),
            at: now + Cost.write + Cost.oneWay)
    }

    /// The connection closes before the response has ended; one that was kept and stale is replaced.
    mutating func connectionCloses(_ exchange: Int, at now: Double) {
        let state = exchanges[exchange]
        guard state.trace.head == nil, state.trace.reusedConnection,
            now - state.sentSeconds < Limit.staleSeconds
        else {
            finish(exchange, .closed, at: now)
            return
        }
        exchanges[exchange].attempt += 1
        exchanges[exchange].phase = .underWay
        exchanges[exchange].isServed = false
        exchanges[exchange].replica = nil
        exchanges[exchange].trace.reusedConnection = false
        exchanges[exchange].trace.replacedStaleConnection = true
        exchanges[exchange].trace.writtenSeconds = nil
        connect(exchange, at: now)
    }

    // MARK: - Patience

    /// When the client gives up if nothing more comes.
    func deadline(of exchange: Int) -> (seconds: Double, limit: TracedEnd.Limit) {
        // Field by field: this is asked for every delivery, and a copy of the whole state would cost more than the answer.
        let silence = sessions[exchanges[exchange].session].load.silenceLimitSeconds
        let start = exchanges[exchange].trace.startSeconds
        let last = exchanges[exchange].lastTokenSeconds
        let total = start + Limit.totalSeconds
        let quiet = (last ?? start) + silence
        if total <= quiet { return (total, .total) }
        return (quiet, last == nil ? .firstToken : .gap)
    }

    mutating func checkPatience(_ exchange: Int, at now: Double) {
        guard exchanges[exchange].phase != .over else { return }
        if let expiry = exchanges[exchange].expiry, expiry.seconds <= now {
            finish(exchange, .timedOut(expiry.limit), at: now)
            return
        }
        let due = deadline(of: exchange)
        if due.seconds <= now {
            finish(exchange, .timedOut(due.limit), at: now)
        } else {
            events.plan(
                .patience(exchange: exchange),
                at: min(due.seconds, exchanges[exchange].expiry?.seconds ?? .infinity))
        }
    }

    // MARK: - The end

    /// A request is over for the client, in one way and once.
    mutating func finish(_ exchange: Int, _ kind: TracedEnd.Kind, at now: Double) {
        guard exchanges[exchange].phase != .over else { return }
        let wasServed = exchanges[exchange].phase == .served
        exchanges[exchange].phase = .over
        exchanges[exchange].trace.settle(TracedEnd(kind: kind, seconds: now))
        let session = exchanges[exchange].session
        if !exchanges[exchange].isOnOwnConnection {
            sessions[session].connection =
                kind == .ended
                ? ClientSession.Connection(life: hasBalancer ? nil : replicas[0].life) : nil
        }
        if wasServed, !exchanges[exchange].isServed {
            events.plan(
                .hungUp(exchange: exchange, attempt: exchanges[exchange].attempt),
                at: now + Cost.oneWay)
        }
        exchanges[exchange].writer = nil
        exchanges[exchange].shaper = nil
        guard kind != .runEnded else { return }
        planNext(session, after: exchange, at: now)
    }

    private mutating func planNext(_ session: Int, after exchange: Int, at now: Double) {
        let trace = exchanges[exchange].trace
        let count = sessions[session].retry?.count ?? 0
        let hasFailed = trace.hasFailed || exchanges[exchange].streamFailed
        if hasFailed, count < sessions[session].load.retriesMax {
            sessions[session].retry = (exchanges[exchange].question, count + 1)
            events.plan(.ask(session: session), at: now + Cost.retry)
        } else {
            sessions[session].retry = nil
            events.plan(.ask(session: session), at: sessions[session].nextAsk(after: now))
        }
    }
}
