import EngineModel

/// How one kind of server writes answers: bodies, and the pieces of a stream.
///
/// Every piece is complete with its framing; what is empty is not sent.
protocol AnswerWriting: Sendable {
    /// The `Content-Type` of a stream.
    var streamContentType: String { get }

    /// What opens a choice; nil when nothing does.
    func opening(choice: Int) -> String?

    /// What one token is sent as.
    func chunk(_ token: TokenPiece) -> String

    /// What follows the last token of a regular stream, the mark of its end included.
    ///
    /// - Parameters:
    ///   - includesUsage: Whether the client asked for the usage.
    ///   - completionTokens: Tokens of all answers.
    ///   - timings: Of the answer that ended last.
    /// - Returns: The events, or nothing.
    func ending(includesUsage: Bool, completionTokens: Int, timings: RequestTimings?) -> String

    /// What a failure in the middle of a stream is sent as, the mark of the end included.
    func failure(_ error: APIError) -> String

    /// The body of answers that are not streamed.
    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String
}
