package import Load

extension ProbeRecord {
    /// The record of the same request had the client seen everything earlier.
    ///
    /// - Parameter lag: What is taken off each time; no time becomes negative.
    /// - Returns: The record with shorter times and the speeds that follow from them.
    package func relieved(of lag: Duration) -> ProbeRecord {
        func shorter(_ time: Duration?) -> Duration? { time.map { max(.zero, $0 - lag) } }
        var relieved = self
        relieved.connect = shorter(connect)
        relieved.timeToFirstByte = shorter(timeToFirstByte)
        relieved.timeToFirstChunk = shorter(timeToFirstChunk)
        relieved.timeToFirstToken = shorter(timeToFirstToken)
        relieved.endToEnd = shorter(endToEnd)
        relieved.gaps = Gaps(gaps.lazy.map { max(.zero, $0 - lag) })
        // The lag of the last token is spread over all of them.
        if let perToken = timePerOutputToken, let tokens = outputTokens, tokens > 1 {
            relieved.timePerOutputToken = max(.zero, perToken - lag / (tokens - 1))
        }
        if let speed = tokensPerSecond, let tokens = outputTokens, speed > 0, tokens > 0 {
            let written = tokens > 1 && timePerOutputToken != nil ? tokens - 1 : tokens
            let time = Double(written) / speed - lag.inSeconds
            relieved.tokensPerSecond = time > 0 ? Double(written) / time : .infinity
        }
        return relieved
    }
}
