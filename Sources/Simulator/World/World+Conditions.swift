import EngineModel

extension World {
    /// Conditions begin or end: processes go and come back, engines that hung go on, exporters freeze.
    mutating func changeConditions(at now: Double) throws {
        for number in replicas.indices {
            let conditions = timeline.replica(number, at: now)
            if conditions.engine.isDown, !replicas[number].isDown {
                goDown(number, at: now)
            } else if !conditions.engine.isDown, replicas[number].isDown {
                try replicas[number].restart(at: now)
            }
            if !conditions.engine.isHanging { hear(number, at: now) }
            freezePages(of: number, conditions, at: now)
            kick(number, life: replicas[number].life, at: now)
        }
    }

    /// The process of a replica is gone: whoever waits for it is told by the balancer, or by the closed connection.
    private mutating func goDown(_ number: Int, at now: Double) {
        replicas[number].stop()
        for index in exchanges.indices
        where exchanges[index].replica == number && exchanges[index].phase == .served
            && !exchanges[index].isServed
        {
            endService(index)
            let hasHead = exchanges[index].trace.head.map { $0.seconds <= now } ?? false
            if hasBalancer, !hasHead {
                exchanges[index].trace.head = nil
                respond(index, WholeAnswer.badGateway, at: now)
            } else {
                close(index, at: now)
            }
        }
    }

    /// An engine that goes on hears of the clients that went away.
    private mutating func hear(_ number: Int, at now: Double) {
        for request in replicas[number].unheard {
            replicas[number].engine.cancel(request, at: now)
        }
        replicas[number].unheard = []
    }
}
