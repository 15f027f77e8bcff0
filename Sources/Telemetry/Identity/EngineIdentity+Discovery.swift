extension EngineIdentity {
    /// Asks a server who it is, all questions at the same time.
    ///
    /// Takes at most the client's time limit. The metrics are read from the server's own
    /// `/metrics`; engines that serve them elsewhere need a scrape of that URL beside this.
    ///
    /// - Parameters:
    ///   - url: the server's root or its `/v1`.
    ///   - client: makes the requests.
    ///   - token: sent with every question.
    /// - Returns: what could be found; failures are part of it.
    package static func discover(
        at url: ServerURL, client: TelemetryClient, token: BearerToken? = nil
    ) async -> EngineIdentity {
        let root = url.root
        let answers = await withTaskGroup(
            of: (ProbePath, Result<TelemetryResponse, ProbeFailure>).self
        ) { group in
            for path in ProbePath.allCases {
                group.addTask {
                    let target = root.appending(path.rawValue)
                    do throws(TelemetryError) {
                        return (path, .success(try await client.get(target, token: token)))
                    } catch {
                        return (path, .failure(ProbeFailure(error)))
                    }
                }
            }
            var answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>] = [:]
            for await (path, answer) in group { answers[path] = answer }
            return answers
        }
        return IdentityAnswers(baseURL: root, answers: answers).identity
    }
}
