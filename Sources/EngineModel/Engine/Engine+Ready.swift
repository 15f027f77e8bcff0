extension Engine {
    /// When the API server has done its work on a request that has not ended.
    ///
    /// - Parameter id: The request.
    /// - Returns: Seconds of the driver's clock; nil for a request that has ended.
    package func readySeconds(of id: RequestID) -> Double? {
        slots[id].map { requests[$0].readySeconds }
    }
}
