import EngineModel

/// The way of an answer to its client.
extension World {
    /// Does what the writer of a stream wants done, in order.
    mutating func perform(_ actions: [AnswerStreamWriter.Action], for exchange: Int, at now: Double)
    {
        var bytes: [UInt8] = []
        for action in actions {
            switch action {
            case .write(let event, let isToken):
                bytes += event
                exchanges[exchange].writtenBytes += event.count
                if isToken {
                    exchanges[exchange].tokenEnds.append(exchanges[exchange].writtenBytes)
                }
            case .stall(let seconds):
                write(bytes, for: exchange, at: now)
                bytes = []
                exchanges[exchange].shaper?.stall(until: now + seconds)
                events.plan(
                    .release(exchange: exchange, attempt: exchanges[exchange].attempt),
                    at: now + seconds)
            case .cut:
                write(bytes, for: exchange, at: now)
                bytes = []
                breakOff(exchange, at: now)
            case .fail:
                exchanges[exchange].streamFailed = true
                endService(exchange)
                withdraw(exchange, reason: .error, at: now)
                write(bytes, for: exchange, at: now)
                bytes = []
                end(exchange, at: now)
            case .end:
                write(bytes, for: exchange, at: now)
                bytes = []
                end(exchange, at: now)
            }
        }
        write(bytes, for: exchange, at: now)
    }

    /// Goes on after a stall.
    mutating func releaseStall(_ exchange: Int, at now: Double) {
        shape(exchange, at: now) { shaper, link in shaper.release(at: now, link: &link) }
        finishIfThrough(exchange)
    }

    /// A proxy closes a connection that has lasted too long; both sides notice.
    mutating func cut(_ exchange: Int, at now: Double) {
        guard let shaper = exchanges[exchange].shaper, !shaper.isThrough else { return }
        breakOff(exchange, at: now)
    }

    /// The connection closes in the middle, after what is on its way.
    private mutating func breakOff(_ exchange: Int, at now: Double) {
        let last = exchanges[exchange].shaper?.lastDeliverySeconds ?? now
        endService(exchange)
        withdraw(exchange, reason: .abort, at: now)
        close(exchange, at: max(now, last))
        exchanges[exchange].writer = nil
    }

    private mutating func write(_ bytes: [UInt8], for exchange: Int, at now: Double) {
        guard !bytes.isEmpty else { return }
        shape(exchange, at: now) { shaper, link in shaper.write(bytes, at: now, link: &link) }
    }

    private mutating func end(_ exchange: Int, at now: Double) {
        shape(exchange, at: now) { shaper, link in shaper.end(at: now, link: &link) }
        finishIfThrough(exchange)
    }

    /// Lets the path work on an answer and takes what it gives out.
    private mutating func shape(
        _ exchange: Int, at now: Double,
        _ work: (inout PathShaper, inout LinkState) -> [PathDelivery]
    ) {
        guard var shaper = exchanges[exchange].shaper else { return }
        exchanges[exchange].shaper = nil
        let common = timeline.path(at: now)
        let number = exchanges[exchange].replica ?? 0
        let deliveries: [PathDelivery]
        link.adapt(to: common.faults)
        if link.bytesPerSecond == nil, !timeline.boundarySeconds.isEmpty || hasBalancer {
            // A link of one replica alone.
            replicaLinks[number].adapt(to: timeline.replica(number, at: now).faults)
            deliveries = work(&shaper, &replicaLinks[number])
        } else {
            deliveries = work(&shaper, &link)
        }
        exchanges[exchange].shaper = shaper
        for delivery in deliveries { arrive(delivery, for: exchange) }
    }

    /// The client has everything when the last bytes are there.
    private mutating func finishIfThrough(_ exchange: Int) {
        guard let shaper = exchanges[exchange].shaper, shaper.isThrough else { return }
        let last = exchanges[exchange].trace.pieces.last?.seconds ?? 0
        let arrival = max(last, seen(exchange, shaper.lastDeliverySeconds + Cost.oneWay))
        events.plan(
            .answered(exchange: exchange, attempt: exchanges[exchange].attempt), at: arrival)
    }

    /// Bytes reach the client.
    private mutating func arrive(_ delivery: PathDelivery, for exchange: Int) {
        guard exchanges[exchange].expiry == nil else { return }
        let before = max(
            exchanges[exchange].trace.pieces.last?.seconds ?? 0,
            exchanges[exchange].trace.head?.seconds ?? 0)
        let moment = max(before, seen(exchange, delivery.seconds + Cost.oneWay))
        let due = deadline(of: exchange)
        if moment > due.seconds {
            exchanges[exchange].expiry = due
            events.plan(.patience(exchange: exchange), at: due.seconds)
            return
        }
        if sessions[exchanges[exchange].session].isMeasured {
            exchanges[exchange].trace.body += delivery.bytes
            let end = exchanges[exchange].trace.body.count
            if exchanges[exchange].trace.pieces.last?.seconds == moment {
                // One read takes whatever is there.
                exchanges[exchange].trace.pieces[exchanges[exchange].trace.pieces.count - 1].end =
                    end
            } else {
                exchanges[exchange].trace.pieces.append(TracedPiece(end: end, seconds: moment))
            }
        }
        exchanges[exchange].arrivedBytes += delivery.bytes.count
        countTokens(exchange, at: moment)
    }

    private mutating func countTokens(_ exchange: Int, at moment: Double) {
        let arrived = exchanges[exchange].arrivedBytes
        let wanted = exchanges[exchange].trace.cancelAfterChunks
        while exchanges[exchange].nextTokenEnd < exchanges[exchange].tokenEnds.count,
            exchanges[exchange].tokenEnds[exchanges[exchange].nextTokenEnd] <= arrived
        {
            exchanges[exchange].nextTokenEnd += 1
            exchanges[exchange].arrivedTokens += 1
            exchanges[exchange].lastTokenSeconds = moment
            if let wanted, exchanges[exchange].arrivedTokens == wanted {
                events.plan(.enough(exchange: exchange), at: moment)
            }
        }
    }
}
