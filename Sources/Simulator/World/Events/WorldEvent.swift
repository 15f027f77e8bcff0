/// What can happen in a world.
enum WorldEvent: Equatable {
    /// Conditions begin or end.
    case boundary
    /// A session asks its next question.
    case ask(session: Int)
    /// A request is on its way, over a connection that stands.
    case sent(exchange: Int, attempt: Int)
    /// The connection of a request fails for good.
    case connectFails(exchange: Int, attempt: Int, TracedEnd.Kind)
    /// A request reaches the gateway in front of the balancer.
    case gateway(exchange: Int, attempt: Int)
    /// A request reaches the balancer.
    case balancer(exchange: Int, attempt: Int)
    /// The client sees a response of the path or of the server that is no stream.
    case whole(exchange: Int, attempt: Int)
    /// The client sees the connection close.
    case closed(exchange: Int, attempt: Int)
    /// The client has the whole answer, as far as the server sends one.
    case answered(exchange: Int, attempt: Int)
    /// The client has had as many chunks as it wants.
    case enough(exchange: Int)
    /// The client looks whether a limit has run out.
    case patience(exchange: Int)
    /// The server learns that the client has gone.
    case hungUp(exchange: Int, attempt: Int)
    /// A stall of the path ends.
    case release(exchange: Int, attempt: Int)
    /// A proxy closes a connection that has lasted too long.
    case cut(exchange: Int, attempt: Int)
    /// An engine looks for work.
    case kick(replica: Int, life: Int)
    /// A step of an engine ends.
    case stepEnds(replica: Int, life: Int)
    /// The client sends a beacon.
    case beacon(Int)
    /// A beacon reaches the gateway.
    case beaconArrives(Int)
    /// The pages of metrics are scraped.
    case scrape
    /// The run ends.
    case end
}
