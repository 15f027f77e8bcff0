package import EngineModel

/// What the HTTP side of a server has counted.
package struct HTTPCounts: Equatable, Sendable {
    /// The labels of a response.
    struct Route: Hashable, Comparable, Sendable {
        let handler: String
        let method: String
        let status: Int

        static func < (left: Route, right: Route) -> Bool {
            (left.handler, left.method, left.status) < (right.handler, right.method, right.status)
        }
    }

    /// Responses by what they answered.
    var responses: [Route: Int] = [:]
    /// Answers asked for, per finished request.
    var choices = BucketHistogram(bounds: HistogramBounds.requestedChoices)
    /// Tokens of the longest answer, per finished request.
    var longestAnswer: BucketHistogram
    /// Requests for an answer, refused ones not included.
    var generations = 0
    /// Requests turned away because too many wait.
    var rejections = 0

    init(maxModelLen: Int) {
        longestAnswer = BucketHistogram(bounds: HistogramBounds.lengths(upTo: maxModelLen))
    }

    /// What the HTTP side would have counted had every request of an engine come as a chat with one answer.
    ///
    /// - Parameters:
    ///   - metrics: What the engine has counted.
    ///   - maxModelLen: Longest request in tokens.
    package init(chatsOf metrics: EngineMetrics, maxModelLen: Int) {
        self.init(maxModelLen: maxModelLen)
        generations = Int(metrics.requestsArrived)
        longestAnswer = metrics.requestGenerationTokens.regrouped(longestAnswer.bounds)
        let answered = metrics.finished(.stop) + metrics.finished(.length)
        choices.observe(1, times: answered)
        let path = CompletionAPI.chat.path
        if answered > 0 {
            responses[Route(handler: path, method: "POST", status: 200)] = Int(answered)
        }
        let failed = metrics.finished(.error)
        if failed > 0 {
            responses[Route(handler: path, method: "POST", status: 500)] = Int(failed)
        }
    }

    /// Responses to requests for an answer, by status, in ascending order.
    var generationStatuses: [(status: Int, count: Int)] {
        let paths = [CompletionAPI.chat.path, CompletionAPI.completions.path]
        var counts: [Int: Int] = [:]
        for (route, count) in responses where paths.contains(route.handler) {
            counts[route.status, default: 0] += count
        }
        return counts.sorted { $0.key < $1.key }.map { (status: $0.key, count: $0.value) }
    }

    /// Requests for an answer that were refused or failed.
    var refusals: Int {
        generationStatuses.reduce(0) { $1.status >= 400 ? $0 + $1.count : $0 }
    }
}
