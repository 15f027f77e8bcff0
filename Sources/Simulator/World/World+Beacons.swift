/// A beacon under way.
struct BeaconState {
    let seconds: Double
    let isFresh: Bool
}

/// The cheap requests beside the load: `GET /v1/models` every five seconds, on a new connection and on a kept one by turns.
extension World {
    private static let intervalSeconds = 5.0

    mutating func sendBeacon(_ number: Int, at now: Double) {
        events.plan(.beacon(number + 1), at: now + Self.intervalSeconds)
        let isFresh = number.isMultiple(of: 2) || trace.beacons.last?.status == nil
        beacons.append(BeaconState(seconds: now, isFresh: isFresh))
        var reached = now
        if isFresh {
            let costs = connectionCosts(at: now)
            reached = wakes.seen(reached + costs.resolve)
            reached = wakes.seen(reached + costs.connect)
            if !hasBalancer, replicas[0].isDown {
                record(number, status: nil, at: reached)
                return
            }
            reached = wakes.seen(reached + costs.secure)
        }
        events.plan(.beaconArrives(number), at: reached + Cost.write + Cost.oneWay)
    }

    mutating func answerBeacon(_ number: Int, at now: Double) {
        let passed = passGateway(at: now)
        // A request that changes nothing is tried elsewhere when a replica does not answer.
        let first = chooseReplica()
        let replica =
            (0..<replicas.count).map { (first + $0) % replicas.count }
            .first { !replicas[$0].isDown } ?? first
        let done = wakes.seen(passed + Cost.answer + Cost.oneWay)
        if replicas[replica].isDown {
            record(number, status: hasBalancer ? 502 : nil, at: done)
        } else {
            let isRefused =
                replicas[replica].configuration.apiKey != nil && !rehearsed.load.hasKey
            let status = isRefused ? 401 : 200
            replicas[replica].count(handler: "/v1/models", method: "GET", status: status)
            record(number, status: status, at: done)
        }
    }

    private mutating func record(_ number: Int, status: Int?, at seconds: Double) {
        let beacon = beacons[number]
        let duration = seconds - beacon.seconds
        let isLate = duration > Limit.beaconSeconds
        trace.beacons.append(
            TracedBeacon(
                seconds: beacon.seconds, durationSeconds: min(duration, Limit.beaconSeconds),
                status: isLate ? nil : status, isFresh: beacon.isFresh))
    }
}
