extension EngineIdentity {
    /// Asks a server who it is, in a few rounds of questions at the same time.
    ///
    /// The first round asks what every server may be asked; later ones ask what only some engines
    /// answer, and only servers that may be such an engine. Each round takes at most the client's time
    /// limit, and there are at most three. A server that answers nothing, refuses everything, or is
    /// not ready is asked once.
    ///
    /// `/server_info` tells the limit on running requests, and is asked only of what may be vLLM or
    /// SGLang. vLLM answers it only in its developer mode, and then with all environment variables of
    /// the server, so the body is neither kept nor printed; nobody should switch that mode on for
    /// firstlight where others can reach the server.
    ///
    /// - Parameters:
    ///   - url: the server's root or its `/v1`.
    ///   - client: makes the requests.
    ///   - token: sent with every question.
    ///   - model: the model meant, for servers that tell limits by model.
    /// - Returns: what could be found; failures are part of it.
    package static func discover(
        at url: ServerURL, client: TelemetryClient, token: BearerToken? = nil,
        model: String? = nil
    ) async -> EngineIdentity {
        var answers = IdentityAnswers(baseURL: url.root, model: model)
        var round = ProbePath.first
        for _ in 0..<3 where !round.isEmpty {
            await answers.ask(round, client: client, token: token)
            round = answers.followUps
        }
        return answers.identity
    }
}

extension IdentityAnswers {
    /// Asks some questions at the same time and keeps the answers.
    fileprivate mutating func ask(
        _ paths: [ProbePath], client: TelemetryClient, token: BearerToken?
    ) async {
        let root = baseURL
        let model = model
        let found = await withTaskGroup(
            of: (ProbePath, Result<TelemetryResponse, ProbeFailure>).self
        ) { group in
            for path in paths {
                guard let target = path.url(below: root, model: model) else { continue }
                group.addTask {
                    do throws(TelemetryError) {
                        return (path, .success(try await client.get(target, token: token)))
                    } catch {
                        return (path, .failure(ProbeFailure(error)))
                    }
                }
            }
            var found: [ProbePath: Result<TelemetryResponse, ProbeFailure>] = [:]
            for await (path, answer) in group { found[path] = answer }
            return found
        }
        answers.merge(found) { _, new in new }
    }
}
