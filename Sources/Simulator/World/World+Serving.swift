import EngineModel

/// The way to a replica, and what it says at once.
extension World {
    // MARK: - Gateway and balancer

    /// A request waits for a worker of the gateway, where there is one.
    mutating func enterGateway(_ exchange: Int, at now: Double) {
        events.plan(
            .balancer(exchange: exchange, attempt: exchanges[exchange].attempt),
            at: passGateway(at: now))
    }

    /// When the gateway passes on what reaches it now.
    mutating func passGateway(at now: Double) -> Double {
        guard let held = timeline.path(at: now).gateway else { return now }
        let service = held.serviceSeconds * random.noise(variation: 0.3)
        return gateway.enter(
            at: .seconds(now), workers: held.workers, service: .seconds(service)) / .seconds(1)
    }

    /// The replica whose turn it is.
    mutating func chooseReplica() -> Int {
        let first = turn % replicas.count
        guard rehearsed.deployment.balancing == .leastRequests else {
            turn += 1
            return first
        }
        var least = first
        for step in 0..<replicas.count {
            let number = (first + step) % replicas.count
            if replicas[number].inFlight < replicas[least].inFlight { least = number }
        }
        turn += 1
        return least
    }

    /// A request reaches the balancer, which hands it to a replica.
    mutating func balance(_ exchange: Int, at now: Double) {
        let before = pathFaults(of: exchange, at: now)
        if answer(exchange, struckBy: before, replica: nil, at: now) { return }
        let number = chooseReplica()
        exchanges[exchange].replica = number
        exchanges[exchange].trace.replica = number
        guard !replicas[number].isDown else {
            if hasBalancer {
                respond(exchange, .badGateway, at: now)
            } else {
                close(exchange, at: now)
            }
            return
        }
        let faults = faults(of: exchange, replica: number, at: now)
        if answer(exchange, struckBy: faults, replica: number, at: now) { return }
        serve(exchange, by: number, faults: faults, at: now)
    }

    /// Does what a fault wants done instead of an answer.
    ///
    /// - Returns: Whether there was such a fault.
    private mutating func answer(
        _ exchange: Int, struckBy faults: [Fault], replica: Int?, at now: Double
    ) -> Bool {
        for fault in faults {
            switch fault {
            case .status(let code, let type, let message, let retryAfterSeconds):
                let error = APIError(status: code, type: type, message: message)
                respond(
                    exchange,
                    WholeAnswer(error, retryAfterSeconds: retryAfterSeconds, replica: replica),
                    at: now)
            case .closeBeforeHead:
                close(exchange, at: now)
            case .emptyStream:
                respond(
                    exchange,
                    WholeAnswer(
                        status: 200, contentType: "text/event-stream; charset=utf-8", body: "",
                        replica: replica), at: now)
            default: continue
            }
            return true
        }
        return false
    }

    // MARK: - Replica

    /// The API server checks a request and hands it to the engine.
    private mutating func serve(
        _ exchange: Int, by number: Int, faults: [Fault], at now: Double
    ) {
        let configuration = replicas[number].configuration
        let load = sessions[exchanges[exchange].session].load
        guard configuration.apiKey == nil || load.hasKey else {
            respond(
                exchange,
                WholeAnswer(
                    status: 401, contentType: "application/json",
                    body: APIError.unauthorizedJSON, replica: number), at: now)
            return
        }
        let conditions = timeline.replica(number, at: now)
        if let limit = conditions.engine.queueLimit,
            replicas[number].engine.queuedRequests >= limit
        {
            replicas[number].http.rejections += 1
            respond(exchange, WholeAnswer(.queueFull, replica: number), at: now)
            return
        }
        let request = completionRequest(of: exchange, load: load)
        do {
            let limits = try AnswerDraft.limits(of: request, configuration: configuration)
            let draft = AnswerDraft(
                request, limits: limits, configuration: configuration,
                seed: SeededGenerator.mixed(
                    SeededGenerator.mixed(seed, 6), UInt64(exchanges[exchange].number)),
                unixSeconds: serverUnixSeconds(conditions, at: now), faults: faults,
                conditions: conditions.answers)
            let ready = try submit(
                draft.specs[0], of: exchange, to: number, conditions: conditions, at: now)
            begin(exchange, draft: draft, faults: faults, at: ready)
        } catch let error as APIError {
            respond(exchange, WholeAnswer(error, replica: number), at: now)
        } catch {
            respond(
                exchange,
                WholeAnswer(.badRequest("\(error)", parameter: nil), replica: number), at: now)
        }
    }

    private func completionRequest(of exchange: Int, load: ClientLoad) -> CompletionRequest {
        CompletionRequest(
            api: .chat, model: exchanges[exchange].trace.model,
            prompts: [exchanges[exchange].question.prompt], maxTokens: load.maxTokens,
            isStreaming: true, includesUsage: true, hasContinuousUsage: false, stops: [],
            choices: 1, ignoresEnd: false, seed: nil)
    }

    /// Hands a request to the engine.
    ///
    /// - Returns: When the API server is done with it.
    private mutating func submit(
        _ wanted: RequestSpec, of exchange: Int, to number: Int, conditions: HeldConditions,
        at now: Double
    ) throws(SubmissionError) -> Double {
        var spec = wanted
        spec.tag = exchange
        let costs = replicas[number].configuration.costs
        replicas[number].engine.costs.apiSeconds = costs.apiSeconds + conditions.engine.apiSeconds
        replicas[number].engine.costs.apiPerTokenSeconds =
            costs.apiPerTokenSeconds + conditions.engine.apiSecondsPerPromptToken
        let request = try replicas[number].engine.submit(spec, at: now)
        exchanges[exchange].engineRequest = request
        exchanges[exchange].life = replicas[number].life
        exchanges[exchange].phase = .served
        replicas[number].inFlight += 1
        let ready = replicas[number].engine.readySeconds(of: request) ?? now
        events.plan(.kick(replica: number, life: replicas[number].life), at: ready)
        return ready
    }

    /// The head of a stream leaves the server.
    private mutating func begin(
        _ exchange: Int, draft: AnswerDraft, faults: [Fault], at now: Double
    ) {
        let number = exchanges[exchange].replica ?? 0
        let conditions = timeline.replica(number, at: now)
        exchanges[exchange].writer = AnswerStreamWriter(
            draft: draft, conditions: conditions.answers, faults: faults, includesUsage: true)
        let shaper = PathShaper(effects: PathEffects(conditions.faults), at: now)
        if let cut = shaper.cutSeconds {
            events.plan(
                .cut(exchange: exchange, attempt: exchanges[exchange].attempt), at: cut)
        }
        exchanges[exchange].shaper = shaper
        exchanges[exchange].trace.head = TracedHead(
            status: 200,
            headers: headers(
                contentType: draft.format.streamContentType, replica: number, at: now),
            seconds: seen(exchange, now + Cost.oneWay))
    }

    // MARK: - Whole responses

    /// Sends a response that is no stream, and ends the server's part.
    mutating func respond(_ exchange: Int, _ answer: WholeAnswer, at now: Double) {
        if let number = answer.replica {
            replicas[number].count(
                handler: CompletionAPI.chat.path, method: "POST", status: answer.status)
        }
        let sent = now + Cost.answer
        let arrival = seen(exchange, sent + Cost.oneWay)
        var fields = headers(
            contentType: answer.contentType, replica: answer.replica, at: sent)
        if let seconds = answer.retryAfterSeconds { fields.append(("retry-after", "\(seconds)")) }
        exchanges[exchange].trace.head = TracedHead(
            status: answer.status, headers: fields, seconds: arrival)
        exchanges[exchange].trace.body = Array(answer.body.utf8)
        exchanges[exchange].trace.pieces =
            answer.body.isEmpty ? [] : [TracedPiece(end: answer.body.utf8.count, seconds: arrival)]
        exchanges[exchange].isServed = true
        events.plan(
            .whole(exchange: exchange, attempt: exchanges[exchange].attempt), at: arrival)
    }

    /// Closes the connection from the server's side.
    mutating func close(_ exchange: Int, at now: Double) {
        exchanges[exchange].isServed = true
        let arrival = seen(exchange, now + Cost.oneWay)
        events.plan(
            .closed(exchange: exchange, attempt: exchanges[exchange].attempt), at: arrival)
    }

    private func headers(
        contentType: String, replica: Int?, at now: Double
    ) -> [(name: String, value: String)] {
        let conditions = timeline.replica(replica ?? 0, at: now)
        var fields = [
            (
                name: "date",
                value: HTTPDate.text(unixSeconds: serverUnixSeconds(conditions, at: now))
            ),
            (name: "content-type", value: contentType),
        ]
        if replica != nil,
            let server = replicas[replica ?? 0].configuration.release.engine.serverHeader
        {
            fields.append((name: "server", value: server))
        }
        if let replica, hasBalancer {
            fields.append(
                (
                    name: "x-replica",
                    value: TracedPage.instance(replica: replica, page: .engine)
                ))
        }
        return fields
    }

    /// The server's clock.
    func serverUnixSeconds(_ conditions: HeldConditions, at now: Double) -> Double {
        startUnixSeconds + now + conditions.clockSkewSeconds
    }
}
